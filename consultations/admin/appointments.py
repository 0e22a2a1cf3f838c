"""Appointments as a list; they change only on the office's pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import display

from consultations.models import Appointment, AppointmentQuerySet
from consultations.statuses import AppointmentStatus


class PastFilter(admin.SimpleListFilter):
    """What has passed and is not written down."""

    title = "to record"
    parameter_name = "past"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """One choice."""
        return [("yes", "Passed, not recorded")]

    def queryset(self, request: HttpRequest, queryset: Any) -> AppointmentQuerySet:
        """Narrow the list to what waits to be recorded."""
        return queryset.to_record() if self.value() == "yes" else queryset


@admin.register(Appointment)
class AppointmentAdmin(ModelAdmin):
    """Every appointment, to search and to filter."""

    list_display = ("when", "client", "advisor", "channel", "room", "standing", "commission")
    list_filter = (
        PastFilter,
        ("starts_at", RangeDateFilter),
        "status",
        "channel",
        "advisor",
        "room",
    )
    list_filter_submit = True
    list_per_page = 50
    list_select_related = ("client", "advisor__staff", "room", "commission")
    search_fields = ("client__name", "commission__reference", "subject")
    search_help_text = "Client, reference or subject"
    ordering = ("-starts_at",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Appointments are booked from a commission or a client."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Appointment | None = None) -> bool:
        """Every change is an action."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Appointment | None = None) -> bool:
        """Appointments are cancelled, not deleted."""
        return False

    @display(description="When", ordering="starts_at")
    def when(self, appointment: Appointment) -> str:
        """The start, on the house's clock."""
        return f"{timezone.localtime(appointment.starts_at):%a %-d %b %Y, %H:%M}"

    @display(
        description="Standing",
        ordering="status",
        label={
            AppointmentStatus.BOOKED: "info",
            AppointmentStatus.DONE: "success",
            AppointmentStatus.CANCELLED: "",
            AppointmentStatus.NO_SHOW: "danger",
        },
    )
    def standing(self, appointment: Appointment) -> tuple[str, str]:
        """Status, in a colour and a word."""
        return appointment.status, appointment.get_status_display()
