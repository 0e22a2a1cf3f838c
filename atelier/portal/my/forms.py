"""What a client fills in on their own pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import escape

from atelier.materials.care import Caution
from orders.policies.messages import LONGEST
from orders.policies.revisions import LONGEST_REMARK


class MessageForm(forms.Form):
    """A note to the house."""

    body = forms.CharField(
        label="Your message",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _agreeing(sentence: str) -> forms.BooleanField:
    return forms.BooleanField(
        label=sentence, error_messages={"required": "Please tick this if you agree."}
    )


class SigningForm(forms.Form):
    """A name typed as a signature, for exactly the version that was shown."""

    signed_name = forms.CharField(
        label="Your full name",
        max_length=120,
        min_length=2,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="As you would sign it.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class SignatureForm(SigningForm):
    """A name typed as a signature, for exactly the version, total and warnings that were shown.

    Every warning is ticked by itself: one box for all would be read by nobody.
    """

    consent = _agreeing("I have read this option, its price and the terms, and I approve it.")
    total = forms.DecimalField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cautions: Sequence[Caution] = (), **kwargs: Any) -> None:
        """Add a box for each of `cautions`, named after its place in their list."""
        super().__init__(*args, **kwargs)
        self.cautions = {f"know_{at}": caution for at, caution in enumerate(cautions, start=1)}
        for name, caution in self.cautions.items():
            self.fields[name] = _box(caution)

    @property
    def warnings(self) -> list[forms.BoundField]:
        """The boxes to tick, one a warning."""
        return [self[name] for name in self.cautions]

    @property
    def signed(self) -> dict[str, Any]:
        """Return what was before the client's eyes as they signed, and what they ticked."""
        names = ("signed_name", "version", "total")
        ticked = sorted({caution.code for caution in self.cautions.values()})
        return {name: self.cleaned_data[name] for name in names} | {"acknowledged": ticked}


def _box(caution: Caution) -> forms.BooleanField:
    # The form pack writes labels as they are, and a stone's name is typed by people.
    return forms.BooleanField(
        label=escape(caution.sentence),
        error_messages={"required": "Please tick this once you have read it."},
    )


class ChangeForm(SigningForm):
    """A name typed under a change, for exactly the version and total that were shown."""

    consent = _agreeing(
        "I have read this change, what it costs and when my piece is finished, and I agree."
    )
    total = forms.DecimalField(widget=forms.HiddenInput)

    @property
    def signed(self) -> dict[str, Any]:
        """Return what was before the client's eyes as they signed."""
        return {name: self.cleaned_data[name] for name in ("signed_name", "version", "total")}


class ChangeDeclineForm(forms.Form):
    """Why the piece is to stay as agreed."""

    reason = forms.CharField(
        label="Why would you rather not?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A word or two is enough. Your advisor reads it.",
    )


class CancelForm(forms.Form):
    """A client's wish that a piece is not made after all."""

    words = forms.CharField(
        label="Why, if you would like to say",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Your advisor reads it, and answers before anything is cancelled.",
    )


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


class RemarkForm(forms.Form):
    """What a client says about a drawing, or about one of its pins."""

    body = forms.CharField(
        label="Your remark",
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pin = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DrawingSignatureForm(SigningForm):
    """A name typed as a signature, for exactly the drawing that was shown."""

    consent = _agreeing("I have looked at this drawing with its pins and files, and I approve it.")


class DeclineForm(forms.Form):
    """Why these options are not right."""

    reason = forms.CharField(
        label="What should we change?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="A word or two is enough. Your advisor reads it and prepares new options.",
    )
