"""What a client fills in on their own pages."""

from decimal import Decimal

from django import forms

from orders.policies.messages import LONGEST


class MessageForm(forms.Form):
    """A note to the house."""

    body = forms.CharField(
        label="Your message",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SignatureForm(forms.Form):
    """A name typed as a signature, for exactly the version and total that were shown."""

    signed_name = forms.CharField(
        label="Your full name",
        max_length=120,
        min_length=2,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="As you would sign it.",
    )
    consent = forms.BooleanField(
        label="I have read this option, its price and the terms, and I approve it.",
        error_messages={"required": "Please tick this if you agree."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    total = forms.DecimalField(widget=forms.HiddenInput)

    @property
    def shown(self) -> dict[str, int | Decimal]:
        """Return what was before the client's eyes as they signed."""
        return {"version": self.cleaned_data["version"], "total": self.cleaned_data["total"]}


class ApprovalCodeForm(forms.Form):
    """The six digits that were mailed."""

    code = forms.CharField(
        label="Your code",
        max_length=12,
        help_text="Six digits, from the mail we have just sent.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-input"}
        ),
    )


class DeclineForm(forms.Form):
    """Why these options are not right."""

    reason = forms.CharField(
        label="What should we change?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="A word or two is enough. Your advisor reads it and prepares new options.",
    )
