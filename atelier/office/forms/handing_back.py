"""What goes home, as it is checked at the table."""

from typing import Any

from django import forms

from atelier.materials.custody import Thing
from atelier.materials.goods import Checked
from atelier.materials.identity import inscription_of
from atelier.materials.models import Stone
from atelier.materials.photographs import Photograph, photographs_of
from atelier.materials.receipt_words import title_of
from atelier.office.forms.fields import number, words


class CheckForm(forms.Form):
    """One thing that may go home, weighed and measured without a look at its record."""

    goes = forms.BooleanField(label="Goes home now", required=False)
    carats = number("Weighed now, ct", 7, 3)
    length = number("Length, mm", 5, 2)
    width = number("Width, mm", 5, 2)
    depth = number("Depth, mm", 5, 2)
    grams = number("Weighed now, g", 8, 3)
    inscription = words("Inscription, as you read it", 40)
    condition = words("Condition, at 10×", 1000, 2, help_text="Empty: as received.")
    seal = words("Seal", 40)

    def __init__(self, *args: Any, thing: Thing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing
        stone = thing if isinstance(thing, Stone) else None
        dropped = ["grams"] if stone else ["carats", "length", "width", "depth", "inscription"]
        if stone and not inscription_of(stone):
            dropped.append("inscription")
        for name in dropped:
            del self.fields[name]

    @property
    def title(self) -> str:
        """What the thing is called."""
        return title_of(self.thing)

    @property
    def photographs(self) -> list[Photograph]:
        """What it looked like when it was here, to compare it with."""
        return photographs_of(self.thing)

    def checked(self) -> Checked:
        """Return what was found."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "goes"}
        return Checked(thing=self.thing, **found)


class WitnessForm(forms.Form):
    """Who else was at the table."""

    witness = words("Witness", 120)
