"""What makes a General price differ from the design as drawn: grams and money, one by one.

The differences are taken one after the other, so together they are the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from atelier.house.amounts import plain
from atelier.house.models import House
from atelier.house.templatetags.money import money
from atelier.materials.models import Alloy, MetalPrice
from atelier.materials.ring_sizes import RingSizeSystem, diameter_in, nearest_size
from designs.models import MM_PER_INCH, Design
from orders.figures import Figures
from orders.lines import total
from orders.priced_lines import Choice, lines_for, net_grams_of

TENTH = Decimal("0.1")
STEADY = "The metal may weigh 10 % more or less when it is finished: your price stays."


@dataclass(frozen=True)
class Difference:
    """One thing chosen instead of another: net grams and price more, negative for less."""

    what: str
    grams: Decimal
    price: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.what}: {', '.join(self._more()) or 'the same'}"

    def _more(self) -> Iterator[str]:
        if grams := self.grams.quantize(TENTH, ROUND_HALF_UP):
            yield f"{abs(grams)} g {'more' if grams > 0 else 'less'}"
        if whole := self.price.quantize(Decimal(1), ROUND_HALF_UP):
            yield f"{'+' if whole > 0 else ''}{money(whole, self.currency)}"


def explain(
    design: Design,
    alloy: Alloy,
    *,
    diameter: Decimal | None = None,
    system: str = RingSizeSystem.US,
    chain_length: Decimal | None = None,
    figures: Figures | None = None,
) -> list[Difference]:
    """Return what makes this choice differ from the design as drawn, in the order of choosing.

    `diameter` and `chain_length` in mm; sizes are named in `system`. Raises `CannotPrice`.
    """
    figures = figures or Figures.today()
    steps = _steps(design, alloy, diameter, system, chain_length)
    return list(_differences(Choice(design, design.default_alloy), steps, figures))


def priced_at(price: MetalPrice, house: House) -> str:
    """Return "at today's gold price, 23 November (London fixing)", or the day it is of."""
    day = timezone.localtime(price.at, house.zone).date()
    name, when = price.metal.name.lower(), f"{day:%-d %B}"
    if day == house.today():
        return f"at today’s {name} price, {when} ({price.source})"
    return f"at the {name} price of {when} ({price.source})"


Step = tuple[str, dict[str, object]]


def _steps(
    design: Design,
    alloy: Alloy,
    diameter: Decimal | None,
    system: str,
    chain_length: Decimal | None,
) -> Iterator[Step]:
    if alloy != design.default_alloy:
        yield _metal_words(alloy, design.default_alloy), {"alloy": alloy}
    if diameter and design.reference_size_us is not None:
        usual = diameter_in(RingSizeSystem.US, design.reference_size_us)
        labels = [nearest_size(system, each).label for each in (diameter, usual)]
        if labels[0] != labels[1]:
            yield f"Size {labels[0]} instead of {labels[1]}", {"diameter": diameter}
    if chain_length and design.reference_length_in:
        inches = (chain_length / MM_PER_INCH).quantize(TENTH)
        if inches != design.reference_length_in:
            words = f"{plain(inches)} in instead of {plain(design.reference_length_in)}"
            yield words, {"chain_length": chain_length}


def _metal_words(alloy: Alloy, usual: Alloy) -> str:
    same = (alloy.metal_id, alloy.fineness) == (usual.metal_id, usual.fineness)
    if same and alloy.colour != usual.colour:
        return f"{alloy.get_colour_display()} instead of {usual.get_colour_display().lower()}"
    return f"{alloy.name} instead of {usual.name[:1].lower()}{usual.name[1:]}"


def _differences(choice: Choice, steps: Iterator[Step], figures: Figures) -> Iterator[Difference]:
    grams, price = _come_to(choice, figures)
    for what, change in steps:
        choice = replace(choice, **change)  # type: ignore[arg-type]
        new_grams, new_price = _come_to(choice, figures)
        yield Difference(what, new_grams - grams, new_price - price, figures.house.currency)
        grams, price = new_grams, new_price


def _come_to(choice: Choice, figures: Figures) -> tuple[Decimal, Decimal]:
    return net_grams_of(choice), total(lines_for(choice, figures))
