"""Wedding bands, stone-set bands and the signet."""

from __future__ import annotations

from ..pieces import GOLDS, Design, MakingHours, StoneSpec

DESIGNS = (
    Design(
        code="AT-W01",
        name="Rive",
        piece_type="wedding_band",
        family="band",
        measures={"inside": 18.95, "width": 4.5, "thickness": 1.8, "profile": "court"},
        alloys=("18KY", "18KR", "18KW-PD", "22KY", "PT950-RU"),
        stones=(),
        size_range=(3.0, 14.0),
        making_hours=MakingHours(1.5, 1.5, 2.5, 0.0, 1.5),
        story="A court band, rounded inside and out, that settles on the hand like a stone from "
        "the shore. It is made a little heavier than it needs to be, for the years.",
        alt="A plain yellow gold wedding band with a gently domed surface.",
    ),
    Design(
        code="AT-W02",
        name="Crête",
        piece_type="wedding_band",
        family="band",
        measures={"inside": 18.14, "width": 3.6, "thickness": 2.0, "profile": "knife"},
        alloys=("PT950-RU", "18KW-PD", "18KY", "18KR"),
        stones=(),
        size_range=(3.0, 13.0),
        making_hours=MakingHours(2.0, 1.5, 3.0, 0.0, 2.0),
        story="Two polished slopes meet in a soft crest that runs unbroken round the finger. "
        "Platinum wears slowly here, and the line will still be found by touch in forty years.",
        alt="A platinum wedding band with a raised ridge along its middle.",
    ),
    Design(
        code="AT-W03",
        name="Deux Rives",
        piece_type="wedding_band",
        family="band_pair",
        measures={
            "inside": 19.76,
            "width": 5.0,
            "thickness": 1.7,
            "profile": "d",
            "inside_2": 16.91,
            "width_2": 3.0,
        },  # fmt: skip
        alloys=("18KR", "18KY", "18KW-PD", "PT950-RU"),
        stones=(),
        size_range=(3.0, 14.0),
        making_hours=MakingHours(2.5, 2.0, 4.5, 0.0, 2.5),
        story="A pair drawn from one bar: five millimetres for one hand, three for the other. "
        "They share a profile, a melt and a serial number.",
        alt="Two rose gold wedding bands, one wider than the other, one standing behind the other.",
    ),
    Design(
        code="AT-W04",
        name="Rondeau",
        piece_type="wedding_band",
        family="eternity",
        measures={
            "inside": 16.91,
            "width": 2.4,
            "thickness": 1.5,
            "cut": "round",
            "stone_l": 2.5,
            "stone_w": 2.5,
            "stone_d": 1.53,
            "count": 24,
            "claw": 0.5,
        },  # fmt: skip
        alloys=("18KW-PD", "PT950-RU", "18KY", "18KR"),
        stones=(
            StoneSpec("band", "diamond", "F colourless", "round", 2.5, 2.5, 1.53, 24, "prong"),
        ),
        stone_choices=(
            ("diamond", "F colourless"),
            ("sapphire", "royal blue"),
            ("emerald", "vivid green"),
        ),
        cut_choices=("round",),
        size_range=(4.5, 8.0),
        making_hours=MakingHours(5.0, 2.0, 4.0, 6.0, 2.5),
        story="Twenty-four brilliants in shared claws, with no first and no last. Because it has "
        "no seam to open, it is made to the exact finger.",
        alt="A white gold eternity band set all round with brilliant-cut diamonds.",
    ),
    Design(
        code="AT-W05",
        name="Jetée",
        piece_type="wedding_band",
        family="channel",
        measures={
            "inside": 17.32,
            "width": 3.9,
            "thickness": 2.1,
            "cut": "princess",
            "stone_l": 2.4,
            "stone_w": 2.4,
            "stone_d": 1.6,
            "count": 11,
        },  # fmt: skip
        alloys=("18KY", "18KW-PD", "18KR", "PT950-RU"),
        stones=(
            StoneSpec(
                "channel", "sapphire", "royal blue", "princess", 2.4, 2.4, 1.6, 11, "channel"
            ),
        ),
        stone_choices=(
            ("sapphire", "royal blue"),
            ("ruby", "pigeon's blood"),
            ("diamond", "F colourless"),
            ("tsavorite", "bright green"),
        ),
        cut_choices=("princess",),
        size_range=(4.5, 9.0),
        making_hours=MakingHours(5.0, 2.0, 4.5, 5.0, 2.0),
        story="Eleven square sapphires stand edge to edge between two walls of gold, a narrow sea "
        "between piers. There is nothing to catch, so it goes wherever the hand goes.",
        alt="A yellow gold band with a row of square blue sapphires set flush in a channel.",
    ),
    Design(
        code="AT-R01",
        name="Sceau",
        piece_type="ring",
        family="signet",
        measures={
            "inside": 16.1,
            "width": 3.2,
            "thickness": 1.5,
            "face_l": 13.0,
            "face_w": 11.0,
            "face_rise": 2.6,
        },  # fmt: skip
        alloys=("18KY", "18KR", "18KW-PD", "22KY", "AG925"),
        stones=(),
        size_range=(2.5, 12.0),
        making_hours=MakingHours(3.5, 1.5, 4.0, 0.0, 2.5),
        story="A solid oval signet, the face left plain until you know what it should say. It is "
        "cut from one casting, so crest, cipher or a child's drawing can be engraved deep.",
        alt="A yellow gold signet ring with a plain polished oval face.",
    ),
    Design(
        code="AT-R02",
        name="Belvédère",
        piece_type="ring",
        family="halo",
        measures={
            "inside": 17.32,
            "width": 2.8,
            "top_width": 2.4,
            "thickness": 1.9,
            "profile": "court",
            "cut": "cushion",
            "stone_l": 9.5,
            "stone_w": 9.0,
            "stone_d": 5.8,
            "claws": 4,
            "claw": 0.95,
            "halo_mm": 1.7,
            "turn": 0,
        },  # fmt: skip
        alloys=(*GOLDS, "PT950-RU"),
        stones=(
            StoneSpec("centre", "sapphire", "padparadscha", "cushion", 9.5, 9.0, 5.8, 1, "prong"),
            StoneSpec("halo", "diamond", "F colourless", "round", 1.7, 1.7, 1.04, 20, "halo"),
        ),
        stone_choices=(
            ("sapphire", "padparadscha"),
            ("sapphire", "royal blue"),
            ("emerald", "vivid green"),
            ("tanzanite", "violet blue"),
            ("spinel", "hot pink"),
        ),
        cut_choices=("cushion", "round", "asscher"),
        size_range=(4.5, 9.5),
        making_hours=MakingHours(8.0, 2.5, 8.0, 5.0, 2.5),
        story="A cushion of padparadscha, between salmon and lotus, in a terrace of diamonds. It "
        "is a ring for evenings, built low enough for gloves.",
        alt="A yellow gold cocktail ring with a cushion-cut pink-orange sapphire in a halo of "
        "diamonds.",
    ),
)
