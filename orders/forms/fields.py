"""Fields that several steps share."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

ADVISE = ""
ADVISE_ME = "Advise me"


def one_line(text: str) -> None:
    """Refuse line breaks and other unseen characters: a name must not become a mail's header."""
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in text):
        raise ValidationError("Please write this on one line.", code="one-line")


class LineField(forms.CharField):
    """One line of text."""

    default_validators = [one_line]

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)


class TextField(forms.CharField):
    """Some lines of text."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs["rows"] = rows


class ChoiceCards(forms.ChoiceField):
    """One of a few, as radio buttons."""

    widget = forms.RadioSelect


class ModelCards(forms.ModelChoiceField):
    """One of a few records, or "Advise me"."""

    widget = forms.RadioSelect

    def __init__(self, *, advise: str = ADVISE_ME, **options: Any) -> None:
        super().__init__(
            empty_label=advise, blank=True, required=False, **{"initial": "", **options}
        )


class Tick(forms.BooleanField):
    """A box that may stay empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
