"""Pendants and necklaces, on cable chain."""

from __future__ import annotations

from ..pieces import GOLDS, Design, MakingHours, StoneSpec

_CHAIN = {"link_l": 1.9, "link_w": 1.35, "link_wire": 0.34}

DESIGNS = (
    Design(
        code="AT-P01",
        name="Ondine",
        piece_type="pendant",
        family="claw_pendant",
        measures={
            "cut": "pear",
            "stone_l": 10.5,
            "stone_w": 7.2,
            "stone_d": 4.5,
            "claws": 5,
            "claw": 0.85,
            "halo_mm": 0,
            "top_mm": 2.6,
            "bail": 4.6,
            "turn": 90,
            **_CHAIN,
        },  # fmt: skip
        alloys=("18KW-PD", "18KY", "18KR", "PT950-RU"),
        stones=(
            StoneSpec("centre", "sapphire", "cornflower blue", "pear", 10.5, 7.2, 4.5, 1, "prong"),
            StoneSpec("top", "diamond", "F colourless", "round", 2.6, 2.6, 1.59, 1, "prong"),
        ),
        stone_choices=(
            ("sapphire", "cornflower blue"),
            ("sapphire", "royal blue"),
            ("aquamarine", "pale blue"),
            ("emerald", "vivid green"),
        ),
        cut_choices=("pear", "oval"),
        lengths_in=(18, 16, 20, 24),
        making_hours=MakingHours(5.0, 2.0, 5.0, 2.0, 1.5),
        story="A cornflower sapphire falls from a single diamond, as a drop does before it lets "
        "go. The setting is open behind, and the blue takes its mood from the skin.",
        alt="A pendant with a pear-shaped light blue sapphire under a small round diamond, on a "
        "fine white gold chain.",
    ),
    Design(
        code="AT-P02",
        name="Lune d'Eau",
        piece_type="pendant",
        family="pearl_pendant",
        measures={"stone_l": 10.0, "top_mm": 3.0, "bail": 4.4, **_CHAIN},
        alloys=(*GOLDS, "14KY"),
        stones=(
            StoneSpec("centre", "pearl", "white, rose overtone", "pearl", 10, 10, 10, 1, "cap"),
            StoneSpec("top", "diamond", "F colourless", "round", 3.0, 3.0, 1.83, 1, "prong"),
        ),
        stone_choices=(("pearl", "white, rose overtone"), ("pearl", "golden"), ("pearl", "grey")),
        cut_choices=("pearl",),
        lengths_in=(18, 16, 20),
        making_hours=MakingHours(4.0, 2.0, 4.0, 1.5, 1.5),
        story="A ten-millimetre pearl under a calyx of eight gold petals, with a diamond where "
        "the stem would be. It is strung so that it can be taken down and wiped after wearing.",
        alt="A white pearl pendant in a small yellow gold petal cap with a diamond above, on a "
        "fine chain.",
    ),
    Design(
        code="AT-P03",
        name="Cloître",
        piece_type="pendant",
        family="claw_pendant",
        measures={
            "cut": "emerald",
            "stone_l": 9.0,
            "stone_w": 7.0,
            "stone_d": 4.6,
            "claws": 4,
            "claw": 0.85,
            "halo_mm": 1.5,
            "top_mm": 0,
            "bail": 5.0,
            "turn": 90,
            **_CHAIN,
        },  # fmt: skip
        alloys=(*GOLDS, "PT950-RU"),
        stones=(
            StoneSpec("centre", "emerald", "vivid green", "emerald", 9.0, 7.0, 4.6, 1, "prong"),
            StoneSpec("halo", "diamond", "F colourless", "round", 1.5, 1.5, 0.92, 22, "halo"),
        ),
        stone_choices=(
            ("emerald", "vivid green"),
            ("sapphire", "royal blue"),
            ("tourmaline", "blue green"),
            ("ruby", "pigeon's blood"),
        ),
        cut_choices=("emerald", "cushion", "oval"),
        lengths_in=(18, 16, 20, 24),
        making_hours=MakingHours(7.0, 2.5, 6.0, 5.0, 2.0),
        story="An emerald as quiet as a walled garden, with a walk of diamonds around it. The "
        "bail is wide enough to change its chain with the season.",
        alt="A yellow gold pendant with an emerald-cut emerald in a halo of diamonds on a fine "
        "chain.",
    ),
    Design(
        code="AT-N01",
        name="Gamme",
        piece_type="necklace",
        family="station_necklace",
        measures={
            "cut": "oval",
            "stone_l": 6.5,
            "stone_w": 5.0,
            "stone_d": 3.2,
            "count": 5,
            "gap": 11.0,
            "graded": 0.11,
            "wall": 0.55,
            **_CHAIN,
        },  # fmt: skip
        alloys=(*GOLDS, "PT950-RU"),
        stones=(
            StoneSpec("station 0", "sapphire", "royal blue", "oval", 6.5, 5.0, 3.2, 1, "bezel"),
            StoneSpec(
                "station 1", "sapphire", "cornflower blue", "oval", 5.785, 4.45, 2.848, 2, "bezel"
            ),
            StoneSpec("station 2", "sapphire", "pale blue", "oval", 5.07, 3.9, 2.496, 2, "bezel"),
        ),
        stone_choices=(
            ("sapphire", "royal blue"),
            ("sapphire", "pink"),
            ("sapphire", "yellow"),
            ("emerald", "vivid green"),
        ),
        cut_choices=("oval", "round"),
        lengths_in=(18, 16, 20),
        making_hours=MakingHours(6.0, 2.5, 7.0, 5.5, 2.5),
        story="Five sapphires from one parcel, graded from midnight to first light and back. Each "
        "sits in a collar of gold, at the intervals of a scale.",
        alt="A yellow gold chain necklace with five oval blue sapphires in collars, the darkest "
        "in the middle.",
    ),
)
