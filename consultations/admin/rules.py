"""How the house takes bookings, and what a consultation may be about."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field, TextField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from atelier.house.models import House
from atelier.people.admin.records import RecordAdmin
from consultations.admin.inputs import Named
from consultations.admin.outside import TellsOutside
from consultations.availability.holidays import regions_of
from consultations.models import BookingRules, Topic


class RulesForm(forms.ModelForm):
    """The rules; a region is one of the country's."""

    def clean_holiday_region(self) -> str:
        """Know the region. Raises `ValidationError` that names those there are."""
        region = self.cleaned_data["holiday_region"].strip().upper()
        country = House.current().country
        known = regions_of(country)
        if region and region not in known:
            there = ", ".join(known) or "none"
            raise forms.ValidationError(
                f"No holidays are known for {region} in {country}. Regions: {there}."
            )
        return region

    def clean_video_link_template(self) -> str:
        """A template says where the code of each meeting stands."""
        template: str = self.cleaned_data["video_link_template"].strip()
        if template and ("{code}" not in template or not template.startswith("https://")):
            raise forms.ValidationError("Please begin with https:// and write {code} once.")
        return template


@admin.register(BookingRules)
class BookingRulesAdmin(TellsOutside, RecordAdmin):
    """Opens the one record at once: there is nothing to list, add or delete."""

    form = RulesForm
    fieldsets = (
        (
            "How long",
            {
                "fields": [
                    ("in_person_minutes", "video_minutes"),
                    ("phone_minutes", "step_minutes"),
                ],
                "description": "In minutes. A topic may have a length of its own; the buffer on "
                "each side is the house's, or an advisor's own.",
            },
        ),
        (
            "Booked by clients themselves",
            {
                "fields": [
                    ("minimum_notice_hours", "horizon_days"),
                    ("daily_cap", "hold_minutes"),
                    ("change_hours", "waiting_offer_hours"),
                    "written_days",
                ]
            },
        ),
        ("Public holidays", {"fields": [("closed_on_holidays", "holiday_region")]}),
        ("What they are told", {"fields": ["video_link_template", "what_to_bring"]}),
    )

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **more: Any) -> Any:
        """Give long texts four lines; they grow where more is written."""
        field = super().formfield_for_dbfield(db_field, request, **more)
        if isinstance(db_field, TextField) and field:
            field.widget.attrs["rows"] = 4
        return field

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one set of rules."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There are always rules."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Go straight to the one record."""
        where = "admin:consultations_bookingrules_change"
        return HttpResponseRedirect(reverse(where, args=[BookingRules.current().pk]))


@admin.register(Topic)
class TopicAdmin(Named, RecordAdmin):
    """What a consultation may be about, in the order in which clients read it."""

    list_display = ("name", "explanation", "minutes", "is_open", "position")
    list_editable = ("position",)
    list_filter = ("is_open",)
    search_fields = ("name", "explanation")
    fields = (("name", "is_open"), "explanation", ("minutes", "position"), "what_to_bring")
