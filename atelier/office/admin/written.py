"""Consultations in writing and follow-ups as lists; each opens on its own page."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from unfold.decorators import display

from atelier.office.admin.kept import ReadOnly
from consultations.models import FollowUp, WrittenConsultation
from consultations.statuses import WrittenStatus
from orders.policies.quotes import today


class _DueFilter(admin.SimpleListFilter):
    """What is open, what is due, what is late."""

    title = "when it is due"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the three, the widest first."""
        return [("open", "Open"), ("due", "Due today or before"), ("overdue", "Overdue")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        """Narrow the list."""
        match self.value():
            case "open":
                return queryset.open()
            case "due":
                return queryset.open().filter(due_on__lte=today())
            case "overdue":
                return queryset.open().filter(due_on__lt=today())
        return queryset


class _MineFilter(admin.SimpleListFilter):
    """One's own; `field` names whose a row is."""

    title = "whose"
    parameter_name = "whose"
    field = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """One choice."""
        return [("mine", "Mine")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to the reader's own."""
        mine = self.value() == "mine"
        return queryset.filter(**{self.field: request.user}) if mine else queryset


class _MineToAnswer(_MineFilter):
    field = "advisor"


def _standing(is_closed: bool, due_on: date) -> str:
    if is_closed:
        return "done"
    return "overdue" if due_on < today() else "open"


@admin.register(FollowUp)
class FollowUpAdmin(ReadOnly):
    """What was agreed with clients, and who does it by when."""

    list_display = ("what", "client", "assignee", "due", "standing", "commission")
    list_filter = (_DueFilter, _MineFilter, "is_shared", "assignee")
    list_select_related = ("client", "assignee", "commission")
    search_fields = ("what", "client__name", "commission__reference")
    search_help_text = "Words, client or reference"

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Open it where it can be done: among everything agreed with its client."""
        found = get_object_or_404(FollowUp.objects.select_related("client"), pk=object_id)
        page = redirect("admin:client_consultations", found.client.public_id)
        page["Location"] += f"#follow-up-{found.pk}"
        return page

    @display(description="By", ordering="due_on")
    def due(self, follow_up: FollowUp) -> str:
        """The day it is to be done."""
        return date_format(follow_up.due_on, "j M Y")

    @display(description="Standing", label={"done": "success", "overdue": "danger", "open": "info"})
    def standing(self, follow_up: FollowUp) -> tuple[str, str]:
        """Open, overdue or done."""
        key = _standing(follow_up.done_at is not None, follow_up.due_on)
        return key, key.capitalize()


@admin.register(WrittenConsultation)
class WrittenConsultationAdmin(ReadOnly):
    """Questions that are answered in writing, by the day each was promised for."""

    list_display = ("client", "asked", "advisor", "due", "standing", "commission")
    list_filter = (_DueFilter, _MineToAnswer, "status", "advisor", "topic")
    list_select_related = ("client", "advisor", "commission")
    search_fields = ("client__name", "question", "commission__reference")
    search_help_text = "Client, words or reference"

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Open it on its own page."""
        found = get_object_or_404(WrittenConsultation, pk=object_id)
        return redirect("admin:written", found.public_id)

    @display(description="Question")
    def asked(self, written: WrittenConsultation) -> str:
        """Its first words."""
        return f"{written.question[:70]}…" if len(written.question) > 70 else written.question

    @display(description="Answered by", ordering="due_on")
    def due(self, written: WrittenConsultation) -> str:
        """The day it was promised for."""
        return date_format(written.due_on, "j M Y")

    @display(
        description="Standing",
        label={"answered": "success", "overdue": "danger", "open": "info", "withdrawn": ""},
    )
    def standing(self, written: WrittenConsultation) -> tuple[str, str]:
        """Open, overdue, answered or withdrawn."""
        if written.status != WrittenStatus.OPEN:
            return written.status, written.get_status_display()
        key = _standing(False, written.due_on)
        return key, "Overdue" if key == "overdue" else written.get_status_display()
