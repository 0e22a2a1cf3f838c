"""Weekly hours as they are typed: a row each, or the same hours on several days at once."""

from collections.abc import Iterable
from datetime import date, time
from itertools import combinations, groupby
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from consultations.admin.inputs import ClockInput, DaysAndClocks
from consultations.models.hours import Weekday, WeeklyHours

CLOSES_LATER = "Please let it close later than it opens; 00:00 is the end of the day."


def check_clocks(opens: time | None, closes: time | None) -> None:
    """Hours are in order. Raises `ValidationError` in words."""
    if opens and closes is not None and closes != time(0) and closes <= opens:
        raise forms.ValidationError(CLOSES_LATER)


class HoursForm(forms.ModelForm):
    """One stretch of one weekday."""

    def clean(self) -> dict[str, Any]:
        """Say what is out of order where it was typed."""
        cleaned = super().clean() or self.cleaned_data
        try:
            check_clocks(cleaned.get("opens"), cleaned.get("closes"))
        except forms.ValidationError as error:
            self.add_error("closes", error)
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "Please let it end on the day it begins or later.")
        return cleaned


class HoursFormSet(BaseInlineFormSet):
    """A week whose stretches do not overlap."""

    def clean(self) -> None:
        """Name the first two rows that overlap."""
        super().clean()
        if any(self.errors):
            return
        rows = [form.instance for form in self.forms if self._counts(form)]
        for one, other in combinations(rows, 2):
            if overlap(one, other):
                raise forms.ValidationError(f"{one} and {other} overlap. Please join them.")

    def _counts(self, form: forms.ModelForm) -> bool:
        given = form.instance.opens is not None and form.instance.weekday is not None
        return given and not self._should_delete_form(form)  # type: ignore[attr-defined]


class HoursInline(DaysAndClocks, TabularInline):
    """The week, a row for each stretch of a day."""

    form = HoursForm
    formset = HoursFormSet
    extra = 0
    hide_title = True
    verbose_name = "stretch of the week"
    verbose_name_plural = "weekly hours"


class WeekForm(forms.ModelForm):
    """The same hours on several days, added as rows when the page is saved."""

    days = forms.TypedMultipleChoiceField(
        label="On these days",
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    opens = forms.TimeField(label="From", required=False, widget=ClockInput)
    closes = forms.TimeField(
        label="To",
        required=False,
        widget=ClockInput,
        help_text="00:00: the day's end.",
    )

    def clean(self) -> dict[str, Any]:
        """Either nothing, or days with both hours."""
        cleaned = super().clean() or self.cleaned_data
        given = [bool(cleaned.get("days")), cleaned.get("opens") is not None]
        given.append(cleaned.get("closes") is not None)
        if any(given) and not all(given):
            self.add_error(
                "days", "Please choose days and say from when to when, or leave all empty."
            )
        check_clocks(cleaned.get("opens"), cleaned.get("closes"))
        return cleaned

    def add_week(self, rows: Any) -> list[WeeklyHours]:
        """Add the stretches to an owner's `rows`; return those that overlap one, which wait."""
        cleaned = self.cleaned_data
        there = list(rows.all())
        new = [
            rows.model(weekday=day, opens=cleaned["opens"], closes=cleaned["closes"])
            for day in cleaned.get("days", [])
        ]
        fitting = [each for each in new if not any(overlap(each, other) for other in there)]
        for each in fitting:
            rows.add(each, bulk=False)
        return [each for each in new if each not in fitting]


WEEK_FIELDS = (
    "The same hours on several days",
    {
        "fields": ["days", ("opens", "closes")],
        "description": "Adds a row for each day chosen; single rows are changed below.",
    },
)


def said_waiting(waiting: list[WeeklyHours]) -> str:
    """Say which days keep the hours they had."""
    days = ", ".join(each.get_weekday_display() for each in waiting)
    return f"{days}: there are hours already that overlap, so nothing was added."


def said_week(rows: Iterable[WeeklyHours]) -> str:
    """Say a week in a line, equal days together: Mon to Fri 10:00 to 18:00, Sat 10:00 to 16:00."""
    days: dict[int, list[str]] = {}
    for each in rows:
        days.setdefault(each.weekday, []).append(f"{each.opens:%H:%M} to {each.closes:%H:%M}")
    parts = []
    for hours, found in groupby(sorted(days), key=lambda day: days[day]):
        names = [Weekday(day).label[:3] for day in found]
        which = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
        parts.append(f"{which} {' and '.join(hours)}")
    return ", ".join(parts)


def overlap(one: WeeklyHours, other: WeeklyHours) -> bool:
    """Tell whether two stretches share any hour of any day."""
    if one.weekday != other.weekday:
        return False
    days = (one.valid_from or date.min) <= (other.valid_until or date.max)
    days = days and (other.valid_from or date.min) <= (one.valid_until or date.max)
    return days and one.opens < _end(other) and other.opens < _end(one)


def _end(hours: WeeklyHours) -> time:
    return time.max if hours.closes == time(0) else hours.closes
