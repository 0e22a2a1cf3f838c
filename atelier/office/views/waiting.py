"""One place on the waiting list: what was offered, and offering free times by hand."""

import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from atelier.journal.refusals import Refusal
from atelier.office.forms.waiting import OfferForm
from atelier.office.pages import needs, page, say
from atelier.people.actors import actor_of
from atelier.people.models import User
from consultations.actions.invitations import invite
from consultations.actions.waiting import leave_waiting_list
from consultations.availability import Slot, free_slots
from consultations.models import Invitation, WaitingListEntry
from consultations.models.offers import LIVING
from consultations.times import zone_of_client
from consultations.waiting import days_words, line_words, with_those_before

# A few of each advisor's; the calendar shows them all.
_TIMES = 9


@require_http_methods(["GET", "POST"])
@needs("consultations.view_waitinglistentry", "consultations.add_appointment")
def place_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a place; ticked times are offered as an invitation, nothing is held."""
    entry = _find(public_id)
    forms = _forms(request, entry) if entry.status in LIVING else []
    sent = next((form for form in forms if form.is_bound), None)
    refusal: Refusal | None = None
    if sent and sent.is_valid():
        try:
            return _invite(request, entry, sent)
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "office/waiting.html",
        title=f"{entry.client} waits",
        status=refusal.status if refusal else 200,
        refusal=refusal,
        entry=entry,
        forms=forms,
        days=days_words(entry),
        line=line_words(entry.before).rstrip("."),  # type: ignore[attr-defined]
        is_living=entry.status in LIVING,
        offers=entry.offers.select_related("advisor"),
        proposals=Invitation.objects.open().filter(client=entry.client).select_related("advisor"),
    )


@require_POST
@needs("consultations.change_waitinglistentry")
def take_off(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a client off the list, as they asked by telephone."""
    entry = leave_waiting_list(entry=_find(public_id), by=actor_of(request))
    say(request, f"{entry.client} is off the list.")
    return redirect("admin:waiting_list")


def _find(public_id: uuid.UUID) -> WaitingListEntry:
    related = ("client__user", "advisor__staff", "topic", "commission", "appointment")
    entries = with_those_before(WaitingListEntry.objects.select_related(*related))
    return get_object_or_404(entries, public_id=public_id)


def _invite(request: HttpRequest, entry: WaitingListEntry, form: OfferForm) -> HttpResponse:
    invitation = invite(by=actor_of(request), **form.wish(entry))
    count = len(invitation.starts)
    times = "one time" if count == 1 else f"{count} times"
    say(request, f"{entry.client} is offered {times} with {invitation.advisor} by mail.")
    return redirect("admin:waiting_place", entry.public_id)


def _forms(request: HttpRequest, entry: WaitingListEntry) -> list[OfferForm]:
    """Return a form for each advisor with free times on those days, notice and cap aside."""
    by_advisor: dict[User, list[Slot]] = {}
    for slot in _free(entry):
        by_advisor.setdefault(slot.advisor, []).append(slot)
    return [
        OfferForm(request.POST or None, advisor=advisor, slots=islice(_apart(slots), _TIMES))
        for advisor, slots in by_advisor.items()
    ]


def _free(entry: WaitingListEntry) -> list[Slot]:
    zone = zone_of_client(entry.client)
    first = max(entry.earliest_on, timezone.localdate(timezone=zone))
    return free_slots(
        channel=entry.channel,
        topic=entry.topic,
        span=(first, entry.latest_on),
        zone=zone,
        advisors=[entry.advisor] if entry.advisor else None,
        for_client=False,
    )


def _apart(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Leave out what overlaps the time before: nobody wants to choose among quarters of an hour."""
    free_from = None
    for slot in slots:
        if free_from is None or slot.starts_at >= free_from:
            yield slot
            free_from = slot.ends_at
