"""Stone varieties and cuts.

`cleaning` (ultrasonic or steam) and `torch` hold for a stone known to be unfilled; what a filled
or an unknown treatment takes away is in `atelier.materials.care`.
"""

from decimal import Decimal

from atelier.materials.models.varieties import Cleaning, Torch, Toughness

VERY_POOR, POOR, FAIR, GOOD, EXCELLENT = Toughness
YES, CAUTIOUS, NO = Cleaning
COATED, CARE, REMOVE, NEVER = Torch

# An emerald is set half as slowly again, so that it does not chip.
EMERALD_FACTOR = Decimal("1.5")

# code, name, species, SG, Mohs from, to, toughness from, to, cleaning, torch
VARIETIES = (
    ("diamond", "Diamond", "diamond", "3.52", "10", "10", GOOD, GOOD, YES, COATED),
    ("sapphire", "Sapphire", "corundum", "4.00", "9", "9", EXCELLENT, EXCELLENT, YES, CARE),
    ("ruby", "Ruby", "corundum", "4.00", "9", "9", EXCELLENT, EXCELLENT, YES, CARE),
    ("emerald", "Emerald", "beryl", "2.72", "7.5", "8", POOR, GOOD, NO, NEVER),
    ("alexandrite", "Alexandrite", "chrysoberyl", "3.73", "8.5", "8.5",
     EXCELLENT, EXCELLENT, YES, REMOVE),
    ("spinel", "Spinel", "spinel", "3.60", "8", "8", GOOD, GOOD, YES, REMOVE),
    ("aquamarine", "Aquamarine", "beryl", "2.72", "7.5", "8", GOOD, GOOD, CAUTIOUS, REMOVE),
    ("morganite", "Morganite", "beryl", "2.72", "7.5", "8", GOOD, GOOD, CAUTIOUS, REMOVE),
    ("topaz", "Topaz", "topaz", "3.53", "8", "8", POOR, POOR, NO, REMOVE),
    ("tourmaline", "Tourmaline", "tourmaline", "3.06", "7", "7.5", FAIR, FAIR, NO, REMOVE),
    ("garnet", "Garnet", "garnet", "3.84", "6.5", "7.5", FAIR, GOOD, CAUTIOUS, REMOVE),
    ("tsavorite", "Tsavorite garnet", "garnet", "3.61", "6.5", "7.5", FAIR, GOOD, CAUTIOUS, REMOVE),
    ("quartz", "Quartz", "quartz", "2.66", "7", "7", GOOD, GOOD, CAUTIOUS, REMOVE),
    ("tanzanite", "Tanzanite", "zoisite", "3.35", "6.5", "7", POOR, FAIR, NO, NEVER),
    ("peridot", "Peridot", "olivine", "3.34", "6.5", "7", FAIR, GOOD, NO, NEVER),
    ("opal", "Opal", "opal", "2.15", "5.5", "6.5", VERY_POOR, FAIR, NO, NEVER),
    ("pearl", "Pearl", "pearl", "2.70", "2.5", "4.5", GOOD, GOOD, NO, NEVER),
    # Nobody has tested it yet, so it is handled as the most delicate of all.
    ("unidentified", "Unidentified stone", "", None, "2.5", "10", VERY_POOR, GOOD, NO, NEVER),
)  # fmt: skip

SPECIALITIES = frozenset({"emerald", "sapphire", "diamond"})
"""The brief's own: emeralds, sapphires and fancy diamonds."""

NOT_OFFERED = frozenset({"unidentified"})
"""What comes across the table and is no client's wish."""

COLOURS = {
    "diamond": "D–F colourless, E colourless, F colourless, G–H near colourless, fancy yellow, "
    "fancy intense pink, fancy vivid blue, champagne",
    "sapphire": "royal blue, cornflower blue, violet blue, pale blue, padparadscha, pink, yellow, "
    "green, white",
    "ruby": "pigeon's blood, red, purplish red",
    "emerald": "vivid green, green, bluish green",
    "alexandrite": "green to red",
    "spinel": "hot pink, red, grey, cobalt blue",
    "aquamarine": "pale blue, blue, greenish blue",
    "morganite": "peach, pink",
    "topaz": "imperial orange, blue, colourless",
    "tourmaline": "blue green, green, pink, bicolour",
    "garnet": "red, orange, purple, raspberry",
    "tsavorite": "bright green, deep green",
    "quartz": "amethyst purple, citrine yellow, rose, smoky",
    "tanzanite": "violet blue, blue",
    "peridot": "yellowish green",
    "opal": "white, black, fire",
    "pearl": "white rose overtone, golden, grey, black",
}

# code, name, f in ct = L · W · h · SG · f, f when clearly longer than wide; none where the trade
# publishes none, and then there is no estimate.
CUTS = (
    ("round", "Round brilliant", "0.0018", None),
    ("oval", "Oval", "0.0020", None),
    ("cushion", "Cushion", "0.0018", "0.0022"),
    ("emerald", "Emerald", "0.0025", None),
    ("asscher", "Asscher", "0.0023", None),
    ("radiant", "Radiant", "0.0023", "0.0026"),
    ("princess", "Princess", "0.0023", None),
    ("pear", "Pear", "0.0018", None),
    ("marquise", "Marquise", "0.0016", None),
    ("heart", "Heart", "0.0018", None),
    ("trillion", "Trillion", None, None),
    ("baguette", "Baguette", "0.0026", None),
    ("tapered-baguette", "Tapered baguette", None, None),
    ("kite", "Kite", None, None),
    ("old-mine", "Old mine", "0.0018", "0.0022"),
    ("old-european", "Old European", "0.0018", None),
    ("rose", "Rose", None, None),
    ("cabochon", "Cabochon", "0.0027", None),
    ("briolette", "Briolette", None, None),
)
EQUAL_SIDED = frozenset({"round", "asscher", "princess", "heart", "trillion", "old-european"})
