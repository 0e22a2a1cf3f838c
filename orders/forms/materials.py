"""Step 4: metal, stone and measures, as far as the level lets them change."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from atelier.materials.models import Alloy, Cut, StoneVariety
from orders.forms.fields import ADVISE, ADVISE_ME, ChoiceCards, ModelCards, TextField, Tick
from orders.forms.measures import Group, groups_for
from orders.forms.step import StepForm
from orders.models import Commission, Piece
from orders.models.commissions import StoneSource
from orders.statuses import Level

_APART = "|"
_HEADINGS = {"": "Measures", "A": "The first band", "B": "The second band"}


class MaterialsForm(StepForm):
    """Every question is optional but the measures, and those take "I do not know" too."""

    def __init__(self, *args: Any, commission: Commission, **options: Any) -> None:
        self.pieces = list(
            commission.pieces.select_related(
                "design__default_alloy__metal", "alloy__metal", "stone_variety", "cut"
            )
        )
        self.piece = self.pieces[0]
        self.groups = [g for p in self.pieces for g in groups_for(p, commission.level)]
        super().__init__(*args, commission=commission, **options)
        self.fields.update(metal_fields(self.piece))
        self.fields.update(_STONE_FIELDS[Level(commission.level)](self.piece))
        for group in self.groups:
            for name, field in group.fields().items():
                self.fields[group.prefix + name] = field

    def remembered(self, commission: Commission) -> dict[str, Any]:
        """Return the materials and measures as answered before."""
        known: dict[str, Any] = {
            "alloy": self.piece.alloy_id or "",
            "cut": self.piece.cut_id or "",
            "stone": _stone_key(self.piece),
            "stone_source": commission.stone_source or StoneSource.ADVISE,
            "wear_habits": commission.wear_habits,
            "nickel_allergy": commission.nickel_allergy,
        }
        for group in self.groups:
            known |= {group.prefix + name: value for name, value in group.remembered().items()}
        return known

    def clean(self) -> dict[str, Any]:
        """Let every group read its own fields."""
        self.measures: dict[str, dict[str, Any]] = {piece.part: {} for piece in self.pieces}
        for group in self.groups:
            try:
                self.measures[group.piece.part] |= group.answers(self._given(group))
            except ValidationError as error:
                for name, messages in error.message_dict.items():
                    self.add_error(group.prefix + name, messages)
        return self.cleaned_data

    def wished(self) -> list[Piece]:
        """Return the pieces as answered, unsaved; what could not be read stays as it was."""
        for piece in self.pieces:
            for name, value in self.answers()["parts"][piece.part].items():
                setattr(piece, name, value)
        return self.pieces

    def problems(self) -> list[str]:
        """Return what is wrong with what was typed so far; what is still to come is not wrong."""
        typed = [name for name in self.errors if self.data.get(name)]
        return [str(message) for name in typed for message in self.errors[name]]

    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """Return the questions after the metal, gathered under a heading each."""
        names = _STONE_FIELDS[Level(self.commission.level)](self.piece)
        sections = [("Stone", [self[name] for name in names])] if names else []
        for piece in self.pieces:
            own = [g for g in self.groups if g.piece is piece]
            fields = [self[group.prefix + name] for group in own for name in group.fields()]
            if fields:
                sections.append((_HEADINGS[piece.part], fields))
        return sections

    def answers(self) -> dict[str, Any]:
        """Return the commission's own answers, and each piece's by its part."""
        given = self.cleaned_data
        common = {"alloy": given.get("alloy"), "cut": given.get("cut")} | _stone_answer(given)
        own = ("stone_source", "wear_habits", "nickel_allergy")
        return {name: given[name] for name in own if name in given} | {
            "parts": {part: common | measures for part, measures in self.measures.items()}
        }

    def _given(self, group: Group) -> dict[str, Any]:
        names = group.fields()
        return {name: self.cleaned_data.get(group.prefix + name) for name in names}


def metal_fields(piece: Piece) -> dict[str, forms.Field]:
    """Return the metals the design allows, or all we work in."""
    allowed = piece.design.alloys.all() if piece.design else Alloy.objects.all()
    return {
        "alloy": ModelCards(label="Metal", queryset=allowed.filter(is_offered=True)),
    }


def _no_stone(piece: Piece) -> dict[str, forms.Field]:
    """General: stones stay as designed."""
    return {}


def _stone_of_design(piece: Piece) -> dict[str, forms.Field]:
    """Mid-level: the stones and shapes that fit the design's own setting."""
    cuts = piece.design.cut_choices.all() if piece.design else Cut.objects.all()
    return {
        "stone": ChoiceCards(
            label="Stone",
            required=False,
            choices=[*_stone_choices(piece), (ADVISE, ADVISE_ME)],
            help_text="Our gemmologist confirms that the stone suits the setting and your days.",
        ),
        "cut": ModelCards(label="Shape of the stone", queryset=cuts),
    }


def _stone_wish(piece: Piece) -> dict[str, forms.Field]:
    """Bespoke: whose stone it will be, how it will be worn, and what the skin bears."""
    return {
        "stone_source": ChoiceCards(label="Whose stone will it be?", choices=StoneSource.choices),
        "wear_habits": TextField(
            label="How will it be worn?",
            help_text="Every day or for evenings, at a desk or in a garden, with which rings.",
            required=False,
            max_length=2000,
            rows=3,
        ),
        "nickel_allergy": Tick(label="The wearer does not bear nickel on the skin"),
    }


_STONE_FIELDS = {
    Level.GENERAL: _no_stone,
    Level.MID: _stone_of_design,
    Level.BESPOKE: _stone_wish,
}


def _stone_choices(piece: Piece) -> list[tuple[str, str]]:
    offered = StoneVariety.objects.filter(is_offered=True)
    names = dict(offered.values_list("code", "name"))
    pairs = piece.design.stone_colours if piece.design else []
    if not pairs:
        return [(f"{code}{_APART}", name) for code, name in names.items()]
    return [
        (
            f"{pair['variety']}{_APART}{pair['colour']}",
            f"{names[pair['variety']]}, {pair['colour']}",
        )
        for pair in pairs
        if pair["variety"] in names
    ]


def _stone_key(piece: Piece) -> str:
    return f"{piece.stone_variety.code}{_APART}{piece.stone_colour}" if piece.stone_variety else ""


def _stone_answer(given: dict[str, Any]) -> dict[str, Any]:
    variety, _, colour = given.get("stone", ADVISE).partition(_APART)
    found = StoneVariety.objects.filter(code=variety).first() if variety else None
    return {"stone_variety": found, "stone_colour": colour}
