"""The two kinds of field the forms of goods are made of."""

from decimal import Decimal
from typing import Any

from django import forms


def number(label: str, digits: int, places: int, **more: Any) -> forms.DecimalField:
    """Return a field for a measure: never below zero, typed on the pad of figures."""
    step = str(Decimal(1).scaleb(-places))
    widget = forms.NumberInput(attrs={"step": step, "inputmode": "decimal"})
    asked: dict[str, Any] = {"required": False, "min_value": Decimal(0), "widget": widget} | more
    return forms.DecimalField(label=label, max_digits=digits, decimal_places=places, **asked)


def words(label: str, length: int, rows: int = 0, **more: Any) -> forms.CharField:
    """Return a field for words, of one line or of `rows`."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    asked: dict[str, Any] = {"required": False, "max_length": length, "widget": widget} | more
    return forms.CharField(label=label, **asked)
