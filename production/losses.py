"""Where the metal goes: unaccounted grams, fine and in money, by stage, person and alloy."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F, Sum

from atelier.materials.models import MetalPrice
from atelier.materials.rounding import money, weight
from atelier.materials.weights import price_per_gram
from production.models import Weighing

NONE = Decimal(0)


@dataclass(frozen=True)
class Loss:
    """Grams of metal of one stage, person or alloy: what went in, came back and is missing.

    `value` is the missing fine metal at the newest price, in the house's currency.
    """

    name: str
    worked: Decimal = NONE
    scrap: Decimal = NONE
    lemel: Decimal = NONE
    unaccounted: Decimal = NONE
    fine: Decimal = NONE
    value: Decimal = NONE

    @property
    def percent(self) -> Decimal:
        """What is missing of what went in."""
        return round(self.unaccounted / self.worked * 100, 2) if self.worked else NONE

    def __add__(self, other: "Loss") -> "Loss":
        return Loss(
            self.name,
            self.worked + other.worked,
            self.scrap + other.scrap,
            self.lemel + other.lemel,
            self.unaccounted + other.unaccounted,
            self.fine + other.fine,
            self.value + other.value,
        )


@dataclass(frozen=True)
class Row:
    """What one person lost at one stage in one alloy."""

    stage: str
    person: str
    alloy: str
    loss: Loss


def rows_since(moment: datetime, currency: str) -> list[Row]:
    """Return the ledger since `moment`, in two queries whatever its length."""
    prices = {each.metal_id: each.per_ozt for each in MetalPrice.objects.today(currency)}
    keys = ("run__stage__number", "run__stage__name", "jeweller__name", "alloy__name")
    lines = Weighing.objects.standing().filter(at__gte=moment).order_by()
    sums = lines.values(*keys, "alloy__metal").annotate(
        metal=Sum(F("grams_in") - F("stones_in")),
        back=Sum("scrap"),
        swept=Sum("lemel"),
        gone=Sum("unaccounted"),
        pure=Sum(F("unaccounted") * F("fineness") / Decimal(1000)),
    )
    return [_row(each, prices) for each in sums.order_by(*keys)]


def _row(sums: dict, prices: dict[int, Decimal]) -> Row:
    per_ozt = prices.get(sums["alloy__metal"], NONE)
    loss = Loss(
        name="",
        worked=sums["metal"],
        scrap=sums["back"],
        lemel=sums["swept"],
        unaccounted=sums["gone"],
        fine=weight(sums["pure"]),
        value=money(sums["pure"] * price_per_gram(per_ozt)),
    )
    stage = f"{sums['run__stage__number']} {sums['run__stage__name']}"
    return Row(stage, sums["jeweller__name"], sums["alloy__name"], loss)


def summed(rows: Iterable[Row], by: Callable[[Row], str]) -> list[Loss]:
    """Return the rows added up by what `by` names, in the order they are met."""
    found: dict[str, Loss] = {}
    for row in rows:
        name = by(row)
        found[name] = found.get(name, Loss(name)) + row.loss
    return list(found.values())


def total(rows: Iterable[Row]) -> Loss:
    """Return all of it."""
    return sum((row.loss for row in rows), Loss("All"))
