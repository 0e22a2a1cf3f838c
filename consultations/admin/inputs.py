"""Days and clocks as browsers pick them, dressed as the admin's other fields."""

from typing import Any, ClassVar

from django import forms
from django.db import models
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


class DaysAndClocks:
    """For lists and rows whose days and clocks are the browser's own."""

    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.DateField: {"widget": DayInput},
        models.TimeField: {"widget": ClockInput},
    }
