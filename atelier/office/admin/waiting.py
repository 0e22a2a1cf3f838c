"""Who waits for a time, and which times were proposed to whom."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from unfold.decorators import action, display

from atelier.journal.refusals import Refusal
from atelier.office.admin.kept import ReadOnly
from atelier.people.actors import actor_of
from consultations.actions.invitations import withdraw_invitation
from consultations.actions.waiting import leave_waiting_list
from consultations.models import Invitation, SlotOffer, WaitingListEntry
from consultations.models.offers import LIVING, NOTICE
from consultations.statuses import InvitationStatus, SlotOfferStatus, WaitingStatus
from consultations.times import said_briefly, zone_of_advisor
from consultations.waiting import days_words


class StandingFilter(admin.SimpleListFilter):
    """Those on the list, unless something else is asked for."""

    title = "standing"
    parameter_name = "standing"
    kinds = {
        None: ("On the list", LIVING),
        "offered": ("A time is offered", (WaitingStatus.OFFERED,)),
        "passed": ("The days have passed", (WaitingStatus.PASSED,)),
        "booked": ("Booked", (WaitingStatus.BOOKED,)),
        "left": ("Left the list", (WaitingStatus.LEFT,)),
    }

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """What may be asked for besides."""
        return [(key, words) for key, (words, _) in self.kinds.items() if key]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Begin with the list itself instead of everything."""
        first, *others = super().choices(changelist)
        yield {**first, "display": self.kinds[None][0]}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Narrow the list to what was asked for."""
        return queryset.filter(status__in=self.kinds.get(self.value(), self.kinds[None])[1])


class SoonFilter(admin.SimpleListFilter):
    """Those whose days are nearly past."""

    title = "days nearly past"
    parameter_name = "soon"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """One choice."""
        return [("yes", f"Within {NOTICE.days} days")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Narrow the list as home counts it."""
        return queryset.soon_over(timezone.localdate()) if self.value() == "yes" else queryset


@admin.register(WaitingListEntry)
class WaitingListAdmin(ReadOnly):
    """In turn: the first in the list is the first to be offered what fits."""

    list_display = ("client", "wish", "whom", "days", "since", "standing", "offered")
    list_display_links = ("client",)
    list_filter = (StandingFilter, SoonFilter, "channel", "advisor", "topic")
    list_select_related = ("client", "advisor", "topic", "commission")
    search_fields = ("client__name", "commission__reference")
    search_help_text = "Client or reference"
    ordering = ("created_at", "id")
    actions = ("take_off",)

    def get_urls(self) -> list[URLPattern]:
        """Give the list an address of its own name."""
        view = self.admin_site.admin_view(self.in_turn)
        return [path("in-turn/", view, name="waiting_list"), *super().get_urls()]

    def in_turn(self, request: HttpRequest) -> HttpResponse:
        """Lead to the list."""
        return redirect("admin:consultations_waitinglistentry_changelist")

    def get_queryset(self, request: HttpRequest) -> QuerySet[WaitingListEntry]:
        """Read what is offered to each in one query more."""
        offers = SlotOffer.objects.select_related("advisor__staff")
        return super().get_queryset(request).prefetch_related(Prefetch("offers", offers))

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kw: Any
    ) -> HttpResponse:
        """Open the place's own page instead of a form."""
        entry = get_object_or_404(WaitingListEntry, pk=object_id)
        return redirect("admin:waiting_place", entry.public_id)

    def has_take_off_permission(self, request: HttpRequest) -> bool:
        """Whoever may change the list."""
        return request.user.has_perm("consultations.change_waitinglistentry")

    @action(description="Take off the list", permissions=["take_off"])
    def take_off(self, request: HttpRequest, chosen: QuerySet[WaitingListEntry]) -> None:
        """Take each off; a time offered to one goes to the next in turn."""
        taken = _each(request, chosen.select_related("client"), _leave)
        messages.success(request, f"{taken} taken off the list.")

    @display(description="Waits for", ordering="channel")
    def wish(self, entry: WaitingListEntry) -> str:
        """How, and about what."""
        topic = str(entry.topic).lower() if entry.topic else ""
        about = entry.commission.reference if entry.commission else ""
        return ", ".join(part for part in (entry.get_channel_display(), topic, about) if part)

    @display(description="With", ordering="advisor__name")
    def whom(self, entry: WaitingListEntry) -> str:
        """The advisor, or anybody."""
        return str(entry.advisor or "Whoever is free")

    @display(description="On", ordering="earliest_on")
    def days(self, entry: WaitingListEntry) -> str:
        """The days that would suit."""
        return days_words(entry)

    @display(description="Since", ordering="created_at")
    def since(self, entry: WaitingListEntry) -> str:
        """When they joined."""
        return f"{timezone.localtime(entry.created_at):%-d %b, %H:%M}"

    @display(
        description="Standing",
        ordering="status",
        label={
            WaitingStatus.WAITING: "warning",
            WaitingStatus.OFFERED: "info",
            WaitingStatus.BOOKED: "success",
            WaitingStatus.LEFT: "",
            WaitingStatus.PASSED: "danger",
        },
    )
    def standing(self, entry: WaitingListEntry) -> tuple[str, str]:
        """Status, in a colour and a word."""
        return entry.status, entry.get_status_display()

    @display(description="Offered")
    def offered(self, entry: WaitingListEntry) -> str:
        """The time that is kept now, else how many were offered before."""
        made = list(entry.offers.all())
        now = next((each for each in made if each.status == SlotOfferStatus.OPEN), None)
        if now:
            return f"{said_briefly(now.starts_at, zone_of_advisor(now.advisor))}, {now.advisor}"
        return f"{len(made)} before" if made else "–"


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    """Times staff proposed; made from the calendar or a place on the waiting list."""

    list_display = ("client", "advisor", "channel", "times", "standing", "until", "sent")
    list_filter = ("status", "channel", "advisor")
    list_select_related = ("client", "advisor__staff", "commission")
    search_fields = ("client__name", "commission__reference", "subject")
    search_help_text = "Client, reference or subject"
    ordering = ("-created_at",)
    actions = ("withdraw",)
    fields = (
        ("client", "commission"),
        ("advisor", "channel"),
        ("topic", "subject"),
        "all_times",
        ("standing", "until", "sent"),
        "words",
        "to_prepare",
    )
    readonly_fields = ("all_times", "standing", "until", "sent")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Whoever keeps the diary."""
        return request.user.has_perm("consultations.add_appointment")

    @action(description="Withdraw", permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        """Take the chosen ones back; their clients are told."""
        taken = _each(request, chosen, _withdraw)
        messages.success(request, f"{taken} withdrawn.")

    @display(description="Times")
    def times(self, invitation: Invitation) -> str:
        """The first, and how many more."""
        first, *more = invitation.starts
        words = said_briefly(first, zone_of_advisor(invitation.advisor))
        return f"{words} and {len(more)} more" if more else words

    @display(description="Times, on the advisor's clock")
    def all_times(self, invitation: Invitation) -> str:
        """Each of them."""
        zone = zone_of_advisor(invitation.advisor)
        return "; ".join(said_briefly(start, zone) for start in invitation.starts)

    @display(
        description="Standing",
        ordering="status",
        label={
            InvitationStatus.OPEN: "info",
            InvitationStatus.BOOKED: "success",
            InvitationStatus.WITHDRAWN: "",
            InvitationStatus.EXPIRED: "danger",
        },
    )
    def standing(self, invitation: Invitation) -> tuple[str, str]:
        """Status, in a colour and a word."""
        return invitation.status, invitation.get_status_display()

    @display(description="Until", ordering="expires_at")
    def until(self, invitation: Invitation) -> str:
        """When it ends by itself."""
        return f"{timezone.localtime(invitation.expires_at):%-d %b, %H:%M}"

    @display(description="Sent", ordering="created_at")
    def sent(self, invitation: Invitation) -> str:
        """When it went out."""
        return f"{timezone.localtime(invitation.created_at):%-d %b, %H:%M}"


def _each(request: HttpRequest, chosen: QuerySet, act: Any) -> int:
    """Do it to each, saying what could not be done, and return to how many it was done."""
    done = 0
    for one in chosen:
        try:
            act(one, actor_of(request))
            done += 1
        except Refusal as refused:
            messages.error(request, f"{one}: {refused}")
    return done


def _leave(entry: WaitingListEntry, by: Any) -> None:
    leave_waiting_list(entry=entry, by=by)


def _withdraw(invitation: Invitation, by: Any) -> None:
    withdraw_invitation(invitation=invitation, by=by)
