"""The trade's defaults, loaded as records that belong to the owner from then on.

Each row is given once by its natural key (`atelier.house.defaults`): an edit is never overwritten,
and what the owner deleted stays deleted, with whatever rested on it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction

from atelier.house.defaults import Row, give
from atelier.materials.models import (
    Alloy,
    ChainLength,
    ChainStyle,
    Cut,
    Metal,
    MetalPrice,
    Operation,
    Service,
    Setting,
    StonePrice,
    StoneVariety,
)
from atelier.materials.reference import making, metals, prices, stones, work


@transaction.atomic
def load() -> None:
    """Give the house whatever it was never given of the reference data."""
    give(Metal, "code", rows=({"code": c, "name": n} for c, n, _ in metals.METALS))
    metal_of = {metal.code: metal for metal in Metal.objects.all()}
    give(MetalPrice, "metal_id", rows=_metal_prices(metal_of))
    give(Alloy, "code", rows=_alloys(metal_of))
    give(StoneVariety, "code", rows=_varieties())
    give(Cut, "code", rows=_cuts())
    give(Setting, "code", rows=_settings())
    give(ChainStyle, "name", rows=({"name": name} for name in making.CHAIN_STYLES))
    lengths = ({"inches": Decimal(inches), "name": name} for inches, name in making.CHAIN_LENGTHS)
    give(ChainLength, "inches", rows=lengths)
    key = ("variety_id", "growth", "colour", "carats_from")
    give(StonePrice, *key, rows=_stone_prices())
    give(Operation, "code", rows=_operations())
    give(Service, "code", rows=_services())


def _metal_prices(metal_of: Mapping[str, Metal]) -> Iterable[Row]:
    for code, _, per_ozt in metals.METALS:
        if code in metal_of:
            yield {
                "metal_id": metal_of[code].pk,
                "per_ozt": per_ozt,
                "source": metals.PRICE_SOURCE,
            }


def _alloys(metal_of: Mapping[str, Metal]) -> Iterable[Row]:
    for order, row in enumerate(metals.ALLOYS, 1):
        code, name, metal, colour, stamp, fineness, density, nickel, offered = row
        if metal and metal not in metal_of:
            continue
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
            "specific_gravity": sg and Decimal(sg),
            "mohs_min": Decimal(mohs_min),
            "mohs_max": Decimal(mohs_max),
            "toughness_min": tough_min,
            "toughness_max": tough_max,
            "cleaning": cleaning,
            "torch": torch,
            "colours": stones.COLOURS.get(code, ""),
            "setting_factor": stones.EMERALD_FACTOR if code == "emerald" else Decimal(1),
            "is_speciality": code in stones.SPECIALITIES,
            "is_offered": code not in stones.NOT_OFFERED,
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
        if variety not in variety_ids:
            continue
        yield {
            "variety_id": variety_ids[variety],
            "growth": growth,
            "colour": colour,
            "carats_from": Decimal(carats_from),
            "carats_to": Decimal(carats_to),
            "per_carat": Decimal(per_carat),
            "source": prices.SOURCE,
        }


def _operations() -> Iterable[Row]:
    for order, (code, name) in enumerate(work.OPERATIONS, 1):
        yield {"code": code, "name": name, "order": order}


def _services() -> Iterable[Row]:
    for order, (code, name, kind, price, cost) in enumerate(work.SERVICES, 1):
        yield {
            "code": code,
            "name": name,
            "kind": kind,
            "price": Decimal(price),
            "cost": Decimal(cost),
            "source": work.SOURCE,
            "order": order,
        }
