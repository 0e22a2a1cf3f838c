"""Engagement rings. Inside 16.91 mm is US 6½."""

from __future__ import annotations

from ..pieces import GOLDS, Design, MakingHours, StoneSpec

_SIZES = (3.5, 9.0)
_SAPPHIRES = (
    ("sapphire", "royal blue"),
    ("sapphire", "cornflower blue"),
    ("sapphire", "padparadscha"),
    ("sapphire", "yellow"),
)

DESIGNS = (
    Design(
        code="AT-E01",
        name="Verger",
        piece_type="engagement_ring",
        family="solitaire",
        measures={
            "inside": 16.91,
            "width": 2.3,
            "top_width": 1.9,
            "thickness": 1.75,
            "profile": "court",
            "cut": "emerald",
            "stone_l": 8.0,
            "stone_w": 6.0,
            "stone_d": 4.0,
            "claws": 4,
            "claw": 0.9,
            "cathedral": 1,
            "turn": 90,
        },  # fmt: skip
        alloys=("18KY", "18KR", "18KW-PD", "PT950-RU"),
        stones=(
            StoneSpec("centre", "emerald", "vivid green", "emerald", 8.0, 6.0, 4.0, 1, "prong"),
        ),
        stone_choices=(
            ("emerald", "vivid green"),
            ("sapphire", "royal blue"),
            ("aquamarine", "pale blue"),
            ("diamond", "D–F colourless"),
        ),
        cut_choices=("emerald", "cushion", "oval"),
        size_range=_SIZES,
        making_hours=MakingHours(5.0, 2.0, 6.5, 1.5, 2.0),
        story="An eight-millimetre emerald held by four slender claws, its steps left open to the "
        "light. The shoulders rise to the gallery like espaliered branches, and the band thins "
        "where the fingers meet.",
        alt="A yellow gold ring with one upright emerald-cut emerald in four claws, shoulders "
        "rising to the setting.",
    ),
    Design(
        code="AT-E02",
        name="Alba",
        piece_type="engagement_ring",
        family="solitaire",
        measures={
            "inside": 16.91,
            "width": 2.1,
            "top_width": 1.7,
            "thickness": 1.7,
            "profile": "knife",
            "cut": "round",
            "stone_l": 6.6,
            "stone_w": 6.6,
            "stone_d": 4.05,
            "claws": 6,
            "claw": 0.85,
        },  # fmt: skip
        alloys=("PT950-RU", "18KW-PD", "18KY", "18KR"),
        stones=(
            StoneSpec("centre", "diamond", "E colourless", "round", 6.6, 6.6, 4.05, 1, "prong"),
        ),
        stone_choices=(
            ("diamond", "E colourless"),
            ("sapphire", "royal blue"),
            ("emerald", "vivid green"),
        ),
        cut_choices=("round", "cushion", "asscher"),
        size_range=_SIZES,
        making_hours=MakingHours(4.0, 2.0, 5.0, 1.0, 2.0),
        story="One round brilliant, six fine claws, and a platinum band with a soft ridge along "
        "its crest. Nothing is added, so that the first light of the day has somewhere to land.",
        alt="A platinum ring with a round brilliant diamond in six claws on a fine ridged band.",
    ),
    Design(
        code="AT-E03",
        name="Nocturne",
        piece_type="engagement_ring",
        family="halo",
        measures={
            "inside": 16.91,
            "width": 2.2,
            "top_width": 1.8,
            "thickness": 1.7,
            "profile": "flat",
            "cut": "oval",
            "stone_l": 8.6,
            "stone_w": 6.6,
            "stone_d": 4.2,
            "claws": 4,
            "claw": 0.8,
            "halo_mm": 1.4,
            "turn": 90,
            "pave": 1.3,
            "pave_from": 5.4,
            "pave_count": 14,
        },  # fmt: skip
        alloys=("18KW-PD", "PT950-RU", "18KY", "18KR"),
        stones=(
            StoneSpec("centre", "sapphire", "royal blue", "oval", 8.6, 6.6, 4.2, 1, "prong"),
            StoneSpec("halo", "diamond", "F colourless", "round", 1.4, 1.4, 0.85, 19, "halo"),
            StoneSpec("pave", "diamond", "F colourless", "round", 1.3, 1.3, 0.79, 14, "pavé"),
        ),
        stone_choices=(*_SAPPHIRES, ("emerald", "vivid green"), ("ruby", "pigeon's blood")),
        cut_choices=("oval", "cushion", "emerald", "pear"),
        size_range=(4.0, 8.5),
        making_hours=MakingHours(8.0, 2.5, 8.0, 5.5, 2.5),
        story="A royal blue oval, deep enough to keep its colour after dusk, in a close ring of "
        "small diamonds. The same points of light go on along the shoulders and stop where a "
        "neighbouring band would touch.",
        alt="A white gold ring with an oval blue sapphire inside a halo of small diamonds, more "
        "diamonds along the shoulders.",
    ),
    Design(
        code="AT-E04",
        name="Solstice",
        piece_type="engagement_ring",
        family="three_stone",
        measures={
            "inside": 16.91,
            "width": 2.4,
            "top_width": 2.0,
            "thickness": 1.8,
            "profile": "court",
            "cut": "cushion",
            "stone_l": 7.4,
            "stone_w": 6.6,
            "stone_d": 4.5,
            "claws": 4,
            "claw": 0.85,
            "turn": 90,
            "side_cut": "pear",
            "side_l": 5.2,
            "side_w": 3.6,
            "side_d": 2.25,
            "side_claws": 3,
            "side_angle": 29.5,
            "side_rise": 0.5,
        },  # fmt: skip
        alloys=("18KY", "PT950-RU", "18KW-PD", "18KR"),
        stones=(
            StoneSpec(
                "centre", "diamond", "fancy vivid yellow", "cushion", 7.4, 6.6, 4.5, 1, "prong"
            ),
            StoneSpec("side", "diamond", "E colourless", "pear", 5.2, 3.6, 2.25, 2, "prong"),
        ),
        stone_choices=(
            ("diamond", "fancy vivid yellow"),
            ("diamond", "fancy intense pink"),
            ("emerald", "vivid green"),
            ("sapphire", "cornflower blue"),
        ),
        cut_choices=("cushion", "oval", "emerald"),
        size_range=(4.0, 8.5),
        making_hours=MakingHours(8.0, 2.5, 9.0, 4.0, 2.5),
        story="A fancy vivid yellow cushion stands at noon, a colourless pear leaning away on "
        "either side. Yellow gold under the centre lets the colour answer itself.",
        alt="A yellow gold three-stone ring: a cushion-cut yellow diamond between two "
        "colourless pear-shaped diamonds.",
    ),
    Design(
        code="AT-E05",
        name="Aurore",
        piece_type="engagement_ring",
        family="solitaire",
        measures={
            "inside": 16.91,
            "width": 2.0,
            "top_width": 1.8,
            "thickness": 1.7,
            "profile": "flat",
            "cut": "pear",
            "stone_l": 9.4,
            "stone_w": 6.4,
            "stone_d": 4.0,
            "claws": 5,
            "claw": 0.8,
            "turn": 90,
            "pave": 1.3,
            "pave_from": 3.6,
            "pave_count": 16,
        },  # fmt: skip
        alloys=("18KR", "18KY", "18KW-PD", "PT950-RU"),
        stones=(
            StoneSpec("centre", "diamond", "fancy intense pink", "pear", 9.4, 6.4, 4.0, 1, "prong"),
            StoneSpec("pave", "diamond", "F colourless", "round", 1.3, 1.3, 0.79, 16, "pavé"),
        ),
        stone_choices=(
            ("diamond", "fancy intense pink"),
            ("diamond", "D–F colourless"),
            ("morganite", "peach"),
            ("sapphire", "padparadscha"),
        ),
        cut_choices=("pear", "oval", "marquise"),
        size_range=(4.0, 8.5),
        making_hours=MakingHours(7.0, 2.5, 7.0, 5.0, 2.5),
        story="A pear the pink of the quarter hour before sunrise, its point guarded by a single "
        "claw. Rose gold warms it from below, and a short run of diamonds leads the eye in.",
        alt="A rose gold ring with a pear-shaped pink diamond in five claws and small diamonds "
        "along the shoulders.",
    ),
    Design(
        code="AT-E06",
        name="Parterre",
        piece_type="engagement_ring",
        family="three_stone",
        measures={
            "inside": 16.91,
            "width": 2.3,
            "top_width": 1.9,
            "thickness": 1.8,
            "profile": "court",
            "cut": "asscher",
            "stone_l": 6.4,
            "stone_w": 6.4,
            "stone_d": 4.2,
            "claws": 4,
            "claw": 0.85,
            "turn": 0,
            "side_cut": "emerald",
            "side_l": 4.6,
            "side_w": 3.4,
            "side_d": 2.2,
            "side_claws": 4,
            "side_angle": 27,
            "side_rise": 0.4,
            "side_turn": 90,
        },  # fmt: skip
        alloys=("PT950-RU", *GOLDS),
        stones=(
            StoneSpec("centre", "diamond", "E colourless", "asscher", 6.4, 6.4, 4.2, 1, "prong"),
            StoneSpec("side", "emerald", "vivid green", "emerald", 4.6, 3.4, 2.2, 2, "prong"),
        ),
        stone_choices=(
            ("diamond", "E colourless"),
            ("emerald", "vivid green"),
            ("sapphire", "royal blue"),
        ),
        cut_choices=("asscher", "cushion", "round", "princess"),
        size_range=(4.0, 8.5),
        making_hours=MakingHours(8.0, 2.5, 9.0, 4.0, 2.5),
        story="A square step-cut diamond laid out like a formal garden, with an emerald bed on "
        "each side. Platinum keeps the lines straight and the green clear.",
        alt="A platinum three-stone ring: a square step-cut diamond between two emerald-cut "
        "emeralds.",
    ),
)
