"""The priced lines of an option, each with what it was worked out from."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from atelier.materials.models import MetalPrice, Stone
from atelier.office.forms.rows import rows_typed
from orders.by_hand import MARK, changed_by_hand
from orders.lines import PricedLine
from orders.models import QuoteLine, QuoteOption
from orders.models.quotes import LineKind
from orders.policies.stones import CENTRE

SPARE_LINES, MOST_LINES = 2, 60
LONGEST_NUMBER = 15
"""Digits before the point of what is added up while somebody types."""
TYPED = ("kind", "description", "quantity", "unit", "unit_price", "unit_cost")
KEPT = ("metal_price_id", "stone_id", "place", "basis")
"""What a line rests on; it travels with the row and is not typed."""
Values = dict[str, Any]


class LineForm(forms.ModelForm):
    """A priced line; the cost is the house's own. `first_price` is what it was worked out to."""

    kind = forms.ChoiceField(label="Row", choices=[("", "Choose"), *LineKind.choices])
    metal_price_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    stone_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    basis = forms.JSONField(required=False, widget=forms.HiddenInput)
    first_price = forms.DecimalField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = QuoteLine
        fields = TYPED
        labels = {
            "description": "What it is",
            "quantity": "Quantity",
            "unit": "Unit",
            "unit_price": "Price each",
            "unit_cost": "Cost each",
        }

    def clean(self) -> Values:
        """Only a discount subtracts."""
        cleaned = super().clean() or self.cleaned_data
        price, kind = cleaned.get("unit_price"), cleaned.get("kind")
        if price is None or kind is None:
            return cleaned
        if kind == LineKind.DISCOUNT and price > 0:
            self.add_error("unit_price", "A discount is written with a minus.")
        if kind != LineKind.DISCOUNT and price < 0:
            self.add_error("unit_price", "Only a discount subtracts.")
        return cleaned

    @property
    def worked_out(self) -> list[str]:
        """What the price was worked out from, and whether somebody changed it, in words."""
        basis = _read(self["basis"].value())
        changed = f"Changed by hand: {basis[MARK]}" if MARK in basis else ""
        words = (basis.get("by_hand", ""), basis.get("source", ""), changed)
        return [each for each in words if each]

    @property
    def holds_stone(self) -> int | None:
        """The key of the real stone this line prices."""
        value = self["stone_id"].value()
        return int(value) if str(value or "").isdecimal() else None

    def values(self) -> Values:
        """Return the line's fields; a price typed over keeps its basis and says so."""
        values = {name: self.cleaned_data[name] for name in (*TYPED, *KEPT)}
        basis, first = values["basis"] or {}, self.cleaned_data["first_price"]
        if first is None or first == values["unit_price"]:
            return values | {"basis": basis}
        if basis:
            basis = changed_by_hand(basis, was=first, now=values["unit_price"])
            return values | {"basis": basis}
        # Typed before and typed anew: it rests on the metal of today.
        return values | {"basis": basis, "metal_price_id": None}


class _Lines(BaseFormSet):
    """The lines of one option; empty rows are left out."""

    def clean(self) -> None:
        """What a line rests on is on record, in two queries for all lines."""
        for name, model in (("metal_price_id", MetalPrice), ("stone_id", Stone)):
            keys = {form.cleaned_data.get(name) for form in self._filled()} - {None}
            if len(keys) != model.objects.filter(pk__in=keys).count():
                raise forms.ValidationError("A line rests on something that is not on record.")

    def lines(self) -> list[Values]:
        """Return the filled lines in order."""
        return [form.values() for form in self._filled() if form.cleaned_data.get("description")]

    def _filled(self) -> list[Any]:
        forms_ = [form for form in self.forms if hasattr(form, "cleaned_data")]
        return [form for form in forms_ if not form.cleaned_data.get("DELETE")]


LineFormSet = formset_factory(
    LineForm, formset=_Lines, extra=SPARE_LINES, max_num=MOST_LINES, can_delete=True
)


def lines_of(option: QuoteOption) -> list[Values]:
    """Return an option's lines as the formset's initial values, with their stones' places."""
    places = dict(option.stones.values_list("stone", "place"))
    lines = option.lines.all()
    return [_initial(line) | {"place": places.get(line.stone_id or 0, "")} for line in lines]


def initial_of(line: PricedLine, place: str = CENTRE) -> Values:
    """Return a line that was just worked out as initial values."""
    return _initial(line) | {"place": place if line.stone_id else ""}


def typed_lines(data: Any) -> list[Values]:
    """Return the filled rows of a posted form as they were typed, unread and unjudged.

    For a page that is only added to: nothing is marked wrong before it is saved.
    """
    count = rows_typed(data, "lines", most=MOST_LINES)
    rows = [_row(data, number) for number in range(count)]
    return [row for row in rows if row["description"] and not row.pop("DELETE")]


def _row(data: Any, number: int) -> Values:
    names = (*TYPED, *KEPT, "first_price", "DELETE")
    row = {name: data.get(f"lines-{number}-{name}", "") for name in names}
    return row | {"basis": _read(row["basis"])}


def _initial(line: QuoteLine | PricedLine) -> Values:
    kept = {name: getattr(line, name) for name in ("metal_price_id", "stone_id", "basis")}
    typed = {name: getattr(line, name) for name in TYPED}
    return typed | kept | {"first_price": line.unit_price}


def _read(basis: Any) -> dict[str, str]:
    """Return a basis as it came back from a page; anything else counts as none."""
    if isinstance(basis, str):
        try:
            basis = json.loads(basis or "{}")
        except ValueError:
            basis = {}
    return {str(key): str(value) for key, value in basis.items()} if isinstance(basis, dict) else {}


def readable(lines: Any) -> Iterable[Values]:
    """Return the rows that can be added up, whether they were typed well or not."""
    if not lines.is_bound:
        return [form.initial for form in lines.forms if form.initial.get("description")]
    lines.is_valid()
    rows = [form.cleaned_data for form in lines.forms if hasattr(form, "cleaned_data")]
    return [row for row in rows if not row.get("DELETE")]


def as_line(values: Values) -> QuoteLine:
    """Return an unsaved line of typed values; what cannot be read counts as nothing."""
    return QuoteLine(
        kind=values.get("kind") or LineKind.MAKING,
        description=values.get("description") or "",
        quantity=_number(values.get("quantity")) or Decimal(0),
        unit=values.get("unit") or "",
        unit_price=_number(values.get("unit_price")) or Decimal(0),
        unit_cost=_number(values.get("unit_cost")),
    )


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return None
    # More digits than any price: adding it up would overflow, and saving it is refused anyway.
    return number if number.is_finite() and number.adjusted() < LONGEST_NUMBER else None
