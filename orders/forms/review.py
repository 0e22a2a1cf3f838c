"""Step 6: who is asking, how to reach them, and their consent. And the link to go on later."""

from typing import Any

from django import forms

from atelier.people.models import Channel
from orders.forms.fields import ChoiceCards, LineField
from orders.forms.step import StepForm


class ReviewForm(StepForm):
    """The contact and the consent."""

    contact_name = LineField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Please tell us your name."},
    )
    contact_email = forms.EmailField(
        label="Email",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Please give us an address to reply to."},
    )
    contact_phone = LineField(
        label="Telephone",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    preferred_channel = ChoiceCards(
        label="How would you like to hear from us?",
        choices=Channel.choices,
        initial=Channel.EMAIL,
        error_messages={"required": "Please choose one."},
    )
    consent = forms.BooleanField(
        label="You may keep what I wrote and my pictures to answer this request",
        help_text="Only our atelier sees them. Ask us at any time and we delete them.",
        error_messages={"required": "We need your permission to keep your request."},
    )

    def remembered(self, commission: Any) -> dict[str, Any]:
        """Return the contact as typed before."""
        typed = {
            name: getattr(commission, name)
            for name in ("contact_name", "contact_email", "contact_phone", "preferred_channel")
        }
        return {name: value for name, value in typed.items() if value}

    def clean(self) -> dict[str, Any]:
        """Ask for a number when they would like to be called."""
        chosen = self.cleaned_data.get("preferred_channel")
        if chosen == Channel.PHONE and not self.cleaned_data.get("contact_phone"):
            self.add_error("contact_phone", "Please give us a number to call.")
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        """Return the contact; the consent is dated as the request is sent."""
        return {name: value for name, value in self.cleaned_data.items() if name != "consent"}


class LinkForm(forms.Form):
    """Where to send the link with which a draft is gone on with."""

    email = forms.EmailField(
        label="Your email",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Please give us an address to send it to."},
    )
