"""Days that differ from the weekly hours, with the coming year's public holidays beside them."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.admin import TabularInline
from unfold.decorators import display

from atelier.house.models import House
from atelier.people.admin.records import RecordAdmin
from consultations.admin.inputs import DaysAndClocks
from consultations.admin.outside import TellsOutside
from consultations.admin.weeks import check_clocks
from consultations.availability.holidays import holidays_of
from consultations.availability.rules import advisors
from consultations.models import BookingRules, DateOverride
from consultations.times import house_today

_YEAR = timedelta(days=365)


class OverrideForm(forms.ModelForm):
    """Some days of one advisor, of one place, or of the whole house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "ends_on" in self.fields:
            self.fields["ends_on"].required = False
            self.fields["ends_on"].help_text = "Empty: that one day."

    def clean(self) -> dict[str, Any]:
        """One day unless told otherwise; both hours or none; of one only."""
        cleaned = super().clean() or self.cleaned_data
        first = cleaned.get("starts_on")
        cleaned["ends_on"] = last = cleaned.get("ends_on") or first
        if first and last and last < first:
            self.add_error("ends_on", "Please let it end on the day it begins or later.")
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if (opens is None) != (closes is None):
            self.add_error("closes", "Please give both hours, or neither: then it is closed.")
        if cleaned.get("advisor") and cleaned.get("place"):
            self.add_error("place", "Please choose an advisor or a place; neither is the house.")
        try:
            check_clocks(opens, closes)
        except forms.ValidationError as error:
            self.add_error("closes", error)
        return cleaned


class OverrideInline(DaysAndClocks, TabularInline):
    """The days on which an advisor or a place differs from its week."""

    model = DateOverride
    form = OverrideForm
    fields = ("starts_on", "ends_on", "opens", "closes", "reason")
    extra = 0
    hide_title = True
    verbose_name = "special day"
    verbose_name_plural = "special days: closed without hours, else open as given"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[DateOverride]":
        """Leave out what is long past."""
        return super().get_queryset(request).filter(ends_on__gte=house_today() - _YEAR)


class ComingFilter(admin.SimpleListFilter):
    """What is still to come, unless told otherwise."""

    title = "when"
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Two choices besides all."""
        return [("coming", "To come"), ("past", "Past")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow the list."""
        if self.value() == "coming":
            return queryset.filter(ends_on__gte=house_today())
        return queryset.filter(ends_on__lt=house_today()) if self.value() else queryset


@admin.register(DateOverride)
class DateOverrideAdmin(TellsOutside, DaysAndClocks, RecordAdmin):
    """Special days and holidays of the house."""

    form = OverrideForm
    change_list_template = "admin/consultations/special_days.html"
    list_display = ("days", "whose", "hours", "reason")
    list_filter = (ComingFilter, "place", "advisor")
    list_select_related = ("advisor", "place")
    search_fields = ("reason", "advisor__name", "place__name")
    ordering = ("-starts_on",)
    fieldsets = (
        (
            "Whose days",
            {
                "fields": [("advisor", "place")],
                "description": "Neither: the whole house's. Its hours then bound everybody's.",
            },
        ),
        ("When", {"fields": [("starts_on", "ends_on"), ("opens", "closes"), "reason"]}),
    )

    class Media:
        css: ClassVar = {"all": ["css/diary-admin.css"]}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **more: Any) -> Any:
        """Offer advisors alone."""
        if db_field.name == "advisor":
            more["queryset"] = advisors()
        return super().formfield_for_foreignkey(db_field, request, **more)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the public holidays of the coming year beside the list."""
        shown = {"holidays": coming_holidays(), "rules": BookingRules.current()}
        return super().changelist_view(request, {**(extra_context or {}), **shown})

    @display(description="Days", ordering="starts_on")
    def days(self, special: DateOverride) -> str:
        """The day, or the first and the last."""
        first, last = f"{special.starts_on:%a %-d %b %Y}", f"{special.ends_on:%a %-d %b %Y}"
        return first if first == last else f"{first} to {last}"

    @display(description="Whose")
    def whose(self, special: DateOverride) -> str:
        """An advisor, a place, or the house."""
        return str(special.advisor or special.place or "The house")

    @display(description="Hours", label={"Closed": "danger", "Open": "success"})
    def hours(self, special: DateOverride) -> tuple[str, str]:
        """Closed, or from when to when."""
        if special.opens is None or special.closes is None:
            return "Closed", "Closed"
        return "Open", f"{special.opens:%H:%M} to {special.closes:%H:%M}"


def coming_holidays() -> list[tuple[date, str, bool]]:
    """Return the public holidays of the next twelve months, and whether the house opens on each."""
    house, rules, today = House.current(), BookingRules.current(), house_today()
    opened = DateOverride.objects.filter(advisor=None, place=None, opens__isnull=False)
    spans = list(opened.filter(ends_on__gte=today).values_list("starts_on", "ends_on"))
    years = (today.year, today.year + 1)
    found = [each for year in years for each in holidays_of(year, house=house, rules=rules).items()]
    return [
        (day, name, any(first <= day <= last for first, last in spans))
        for day, name in sorted(found)
        if today <= day <= today + _YEAR
    ]
