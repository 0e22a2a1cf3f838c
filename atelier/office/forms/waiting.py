"""Offering free times by hand to somebody on the waiting list."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from atelier.people.models import User
from consultations.availability import Slot
from consultations.models import WaitingListEntry
from consultations.times import said_briefly, zone_of_advisor


class OfferForm(forms.Form):
    """Free times of one advisor, ticked, and a line to the client."""

    starts = forms.TypedMultipleChoiceField(
        label="Free times", widget=forms.CheckboxSelectMultiple, coerce=int
    )
    words = forms.CharField(label="A line to the client", required=False, max_length=500)
    advisor = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, advisor: User, slots: Iterable[Slot]) -> None:
        self.person, self.slots = advisor, {int(s.starts_at.timestamp()): s for s in slots}
        own = data if data and data.get("advisor") == str(advisor.pk) else None
        super().__init__(own, auto_id=f"id_{advisor.pk}_%s", initial={"advisor": advisor.pk})
        zone = zone_of_advisor(advisor)
        self.fields["starts"].choices = self._choices(zone)  # type: ignore[attr-defined]

    def wish(self, entry: WaitingListEntry) -> dict[str, Any]:
        """Return what `invite` takes."""
        return {
            "client": entry.client,
            "commission": entry.commission,
            "topic": entry.topic,
            "channel": entry.channel,
            "advisor": self.person,
            "starts": [self.slots[key].starts_at for key in self.cleaned_data["starts"]],
            "words": self.cleaned_data["words"],
        }

    def _choices(self, zone: ZoneInfo) -> list[tuple[int, str]]:
        return [(key, said_briefly(slot.starts_at, zone)) for key, slot in self.slots.items()]
