"""What a step's page shows besides its fields: cards, pictures, prices."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundWidget

from atelier.materials.models import Alloy
from designs.models import Design
from orders.cautions import cautions_of
from orders.decisions import decisions_of
from orders.figures import Figures
from orders.forms.materials import MaterialsForm
from orders.forms.step import StepForm
from orders.haste import USUAL_WEEKS
from orders.indications import (
    Indication,
    Reasons,
    indicate_pieces,
    pieces_to_price,
    reasons_for,
)
from orders.levels import CARDS, LevelCard, Suggestion, shown_designs, suggest_level
from orders.models import Piece
from orders.steps import Step


@dataclass(frozen=True)
class LevelChoice:
    """A level's card with its radio button."""

    radio: BoundWidget
    card: LevelCard | None
    design: Design | None
    weeks: tuple[int, int] | None


@dataclass(frozen=True)
class MetalChoice:
    """A metal with its radio button, and what the choice comes to in it."""

    radio: BoundWidget
    alloy: Alloy | None
    indication: Indication | None


def of(step: Step, form: StepForm) -> dict[str, Any]:
    """Return what the template of `step` needs besides the form."""
    make = _CONTENTS.get(step)
    return make(form) if make else {}


def _level(form: StepForm) -> dict[str, Any]:
    suggestion: Suggestion = suggest_level(form.commission)
    shown = shown_designs(Design.objects.offered().select_related("default_alloy"))
    choices = [_level_choice(radio, shown) for radio in form["level"]]
    return {"choices": choices, "suggestion": suggestion}


def _level_choice(radio: BoundWidget, shown: Mapping[str, Design]) -> LevelChoice:
    level = radio.data["value"]
    card = next((card for card in CARDS if card.level == level), None)
    return LevelChoice(radio, card, shown.get(level), USUAL_WEEKS.get(level))


def _inspiration(form: StepForm) -> dict[str, Any]:
    pictures = form.commission.pictures.filter(from_client=True).select_related("picture")
    return {"pictures": pictures.prefetch_related("picture__renditions")}


def _materials(form: MaterialsForm) -> dict[str, Any]:
    figures, level = Figures.today(), form.commission.level
    metals = []
    for radio in form["alloy"]:
        alloy = getattr(radio.data["value"], "instance", None)
        pieces = [_in_alloy(piece, alloy) for piece in form.pieces]
        metals.append(MetalChoice(radio, alloy, indicate_pieces(pieces, level, figures)))
    return {"metals": metals, "pieces": form.pieces, **price_of(form.pieces, level, figures)}


def price_of(
    pieces: list[Piece], level: str, figures: Figures | None = None
) -> dict[str, Indication | Reasons | None]:
    """Return what pieces come to, and why, as `orders/request/price.html` shows it."""
    figures = figures or Figures.today()
    return {
        "indication": indicate_pieces(pieces, level, figures),
        "reasons": reasons_for(pieces, level, figures),
    }


def _in_alloy(piece: Piece, alloy: Alloy | None) -> Piece:
    other = copy(piece)
    other.alloy = alloy
    return other


def _review(form: StepForm) -> dict[str, Any]:
    commission = form.commission
    return {
        "decisions": decisions_of(commission),
        **price_of(pieces_to_price(commission), commission.level),
        "cautions": cautions_of(commission),
    }


_CONTENTS: dict[Step, Callable[[Any], dict[str, Any]]] = {
    Step.LEVEL: _level,
    Step.INSPIRATION: _inspiration,
    Step.MATERIALS: _materials,
    Step.REVIEW: _review,
}
