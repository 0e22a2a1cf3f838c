"""The trade's defaults, loaded as records that belong to the owner from then on.

Each row is looked up by its natural key and made only when it is missing, so an edit is never
overwritten and a second load adds nothing. To take something out of use, mark it as not offered
rather than deleting it: a deleted default would come back.
"""

from decimal import Decimal

from django.db import transaction

from atelier.materials.models import (
    Alloy,
    ChainLength,
    ChainStyle,
    Cut,
    Metal,
    MetalPrice,
    Setting,
    StonePrice,
    StoneVariety,
)
from atelier.materials.reference import making, metals, prices, stones


@transaction.atomic
def load() -> None:
    """Make whatever is missing of the reference data."""
    _load_metals()
    _load_alloys()
    _load_varieties()
    _load_cuts()
    _load_making()
    _load_stone_prices()


def _load_metals() -> None:
    for code, name, per_ozt in metals.METALS:
        metal, _ = Metal.objects.get_or_create(code=code, defaults={"name": name})
        if not metal.prices.exists():
            MetalPrice.objects.create(metal=metal, per_ozt=per_ozt, source=metals.PRICE_SOURCE)


def _load_alloys() -> None:
    metal_of = {metal.code: metal for metal in Metal.objects.all()}
    for order, row in enumerate(metals.ALLOYS, 1):
        code, name, metal, colour, stamp, fineness, density, nickel, offered = row
        Alloy.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "metal": metal_of[metal] if metal else None,
                "colour": colour,
                "stamp": stamp,
                "fineness": fineness,
                "density": Decimal(density),
                "contains_nickel": nickel,
                "is_offered": offered,
                "order": order,
            },
        )


def _load_varieties() -> None:
    for order, row in enumerate(stones.VARIETIES, 1):
        code, name, species, sg, mohs_min, mohs_max, tough_min, tough_max, cleaning, torch = row
        StoneVariety.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "species": species,
                "specific_gravity": Decimal(sg),
                "mohs_min": Decimal(mohs_min),
                "mohs_max": Decimal(mohs_max),
                "toughness_min": tough_min,
                "toughness_max": tough_max,
                "cleaning": cleaning,
                "torch": torch,
                "colours": stones.COLOURS[code],
                "setting_factor": stones.EMERALD_FACTOR if code == "emerald" else Decimal(1),
                "is_speciality": code in stones.SPECIALITIES,
                "order": order,
            },
        )


def _load_cuts() -> None:
    for order, (code, name, factor, factor_long) in enumerate(stones.CUTS, 1):
        Cut.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "is_round_brilliant": code == "round",
                "coloured_factor": factor and Decimal(factor),
                "coloured_factor_long": factor_long and Decimal(factor_long),
                "order": order,
            },
        )


def _load_making() -> None:
    for order, (code, name, minutes) in enumerate(making.SETTINGS, 1):
        Setting.objects.get_or_create(
            code=code, defaults={"name": name, "minutes": minutes, "order": order}
        )
    for style in making.CHAIN_STYLES:
        ChainStyle.objects.get_or_create(name=style)
    for inches, name in making.CHAIN_LENGTHS:
        ChainLength.objects.get_or_create(inches=inches, defaults={"name": name})


def _load_stone_prices() -> None:
    variety_of = {variety.code: variety for variety in StoneVariety.objects.all()}
    for variety, growth, colour, carats_from, carats_to, per_carat in prices.STONE_PRICES:
        StonePrice.objects.get_or_create(
            variety=variety_of[variety],
            growth=growth,
            colour=colour,
            carats_from=Decimal(carats_from),
            defaults={
                "carats_to": Decimal(carats_to),
                "per_carat": Decimal(per_carat),
                "source": prices.SOURCE,
            },
        )
