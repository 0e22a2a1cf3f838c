"""Goods as they are written down across the table: one row for each stone or piece."""

from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory

from atelier.materials.carats import estimate
from atelier.materials.custody import Observed, Thing
from atelier.materials.goods import Goods, Shot
from atelier.materials.models import BroughtPiece, Cut, LaboratoryReport, Stone, StoneVariety
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.receipt_words import title_of
from atelier.office.forms.fields import number, words
from atelier.people.models import Client

NEW_STONE, NEW_PIECE = "stone", "piece"
MOST_ROWS = 12

IDENTITY = (
    *("what", "description", "variety", "colour", "cut", "count"),
    *("as_stated", "laboratory", "report_number", "inscription"),
)
"""What it is: asked first."""

MEASURES = (
    *("length", "width", "depth", "is_mounted", "carats"),
    *("metal_grams", "stamps", "damage", "seal"),
)
"""What the gauge, the scales and the loupe say: asked next."""


def things_of(client: Client, *, held: bool) -> dict[str, Thing]:
    """Return a client's own things by their key, "stone:…": those we hold, or those we do not."""
    at_home = Q(holder_kind=HolderKind.OWNER)
    stones = Stone.objects.with_holder().filter(owner=client, title=Title.CLIENT)
    stones = stones.select_related("variety", "cut").prefetch_related("reports")
    pieces = BroughtPiece.objects.with_holder().filter(owner=client)
    found = [*stones.filter(~at_home if held else at_home)]
    everything: list[Thing] = [*found, *pieces.filter(~at_home if held else at_home)]
    return {_key(each): each for each in everything}


def _key(thing: Thing) -> str:
    return f"{'stone' if isinstance(thing, Stone) else 'piece'}:{thing.public_id}"


class GoodsForm(forms.Form):
    """One stone or one piece that comes in; `things` are the client's own, known already.

    What it is worth is no field here: the client alone says that.
    """

    what = forms.ChoiceField(label="What it is", required=False)
    description = words("What the piece is", 200)
    variety = forms.ModelChoiceField(
        label="Species", required=False, queryset=StoneVariety.objects.all()
    )
    colour = words("Colour", 60)
    cut = forms.ModelChoiceField(label="Cut", required=False, queryset=Cut.objects.all())
    count = forms.IntegerField(label="How many", required=False, min_value=1, max_value=9999)
    as_stated = words(
        "As stated by the client",
        1000,
        2,
        help_text="In their words: where it comes from, natural or not, treated or not.",
    )
    laboratory = words("Laboratory", 20)
    report_number = words("Report number", 40)
    inscription = words("Inscription on the girdle", 40)
    length = number("Length, mm", 5, 2)
    width = number("Width, mm", 5, 2)
    depth = number("Depth, mm", 5, 2)
    is_mounted = forms.BooleanField(
        label="It is mounted: the weight is an estimate", required=False
    )
    carats = number("Weight, ct", 7, 3, help_text="Mounted and empty: worked out from the mm.")
    metal_grams = number("Weighed, stones in, g", 8, 3)
    stamps = words("Stamps", 80, help_text="As read: 750, a maker's mark.")
    damage = words("Existing damage, at 10×", 1000, 2, help_text="Empty: none seen.")
    seal = words("Seal", 40)

    def __init__(self, *args: Any, things: dict[str, Thing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = things
        known = [(key, title_of(thing)) for key, thing in things.items()]
        new = [(NEW_STONE, "A stone, new to us"), (NEW_PIECE, "A piece, new to us")]
        choices: list[Any] = [("", "Nothing yet"), *new]
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [*choices, ("Known to us", known)] if known else choices

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing."""
        return not self["what"].value()

    @property
    def row(self) -> int:
        """The number of the row, from 0; pictures are kept under it."""
        return int(str(self.prefix).rsplit("-", 1)[-1])

    @property
    def is_piece(self) -> bool:
        """Whether it is a piece rather than a stone."""
        return str(self["what"].value()).startswith(NEW_PIECE)

    @property
    def is_known(self) -> bool:
        """Whether the house knows it already."""
        return self["what"].value() in self.things

    @property
    def title(self) -> str:
        """What the thing is called, as far as it was said."""
        if known := self.things.get(self["what"].value()):
            return title_of(known)
        said = getattr(self, "cleaned_data", {})
        if self.is_piece or not said.get("variety"):
            return said.get("description") or "A stone or a piece"
        return title_of(self._stone())

    def clean(self) -> dict[str, Any]:
        """A new stone has a species, a new piece a name; a report has both its parts."""
        cleaned = super().clean() or self.cleaned_data
        what = cleaned.get("what")
        if what == NEW_STONE and not cleaned.get("variety"):
            self.add_error("variety", "Please choose one; “Unidentified stone” is an answer.")
        if what == NEW_PIECE and not cleaned.get("description"):
            self.add_error("description", "Please say what the piece is.")
        if bool(cleaned.get("laboratory")) != bool(cleaned.get("report_number")):
            self.add_error("report_number", "A report has a laboratory and a number.")
        return cleaned

    def goods(self, shots: tuple[Shot, ...] = ()) -> Goods:
        """Return the row as goods; nothing is saved here."""
        values = self.cleaned_data
        thing = self.things.get(values["what"]) or self._new()
        weighed = None if values["is_mounted"] else values["carats"]
        grams = values["metal_grams"] if isinstance(thing, BroughtPiece) else None
        return Goods(
            thing=thing,
            observed=Observed(values["damage"], weighed, grams, values["seal"]),
            is_mounted=values["is_mounted"] and isinstance(thing, Stone),
            report=self._report(),
            shots=shots,
        )

    def _new(self) -> Thing:
        return self._piece() if self.cleaned_data["what"] == NEW_PIECE else self._stone()

    def _piece(self) -> BroughtPiece:
        values = self.cleaned_data
        names = ("description", "stamps", "metal_grams", "as_stated")
        own = {name: values[name] for name in names}
        return BroughtPiece(**own, existing_damage=values["damage"])

    def _stone(self) -> Stone:
        values = self.cleaned_data
        names = ("variety", "cut", "colour", "length", "width", "depth", "as_stated")
        own = {name: values.get(name) for name in names} | {"count": values.get("count") or 1}
        stone = Stone(**own)
        if values.get("is_mounted"):
            stone.carats_estimated = values.get("carats") or _estimated(stone)
        else:
            stone.carats = values.get("carats")
        return stone

    def _report(self) -> LaboratoryReport | None:
        values = self.cleaned_data
        if values["what"] != NEW_STONE or not values["report_number"]:
            return None
        return LaboratoryReport(
            laboratory=values["laboratory"],
            number=values["report_number"],
            inscription=values["inscription"],
            carats=None,
        )


def _estimated(stone: Stone) -> Any:
    """Return the carats of a mounted stone by its measures, or None where one is missing."""
    sides = (stone.length, stone.width, stone.depth)
    if not all(sides):
        return None
    found = estimate(stone.variety, stone.cut, *sides)  # type: ignore[arg-type]
    return found.carats if found else None


class _GoodsRows(BaseFormSet):
    """The rows of a receipt; empty ones are left out."""

    def filled(self) -> list[GoodsForm]:
        """Return the rows that say something."""
        return [form for form in self.forms if not form.is_empty]


GoodsFormSet = formset_factory(GoodsForm, formset=_GoodsRows, extra=1, max_num=MOST_ROWS)
