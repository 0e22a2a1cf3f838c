"""The house's one record, to be edited by its owner.

Here and not beside its model, because the house lies below the journal that is told of edits.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Field, TextField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from atelier.house.models import House
from atelier.people.admin.records import RecordAdmin


@admin.register(House)
class HouseAdmin(RecordAdmin):
    """Opens the one record at once: there is nothing to list, add or delete."""

    fieldsets = [
        ("The house", {"fields": ["name", "legal_name", "tagline", "accent_colour"]}),
        ("Where and how to reach it", {"fields": ["email", "phone", "address", "directions"]}),
        (
            "Money and time",
            {"fields": [("country", "time_zone"), ("currency", "tax_name"), "tax_rate"]},
        ),
        (
            "Offers",
            {
                "fields": [
                    ("quote_valid_days", "payment_days"),
                    ("revisions_included", "revision_price"),
                    "terms",
                ]
            },
        ),
        (
            "Payments",
            {"fields": ["bank_details", "hand_over_needs_payment"]},
        ),
        (
            "The workshop",
            {
                "fields": [
                    ("labour_rate", "labour_cost"),
                    ("metal_loss_percent", "metal_premium_percent"),
                    ("metal_move_percent", "stone_markup_percent"),
                    ("appointment_buffer_minutes", "serial_prefix"),
                ]
            },
        ),
        (
            "The range of a Mid-level price",
            {
                "fields": [
                    ("stone_spread_low_percent", "stone_spread_high_percent"),
                    "model_spread_percent",
                ]
            },
        ),
    ]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **more: Any) -> Any:
        """Give long texts four lines; they grow where more is written."""
        field = super().formfield_for_dbfield(db_field, request, **more)
        if isinstance(db_field, TextField) and field:
            field.widget.attrs["rows"] = 4
        return field

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one house."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: House | None = None) -> bool:
        """There is always one house."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Go straight to the one record."""
        return HttpResponseRedirect(reverse("admin:house_house_change", args=[House.current().pk]))
