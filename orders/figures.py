"""What everything costs today: read once, then a price is arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from atelier.house.models import House
from atelier.journal.refusals import Refusal
from atelier.materials.models import (
    Alloy,
    Cut,
    MetalPrice,
    Operation,
    Service,
    Setting,
    StonePrice,
    StoneVariety,
)
from atelier.materials.models.stones import Growth
from atelier.materials.weights import price_per_gram

UNCUT = "pearl"
"""What a design writes for a stone that nobody cut."""


class CannotPrice(Refusal):
    """Something that the price needs is not known; a person has to give it."""

    code = "cannot-price"


# A kind of work the owner has no row for goes by the house's own rate, under these words.
USUAL_WORK = {
    "modelling": "Model, refined for your size",
    "casting": "Casting",
    "bench": "Bench work: filing, sanding and assembly",
    "polishing": "Polishing",
    "setting": "Setting by hand",
    "finishing": "Surface",
    "engraving": "Engraving",
}


@dataclass(frozen=True)
class Figures:
    """The house's rates, today's metal price rows by metal, the price list, settings and stones.

    Everything is in the house's currency.
    """

    house: House
    metal_prices: Mapping[int, MetalPrice]
    settings: Mapping[str, Setting]
    varieties: Mapping[str, StoneVariety]
    cuts: Mapping[str, Cut]
    stone_prices: Mapping[int, Sequence[StonePrice]]
    operations: Mapping[str, Operation]
    services: Mapping[str, Service]

    @classmethod
    def today(cls) -> Figures:
        """Read everything, in eight queries."""
        house = House.current()
        metals = MetalPrice.objects.today(house.currency).select_related("metal")
        priced = defaultdict(list)
        for row in StonePrice.objects.filter(currency=house.currency):
            priced[row.variety_id].append(row)
        return cls(
            house=house,
            metal_prices={price.metal_id: price for price in metals},
            settings={setting.code: setting for setting in Setting.objects.all()},
            varieties={variety.code: variety for variety in StoneVariety.objects.all()},
            cuts={cut.code: cut for cut in Cut.objects.all()},
            stone_prices=priced,
            operations={each.code: each for each in Operation.objects.all()},
            services={
                each.code: each
                for each in Service.objects.filter(is_offered=True, currency=house.currency)
            },
        )

    def metal_price(self, alloy: Alloy) -> MetalPrice:
        """Return the row that prices an alloy's metal today. Raises `CannotPrice`."""
        price = self.metal_prices.get(alloy.metal_id) if alloy.metal_id else None
        if price is None:
            raise CannotPrice(f"There is no price of today for {alloy.name}.")
        return price

    def alloy_per_gram(self, alloy: Alloy) -> Decimal:
        """Return what the pure metal in a gram of an alloy costs, unrounded."""
        return price_per_gram(self.metal_price(alloy).per_ozt) * alloy.fineness / 1000

    def setting(self, code: str) -> Setting:
        """Return a setting by its code. Raises `CannotPrice` when it is not on record."""
        if code not in self.settings:
            raise CannotPrice("There are no minutes for this setting yet.")
        return self.settings[code]

    def operation(self, code: str) -> Operation:
        """Return a kind of work by its code, an unsaved one where the owner has no such row."""
        usual = USUAL_WORK.get(code, code.replace("-", " ").capitalize())
        return self.operations.get(code) or Operation(code=code, name=usual)

    def rate(self, operation: Operation) -> Decimal:
        """Return what an hour of a kind of work is sold for."""
        return self.house.labour_rate if operation.rate is None else operation.rate

    def hour_cost(self, operation: Operation) -> Decimal:
        """Return what an hour of a kind of work costs the house."""
        return self.house.labour_cost if operation.cost is None else operation.cost

    def variety(self, code: str) -> StoneVariety:
        """Return a variety by its code. Raises `CannotPrice` when the owner took it away."""
        if code not in self.varieties:
            raise CannotPrice("This design holds a stone that is no longer on record.")
        return self.varieties[code]

    def cut(self, code: str) -> Cut | None:
        """Return a cut by its code; a pearl has none. Raises `CannotPrice`."""
        if code not in self.cuts and code != UNCUT:
            raise CannotPrice("This design holds a cut that is no longer on record.")
        return self.cuts.get(code)

    def stone_price(
        self, variety: StoneVariety, colour: str, carats: Decimal, *, growth: str = ""
    ) -> StonePrice:
        """Return the row that prices a stone: its own colour before any, natural before grown.

        With `growth` only rows of that growth. Raises `CannotPrice` where there is no row for
        that weight.
        """
        fitting = [
            row
            for row in self.stone_prices.get(variety.pk, ())
            if row.carats_from <= carats < row.carats_to
            and row.colour in ("", colour)
            and growth in ("", row.growth)
        ]
        if not fitting:
            raise CannotPrice(f"We price {variety.name.lower()} of this weight by hand.")
        return min(fitting, key=lambda row: (row.colour != colour, _GROWTHS.index(row.growth)))


_GROWTHS = list(Growth.values)
