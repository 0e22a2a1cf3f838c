"""The metal of a piece."""

from dataclasses import replace
from decimal import Decimal

from atelier.house.amounts import plain
from atelier.house.models import House
from atelier.materials.models import Alloy, MetalPrice
from atelier.materials.rounding import money, weight
from atelier.materials.weights import GRAMS_PER_OZT
from designs.models import MM_PER_INCH
from orders.figures import Figures
from orders.lines.line import PricedLine, plus
from orders.models.quotes import LineKind


def metal_line(alloy: Alloy, net_grams: Decimal, figures: Figures) -> PricedLine:
    """Return the metal of a piece: net g × (1 + loss) at fineness × price × (1 + premium).

    `net_grams` is the finished piece's estimated weight. Raises `CannotPrice`.
    """
    price, house = figures.metal_price(alloy), figures.house
    per_gram = figures.alloy_per_gram(alloy)
    net = weight(net_grams)
    cast = weight(net * plus(house.metal_loss_percent))
    sold = money(per_gram * plus(house.metal_premium_percent))
    return PricedLine(
        LineKind.METAL,
        f"{alloy.name}, about {net:.1f} g finished, ± 10 %",
        cast,
        "g",
        sold,
        money(per_gram),
        metal_price_id=price.pk,
        basis=_basis(alloy, net, price, house)
        | {"by_hand": f"{_cast(net, house)} = {cast} g; {_priced(alloy, price, house)} = {sold}"},
    )


def _basis(alloy: Alloy, net: Decimal, price: MetalPrice, house: House) -> dict[str, str]:
    return {
        "alloy": alloy.code,
        "metal": price.metal.code,
        "net_grams": str(net),
        "loss_percent": plain(house.metal_loss_percent),
        "fineness": str(alloy.fineness),
        "per_ozt": str(price.per_ozt),
        "currency": price.currency,
        "priced_at": price.at.isoformat(),
        "source": price.source,
        "premium_percent": plain(house.metal_premium_percent),
    }


def _cast(net: Decimal, house: House) -> str:
    return f"{net} g + {plain(house.metal_loss_percent)} % loss"


def _priced(alloy: Alloy, price: MetalPrice, house: House) -> str:
    return (
        f"{price.per_ozt} {price.currency}/ozt ÷ {GRAMS_PER_OZT} g × {alloy.fineness} ‰"
        f" + {plain(house.metal_premium_percent)} % a gram"
    )


def on_chain(line: PricedLine, length: Decimal) -> PricedLine:
    """Return a metal line that names the chain it was weighed with, `length` in mm."""
    inches = plain((length / MM_PER_INCH).quantize(Decimal("0.1")))
    return replace(
        line,
        description=f"{line.description}, chain {inches} in",
        basis=line.basis | {"chain_mm": str(length)},
    )
