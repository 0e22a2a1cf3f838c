"""Booking, moving, recording and cancelling a consultation."""

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms

from atelier.journal.refusals import Refusal
from atelier.people.models import Channel, User
from consultations.actions.outcomes import NextStep
from consultations.models import Appointment, Room
from consultations.times import LENGTHS, moment, zone_of_advisor

CHANNELS = [(channel, Channel(channel).label) for channel in LENGTHS]


def advisors() -> Any:
    """Return everybody who holds consultations."""
    return User.objects.filter(is_active=True, staff__is_advisor=True).select_related("staff")


class DayInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of day as browsers pick it, in quarters of an hour."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"step": 300})


class TimeForm(forms.Form):
    """A day and an hour on the advisor's clock; `take` is one of the free times offered."""

    day = forms.DateField(label="Day", widget=DayInput)
    clock = forms.TimeField(label="Time", widget=ClockInput)
    minutes = forms.IntegerField(label="Minutes", required=False, min_value=10, max_value=480)
    take = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def zone(self) -> ZoneInfo:
        """Return the zone whose clock is meant."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Work out the moment in UTC; an hour that does not exist is said at its field."""
        cleaned = super().clean() or self.cleaned_data
        if taken := cleaned.get("take"):
            cleaned["starts_at"] = taken
        elif cleaned.get("day") and cleaned.get("clock"):
            self._place(cleaned)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        try:
            cleaned["starts_at"] = moment(cleaned["day"], cleaned["clock"], self.zone())
        except Refusal as refused:
            self.add_error("clock", str(refused))


class BookingForm(TimeForm):
    """A consultation with a client."""

    advisor = forms.ModelChoiceField(label="Advisor", queryset=User.objects.none())
    channel = forms.ChoiceField(label="How", choices=CHANNELS, widget=forms.RadioSelect)
    room = forms.ModelChoiceField(
        label="Room, in person",
        queryset=Room.objects.filter(is_active=True),
        required=False,
        empty_label="No room",
    )
    subject = forms.CharField(
        label="What it is about",
        required=False,
        max_length=120,
        help_text="The client reads this.",
    )
    video_link = forms.URLField(label="Video link", required=False, assume_scheme="https")
    to_prepare = forms.CharField(
        label="To prepare",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Options, memo requests, sketches. Seen only by the house.",
    )

    field_order = ("advisor", "channel", "day", "clock", "minutes", "room", "subject")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField, self.fields["advisor"])
        choice.queryset = advisors()

    def zone(self) -> ZoneInfo:
        """Return the chosen advisor's zone."""
        return zone_of_advisor(self.cleaned_data.get("advisor") or User())

    def wish(self) -> dict[str, Any]:
        """Return what `book` takes."""
        names = ("advisor", "channel", "minutes", "room", "subject", "video_link", "to_prepare")
        wish = {name: self.cleaned_data[name] for name in (*names, "starts_at")}
        if wish["channel"] != Channel.IN_PERSON:
            wish["room"] = None
        return wish


class MoveForm(TimeForm):
    """Another time for an appointment, with the same advisor."""

    room = forms.ModelChoiceField(
        label="Room, in person", queryset=Room.objects.filter(is_active=True), required=False
    )
    field_order = ("day", "clock", "minutes", "room")

    def __init__(self, data: Any = None, *, appointment: Appointment) -> None:
        self.appointment = appointment
        there = appointment.starts_at.astimezone(zone_of_advisor(appointment.advisor))
        length = appointment.ends_at - appointment.starts_at
        initial = {"day": there.date(), "clock": there.time(), "room": appointment.room}
        initial["minutes"] = int(length.total_seconds() // 60)
        super().__init__(data, initial=initial)
        if appointment.channel != Channel.IN_PERSON:
            del self.fields["room"]

    def zone(self) -> ZoneInfo:
        """Return the advisor's zone."""
        return zone_of_advisor(self.appointment.advisor)

    def starts_at(self) -> datetime:
        """Return the new start in UTC."""
        return self.cleaned_data["starts_at"]


class RecordForm(forms.Form):
    """What was said at a consultation."""

    attended = forms.CharField(label="Who came", max_length=200)
    notes = forms.CharField(
        label="Notes for the house",
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Options shown and how they were received, sizes measured, budget. Private.",
    )
    summary = forms.CharField(
        label="Summary for the client",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mailed to the client as it stands here, and kept on their page.",
    )
    next_step = forms.ChoiceField(
        label="What comes next", choices=NextStep.choices, widget=forms.RadioSelect
    )


class CancelForm(forms.Form):
    """Why a consultation is called off."""

    reason = forms.CharField(
        label="A word to the client", max_length=200, required=False, help_text="Sent to both."
    )
