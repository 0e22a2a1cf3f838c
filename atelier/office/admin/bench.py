"""What the bench asks of the office, as lists; each opens on its own page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from unfold.decorators import display

from atelier.office.admin.kept import ReadOnly
from production.models import HelpCall, OwnerReview


class _DecidedFilter(admin.SimpleListFilter):
    """What still waits for the owner."""

    title = "decided"
    parameter_name = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer both."""
        return [("no", "Still to decide"), ("yes", "Decided")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        """Narrow the list."""
        match self.value():
            case "no":
                return queryset.undecided()
            case "yes":
                return queryset.filter(decided_at__isnull=False)
        return queryset


@admin.register(OwnerReview)
class OwnerReviewAdmin(ReadOnly):
    """Every third failure of one code, and how the owner let the piece go on."""

    list_display = ("name", "reason", "failures", "opened_at", "standing", "decided_by_name")
    list_filter = (_DecidedFilter, "reason")
    list_select_related = ("job__commission", "reason")
    search_fields = ("job__envelope", "job__commission__reference")
    search_help_text = "Envelope or reference"

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Open the page on which it is decided."""
        return redirect("admin:review", pk=object_id)

    @display(description="Piece")
    def name(self, review: OwnerReview) -> str:
        """Reference and envelope."""
        return f"{review.job.commission.reference}, {review.job.envelope}"

    @display(description="Standing", label={"open": "danger", "decided": "success"})
    def standing(self, review: OwnerReview) -> tuple[str, str]:
        """Whether it is decided, and how."""
        if review.decided_at is None:
            return "open", "Waits for the owner"
        return "decided", review.get_decision_display()


class _AnsweredFilter(admin.SimpleListFilter):
    """Who still waits for help."""

    title = "answered"
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer both."""
        return [("no", "Still waiting"), ("yes", "Answered")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        """Narrow the list."""
        match self.value():
            case "no":
                return queryset.unanswered()
            case "yes":
                return queryset.filter(answered_at__isnull=False)
        return queryset


@admin.register(HelpCall)
class HelpCallAdmin(ReadOnly):
    """Who at the bench called for help, with which piece; answered with one press."""

    list_display = ("about", "jeweller", "tablet", "piece", "called_at", "standing", "answer")
    list_display_links = None
    list_filter = (_AnsweredFilter, "about", "jeweller")
    list_select_related = ("jeweller", "tablet", "job__commission")
    search_fields = ("job__envelope", "jeweller__name")
    search_help_text = "Envelope or name"

    @display(description="Piece")
    def piece(self, call: HelpCall) -> str:
        """The commission's page, at the workshop."""
        commission = call.job.commission
        address = reverse("admin:commission", args=[commission.reference, "production"])
        return format_html(
            '<a href="{}">{}, {}</a>', address, commission.reference, call.job.envelope
        )

    @display(description="Standing", label={"waits": "danger", "answered": "success"})
    def standing(self, call: HelpCall) -> tuple[str, str]:
        """Whether somebody came."""
        if call.answered_at is None:
            return "waits", "Waits"
        return "answered", f"Answered by {call.answered_by_name}"

    @display(description="")
    def answer(self, call: HelpCall) -> str:
        """Where it is answered."""
        if call.answered_at:
            return ""
        address = reverse("admin:answer_call", args=[call.pk])
        return format_html('<a href="{}">Answer</a>', address)
