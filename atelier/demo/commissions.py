"""Sixty commissions: who asked for what, how long ago, and how far each has come.

`days` counts back from today, so the house always looks as if it were in the middle of its week.
`reach` is a commission status; for `making`, `stage` is the stage that waits at the bench, and
`fails` are (stage, reason code) that happened on the way.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Script:
    """One commission as it is to be lived through."""

    client: int
    reach: str
    days: int
    level: str
    design: str | None
    piece: str
    wearer: str
    occasion: str
    budget: tuple[int, int]
    story: str = ""
    alloy: str = ""
    stone: tuple[str, str, str] | None = None
    size: str = ""
    chain: int = 0
    stage: int = 0
    fails: tuple[tuple[int, str], ...] = ()
    surprise: bool = False
    own_stone: str = ""
    channel: str = "in_person"


G, M, B = "general", "mid", "bespoke"
EMERALD = ("emerald", "emerald", "green")
SAPPHIRE = ("sapphire", "oval", "blue")

SCRIPTS: tuple[Script, ...] = (
    # Being written
    Script(9, "draft", 1, G, "AT-W01", "wedding_band", "self", "wedding", (800, 1500),
           alloy="18KY"),
    Script(20, "draft", 3, B, None, "pendant", "family", "birth", (2000, 4000),
           "Our first grandchild arrives in spring."),
    Script(33, "draft", 6, M, "AT-E01", "engagement_ring", "partner", "engagement", (6000, 9000)),
    # Received, nobody has answered yet
    Script(1, "requested", 0, B, None, "engagement_ring", "partner", "engagement", (9000, 14000),
           "She climbs, so nothing may stand high. I keep thinking of moss and granite, and of a "
           "green that is not too dark.", "18KY", EMERALD, "US 5½", surprise=True),
    Script(13, "requested", 0, G, "AT-P01", "pendant", "partner", "anniversary", (1200, 2500),
           alloy="18KR", chain=18),
    Script(22, "requested", 1, M, "AT-E02", "engagement_ring", "self", "engagement", (5000, 8000),
           alloy="PT950-RU", stone=("sapphire", "oval", "pink"), size="EU 52"),
    Script(27, "requested", 1, B, None, "ring", "self", "heirloom", (3000, 5000),
           "My grandmother's emerald has sat in a drawer for thirty years. It has a chip on one "
           "corner. I would like to wear it every day if that is possible at all.", "18KY",
           own_stone="Emerald from my grandmother's ring, chipped at one corner"),
    Script(36, "requested", 2, G, "AT-O01", "earrings", "family", "milestone", (900, 1800),
           alloy="18KY"),
    Script(41, "requested", 4, B, None, "bracelet", "self", "milestone", (4000, 7000),
           "Twenty years in my own practice. Something that closes with a sound."),
    # In consultation
    Script(2, "consulting", 3, B, None, "ring", "self", "heirloom", (4000, 6500),
           "Two wedding rings from my parents, and one ring to carry them both.", "18KY",
           size="UK N½"),
    Script(5, "consulting", 4, B, None, "engagement_ring", "partner", "engagement", (12000, 18000),
           "He proposed with a paper ring. Now we would like the real one, made together.",
           "PT950-RU", ("diamond", "cushion", "fancy light yellow"), "US 9", channel="video"),
    Script(11, "consulting", 5, M, "AT-E05", "engagement_ring", "partner", "engagement",
           (7000, 10000), alloy="18KR", stone=("morganite", "oval", "peach"), size="US 6"),
    Script(18, "consulting", 6, B, None, "necklace", "family", "birth", (2500, 4500),
           "Three children, three small stones, one line.", "18KY", channel="phone"),
    Script(24, "consulting", 6, B, None, "earrings", "self", "wedding", (5000, 9000),
           "Drops that can be taken off, so that the studs remain for everyday.", "18KW-PD"),
    Script(30, "consulting", 8, M, "AT-R02", "ring", "self", "none", (2500, 4500), alloy="18KY",
           stone=("spinel", "cushion", "red"), size="US 7", channel="video"),
    Script(39, "consulting", 9, B, None, "wedding_band", "both", "wedding", (3000, 5000),
           "A pair with the line of our coast inside, where only we know of it.", "PT950-RU",
           size="US 10"),
    # Options being prepared
    Script(3, "quoting", 9, B, None, "engagement_ring", "partner", "engagement", (8000, 12000),
           "An emerald, low and quiet, in a closed setting.", "18KY", EMERALD, "US 6"),
    Script(8, "quoting", 10, M, "AT-E04", "engagement_ring", "self", "engagement", (9000, 13000),
           alloy="18KW-PD", stone=SAPPHIRE, size="EU 54"),
    Script(14, "quoting", 11, B, None, "pendant", "family", "heirloom", (1800, 3200),
           "The locket does not close any more. Could the picture live in something new?", "18KY",
           chain=20, channel="phone"),
    Script(26, "quoting", 12, G, "AT-W03", "wedding_band", "both", "wedding", (2200, 3600),
           alloy="18KR", size="US 8"),
    Script(43, "quoting", 13, B, None, "bracelet", "partner", "anniversary", (6000, 9500),
           "Thirty years; thirty small sapphires, none of them the same blue.", "18KY", SAPPHIRE,
           surprise=True),
    # Options to compare
    Script(0, "quoted", 12, B, None, "ring", "self", "heirloom", (4000, 7000),
           "My grandmother wore this emerald through two countries. I would like to wear it "
           "without fear for it, on my right hand, every day.", "18KY", EMERALD, "US 6½",
           own_stone="Grandmother's emerald, 8 × 6 mm, a small chip under one corner"),
    Script(6, "quoted", 13, M, "AT-E03", "engagement_ring", "partner", "engagement", (7000, 11000),
           alloy="PT950-RU", stone=("sapphire", "oval", "teal"), size="US 5", surprise=True),
    Script(12, "quoted", 15, G, "AT-O02", "earrings", "self", "milestone", (2000, 3500),
           alloy="18KY"),
    Script(16, "quoted", 16, B, None, "engagement_ring", "partner", "engagement", (10000, 15000),
           "Two stones that lean towards each other.", "18KR",
           ("diamond", "pear", "fancy brownish pink"), "US 6", channel="video"),
    Script(21, "quoted", 17, B, None, "wedding_band", "both", "wedding", (2600, 4200),
           "Plain from outside. Inside, a furrow of each other's metal.", "18KY", size="US 9"),
    Script(29, "quoted", 18, M, "AT-P03", "pendant", "self", "none", (2400, 3800), alloy="18KY",
           stone=("tourmaline", "emerald", "blue-green"), chain=18),
    Script(35, "quoted", 19, M, "AT-R02", "ring", "partner", "anniversary", (3000, 5200),
           alloy="18KW-PD", stone=("tanzanite", "cushion", "violet-blue"), size="EU 55"),
    # Approved, the workshop has still to open them
    Script(4, "approved", 20, G, "AT-W02", "wedding_band", "self", "wedding", (1100, 1800),
           alloy="PT950-RU", size="US 10½"),
    Script(10, "approved", 22, M, "AT-E01", "engagement_ring", "partner", "engagement",
           (9000, 13000), alloy="18KY", stone=EMERALD, size="US 6"),
    Script(38, "approved", 25, B, None, "earrings", "self", "milestone", (5200, 8000),
           "Like rain that has just stopped.", "18KW-PD", ("aquamarine", "briolette", "pale blue")),
    # In the workshop, one at every stage
    Script(7, "making", 31, M, "AT-E04", "engagement_ring", "partner", "engagement", (9000, 12500),
           alloy="18KW-PD", stone=SAPPHIRE, size="JP 12", stage=10),
    Script(15, "making", 34, G, "AT-W01", "wedding_band", "self", "wedding", (900, 1500),
           alloy="18KR", size="EU 51", stage=20),
    Script(17, "making", 36, M, "AT-E05", "engagement_ring", "self", "engagement", (7500, 10000),
           alloy="18KR", stone=("morganite", "oval", "peach"), size="IT 13", stage=20),
    Script(19, "making", 40, B, None, "ring", "self", "none", (3500, 5500),
           "A river stone, but of gold.", "18KY", size="US 7½", stage=20,
           fails=3 * ((30, "C-PIT"),)),
    Script(23, "making", 42, G, "AT-R01", "ring", "family", "milestone", (1600, 2400),
           alloy="18KY", size="US 9½", stage=30),
    Script(25, "making", 60, M, "AT-E02", "engagement_ring", "partner", "engagement",
           (6000, 9000), alloy="PT950-RU", stone=("diamond", "round", "F"), size="US 5½",
           stage=50, surprise=True),
    Script(28, "making", 45, M, "AT-B01", "bracelet", "self", "anniversary", (8000, 12000),
           alloy="18KW-PD", stone=("diamond", "round", "G"), stage=60),
    Script(31, "making", 58, B, None, "engagement_ring", "partner", "engagement", (8500, 12000),
           "Her hands are small and she types all day.", "18KY",
           ("sapphire", "cushion", "cornflower blue"), "US 4¾", stage=70),
    Script(32, "making", 49, M, "AT-E01", "engagement_ring", "partner", "engagement",
           (9000, 14000), alloy="18KY", stone=EMERALD, size="US 6¼", stage=80),
    Script(34, "making", 50, M, "AT-E06", "engagement_ring", "self", "engagement", (8000, 11000),
           alloy="18KY", stone=("emerald", "round", "green"), size="EU 53½", stage=90),
    Script(37, "making", 52, M, "AT-P03", "pendant", "family", "birth", (2200, 3600),
           alloy="18KY", stone=EMERALD, chain=18, stage=80, fails=((90, "S-LOOSE"),)),
    Script(40, "making", 49, G, "AT-W04", "wedding_band", "self", "wedding", (1500, 2400),
           alloy="18KY", size="US 8½", stage=100),
    Script(42, "making", 55, M, "AT-R02", "ring", "self", "none", (3000, 4800), alloy="18KY",
           stone=("garnet", "cushion", "raspberry"), size="UK L", stage=110),
    Script(2, "making", 48, G, "AT-P01", "pendant", "partner", "anniversary", (1400, 2400),
           alloy="18KR", chain=18, stage=120),
    Script(5, "making", 60, M, "AT-E03", "engagement_ring", "partner", "engagement",
           (8000, 12000), alloy="PT950-RU", stone=("sapphire", "oval", "midnight blue"),
           size="US 6", stage=100, fails=((30, "C-GAS"), (110, "P-SCRATCH"))),
    Script(0, "making", 66, G, "AT-W03", "wedding_band", "both", "wedding", (2400, 3600),
           alloy="18KY", size="US 6½", stage=40),
    # Finished, waiting to be handed over
    Script(14, "ready", 62, G, "AT-O01", "earrings", "self", "milestone", (900, 1700),
           alloy="18KW-PD"),
    Script(23, "ready", 68, M, "AT-E01", "engagement_ring", "partner", "engagement", (9500, 14000),
           alloy="18KY", stone=EMERALD, size="US 5¾"),
    # With their owners
    Script(0, "delivered", 130, M, "AT-P03", "pendant", "self", "milestone", (2400, 3600),
           alloy="18KY", stone=("tourmaline", "emerald", "green"), chain=18),
    Script(10, "delivered", 118, G, "AT-W02", "wedding_band", "self", "wedding", (1000, 1700),
           alloy="18KY", size="US 10"),
    Script(18, "delivered", 112, M, "AT-E02", "engagement_ring", "partner", "engagement",
           (6500, 9500), alloy="18KW-PD", stone=("diamond", "round", "E"), size="US 6",
           fails=((30, "C-FILL"),)),
    Script(24, "delivered", 105, M, "AT-O03", "earrings", "self", "anniversary", (2800, 4200),
           alloy="18KW-PD", stone=("sapphire", "pear", "blue")),
    Script(29, "delivered", 98, G, "AT-N01", "necklace", "partner", "anniversary", (3000, 4600),
           alloy="18KY", chain=18),
    Script(33, "delivered", 94, G, "AT-B02", "bracelet", "self", "none", (2800, 4200),
           alloy="18KR"),
    Script(38, "delivered", 90, M, "AT-E05", "engagement_ring", "partner", "engagement",
           (7000, 9800), alloy="18KY", stone=("sapphire", "oval", "yellow"), size="EU 50"),
    Script(43, "delivered", 86, G, "AT-R01", "ring", "self", "milestone", (1500, 2300),
           alloy="18KY", size="UK R½", fails=((110, "P-FIRE"),)),
    # Not made
    Script(16, "declined", 40, B, None, "ring", "self", "none", (300, 500),
           "A copy of a famous ring I saw online."),
    Script(21, "withdrawn", 75, M, "AT-E03", "engagement_ring", "partner", "engagement",
           (5000, 7000), alloy="18KY", stone=SAPPHIRE, size="US 6"),
    Script(26, "withdrawn", 50, G, "AT-P02", "pendant", "family", "birth", (700, 1200),
           alloy="18KY", chain=16),
)  # fmt: skip
