"""How an alloy and a stone wear, and what they ask for: suggestions that staff put in their words.

Trade knowledge, as a goldsmith would say it across the table; the stone's part follows from its
hardness, its toughness and what it bears in cleaning.
"""

from __future__ import annotations

from atelier.materials.care import PROTECTIVE, care_of
from atelier.materials.models import Alloy, StoneVariety
from atelier.materials.models.stones import Treatment
from atelier.materials.models.varieties import Cleaning, Toughness

LONGEST = 160
SOFT_FROM = 900
"""Gold of this fineness and more, in ‰, is soft: 22 karat is 916."""
_WEAR = {
    "XPT": "The hardest wearing: a mark moves the metal, it does not take it away",
    "XPD": "Light and tough",
    "XAG": "Soft: for a piece that rests between evenings",
}
_GOLD_WEAR = {
    "yellow": "Takes fine marks with the years and polishes back",
    "rose": "A little harder than yellow; polishes back",
    "white": "Even and hard wearing",
}
_SOFT_GOLD = "Soft, and marked soonest; not for fine claws"


def durability_of(alloy: Alloy, variety: StoneVariety | None = None, setting: str = "") -> str:
    """Return how a piece wears; `setting` is a `Setting.code`. At most 160 letters."""
    return _joined([_metal_wear(alloy), *_stone_wear(variety, setting)])


def upkeep_of(
    alloy: Alloy, variety: StoneVariety | None = None, treatment: str = Treatment.NONE
) -> str:
    """Return what a piece asks for over the years. At most 160 letters."""
    return _joined([_metal_upkeep(alloy), *_stone_upkeep(variety, treatment)])


def is_plated(alloy: Alloy) -> bool:
    """Tell whether an alloy is sold under rhodium: the nickel white golds are."""
    return _code(alloy) == "XAU" and alloy.colour == "white" and alloy.contains_nickel


def is_delicate(variety: StoneVariety) -> bool:
    """Tell whether a stone asks for care in a daily ring: Mohs under 7, or fair toughness."""
    return variety.mohs_min < 7 or variety.toughness_min <= Toughness.FAIR


def _code(alloy: Alloy) -> str:
    return alloy.metal.code if alloy.metal else ""


def _metal_wear(alloy: Alloy) -> str:
    if _code(alloy) != "XAU":
        return _WEAR.get(_code(alloy), "")
    return _SOFT_GOLD if alloy.fineness >= SOFT_FROM else _GOLD_WEAR.get(alloy.colour, "")


def _stone_wear(variety: StoneVariety | None, setting: str) -> list[str]:
    if variety is None or not is_delicate(variety):
        return []
    name = variety.name.lower()
    if setting in PROTECTIVE:
        return [f"the setting guards the {name}"]
    return [f"the {name} can chip at a knock"]


def _metal_upkeep(alloy: Alloy) -> str:
    if is_plated(alloy):
        return "Re-plated every year or two"
    if _code(alloy) == "XAG":
        return "Polished whenever it darkens"
    return "A check and a polish once a year"


def _stone_upkeep(variety: StoneVariety | None, treatment: str) -> list[str]:
    if variety is None:
        return []
    said = []
    if care_of(variety, treatment).ultrasonic == Cleaning.NO:
        said.append("cleaned by hand only, no ultrasonic or steam")
    if variety.code == "emerald":
        said.append("re-oiled after some years")
    return said


def _joined(said: list[str]) -> str:
    return "; ".join(filter(None, said))[:LONGEST]
