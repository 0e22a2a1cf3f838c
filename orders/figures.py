"""What everything costs today: read once, then a price is arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

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


class Figures:
    """The house's rates, today's metal price rows by metal, the price list, settings and stones.

    Everything is in the house's currency. A table is read once, when a price first asks for it.
    """

    def __init__(self, house: House) -> None:
        self.house = house

    @classmethod
    def today(cls) -> Figures:
        """Begin with the house as it is now."""
        return cls(House.current())

    @cached_property
    def metal_prices(self) -> Mapping[int, MetalPrice]:
        """Today's price of each metal."""
        prices = MetalPrice.objects.today(self.house.currency).select_related("metal")
        return {price.metal_id: price for price in prices}

    @cached_property
    def settings(self) -> Mapping[str, Setting]:
        """Settings by code."""
        return {setting.code: setting for setting in Setting.objects.all()}

    @cached_property
    def varieties(self) -> Mapping[str, StoneVariety]:
        """Stone varieties by code."""
        return {variety.code: variety for variety in StoneVariety.objects.all()}

    @cached_property
    def cuts(self) -> Mapping[str, Cut]:
        """Cuts by code."""
        return {cut.code: cut for cut in Cut.objects.all()}

    @cached_property
    def stone_prices(self) -> Mapping[int, Sequence[StonePrice]]:
        """The price list of stones by variety."""
        priced = defaultdict(list)
        for row in StonePrice.objects.filter(currency=self.house.currency):
            priced[row.variety_id].append(row)
        return priced

    @cached_property
    def operations(self) -> Mapping[str, Operation]:
        """Kinds of work by code."""
        return {each.code: each for each in Operation.objects.all()}

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """What has a fixed price, by code."""
        offered = Service.objects.filter(is_offered=True, currency=self.house.currency)
        return {each.code: each for each in offered}

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
