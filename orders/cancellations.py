"""What a piece that is not finished costs: line by line what is kept and why, and what goes back.

Domain: refund = paid − work done − non-returnable stones. How much of the work is done is the
tier's word, per kind of line; which stones cannot go back is said one by one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from atelier.house.amounts import plain
from atelier.materials.rounding import money
from orders.models import CancellationTier
from orders.models.quotes import LineKind

NOTHING, HUNDRED = Decimal("0.00"), Decimal(100)
_WORK = "Done so far"
_STAYS = "Cannot be returned"
_RETURNS = "Goes back"


@dataclass(frozen=True)
class SettledLine:
    """One line as it was agreed and what is kept of it, money with two decimals before tax.

    `percent` is None where no per cent was reckoned, as for the tax. `key` names the stone or
    the line for as long as the agreement stands.
    """

    key: str
    kind: str
    description: str
    price: Decimal
    percent: Decimal | None
    kept: Decimal
    why: str = ""

    @property
    def is_stone(self) -> bool:
        """Whether it is a stone of ours, which may or may not go back."""
        return self.kind == LineKind.STONE and self.price > 0

    @property
    def stays(self) -> bool:
        """Whether it is a stone that cannot go back."""
        return self.why == _STAYS

    def as_json(self) -> dict[str, str]:
        """Return the line as it is kept for good."""
        return {
            "description": self.description,
            "price": str(self.price),
            "percent": "" if self.percent is None else plain(self.percent),
            "kept": str(self.kept),
            "why": self.why,
        }


@dataclass(frozen=True)
class Settlement:
    """What a cancellation comes to; `kept` is the sum of its lines, `refund` = paid − kept.

    A refund below nothing is still owed to the house.
    """

    tier: CancellationTier
    currency: str
    lines: tuple[SettledLine, ...]
    agreed: Decimal
    kept: Decimal
    paid: Decimal

    @property
    def refund(self) -> Decimal:
        """What goes back to the client; negative when they owe it."""
        return self.paid - self.kept

    @property
    def owed(self) -> Decimal:
        """What the client still owes; never below nothing."""
        return max(-self.refund, NOTHING)

    @property
    def stones(self) -> tuple[SettledLine, ...]:
        """The stones somebody must say a word about: back, or not."""
        return tuple(line for line in self.lines if line.is_stone)


def settle(
    frozen: Mapping[str, Any],
    tier: CancellationTier,
    paid: Decimal,
    unreturnable: Collection[str] = (),
    changes: Sequence[Mapping[str, Any]] = (),
) -> Settlement:
    """Return what is kept of an approved version and its signed `changes`, and what goes back.

    `frozen` is an `Approval.frozen`, `changes` are `ChangeSignature.frozen`, `unreturnable` holds
    the `key`s of stones that cannot go back. Never keeps more than was agreed, nor less than
    nothing.
    """
    prices = [frozen["price"], *(change["price"] for change in changes)]
    agreed_tax = sum((Decimal(price["tax"]) for price in prices), NOTHING)
    agreed = sum((Decimal(price["total"]) for price in prices), NOTHING)
    lines = _with_discounts(list(_lines(prices, tier, set(unreturnable))))
    lines.append(_tax(frozen["price"], agreed_tax, _kept(lines)))
    lines.extend(_levelled(_kept(lines), agreed))
    return Settlement(
        tier=tier,
        currency=frozen["price"]["currency"],
        lines=tuple(lines),
        agreed=agreed,
        kept=_kept(lines),
        paid=paid,
    )


def _lines(
    prices: Sequence[Mapping[str, Any]], tier: CancellationTier, unreturnable: set[str]
) -> Iterator[SettledLine]:
    for part, price in enumerate(prices):
        for number, line in enumerate(price["lines"], start=1):
            key = line.get("stone") or f"{part}-{number}"
            yield _line(key, line, tier, key in unreturnable)


def _line(key: str, line: Mapping[str, str], tier: CancellationTier, stays: bool) -> SettledLine:
    kind, price = line["kind"], Decimal(line["amount"])
    is_stone = kind == LineKind.STONE and price > 0
    stays = stays and is_stone
    percent = HUNDRED if stays else Decimal(str(tier.keeps.get(kind, 0)))
    return SettledLine(
        key=key,
        kind=kind,
        description=line["description"],
        price=price,
        percent=percent,
        kept=money(price * percent / HUNDRED),
        why=_why(stays, is_stone, percent),
    )


def _why(stays: bool, is_stone: bool, percent: Decimal) -> str:
    if stays:
        return _STAYS
    if is_stone and not percent:
        return _RETURNS
    return _WORK if percent else ""


def _with_discounts(lines: list[SettledLine]) -> list[SettledLine]:
    """Give a discount on what is kept in the measure in which it was given on the whole."""
    whole = sum((line.price for line in lines if line.kind != LineKind.DISCOUNT), NOTHING)
    kept = _kept(line for line in lines if line.kind != LineKind.DISCOUNT)
    share = kept / whole if whole > 0 else Decimal(0)
    return [_discount(line, share) if _is_discount(line) else line for line in lines]


def _is_discount(line: SettledLine) -> bool:
    return line.kind == LineKind.DISCOUNT


def _discount(line: SettledLine, share: Decimal) -> SettledLine:
    return SettledLine(
        key=line.key,
        kind=line.kind,
        description=line.description,
        price=line.price,
        percent=None,
        kept=money(line.price * share),
        why="In the measure of what is kept",
    )


def _tax(price: Mapping[str, Any], agreed: Decimal, kept: Decimal) -> SettledLine:
    """Tax what is kept; of the whole it is what was agreed, to the cent."""
    tax = money(kept * Decimal(price["tax_rate"]) / HUNDRED)
    words = f"{price['tax_name']} {plain(price['tax_rate'])} %"
    return SettledLine("tax", "tax", words, agreed, None, min(tax, agreed) if agreed > 0 else tax)


def _levelled(kept: Decimal, agreed: Decimal) -> Iterator[SettledLine]:
    """Yield the line that holds the sum between nothing and what was agreed, if one must."""
    least, most = min(NOTHING, agreed), max(NOTHING, agreed)
    if most < kept:
        yield SettledLine("most", "", "No more than was agreed", NOTHING, None, most - kept)
    elif kept < least:
        yield SettledLine("least", "", "No less than nothing", NOTHING, None, least - kept)


def _kept(lines: Iterable[SettledLine]) -> Decimal:
    return sum((line.kept for line in lines), NOTHING)
