"""The house's one record, to be edited by its owner."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.admin import ModelAdmin

from atelier.house.models import House


@admin.register(House)
class HouseAdmin(ModelAdmin):
    """Opens the one record at once: there is nothing to list, add or delete."""

    fieldsets = [
        ("The house", {"fields": ["name", "legal_name", "tagline", "accent_colour"]}),
        ("Where and how to reach it", {"fields": ["email", "phone", "address", "directions"]}),
        (
            "Money and time",
            {"fields": [("country", "currency", "time_zone"), ("tax_name", "tax_rate")]},
        ),
        (
            "Offers",
            {
                "fields": [
                    ("quote_valid_days", "deposit_percent"),
                    ("revisions_included", "revision_price"),
                    "terms",
                ]
            },
        ),
        (
            "The workshop",
            {
                "fields": [
                    ("labour_rate", "metal_loss_percent", "metal_premium_percent"),
                    ("serial_prefix", "appointment_buffer_minutes"),
                ]
            },
        ),
    ]

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
