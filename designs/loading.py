"""Loads the house's catalogue as records that belong to the owner from then on.

A design is given once, by its code, so nothing staff changed is overwritten and nothing they
deleted comes back. Pictures are the exception: they show a shape, not an opinion, so a design whose
measures and stones are still the catalogue's gets the pictures that were last made for them.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from atelier.house.defaults import never_given
from atelier.materials.models import Alloy, Cut, StoneVariety
from designs import catalogue, pieces
from designs.models import Design

PICTURES_FILE = Path(__file__).with_name("pictures.json")
SMALL_PRONGS_FROM = 3
"""From this many alike stones on, prongs are the small or shared kind."""
_SETTING_CODES = {"pavé": "pave"}


@transaction.atomic
def load() -> None:
    """Make the designs never given before, and refresh the pictures of unchanged ones."""
    weights = json.loads(catalogue.WEIGHTS_FILE.read_text())
    pictures = _pictures()
    codes = [{"code": drawn.code} for drawn in catalogue.DESIGNS]
    new = {row["code"] for row in never_given(Design, "code", rows=codes)}
    for order, drawn in enumerate(catalogue.DESIGNS, 1):
        if drawn.code in new:
            _make(drawn, weights[drawn.code], order)
        for design in Design.objects.filter(code=drawn.code):
            _show(design, drawn, pictures.get(drawn.code, {}))


def _pictures() -> dict[str, Any]:
    """Return design code → alloy code → picture, or nothing while none are made."""
    return json.loads(PICTURES_FILE.read_text()) if PICTURES_FILE.exists() else {}


def _make(drawn: pieces.Design, weight: dict[str, float], order: int) -> Design:
    smallest, largest = drawn.size_range or (None, None)
    design = Design.objects.create(
        code=drawn.code,
        name=drawn.name,
        piece_type=drawn.piece_type,
        family=drawn.family,
        story=drawn.story,
        picture_alt=drawn.alt,
        measures=dict(drawn.measures),
        stones=stones_of(drawn),
        stone_colours=[{"variety": v, "colour": c} for v, c in drawn.stone_choices],
        making_hours=asdict(drawn.making_hours),
        default_alloy=Alloy.objects.get(code=drawn.default_alloy),
        metal_volume=Decimal(str(weight["metal_volume_mm3"])),
        reference_size_us=_decimal(weight.get("us_size")),
        volume_per_size=_decimal(weight.get("mm3_per_us_size")),
        reference_length_in=_decimal(weight.get("length_in")),
        volume_per_inch=_decimal(weight.get("mm3_per_inch")),
        size_min_us=_decimal(smallest),
        size_max_us=_decimal(largest),
        lengths_in=sorted(drawn.lengths_in),
        order=order,
    )
    _allow(design, drawn)
    return design


def _allow(design: Design, drawn: pieces.Design) -> None:
    """Set the alloys, stones and cuts the design is offered in."""
    design.alloys.set(Alloy.objects.filter(code__in=drawn.alloys))
    varieties = {variety for variety, _ in drawn.stone_choices}
    design.stone_choices.set(StoneVariety.objects.filter(code__in=varieties))
    design.cut_choices.set(Cut.objects.filter(code__in=drawn.cut_choices))


def stones_of(drawn: pieces.Design) -> list[dict[str, Any]]:
    """Return the stones of a drawn design as a record keeps them: codes, mm as text, count."""
    return [
        {
            "role": stone.role,
            "variety": stone.species,
            "colour": stone.colour,
            "cut": stone.cut,
            "length": str(stone.length_mm),
            "width": str(stone.width_mm),
            "depth": str(stone.depth_mm),
            "count": stone.count,
            "setting": _setting(stone, drawn),
        }
        for stone in drawn.stones
    ]


def _setting(stone: pieces.StoneSpec, drawn: pieces.Design) -> str:
    if stone.setting != "prong":
        return _SETTING_CODES.get(stone.setting, stone.setting)
    if stone.count >= SMALL_PRONGS_FROM:
        return "prong-shared"
    return "prong-6" if drawn.measures.get("claws") == 6 else "prong-4"


def _show(design: Design, drawn: pieces.Design, pictures: dict[str, Any]) -> None:
    unchanged = design.measures == dict(drawn.measures) and design.stones == stones_of(drawn)
    if unchanged and pictures and design.pictures != pictures:
        design.pictures = pictures
        design.save(update_fields=["pictures"])


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
