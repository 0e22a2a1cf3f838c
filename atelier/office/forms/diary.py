"""What the calendar asks: where to, who joins, who stands in the door, which times are offered."""

from functools import cached_property
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q

from atelier.house.models import check_time_zone
from atelier.office.diary.look import LONGEST, SHORTEST, Look, number
from atelier.office.forms.booking import TimeForm, advisors, commissions_of
from atelier.office.forms.newcomers import NewcomerForm
from atelier.people.models import Channel, Client, User
from consultations.availability import length_of
from consultations.days import read_moment
from consultations.models import Appointment, Room, Topic
from consultations.times import zone_of_advisor
from orders.models import Commission


class MoveForm(TimeForm):
    """Another time for an appointment, perhaps with somebody else; `to` is a free time pressed."""

    advisor = forms.ModelChoiceField(
        label="Advisor", queryset=User.objects.none(), required=False, empty_label=None
    )
    room = forms.ModelChoiceField(
        label="Room", queryset=Room.objects.filter(is_active=True), required=False
    )
    clock_zone = forms.CharField(
        required=False, validators=[check_time_zone], widget=forms.HiddenInput
    )
    field_order = ("day", "clock", "minutes", "advisor", "room")

    def __init__(self, data: Any = None, *, appointment: Appointment) -> None:
        self.appointment = appointment
        there = appointment.starts_at.astimezone(zone_of_advisor(appointment.advisor))
        length = appointment.ends_at - appointment.starts_at
        initial = {"day": there.date(), "clock": there.time(), "room": appointment.room}
        initial["minutes"] = int(length.total_seconds() // 60)
        super().__init__(data, initial=initial | {"advisor": appointment.advisor_id})
        cast(forms.ModelChoiceField, self.fields["advisor"]).queryset = advisors()
        if appointment.channel != Channel.IN_PERSON:
            del self.fields["room"]

    def zone(self) -> ZoneInfo:
        """Return the zone the clock was read in: the page's own, else the advisor's."""
        if named := self.cleaned_data.get("clock_zone"):
            return ZoneInfo(named)
        return zone_of_advisor(self.cleaned_data.get("advisor") or self.appointment.advisor)

    def wish(self) -> dict[str, Any]:
        """Return what `move` takes."""
        said = self.cleaned_data
        names = ("starts_at", "minutes", "advisor", "room")
        return {name: said[name] for name in names if said.get(name) is not None}


class JoinForm(forms.Form):
    """Somebody else of the house: another advisor, or the gemmologist."""

    advisor = forms.ModelChoiceField(
        label="Who joins", queryset=User.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, data: Any = None, *, appointment: Appointment) -> None:
        super().__init__(data)
        skilled = Q(staff__is_advisor=True) | Q(staff__is_gemmologist=True)
        others = User.objects.filter(skilled, is_active=True).exclude(pk=appointment.advisor_id)
        others = others.exclude(joined_appointments__appointment=appointment)
        choice = cast(forms.ModelChoiceField, self.fields["advisor"])
        choice.queryset = others.select_related("staff").order_by("name")


class WalkInForm(forms.Form):
    """A client, or somebody new, who is here: with whom and where they sit down."""

    client = forms.ModelChoiceField(
        queryset=Client.objects.filter(erased_at=None).select_related("user"),
        to_field_name="public_id",
        error_messages={"required": "Please choose the client."},
    )
    advisor = forms.ModelChoiceField(label="With", queryset=User.objects.none(), empty_label=None)
    room = forms.ModelChoiceField(
        label="Room", queryset=Room.objects.filter(is_active=True), empty_label=None
    )
    minutes = forms.IntegerField(
        label="Minutes", required=False, min_value=SHORTEST, max_value=LONGEST
    )

    def __init__(
        self, data: Any = None, *, newcomer: NewcomerForm | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.newcomer = newcomer
        self.fields["client"].required = newcomer is None
        cast(forms.ModelChoiceField, self.fields["advisor"]).queryset = advisors().order_by("name")

    def is_valid(self) -> bool:
        """Somebody new has to be said as well."""
        said = super().is_valid()
        return (self.newcomer is None or self.newcomer.is_valid()) and said

    def wish(self) -> dict[str, Any]:
        """Return what `walk_in` takes."""
        return {"channel": Channel.IN_PERSON} | self.cleaned_data


class MomentsField(forms.Field):
    """Moments in UTC, as many as were ticked."""

    widget = forms.SelectMultiple
    default_error_messages = {"required": "Please tick at least one free time."}

    def clean(self, value: Any) -> list[Any]:
        """Return the moments; what is none of one is left out."""
        moments = sorted(m for m in map(read_moment, super().clean(value)) if m)
        if not moments:
            raise forms.ValidationError(self.error_messages["required"])
        return moments


class InviteForm(forms.Form):
    """Times of one advisor that a client may choose from; `start` is sent once for each."""

    start = MomentsField(label="Times")
    words = forms.CharField(
        label="A line to the client",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, client: Client, look: Look, words: str = "") -> None:
        super().__init__(data, initial={"words": words})
        self.client, self.look = client, look

    @cached_property
    def topic(self) -> Topic | None:
        """What the page was opened for."""
        return Topic.objects.filter(pk=number(self.look.carried.get("topic")) or 0).first()

    @property
    def minutes(self) -> int:
        """How long each of the times is."""
        asked = number(self.look.carried.get("minutes"))
        return asked or length_of(self.look.channel, self.topic)

    @cached_property
    def commission(self) -> Commission | None:
        """The commission it is about; a client's own, else none."""
        reference = self.look.carried.get("commission", "")
        return commissions_of(self.client).filter(reference=reference).first()

    def wish(self) -> dict[str, Any]:
        """Return what `invite` takes."""
        return {
            "client": self.client,
            "advisor": advisors().get(pk=self.look.who),
            "channel": self.look.channel,
            "starts": self.cleaned_data["start"],
            "minutes": self.minutes,
            "topic": self.topic,
            "commission": self.commission,
            "words": self.cleaned_data["words"],
        }
