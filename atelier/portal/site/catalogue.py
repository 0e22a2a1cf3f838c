"""The catalogue's filters; a choice that is not on the list narrows nothing."""

from dataclasses import dataclass

from django import forms

from atelier.materials.models import StoneVariety
from designs.models import Design, DesignQuerySet, PieceType
from orders.statuses import Level

METALS = {
    "yellow-gold": ("Yellow gold", "XAU", "yellow"),
    "rose-gold": ("Rose gold", "XAU", "rose"),
    "white-gold": ("White gold", "XAU", "white"),
    "platinum": ("Platinum", "XPT", ""),
    "silver": ("Silver", "XAG", ""),
}
_LEVELS = {
    Level.GENERAL: "Metal, size and length",
    Level.MID: "The stone as well",
}


@dataclass(frozen=True)
class Found:
    """The designs a visitor asked for, and the form that asked."""

    designs: DesignQuerySet
    form: "FilterForm"
    is_narrowed: bool


class FilterForm(forms.Form):
    """Piece, metal, stone and level, each of them optional."""

    piece = forms.ChoiceField(
        label="Piece", choices=[("", "Every piece"), *PieceType.choices], required=False
    )
    metal = forms.ChoiceField(
        label="Metal",
        choices=[("", "Any metal"), *((key, words[0]) for key, words in METALS.items())],
        required=False,
    )
    stone = forms.ChoiceField(label="Stone", required=False)
    level = forms.ChoiceField(
        label="What may change",
        choices=[("", "Anything"), *_LEVELS.items()],
        required=False,
    )

    def __init__(self, asked: dict[str, str]) -> None:
        super().__init__(asked, label_suffix="")
        used = StoneVariety.objects.filter(designs__retired_at__isnull=True, designs__isnull=False)
        names = used.order_by("order", "name").distinct().values_list("code", "name")
        self.fields["stone"].choices = [("", "Any stone"), *names]  # type: ignore[attr-defined]


def find_designs(asked: dict[str, str]) -> Found:
    """Return the designs that fit what was asked."""
    form = FilterForm(asked)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    found = Design.objects.offered().select_related("default_alloy")
    if "piece" in chosen:
        found = found.worn_as(chosen["piece"])
    if "metal" in chosen:
        found = found.in_metal(*METALS[chosen["metal"]][1:])
    if "stone" in chosen:
        found = found.with_stone(chosen["stone"])
    if chosen.get("level") == Level.MID:
        found = found.adaptable()
    return Found(found, form, bool(chosen))
