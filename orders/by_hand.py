"""What a line's basis says once somebody typed over the price it was worked out to."""

from collections.abc import Mapping
from decimal import Decimal

MARK = "changed_by_hand"


def changed_by_hand(basis: Mapping[str, str], *, was: Decimal, now: Decimal) -> dict[str, str]:
    """Return a basis that keeps what a price was worked out from and says it was changed."""
    first = basis.get(MARK, str(was)).split(" → ")[0]
    return {**basis, MARK: f"{first} → {now}"}


def is_by_hand(basis: Mapping[str, str]) -> bool:
    """Tell whether a price no longer is the one its basis works out to."""
    return MARK in basis
