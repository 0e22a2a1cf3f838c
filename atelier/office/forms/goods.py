"""Goods as they are written down across the table: what came, on what terms, what goes home."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory

from atelier.materials.custody import Observed, Thing
from atelier.materials.goods import Checked, Goods, ReceiptTerms, Shot
from atelier.materials.identity import inscription_of
from atelier.materials.marks import Spot
from atelier.materials.models import (
    BroughtPiece,
    Cut,
    Incident,
    LaboratoryReport,
    Stone,
    StoneVariety,
)
from atelier.materials.models.custody import Leftovers, Risk
from atelier.materials.models.goods_pictures import PictureView
from atelier.materials.models.stones import Growth, HolderKind, Title, Treatment
from atelier.materials.receipt_words import title_of
from atelier.people.models import Client
from atelier.pictures.models import Picture

NEW_STONE, NEW_PIECE = "stone", "piece"
VIEWS = tuple(PictureView.values)
MOST_ROWS = 12


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


def _number(label: str, digits: int, places: int, **more: Any) -> forms.DecimalField:
    step = str(Decimal(1).scaleb(-places))
    widget = forms.NumberInput(attrs={"step": step, "inputmode": "decimal"})
    asked: dict[str, Any] = {"required": False, "min_value": Decimal(0), "widget": widget} | more
    return forms.DecimalField(label=label, max_digits=digits, decimal_places=places, **asked)


def _words(label: str, length: int, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    asked: dict[str, Any] = {"required": False, "max_length": length, "widget": widget} | more
    return forms.CharField(label=label, **asked)


class GoodsForm(forms.Form):
    """One stone or one piece that comes in; `things` are the client's own, known already."""

    what = forms.ChoiceField(label="What it is", required=False)
    description = _words("What the piece is", 200)
    metal_grams = _number("Weighed, stones in, g", 8, 3)
    stamps = _words("Stamps", 80, help_text="As read: 750, a maker's mark.")
    variety = forms.ModelChoiceField(
        label="Species, if known", required=False, queryset=StoneVariety.objects.all()
    )
    colour = _words("Colour", 60)
    cut = forms.ModelChoiceField(label="Cut", required=False, queryset=Cut.objects.all())
    count = forms.IntegerField(label="How many", required=False, min_value=1, max_value=9999)
    length = _number("Length, mm", 5, 2)
    width = _number("Width, mm", 5, 2)
    depth = _number("Depth, mm", 5, 2)
    is_mounted = forms.BooleanField(
        label="It is mounted: the weight is an estimate", required=False
    )
    carats = _number("Weight, ct", 7, 3)
    growth = forms.ChoiceField(
        label="Growth, as tested", required=False, choices=Growth, initial=Growth.UNKNOWN
    )
    treatment = forms.ChoiceField(
        label="Treatment, as tested",
        required=False,
        choices=Treatment,
        initial=Treatment.UNKNOWN,
    )
    laboratory = _words("Laboratory", 20, help_text="GIA, SSEF, Gübelin.")
    report_number = _words("Report number", 40)
    inscription = _words("Inscription on the girdle", 40)
    as_stated = _words("As stated by the client", 1000, 2)
    damage = _words("Existing damage, at 10×", 1000, 2, help_text="Empty: none seen.")
    declared_value = _number(
        "Value the client declares", 12, 2, help_text="Their own figure. Never suggest one."
    )
    seal = _words("Seal", 40)
    mark_x = _number("Mark, % from the left", 5, 2, max_value=Decimal(100))
    mark_y = _number("Mark, % from the top", 5, 2, max_value=Decimal(100))

    def __init__(self, *args: Any, things: dict[str, Thing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = things
        known = [(key, title_of(thing)) for key, thing in things.items()]
        new = [(NEW_STONE, "A stone, new to us"), (NEW_PIECE, "A piece, new to us")]
        choices: list[Any] = [("", "Nothing on this row"), *new]
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [*choices, ("Known to us", known)] if known else choices
        for view, label in PictureView.choices:
            self.fields[f"picture_{view}"] = forms.FileField(label=label, required=False)
            self.fields[f"kept_{view}"] = forms.UUIDField(
                required=False, widget=forms.HiddenInput()
            )

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing."""
        return not self["what"].value()

    def clean(self) -> dict[str, Any]:
        """A new stone has a species, a new piece a name; a report has both its parts."""
        cleaned = super().clean() or self.cleaned_data
        what = cleaned.get("what")
        if what == NEW_STONE and not cleaned.get("variety"):
            self.add_error("variety", "Please choose one; what is not certain is written below.")
        if what == NEW_PIECE and not cleaned.get("description"):
            self.add_error("description", "Please say what the piece is.")
        if bool(cleaned.get("laboratory")) != bool(cleaned.get("report_number")):
            self.add_error("report_number", "A report has a laboratory and a number.")
        if (cleaned.get("mark_x") is None) != (cleaned.get("mark_y") is None):
            self.add_error("mark_y", "A mark has two figures.")
        return cleaned

    def goods(self) -> Goods:
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
            shots=tuple(self._shots()),
        )

    def _new(self) -> Thing:
        values = self.cleaned_data
        shared = {"as_stated": values["as_stated"], "declared_value": values["declared_value"]}
        if values["what"] == NEW_PIECE:
            own = {name: values[name] for name in ("description", "stamps", "metal_grams")}
            return BroughtPiece(**own, existing_damage=values["damage"], **shared)
        names = ("variety", "cut", "colour", "length", "width", "depth")
        own = {name: values[name] for name in names}
        own |= {"growth": values["growth"] or Growth.UNKNOWN, "count": values["count"] or 1}
        own |= {"treatment": values["treatment"] or Treatment.UNKNOWN}
        weight = "carats_estimated" if values["is_mounted"] else "carats"
        return Stone(**own, **{weight: values["carats"]}, **shared)

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

    def _shots(self) -> list[Shot]:
        values = self.cleaned_data
        kept = {view: values[f"kept_{view}"] for view in VIEWS if values.get(f"kept_{view}")}
        pictures = {each.public_id: each for each in unused_pictures(list(kept.values()))}
        placed = values["mark_x"] is not None
        marks = (Spot(values["mark_x"], values["mark_y"]),) if placed else ()
        return [
            Shot(pictures[key], view, marks if view == PictureView.DAMAGE else ())
            for view, key in kept.items()
            if key in pictures
        ]


def unused_pictures(keys: list[Any]) -> list[Picture]:
    """Return pictures that belong to nothing yet: an id in a form opens nobody else's."""
    if not keys:
        return []
    free = Picture.objects.filter(
        goodspicture=None,
        commissionpicture=None,
        runpicture=None,
        revisionfile=None,
    ).exclude(pk__in=Incident.objects.filter(picture__isnull=False).values("picture"))
    return list(free.filter(public_id__in=keys))


class _GoodsRows(BaseFormSet):
    """The rows of a receipt; empty ones are left out."""

    def filled(self) -> list[GoodsForm]:
        """Return the rows that say something."""
        return [form for form in self.forms if not form.is_empty]

    def goods(self) -> list[Goods]:
        """Return what came in, in order."""
        return [form.goods() for form in self.filled()]


GoodsFormSet = formset_factory(GoodsForm, formset=_GoodsRows, extra=1, max_num=MOST_ROWS)


class TermsForm(forms.Form):
    """What both sides agree to; the client's initials beside each risk."""

    authorised_work = _words(
        "What the client allows us to do", 2000, 3, required=True, help_text="No more than this."
    )
    leftovers = forms.ChoiceField(
        label="What the new piece does not use", choices=Leftovers, widget=forms.RadioSelect
    )
    witness = _words("Witness", 120, help_text="Who else was at the table.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for risk, label in Risk.choices:
            initials = forms.TextInput(attrs={"autocapitalize": "characters", "size": 6})
            self.fields[risk] = forms.CharField(label=label, max_length=6, widget=initials)

    @property
    def risks(self) -> list[Any]:
        """The fields of the initials."""
        return [self[risk] for risk in Risk.values]

    def terms(self) -> ReceiptTerms:
        """Return the terms."""
        values = self.cleaned_data
        initials = {risk: values[risk] for risk in Risk.values}
        named = {key: values[key] for key in ("authorised_work", "leftovers", "witness")}
        return ReceiptTerms(initials=initials, **named)


class CheckForm(forms.Form):
    """One thing that may go home, weighed and measured without a look at its record."""

    goes = forms.BooleanField(label="Goes home now", required=False)
    carats = _number("Weighed now, ct", 7, 3)
    length = _number("Length, mm", 5, 2)
    width = _number("Width, mm", 5, 2)
    depth = _number("Depth, mm", 5, 2)
    grams = _number("Weighed now, g", 8, 3)
    inscription = _words("Inscription, as you read it", 40)
    condition = _words("Condition, at 10×", 1000, 2, help_text="Empty: as received.")
    seal = _words("Seal", 40)

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

    def checked(self) -> Checked:
        """Return what was found."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "goes"}
        return Checked(thing=self.thing, **found)


class WitnessForm(forms.Form):
    """Who else was at the table."""

    witness = _words("Witness", 120)
