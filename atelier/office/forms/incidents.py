"""Goods in our care: who takes them, what they look like, what happened and how it was settled."""

from typing import Any

from django import forms

from atelier.materials.custody import Thing
from atelier.materials.models import Stone
from atelier.materials.models.goods_pictures import PictureView
from atelier.materials.models.incidents import IncidentKind
from atelier.materials.models.stones import HolderKind


class MovementForm(forms.Form):
    """Who takes a thing now, and how it looked."""

    to_holder = forms.CharField(label="Goes to", max_length=80, help_text="Safe, drawer 3.")
    to_kind = forms.ChoiceField(
        label="Who that is",
        choices=[each for each in HolderKind.choices if each[0] != HolderKind.OWNER],
        initial=HolderKind.HOUSE,
        widget=forms.RadioSelect,
    )
    carats = forms.DecimalField(
        label="Weighed now, ct", required=False, min_value=0, max_digits=7, decimal_places=3
    )
    grams = forms.DecimalField(
        label="Weighed now, g", required=False, min_value=0, max_digits=8, decimal_places=3
    )
    condition = forms.CharField(
        label="Condition, at 10×",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seal = forms.CharField(label="Seal", required=False, max_length=40)

    def __init__(self, *args: Any, thing: Thing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["grams" if isinstance(thing, Stone) else "carats"]


class IncidentForm(forms.Form):
    """What happened; the record of the goods stays as it is."""

    kind = forms.ChoiceField(
        label="What went wrong", choices=IncidentKind, widget=forms.RadioSelect
    )
    what_happened = forms.CharField(
        label="What happened",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Who, when, where, and how it was noticed. Only the house reads this.",
    )
    carats = forms.DecimalField(
        label="Weighed now, ct", required=False, min_value=0, max_digits=7, decimal_places=3
    )
    for_client = forms.CharField(
        label="What the client reads meanwhile",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Once you have spoken with them. Empty: nothing until it is settled.",
    )
    picture = forms.FileField(label="Picture", required=False)


class OutcomeForm(forms.Form):
    """How it ended; written once."""

    outcome = forms.CharField(
        label="How it was settled", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    for_client = forms.CharField(
        label="In words for the client",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Empty: they read the words above.",
    )


class GoodsPictureForm(forms.Form):
    """A picture of goods; its pins are a form of their own."""

    picture = forms.FileField(
        label="Picture",
        help_text="JPEG, PNG, WebP or HEIC, up to 20 MB.",
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    view = forms.ChoiceField(label="From where", choices=PictureView)
    note = forms.CharField(label="Note", max_length=160, required=False)
