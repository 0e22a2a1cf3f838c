"""The trade's defaults, loaded as records that belong to the owner from then on.

Each row is looked up by its natural key and made only when it is missing, so an edit is never
overwritten and a second load adds nothing. To take something out of use, mark it as not offered
rather than deleting it: a deleted default would come back.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models, transaction

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

Row = Mapping[str, Any]


@transaction.atomic
def load() -> None:
    """Make whatever is missing of the reference data."""
    _make_missing(Metal, "code", rows=({"code": c, "name": n} for c, n, _ in metals.METALS))
    metal_of = {metal.code: metal for metal in Metal.objects.all()}
    _make_missing(MetalPrice, "metal_id", rows=_metal_prices(metal_of))
    _make_missing(Alloy, "code", rows=_alloys(metal_of))
    _make_missing(StoneVariety, "code", rows=_varieties())
    _make_missing(Cut, "code", rows=_cuts())
    _make_missing(Setting, "code", rows=_settings())
    _make_missing(ChainStyle, "name", rows=({"name": name} for name in making.CHAIN_STYLES))
    lengths = ({"inches": Decimal(inches), "name": name} for inches, name in making.CHAIN_LENGTHS)
    _make_missing(ChainLength, "inches", rows=lengths)
    key = ("variety_id", "growth", "colour", "carats_from")
    _make_missing(StonePrice, *key, rows=_stone_prices())


def _make_missing(model: type[models.Model], *key: str, rows: Iterable[Row]) -> None:
    """Make the rows whose natural key has no record yet."""
    known = set(model._default_manager.values_list(*key))
    missing = [model(**row) for row in rows if tuple(row[field] for field in key) not in known]
    model._default_manager.bulk_create(missing, ignore_conflicts=True)


def _metal_prices(metal_of: Mapping[str, Metal]) -> Iterable[Row]:
    for code, _, per_ozt in metals.METALS:
        yield {
            "metal_id": metal_of[code].pk,
            "per_ozt": per_ozt,
            "source": metals.PRICE_SOURCE,
        }


def _alloys(metal_of: Mapping[str, Metal]) -> Iterable[Row]:
    for order, row in enumerate(metals.ALLOYS, 1):
        code, name, metal, colour, stamp, fineness, density, nickel, offered = row
        yield {
            "code": code,
            "name": name,
            "metal": metal_of[metal] if metal else None,
            "colour": colour,
            "stamp": stamp,
            "fineness": fineness,
            "density": Decimal(density),
            "contains_nickel": nickel,
            "is_offered": offered,
            "order": order,
        }


def _varieties() -> Iterable[Row]:
    for order, row in enumerate(stones.VARIETIES, 1):
        code, name, species, sg, mohs_min, mohs_max, tough_min, tough_max, cleaning, torch = row
        yield {
            "code": code,
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
        }


def _cuts() -> Iterable[Row]:
    for order, (code, name, factor, factor_long) in enumerate(stones.CUTS, 1):
        yield {
            "code": code,
            "name": name,
            "is_round_brilliant": code == "round",
            "is_equal_sided": code in stones.EQUAL_SIDED,
            "coloured_factor": factor and Decimal(factor),
            "coloured_factor_long": factor_long and Decimal(factor_long),
            "order": order,
        }


def _settings() -> Iterable[Row]:
    for order, (code, name, minutes) in enumerate(making.SETTINGS, 1):
        yield {"code": code, "name": name, "minutes": minutes, "order": order}


def _stone_prices() -> Iterable[Row]:
    variety_ids = dict(StoneVariety.objects.values_list("code", "pk"))
    for variety, growth, colour, carats_from, carats_to, per_carat in prices.STONE_PRICES:
        yield {
            "variety_id": variety_ids[variety],
            "growth": growth,
            "colour": colour,
            "carats_from": Decimal(carats_from),
            "carats_to": Decimal(carats_to),
            "per_carat": Decimal(per_carat),
            "source": prices.SOURCE,
        }
