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


@dataclass(frozen=True)
class Figures:
    """The house's rates, today's metal prices per gram by metal, settings and stone prices.

    Everything is in the house's currency.
    """

    house: House
    per_gram: Mapping[int, Decimal]
    minutes: Mapping[str, int]
    varieties: Mapping[str, StoneVariety]
    cuts: Mapping[str, Cut]
    stone_prices: Mapping[int, Sequence[StonePrice]]

    @classmethod
    def today(cls) -> Figures:
        """Read everything, in six queries."""
        house = House.current()
        priced = defaultdict(list)
        for row in StonePrice.objects.filter(currency=house.currency):
            priced[row.variety_id].append(row)
        return cls(
            house=house,
            per_gram={
                price.metal_id: price_per_gram(price.per_ozt)
                for price in MetalPrice.objects.today(house.currency)
            },
            minutes={s.code: s.minutes for s in Setting.objects.all() if s.minutes is not None},
            varieties={variety.code: variety for variety in StoneVariety.objects.all()},
            cuts={cut.code: cut for cut in Cut.objects.all()},
            stone_prices=priced,
        )

    def alloy_per_gram(self, alloy: Alloy) -> Decimal:
        """Return what the pure metal in a gram of an alloy costs, unrounded."""
        per_gram = self.per_gram.get(alloy.metal_id) if alloy.metal_id else None
        if per_gram is None:
            raise CannotPrice(f"There is no price of today for {alloy.name}.")
        return per_gram * alloy.fineness / 1000

    def setting_minutes(self, code: str, variety: StoneVariety) -> Decimal:
        """Return a setter's minutes for one stone; an emerald takes half as long again."""
        if code not in self.minutes:
            raise CannotPrice("There are no minutes for this setting yet.")
        return self.minutes[code] * variety.setting_factor

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

    def stone_price(self, variety: StoneVariety, colour: str, carats: Decimal) -> StonePrice:
        """Return the row that prices a stone: its own colour before any, natural before grown.

        Raises `CannotPrice` where the house has no row for that weight.
        """
        fitting = [
            row
            for row in self.stone_prices.get(variety.pk, ())
            if row.carats_from <= carats < row.carats_to and row.colour in ("", colour)
        ]
        if not fitting:
            raise CannotPrice(f"We price {variety.name.lower()} of this weight by hand.")
        return min(fitting, key=lambda row: (row.colour != colour, _GROWTHS.index(row.growth)))


_GROWTHS = list(Growth.values)
