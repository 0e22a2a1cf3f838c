"""Metals, where their price starts, and the alloys.

Densities in g/cm³ and finenesses in ‰ are published values where the trade agrees; published
densities differ (14k yellow from 13.07 to 15.2), so every one is an editable field.
"""

from decimal import Decimal

from atelier.materials.models.metals import MetalColour

YELLOW, ROSE, WHITE = MetalColour.YELLOW, MetalColour.ROSE, MetalColour.WHITE

PRICE_SOURCE = "House starting value, to be replaced"

# ISO 4217 code, name, starting price of a troy ounce in US dollars.
METALS = (
    ("XAU", "Gold", Decimal("4050.00")),
    ("XAG", "Silver", Decimal("48.00")),
    ("XPT", "Platinum", Decimal("1550.00")),
    ("XPD", "Palladium", Decimal("1400.00")),
)

# code, name, metal, colour, stamp, fineness, density, contains nickel, offered to clients
ALLOYS = (
    ("18KY", "18k yellow gold", "XAU", YELLOW, "18K 750", 750, "15.58", False, True),
    ("18KR", "18k rose gold", "XAU", ROSE, "18K 750", 750, "15.18", False, True),
    ("18KW-PD", "18k white gold, palladium", "XAU", WHITE, "750", 750, "15.80", False, True),
    ("18KW-NI", "18k white gold, nickel", "XAU", WHITE, "18K 750", 750, "14.64", True, True),
    ("14KY", "14k yellow gold", "XAU", YELLOW, "14K 585", 585, "13.07", False, True),
    ("14KR", "14k rose gold", "XAU", ROSE, "14K 585", 585, "13.26", False, True),
    ("14KW", "14k white gold, nickel", "XAU", WHITE, "14K 585", 585, "12.61", True, True),
    ("22KY", "22k yellow gold", "XAU", YELLOW, "916", 916, "17.80", False, True),
    ("PT950-RU", "Platinum 950, ruthenium", "XPT", WHITE, "950 PLAT", 950, "20.70", False, True),
    ("PT950-CO", "Platinum 950, cobalt", "XPT", WHITE, "950 PLAT", 950, "20.80", False, True),
    ("PT900-IR", "Platinum 900, iridium", "XPT", WHITE, "900", 900, "21.54", False, True),
    ("PD950", "Palladium 950", "XPD", WHITE, "950", 950, "12.00", False, True),
    ("AG925", "Sterling silver", "XAG", WHITE, "925", 925, "10.40", False, True),
    ("WAX", "Casting wax", None, "", "", 0, "1.00", False, False),
    # 1.1 to 1.2 by maker.
    ("RESIN", "CAD resin", None, "", "", 0, "1.15", False, False),
)  # fmt: skip
