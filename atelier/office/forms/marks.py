"""Pins on a picture or a plot, as a form: placed by a script, by a cell, or in per cent."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from atelier.materials.marks import COLUMNS, MOST_MARKS, ROWS, Spot, cell_centre

_CELLS = [("", "–"), *((column + row, column + row) for row in ROWS for column in COLUMNS)]


def _share(label: str) -> forms.DecimalField:
    widget = forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"})
    limits: Any = {"min_value": 0, "max_value": 100, "max_digits": 5, "decimal_places": 2}
    return forms.DecimalField(label=label, required=False, widget=widget, **limits)


class MarkForm(forms.Form):
    """One pin; a row without a place and without a note says nothing."""

    note = forms.CharField(label="What it shows", required=False, max_length=160)
    cell = forms.ChoiceField(label="Cell", required=False, choices=_CELLS)
    x = _share("% from the left")
    y = _share("% from the top")

    def clean(self) -> dict[str, Any]:
        """A place has both its figures, or a cell."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("cell") and cleaned.get("x") is None and cleaned.get("y") is None:
            cleaned["x"], cleaned["y"] = cell_centre(cleaned["cell"])
        placed = [cleaned.get(side) is not None for side in ("x", "y")]
        if any(placed) != all(placed):
            self.add_error("y", "A place has two figures.")
        elif cleaned.get("note") and not any(placed):
            self.add_error("note", "Please say where this is: tap the picture or choose a cell.")
        return cleaned


class _Pins(BaseFormSet):
    """The pins of one sheet; empty rows are left out."""

    def spots(self) -> list[Spot]:
        """Return the pins, in order."""
        rows = [form.cleaned_data for form in self.forms]
        return [Spot(row["x"], row["y"], row["note"]) for row in rows if row.get("x") is not None]


_PinSet = formset_factory(
    MarkForm, formset=_Pins, extra=2, max_num=MOST_MARKS, validate_max=True, absolute_max=24
)


def pins_of(prefix: str, data: Any = None, spots: Sequence[Spot] = ()) -> Any:
    """Return the form of a sheet's pins: as posted where `data` holds it, else with `spots`."""
    if data is not None and f"{prefix}-TOTAL_FORMS" in data:
        return _PinSet(data, prefix=prefix)
    first = [{"x": spot.x, "y": spot.y, "note": spot.note} for spot in spots]
    return _PinSet(prefix=prefix, initial=first)


def kept_spots(kept: Sequence[Mapping[str, str]]) -> list[Spot]:
    """Return pins as a draft keeps them."""
    return [Spot(Decimal(each["x"]), Decimal(each["y"]), each["note"]) for each in kept]
