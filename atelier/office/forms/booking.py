"""Booking, moving, recording and cancelling a consultation."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms

from atelier.journal.refusals import Refusal
from atelier.office.diary.look import LONGEST, SHORTEST
from atelier.office.forms.newcomers import NewcomerForm
from atelier.people.models import Channel, Client, User
from consultations.availability import length_of
from consultations.days import DayField, MomentField
from consultations.models import Appointment, Caller, Room, Topic
from consultations.policies.appointments import CLOSED
from consultations.times import TIMED, moment, zone_of_advisor
from orders.models import Commission

CHANNELS = [(channel, Channel(channel).label) for channel in TIMED]
# What only one channel asks for.
_OF_CHANNEL: dict[str, tuple[str, ...]] = {
    Channel.IN_PERSON: ("room",),
    Channel.VIDEO: ("video_link",),
    Channel.PHONE: ("caller", "phone"),
}


@dataclass(frozen=True)
class Origin:
    """Where a booking begins: the page's own address, and whom and what it is about already."""

    address: str
    client: Client | None = None
    commission: Commission | None = None


class CommissionChoice(forms.ModelChoiceField):
    """One of a client's commissions, said with where it stands."""

    def label_from_instance(self, obj: Any) -> str:
        """Say its reference, its level and its standing."""
        level = f"{obj.get_level_display()}, " if obj.level else ""
        return f"{obj.reference} · {level}{obj.get_status_display().lower()}"


def commissions_of(client: Client) -> Any:
    """Return the commissions a consultation can be about, the newest first."""
    alive = Commission.objects.filter(client=client).exclude(status__in=CLOSED)
    return alive.order_by("-requested_at", "-pk")


def advisors() -> Any:
    """Return everybody who holds consultations."""
    return User.objects.filter(is_active=True, staff__is_advisor=True).select_related("staff")


class ClockInput(forms.TimeInput):
    """A time of day as browsers pick it, in quarters of an hour."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"step": 300})


class TimeForm(forms.Form):
    """A day and an hour on the advisor's clock; `take` is one of the free times offered."""

    day = DayField(label="Day")
    clock = forms.TimeField(label="Time", widget=ClockInput)
    minutes = forms.IntegerField(
        label="Minutes", required=False, min_value=SHORTEST, max_value=LONGEST
    )
    take = MomentField(required=False)

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
    """A consultation: with whom, about what, how, and when on the advisor's clock.

    `origin` is what is known before: the client, or the commission it is about; `newcomer` is
    somebody new, welcomed when it is booked.
    """

    client = forms.ModelChoiceField(
        label="Client",
        queryset=Client.objects.filter(erased_at=None).select_related("user"),
        to_field_name="public_id",
        widget=forms.HiddenInput,
        error_messages={
            "required": "Please choose the client.",
            "invalid_choice": "Please choose the client.",
        },
    )
    commission = CommissionChoice(
        label="About",
        queryset=Commission.objects.none(),
        to_field_name="reference",
        required=False,
        blank=True,
        empty_label="No commission",
        widget=forms.RadioSelect,
    )
    advisor = forms.ModelChoiceField(label="Advisor", queryset=User.objects.none())
    channel = forms.ChoiceField(label="How", choices=CHANNELS, widget=forms.RadioSelect)
    topic = forms.ModelChoiceField(
        label="Topic", queryset=Topic.objects.all(), required=False, empty_label="Not said"
    )
    room = forms.ModelChoiceField(
        label="Room",
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
    caller = forms.ChoiceField(
        label="Who calls", choices=Caller, required=False, widget=forms.RadioSelect
    )
    phone = forms.CharField(
        label="Number", required=False, max_length=40, help_text="Empty: the client's own."
    )
    video_link = forms.URLField(
        label="Video link",
        required=False,
        assume_scheme="https",
        help_text="Empty: the advisor's own, or the house's.",
    )
    to_prepare = forms.CharField(
        label="To prepare",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Options, memo requests, sketches. Seen only by the house.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        origin: Origin,
        newcomer: NewcomerForm | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.origin, self.newcomer = origin, newcomer
        self._offer("advisor", advisors())
        self.fields["client"].required = newcomer is None
        if origin.client:
            del self.fields["client"]
        if origin.commission:
            del self.fields["commission"]
        elif client := self.with_whom():
            self._offer("commission", commissions_of(client))

    def _offer(self, name: str, those: Any) -> None:
        cast(forms.ModelChoiceField, self.fields[name]).queryset = those

    def is_valid(self) -> bool:
        """Somebody new has to be said as well."""
        said = super().is_valid()
        return (self.newcomer is None or self.newcomer.is_valid()) and said

    def with_whom(self) -> Client | None:
        """Return the client, known before, chosen so far, or found by the address typed."""
        return self.origin.client or self._chosen() or self.met_again()

    def met_again(self) -> Client | None:
        """Return the client whose address was typed as somebody new's."""
        return self.newcomer.known() if self.newcomer else None

    def is_by_telephone(self) -> bool:
        """Tell whether no mail reaches whom it is with, known or new."""
        if client := self.with_whom():
            return not client.email
        return bool(self.newcomer and not self.newcomer["new_email"].value())

    def _chosen(self) -> Client | None:
        try:
            chosen = uuid.UUID(str(self["client"].value()))
        except ValueError:
            return None
        field = cast(forms.ModelChoiceField, self.fields["client"])
        return field.queryset.filter(public_id=chosen).first() if field.queryset else None

    def zone(self) -> ZoneInfo:
        """Return the chosen advisor's zone."""
        return zone_of_advisor(self.cleaned_data.get("advisor") or User())

    def wish(self) -> dict[str, Any]:
        """Return what `book` takes; what its channel has no use for is left out."""
        said = self.cleaned_data
        names = ("advisor", "channel", "topic", "minutes", "subject", "to_prepare", "starts_at")
        of_channel = _OF_CHANNEL[said["channel"]]
        return {name: said[name] for name in (*names, *of_channel) if said[name] is not None} | {
            "client": self.origin.client or said["client"] or self.met_again(),
            "commission": self.origin.commission or said.get("commission"),
        }

    def draft(self) -> Appointment | None:
        """Return the appointment as far as it is said; none without advisor, channel or time."""
        said = self.cleaned_data
        advisor, starts_at = said.get("advisor"), said.get("starts_at")
        if not (advisor and starts_at and said.get("channel")):
            return None
        room = said.get("room") if said["channel"] == Channel.IN_PERSON else None
        draft = Appointment(advisor=advisor, channel=said["channel"], topic=said.get("topic"))
        draft.room, draft.starts_at = room, starts_at
        minutes = said.get("minutes") or length_of(draft.channel, draft.topic)
        draft.ends_at = starts_at + timedelta(minutes=minutes)
        return draft


class CancelForm(forms.Form):
    """Why a consultation is called off."""

    reason = forms.CharField(
        label="A word to the client", max_length=200, required=False, help_text="Both are told."
    )
