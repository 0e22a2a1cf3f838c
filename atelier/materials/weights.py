"""Weights of metal: from a solid, from one alloy to another, fine, and in money.

Grams throughout, rounded to 0.001 half up. A troy ounce is 31.1035 g, a pennyweight 1.55518 g and
a carat 0.2 g, as the trade uses them.
"""

from decimal import Decimal

from atelier.materials.rounding import money, weight

GRAMS_PER_OZT = Decimal("31.1035")
GRAMS_PER_DWT = Decimal("1.55518")
GRAMS_PER_CARAT = Decimal("0.2")
POINTS_PER_CARAT = 100
TOLERANCE = Decimal("0.10")
"""A weight from a solid is shown ± 10 %: filing and polishing are done by hand."""


def grams_from_volume(mm3: Decimal, density: Decimal) -> Decimal:
    """Return the grams of a solid: mm³ × g/cm³ / 1000. Sprue and button come on top of it."""
    return weight(mm3 * density / 1000)


def grams_in_other(grams: Decimal, density: Decimal, other_density: Decimal) -> Decimal:
    """Return what the same piece weighs in another alloy (or from wax): A × ρB / ρA."""
    return weight(grams * other_density / density)


def with_tolerance(grams: Decimal) -> tuple[Decimal, Decimal]:
    """Return the least and the most a piece of an estimated weight may come to."""
    return weight(grams * (1 - TOLERANCE)), weight(grams * (1 + TOLERANCE))


def grams_to_ozt(grams: Decimal) -> Decimal:
    """Return troy ounces."""
    return weight(grams / GRAMS_PER_OZT)


def grams_to_dwt(grams: Decimal) -> Decimal:
    """Return pennyweights."""
    return weight(grams / GRAMS_PER_DWT)


def carats_to_grams(carats: Decimal) -> Decimal:
    """Return grams; a carat is a fifth of a gram."""
    return weight(carats * GRAMS_PER_CARAT)


def net_grams(gross: Decimal, carats: Decimal) -> Decimal:
    """Return the metal of a set piece: gross grams less the carats of all its stones."""
    return weight(gross - carats * GRAMS_PER_CARAT)


def fine_grams(net: Decimal, fineness: int) -> Decimal:
    """Return the pure metal in net grams of an alloy; `fineness` in ‰."""
    return weight(net * fineness / 1000)


def price_per_gram(per_ozt: Decimal) -> Decimal:
    """Return the price of a gram of pure metal, unrounded, from that of a troy ounce."""
    return per_ozt / GRAMS_PER_OZT


def metal_value(net: Decimal, fineness: int, per_ozt: Decimal) -> Decimal:
    """Return what the metal is worth: net g × fineness / 1000 × price of an ozt / 31.1035."""
    return money(net * fineness / 1000 * price_per_gram(per_ozt))
