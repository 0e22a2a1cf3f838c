"""Bracelets."""

from __future__ import annotations

from ..pieces import GOLDS, Design, MakingHours, StoneSpec

DESIGNS = (
    Design(
        code="AT-B01",
        name="Treille",
        piece_type="bracelet",
        family="line_bracelet",
        measures={
            "cut": "emerald",
            "stone_l": 5.0,
            "stone_w": 4.0,
            "stone_d": 2.6,
            "cut_2": "round",
            "second_l": 4.0,
            "second_w": 4.0,
            "second_d": 2.45,
            "count": 36,
            "gap": 0.55,
            "claw": 0.65,
            "drop": 2.35,
        },  # fmt: skip
        alloys=("18KY", "18KW-PD", "18KR", "PT950-RU"),
        stones=(
            StoneSpec("first", "emerald", "vivid green", "emerald", 5.0, 4.0, 2.6, 18, "prong"),
            StoneSpec("second", "diamond", "F colourless", "round", 4.0, 4.0, 2.45, 18, "prong"),
        ),
        stone_choices=(
            ("emerald", "vivid green"),
            ("sapphire", "royal blue"),
            ("ruby", "pigeon's blood"),
        ),
        cut_choices=("emerald",),
        making_hours=MakingHours(10.0, 4.0, 18.0, 20.0, 4.0),
        story="Eighteen emeralds and eighteen diamonds take turns around the wrist, each in its "
        "own basket and hinged to the next. It lies down like cloth and closes with a hidden "
        "tongue.",
        alt="A yellow gold line bracelet of alternating emerald-cut emeralds and round diamonds.",
    ),
    Design(
        code="AT-B02",
        name="Anse",
        piece_type="bracelet",
        family="bangle",
        measures={
            "inside": 57.0,
            "oval": 1.09,
            "width": 6.0,
            "thickness": 2.7,
            "profile": "d",
            "cut": "round",
            "stone_l": 3.0,
            "count": 7,
            "gap": 6.4,
        },  # fmt: skip
        alloys=GOLDS,
        stones=(
            StoneSpec("flush", "diamond", "F colourless", "round", 3.0, 3.0, 1.83, 7, "flush"),
        ),
        stone_choices=(
            ("diamond", "F colourless"),
            ("sapphire", "royal blue"),
            ("emerald", "vivid green"),
        ),
        cut_choices=("round",),
        making_hours=MakingHours(5.0, 3.0, 7.0, 4.0, 3.5),
        story="An oval bangle with the curve of a bay, seven diamonds let into the gold like "
        "harbour lights. It follows the wrist and does not turn.",
        alt="An oval yellow gold bangle with seven round diamonds set flush along the top.",
    ),
)
