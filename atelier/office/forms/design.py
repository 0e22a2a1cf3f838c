"""What the house fills in about a drawing: what it shows, its files, its pins, its answers."""

from decimal import Decimal

from django import forms

from orders.models.revisions import MeshUnit, PinKind, RevisionKind
from orders.policies.revisions import LONGEST_REMARK

_HUNDRED = Decimal(100)


class RevisionForm(forms.Form):
    """What a drawing shows, and what changed since the one before."""

    kind = forms.ChoiceField(label="What it shows", choices=RevisionKind)
    title = forms.CharField(label="Title", max_length=80, required=False)
    note = forms.CharField(
        label="What changed",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The client reads it first, above the pictures.",
    )


class StartForm(forms.Form):
    """What the next drawing will show."""

    kind = forms.ChoiceField(label="What it shows", choices=RevisionKind)


class FileForm(forms.Form):
    """A picture, a paper or a solid of a draft."""

    upload = forms.FileField(
        label="File",
        help_text="A picture, a PDF or a GLB for the client; an STL for the weight.",
    )
    caption = forms.CharField(label="Caption", max_length=160, required=False)
    unit = forms.ChoiceField(
        label="Unit of an STL",
        choices=MeshUnit,
        help_text="The file itself does not say it.",
    )


class PlaceForm(forms.Form):
    """A place on a picture, in per cent from its upper left corner."""

    x = forms.DecimalField(label="From the left, %", min_value=0, max_value=_HUNDRED)
    y = forms.DecimalField(label="From the top, %", min_value=0, max_value=_HUNDRED)


class PinForm(PlaceForm):
    """A new pin: where, of what kind, and what it says."""

    kind = forms.ChoiceField(label="Kind", choices=PinKind, initial=PinKind.NOTE)
    text = forms.CharField(label="What it says", max_length=200)


class AnswerForm(forms.Form):
    """What the house says about a drawing, or about one of its pins."""

    body = forms.CharField(
        label="Your answer", max_length=LONGEST_REMARK, widget=forms.Textarea(attrs={"rows": 3})
    )
    pin = forms.IntegerField(required=False, widget=forms.HiddenInput)
