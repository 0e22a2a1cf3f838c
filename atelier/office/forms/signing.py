"""Two signatures: typed names, and strokes where a canvas could be drawn on."""

import json
import uuid
from typing import Any

from django import forms

from atelier.journal.refusals import Refusal
from atelier.materials.signatures import Signature

SIGNED = ("request_id", "client_name", "client_strokes", "house_name", "house_strokes")
"""What a page of signatures carries."""


class StrokesField(forms.CharField):
    """Strokes as a page sends them, JSON in a hidden field; nothing where nothing was drawn."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=200_000)

    def clean(self, value: Any) -> Any:
        """Return the strokes as lists."""
        text = super().clean(value)
        try:
            return json.loads(text) if text else []
        except ValueError:
            raise forms.ValidationError("The drawn signature could not be read.") from None


class SigningForm(forms.Form):
    """Both sides sign; `request_id` makes one paper of one form."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    client_name = forms.CharField(
        label="The client's full name", max_length=120, help_text="As they would sign it."
    )
    client_strokes = StrokesField()
    house_name = forms.CharField(label="For the house", max_length=120)
    house_strokes = StrokesField()

    @classmethod
    def blank(cls, data: Any, *, house: str) -> "SigningForm":
        """Return the form not yet signed, with what was already written or drawn.

        The house's name stands there; the client's own is theirs to write.
        """
        kept = {name: data[name] for name in SIGNED if data.get(name)}
        first = {"request_id": uuid.uuid4(), "house_name": house}
        return cls(initial=first | kept)

    def clean(self) -> dict[str, Any]:
        """Read both signatures."""
        cleaned = super().clean() or self.cleaned_data
        for side in ("client", "house"):
            if f"{side}_name" in cleaned and f"{side}_strokes" in cleaned:
                self._read(side, cleaned)
        return cleaned

    def _read(self, side: str, cleaned: dict[str, Any]) -> None:
        try:
            signed = Signature.of(cleaned[f"{side}_name"], cleaned[f"{side}_strokes"])
        except Refusal as refused:
            self.add_error(f"{side}_name", str(refused))
        else:
            cleaned[f"{side}_signature"] = signed

    def signatures(self) -> dict[str, Any]:
        """Return what the actions ask for."""
        names = ("client_signature", "house_signature", "request_id")
        return {name: self.cleaned_data[name] for name in names}
