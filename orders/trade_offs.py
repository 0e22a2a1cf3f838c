"""The one trade-off of an option made from another, suggested from what really differs.

Staff put it in their own words before anybody reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from atelier.house.templatetags.money import money
from atelier.materials.care import PROTECTIVE, care_of
from atelier.materials.models import Alloy, StoneVariety
from atelier.materials.models.stones import Treatment
from atelier.materials.models.varieties import Cleaning
from orders.models.wear import Finish
from orders.qualities import is_plated

LONGEST = 200
NOTICED = Decimal("0.05")
"""From a twentieth of the grams on, a hand feels the difference."""
_SHADE = {"white": "whiter", "yellow": "warmer in colour", "rose": "rosier"}
_FINISHES = {
    Finish.POLISHED: ["brighter", "shows fine marks first"],
    Finish.SATIN: ["softer to look at", "renewed when it begins to shine"],
    Finish.HAMMERED: ["catches the light in facets", "hides small marks"],
}


def sentence(traits: Sequence[str], change: Decimal, currency: str) -> str:
    """Return "Heavier and whiter, never re-plated; costs $640 more." At most 200 letters."""
    said = list(traits)
    while len(text := _told(said, change, currency)) > LONGEST:
        said.pop()
    return text


def of_alloy(old: Alloy, new: Alloy) -> list[str]:
    """Return how the same piece differs in another alloy."""
    traits = [_and([*_heft(old.density, new.density), *_shade(old, new)])]
    if is_plated(new):
        traits.append("re-plated every year or two")
    elif is_plated(old) or (new.colour == "white" and old.colour != "white"):
        traits.append("never re-plated")
    if new.contains_nickel and not old.contains_nickel:
        traits.append("contains nickel")
    return [*filter(None, traits), *_hardness(old, new)]


def of_stone(old: StoneVariety | None, new: StoneVariety, *, larger_by: Decimal) -> list[str]:
    """Return how another main stone differs; `larger_by` in ct, negative for a smaller one."""
    traits = [*_toughness(old, new), *_cleaning(old, new)] if old else []
    if abs(larger_by) >= NOTICED:
        traits.append(f"{abs(larger_by):.2f} ct {'larger' if larger_by > 0 else 'smaller'}")
    return traits


def of_setting(old: str, new: str) -> list[str]:
    """Return how another way of holding the stone differs; both are `Setting.code`s."""
    if new in PROTECTIVE and old not in PROTECTIVE:
        return ["guards the stone", "shows a little less of it"]
    if old in PROTECTIVE and new not in PROTECTIVE:
        return ["shows more of the stone", "guards it less"]
    return ["holds the stone in another way"]


def of_chain(longer: Decimal, heavier: Decimal) -> list[str]:
    """Return how a chain of another length differs: mm and grams more, negative for less."""
    words = "longer" if longer > 0 else "shorter"
    heft = "heavier" if heavier > 0 else "lighter"
    return [f"{abs(longer) / 10:.0f} cm {words}", f"{abs(heavier):.1f} g {heft}"]


def of_finish(finish: str) -> list[str]:
    """Return what another surface does."""
    return list(_FINISHES[Finish(finish)])


def _told(traits: list[str], change: Decimal, currency: str) -> str:
    text = "; ".join(filter(None, [", ".join(traits), _price(change, currency)]))
    return f"{text[:1].upper()}{text[1:]}."


def _price(change: Decimal, currency: str) -> str:
    whole = abs(change).quantize(Decimal(1), ROUND_HALF_UP)
    if not whole:
        return "costs the same"
    return f"costs {money(whole, currency)} {'more' if change > 0 else 'less'}"


def _heft(old: Decimal, new: Decimal) -> list[str]:
    if abs(new - old) < old * NOTICED:
        return []
    return ["heavier" if new > old else "lighter"]


def _shade(old: Alloy, new: Alloy) -> list[str]:
    return [_SHADE[new.colour]] if new.colour != old.colour and new.colour in _SHADE else []


def _hardness(old: Alloy, new: Alloy) -> list[str]:
    """Within one metal, the finer alloy is the softer one."""
    if old.metal_id != new.metal_id or old.fineness == new.fineness:
        return []
    return ["softer" if new.fineness > old.fineness else "harder"]


def _toughness(old: StoneVariety, new: StoneVariety) -> list[str]:
    if old.toughness_min != new.toughness_min:
        return ["tougher" if new.toughness_min > old.toughness_min else "more delicate"]
    if old.mohs_min != new.mohs_min:
        return ["harder" if new.mohs_min > old.mohs_min else "softer"]
    return []


def _cleaning(old: StoneVariety, new: StoneVariety) -> list[str]:
    before, after = (care_of(each, Treatment.NONE).ultrasonic for each in (old, new))
    if Cleaning.NO not in (before, after) or before == after:
        return []
    return ["cleaned by hand only" if after == Cleaning.NO else "easier to clean"]


def _and(words: list[str]) -> str:
    return " and ".join(words)
