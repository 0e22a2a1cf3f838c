"""Days and clocks as browsers pick them, dressed as the admin's other fields."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.text import capfirst
from unfold.widgets import INPUT_CLASSES


class DayInput(forms.DateInput):
    """A date."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": " ".join(INPUT_CLASSES)})


class ClockInput(forms.TimeInput):
    """A time of day, to the minute."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"class": " ".join(INPUT_CLASSES)})


class Named:
    """For rows under one heading: every field says its own name to whoever cannot see it."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **more: Any) -> Any:
        """Give the field its label as its name; a relation's lies within its frame."""
        field = super().formfield_for_dbfield(db_field, request, **more)  # type: ignore[misc]
        if field:
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", capfirst(field.label or db_field.verbose_name))
        return field


class DaysAndClocks(Named):
    """For lists and rows whose days and clocks are the browser's own."""

    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.DateField: {"widget": DayInput},
        models.TimeField: {"widget": ClockInput},
    }
