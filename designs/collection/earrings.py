"""Earrings; measures are for one ear, weights and stones for the pair."""

from __future__ import annotations

from ..pieces import GOLDS, Design, MakingHours, StoneSpec

DESIGNS = (
    Design(
        code="AT-O01",
        name="Lueur",
        piece_type="earrings",
        family="stud",
        measures={
            "cut": "round",
            "stone_l": 5.8,
            "stone_w": 5.8,
            "stone_d": 3.55,
            "claws": 4,
            "claw": 0.8,
            "post": 9.5,
        },  # fmt: skip
        alloys=("18KW-PD", "PT950-RU", "18KY", "18KR"),
        stones=(
            StoneSpec("centre", "diamond", "F colourless", "round", 5.8, 5.8, 3.55, 2, "prong"),
        ),
        stone_choices=(
            ("diamond", "F colourless"),
            ("sapphire", "royal blue"),
            ("emerald", "vivid green"),
            ("ruby", "pigeon's blood"),
        ),
        cut_choices=("round", "cushion", "asscher", "princess"),
        making_hours=MakingHours(3.0, 1.5, 3.5, 2.0, 1.5),
        story="A matched pair of brilliants in four claws, set close so that they sit against the "
        "lobe. They were chosen together, and for once that is the whole design.",
        alt="A pair of round diamond stud earrings in white gold claws.",
    ),
    Design(
        code="AT-O02",
        name="Clairière",
        piece_type="earrings",
        family="drop",
        measures={
            "cut": "pear",
            "stone_l": 10.0,
            "stone_w": 7.0,
            "stone_d": 4.4,
            "claws": 5,
            "claw": 0.8,
            "top_mm": 4.2,
            "post": 9.5,
            "halo_mm": 0,
        },  # fmt: skip
        alloys=(*GOLDS, "PT950-RU"),
        stones=(
            StoneSpec("centre", "emerald", "vivid green", "pear", 10.0, 7.0, 4.4, 2, "prong"),
            StoneSpec("top", "diamond", "F colourless", "round", 4.2, 4.2, 2.56, 2, "prong"),
        ),
        stone_choices=(
            ("emerald", "vivid green"),
            ("sapphire", "royal blue"),
            ("tanzanite", "violet blue"),
            ("aquamarine", "pale blue"),
        ),
        cut_choices=("pear", "oval", "marquise"),
        making_hours=MakingHours(6.0, 2.0, 7.0, 4.5, 2.0),
        story="A pair of pear-shaped emeralds hang free below two brilliants, like the light "
        "that comes down between trees. Each pair is matched by eye, in daylight, by two people.",
        alt="A pair of yellow gold drop earrings, pear-shaped emeralds below round diamonds.",
    ),
    Design(
        code="AT-O03",
        name="Pervenche",
        piece_type="earrings",
        family="stud",
        measures={
            "cut": "oval",
            "stone_l": 7.0,
            "stone_w": 5.2,
            "stone_d": 3.4,
            "claws": 4,
            "claw": 0.75,
            "halo_mm": 1.3,
            "post": 9.5,
        },  # fmt: skip
        alloys=("18KW-PD", "18KY", "18KR", "PT950-RU"),
        stones=(
            StoneSpec("centre", "sapphire", "violet blue", "oval", 7.0, 5.2, 3.4, 2, "prong"),
            StoneSpec("halo", "diamond", "F colourless", "round", 1.3, 1.3, 0.79, 34, "halo"),
        ),
        stone_choices=(
            ("sapphire", "violet blue"),
            ("sapphire", "pink"),
            ("emerald", "vivid green"),
            ("tanzanite", "violet blue"),
        ),
        cut_choices=("oval", "cushion", "emerald"),
        making_hours=MakingHours(6.0, 2.0, 5.5, 6.0, 2.0),
        story="Periwinkle sapphires with the blue of a shaded bank, each in a close ring of "
        "diamonds. The two are cut from neighbouring crystals.",
        alt="A pair of oval violet-blue sapphire stud earrings with diamond halos in white gold.",
    ),
)
