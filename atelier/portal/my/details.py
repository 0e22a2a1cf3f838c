"""What a client fills in to finish a booking, to cancel one, or to ask in writing."""

from typing import Any

from django import forms

from atelier.people.models import Channel, Client
from consultations.models import Caller


class DetailsForm(forms.Form):
    """The last step before a consultation is booked; by telephone also who calls whom."""

    caller = forms.ChoiceField(
        label="Who calls whom?",
        choices=[
            (Caller.HOUSE.value, "Please call me"),
            (Caller.CLIENT.value, "I would rather call you"),
        ],
        widget=forms.RadioSelect,
        initial=Caller.HOUSE.value,
    )
    phone = forms.CharField(
        label="Your number",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
        help_text="So that we can call you; with the country's code if you are abroad.",
    )
    subject = forms.CharField(
        label="A line about it, if you like",
        max_length=120,
        required=False,
        help_text="So that we can lay the right things out for you.",
    )

    def __init__(self, data: Any = None, *, channel: str, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        if channel != Channel.PHONE:
            del self.fields["caller"], self.fields["phone"]

    def clean(self) -> dict[str, Any]:
        """Ask for a number only where the house is to call it."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("caller") == Caller.HOUSE and not cleaned.get("phone"):
            self.add_error("phone", "Please give us the number we may call.")
        return cleaned


class LeaveForm(forms.Form):
    """Why a consultation is cancelled, for those who would like to say."""

    reason = forms.CharField(label="Why, if you would like to say", max_length=200, required=False)


class QuestionForm(forms.Form):
    """A question that is answered in a letter."""

    question = forms.CharField(
        label="What would you like to know?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Whatever helps us to answer well: the stone, the wearer, what worries you.",
        error_messages={"required": "Please write your question."},
    )


def first_words(client: Client) -> dict[str, str]:
    """Return what is known before anything is typed."""
    return {"phone": client.phone}
