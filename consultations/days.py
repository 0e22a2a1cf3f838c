"""Days and moments as they are typed, pressed and written in addresses."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime, parse_time

# Beyond them lies no consultation, and near the ends of the calendar no clock can be reckoned.
_FIRST, _LAST = date(2000, 1, 1), date(2199, 12, 31)
_FAR = "Please choose a day that is not so far away."


def read_day(written: object) -> date | None:
    """Return the day that is written; nothing for 30 February and for another age."""
    try:
        day = parse_date(str(written or ""))
    except ValueError:
        return None
    return day if day and _FIRST <= day <= _LAST else None


def read_clock(written: object) -> time | None:
    """Return the time of day that is written; nothing for half past 25."""
    try:
        return parse_time(str(written or ""))
    except ValueError:
        return None


def read_moment(written: object) -> datetime | None:
    """Return the moment that is written with its zone; nothing where it makes no sense.

    The "+" of a zone may have become a space on its way through an address.
    """
    try:
        moment = parse_datetime(str(written or "").replace(" ", "+"))
    except ValueError:
        return None
    is_meant = moment and timezone.is_aware(moment) and _FIRST <= moment.date() <= _LAST
    return moment if is_meant else None


class DayInput(forms.DateInput):
    """A day as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, picked or typed, within an age that clocks can be reckoned for."""

    widget = DayInput

    def __init__(self, **named: Any) -> None:
        within = [MinValueValidator(_FIRST, _FAR), MaxValueValidator(_LAST, _FAR)]
        super().__init__(**{"validators": within} | named)


class MomentField(forms.Field):
    """A moment that a button sends."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment; what makes no sense is as if nothing had been pressed."""
        return value if isinstance(value, datetime) else read_moment(value)
