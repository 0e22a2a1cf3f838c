"""Outgoing mails and events, to be read; a parked mail can be tried again."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import display

from atelier.journal import actions
from atelier.journal.actor import Actor, ActorKind
from atelier.journal.addresses import address_of
from atelier.journal.history import in_words, sentence_of
from atelier.journal.letters import letter_of, sender_of
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Refusal

# A mail is text from people: it may show itself, and nothing more.
_MAIL_POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "frame-ancestors 'self'",
        # Its links open in a window of their own.
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    ]
)


class ReadOnlyAdmin(ModelAdmin):
    """What happened is read here, never written."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody changes by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody deletes by hand."""
        return False


class StatusFilter(admin.SimpleListFilter):
    """Waiting, sent, parked or dropped."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """The four."""
        return [
            ("waiting", "Waiting"),
            ("sent", "Sent"),
            ("parked", "Parked"),
            ("dropped", "Dropped: too late to be of use"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the mails in the chosen status."""
        chosen = {
            "waiting": {f"{end}_at__isnull": True for end in ("sent", "parked", "dropped")},
            "sent": {"sent_at__isnull": False},
            "parked": {"parked_at__isnull": False},
            "dropped": {"dropped_at__isnull": False},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(OutgoingMessage)
class OutgoingMessageAdmin(ReadOnlyAdmin):
    """Every mail that left or will leave the house."""

    list_display = ["chip", "subject_line", "to", "about", "created_at", "sent_at"]
    list_display_links = ["subject_line"]
    list_filter = [StatusFilter]
    search_fields = ["to", "subject"]
    fieldsets = [
        (None, {"fields": [("chip", "about"), ("to", "sender"), "subject_line"]}),
        (
            "On its way",
            {
                "fields": [
                    ("created_at", "due_at"),
                    ("sent_at", "attempts"),
                    ("useful_until", "dropped_at"),
                    "last_error",
                ]
            },
        ),
    ]
    readonly_fields = ["chip", "about", "subject_line", "sender"]
    change_form_outer_before_template = "admin/journal/letter.html"

    @display(
        description="Status",
        label={"Waiting": "info", "Sent": "success", "Parked": "danger", "Dropped": "warning"},
    )
    def chip(self, message: OutgoingMessage) -> str:
        """The status as a coloured word."""
        return message.status

    @display(description="Subject", ordering="subject")
    def subject_line(self, message: OutgoingMessage) -> str:
        """The subject; in the demo house with its code filled in."""
        return letter_of(message, reveal=settings.DEMO).subject

    @display(description="About", ordering="kind")
    def about(self, message: OutgoingMessage) -> str:
        """The kind in words."""
        return in_words(message.kind)

    @display(description="From")
    def sender(self, message: OutgoingMessage) -> str:
        """The From line."""
        return sender_of(message)

    def get_urls(self) -> list[URLPattern]:
        """Add the mail's own page, for the frame, and the button."""
        view = self.admin_site.admin_view
        return [
            path("<uuid:pk>/letter/", view(self.letter_page), name="journal_letter"),
            path("<uuid:pk>/again/", view(self.again), name="journal_again"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the mail as its reader sees it."""
        message = self.get_object(request, object_id)
        letter = message and letter_of(message, reveal=settings.DEMO)
        context = (extra_context or {}) | {"letter": letter}
        return super().change_view(request, object_id, form_url, context)

    def letter_page(self, request: HttpRequest, pk: object) -> HttpResponse:
        """Return the mail's HTML alone, in which nothing runs and nothing loads."""
        message = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, message):
            return HttpResponse(status=403)
        html = letter_of(message, reveal=settings.DEMO).html
        response = HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))
        response["Content-Security-Policy"] = _MAIL_POLICY
        return xframe_options_sameorigin(lambda _: response)(request)

    def again(self, request: HttpRequest, pk: object) -> HttpResponse:
        """Let a parked mail be tried again."""
        return require_POST(self._again)(request, pk)

    def _again(self, request: HttpRequest, pk: object) -> HttpResponse:
        message = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, message):
            return HttpResponse(status=403)
        try:
            actions.try_again(message=message, by=_staff(request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The mail will be tried again at once.")
        address = reverse("admin:journal_outgoingmessage_change", args=[message.pk])
        return HttpResponseRedirect(address)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """Who did what, when, from where."""

    list_display = ["when", "sentence", "who", "side", "where"]
    list_display_links = ["sentence"]
    list_filter = ["actor_kind", "kind"]
    search_fields = ["actor_name", "kind"]
    date_hierarchy = "at"
    fields = [
        "at",
        "sentence",
        ("who", "side"),
        ("where", "kind"),
        ("subject_type", "subject_id"),
        "data",
    ]
    readonly_fields = ["sentence", "who", "side", "where"]

    @display(description="When", ordering="at")
    def when(self, event: Event) -> datetime:
        """The moment."""
        return event.at

    @display(description="Who", ordering="actor_name")
    def who(self, event: Event) -> str:
        """Who did it."""
        return event.actor_name

    @display(description="From where")
    def where(self, event: Event) -> str:
        """The address on the network, where there was one."""
        return event.address or "–"

    @display(description="What happened")
    def sentence(self, event: Event) -> str:
        """The event as a sentence."""
        return sentence_of(event)

    @display(
        description="Side",
        label={"client": "success", "staff": "info", "jeweller": "warning", "system": "primary"},
    )
    def side(self, event: Event) -> str:
        """On whose side."""
        return event.actor_kind


def _staff(request: HttpRequest) -> Actor:
    return Actor(
        kind=ActorKind.STAFF,
        name=str(request.user),
        user_id=request.user.pk,
        address=address_of(request),
    )
