"""A design tried on: in a metal, a size, a length, with its price and what makes it differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict
from urllib.parse import urlencode

from django import forms

from atelier.house.models import House
from atelier.journal.refusals import Refusal
from atelier.materials.models import Alloy
from atelier.materials.ring_sizes import RingSize, RingSizeSystem
from atelier.materials.typed_sizes import LONGEST
from designs.models import MM_PER_INCH, Design
from orders.differences import STEADY, Difference, explain, priced_at
from orders.figures import CannotPrice, Figures
from orders.levels import is_colour_change, other_metal
from orders.pricing import SPREAD_REASONS, general_price, mid_range
from orders.sizes import SYSTEMS, size_for


class Measures(TypedDict):
    """An inside diameter and a chain's length in mm; None is as drawn."""

    diameter: Decimal | None
    chain_length: Decimal | None


class TryForm(forms.Form):
    """The General choices of one design; every one may stay as drawn."""

    metal = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    size = forms.CharField(
        label="Ring size",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "6½, 54, N½"}),
    )
    system = forms.ChoiceField(label="In which system", choices=SYSTEMS, required=False)
    length = forms.ChoiceField(label="Length of the chain", required=False)

    def __init__(self, design: Design, asked: Mapping[str, str]) -> None:
        super().__init__(asked, label_suffix="")
        self.design = design
        metals = [(alloy.code, alloy.name) for alloy in offered_alloys(design)]
        lengths = [(str(n), f"{n} in, {round(n * 2.54)} cm") for n in design.lengths_in]
        self.fields["metal"].choices = metals  # type: ignore[attr-defined]
        self.fields["length"].choices = [("", "As drawn"), *lengths]  # type: ignore[attr-defined]
        if not lengths:
            del self.fields["length"]
        if design.size_min_us is None:
            del self.fields["size"], self.fields["system"]

    def clean_size(self) -> RingSize | None:
        """Read the size within what the design is made in."""
        text = self.cleaned_data["size"]
        system = self.data.get("system", "")
        try:
            known = system if system in RingSizeSystem.values else ""
            return size_for(self.design, text, known) if text else None
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


@dataclass(frozen=True)
class Trial:
    """What the page says of a choice; a price of None is made by hand."""

    house: House
    form: TryForm
    alloy: Alloy
    size: RingSize | None
    price: Decimal | None
    differences: list[Difference]
    range: tuple[Decimal, Decimal] | None
    priced_at: str
    by_staff: str
    steady: str = STEADY
    spread_reasons: tuple[str, ...] = SPREAD_REASONS

    @property
    def is_as_drawn(self) -> bool:
        """Whether nothing was chosen yet."""
        return not self.differences

    def metals(self) -> list[tuple[Alloy, str]]:
        """Return each metal with the address of this choice in it."""
        return [(alloy, self.query(alloy)) for alloy in offered_alloys(self.form.design)]

    def query(self, alloy: Alloy | None = None) -> str:
        """Return this choice for an address, in another metal where one is given."""
        kept = {name: self.form.data.get(name, "") for name in ("size", "system", "length")}
        said = {name: value for name, value in kept.items() if value and name in self.form.fields}
        return urlencode({"metal": (alloy or self.alloy).code} | said)


def offered_alloys(design: Design) -> list[Alloy]:
    """Return the metals a design may be had in; prefetch `alloys`."""
    return [alloy for alloy in design.alloys.all() if alloy.is_offered]


def try_on(design: Design, asked: Mapping[str, str]) -> Trial:
    """Return a design as asked for; what cannot be read stays as drawn, and the form says why."""
    form = TryForm(design, {name: str(value)[:LONGEST] for name, value in asked.items()})
    form.is_valid()
    given, figures = form.cleaned_data, Figures.today()
    code = given.get("metal")
    alloy = next((a for a in offered_alloys(design) if a.code == code), design.default_alloy)
    size = given.get("size")
    measures: Measures = {
        "diameter": size.diameter if size else None,
        "chain_length": int(given["length"]) * MM_PER_INCH if given.get("length") else None,
    }
    return Trial(
        house=figures.house,
        form=form,
        alloy=alloy,
        size=size,
        price=_price(design, alloy, measures, figures),
        differences=_differences(design, alloy, measures, size, figures),
        range=_range(design, alloy, measures, figures),
        priced_at=_priced_at(alloy, figures),
        by_staff="" if is_colour_change(design, alloy) else other_metal(design),
    )


def _price(design: Design, alloy: Alloy, measures: Measures, figures: Figures) -> Decimal | None:
    try:
        return general_price(design, alloy, **measures, figures=figures)
    except CannotPrice:
        return None


def _differences(
    design: Design, alloy: Alloy, measures: Measures, size: RingSize | None, figures: Figures
) -> list[Difference]:
    system = size.system if size else RingSizeSystem.US
    try:
        return explain(design, alloy, **measures, system=system, figures=figures)
    except CannotPrice:
        return []


def _range(
    design: Design, alloy: Alloy, measures: Measures, figures: Figures
) -> tuple[Decimal, Decimal] | None:
    """What a Mid-level change of the stone may come to; None where no stone may change."""
    if not design.stones:
        return None
    try:
        return mid_range(design, alloy, **measures, figures=figures)
    except CannotPrice:
        return None


def _priced_at(alloy: Alloy, figures: Figures) -> str:
    try:
        return priced_at(figures.metal_price(alloy), figures.house)
    except CannotPrice:
        return ""
