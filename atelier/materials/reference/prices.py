"""What the house pays for stones before it knows better: a starting table to be replaced.

Per carat in US dollars for a single stone, good commercial quality. A row with a colour is for
that colour alone and comes before one without.
"""

from atelier.materials.models.stones import Growth

SOURCE = "House starting value, to be replaced"
NATURAL, LAB = Growth.NATURAL, Growth.LAB

# variety, growth, colour, carats from, to (not included), price of a carat
STONE_PRICES = (
    ("diamond", NATURAL, "", "0", "0.05", 900),
    ("diamond", NATURAL, "", "0.05", "0.3", 1300),
    ("diamond", NATURAL, "", "0.3", "0.7", 2400),
    ("diamond", NATURAL, "", "0.7", "1", 3900),
    ("diamond", NATURAL, "", "1", "1.5", 5600),
    ("diamond", NATURAL, "", "1.5", "2", 8200),
    ("diamond", NATURAL, "", "2", "3", 12500),
    ("diamond", NATURAL, "", "3", "5", 21000),
    ("diamond", LAB, "", "0", "0.3", 350),
    ("diamond", LAB, "", "0.3", "1", 450),
    ("diamond", LAB, "", "1", "5", 600),
    ("diamond", LAB, "fancy intense pink", "0.3", "5", 2100),
    ("sapphire", NATURAL, "", "0", "0.3", 450),
    ("sapphire", NATURAL, "", "0.3", "1", 900),
    ("sapphire", NATURAL, "", "1", "2", 1900),
    ("sapphire", NATURAL, "", "2", "4", 3200),
    ("sapphire", NATURAL, "", "4", "8", 4800),
    ("sapphire", NATURAL, "padparadscha", "1", "8", 5600),
    ("sapphire", LAB, "", "0", "8", 120),
    ("ruby", NATURAL, "", "0", "0.3", 600),
    ("ruby", NATURAL, "", "0.3", "1", 1500),
    ("ruby", NATURAL, "", "1", "2", 3400),
    ("ruby", NATURAL, "", "2", "6", 6800),
    ("ruby", LAB, "", "0", "6", 110),
    ("emerald", NATURAL, "", "0", "0.3", 500),
    ("emerald", NATURAL, "", "0.3", "1", 1400),
    ("emerald", NATURAL, "", "1", "2", 2900),
    ("emerald", NATURAL, "", "2", "6", 4600),
    ("emerald", LAB, "", "0", "6", 260),
    ("alexandrite", NATURAL, "", "0", "5", 6500),
    ("spinel", NATURAL, "", "0", "6", 1300),
    ("aquamarine", NATURAL, "", "0", "10", 260),
    ("morganite", NATURAL, "", "0", "10", 190),
    ("topaz", NATURAL, "", "0", "10", 90),
    ("tourmaline", NATURAL, "", "0", "10", 420),
    ("garnet", NATURAL, "", "0", "10", 110),
    ("tsavorite", NATURAL, "", "0", "6", 950),
    ("quartz", NATURAL, "", "0", "20", 30),
    ("tanzanite", NATURAL, "", "0", "10", 480),
    ("peridot", NATURAL, "", "0", "10", 120),
    ("opal", NATURAL, "", "0", "10", 240),
    ("pearl", NATURAL, "", "0", "30", 60),
)
