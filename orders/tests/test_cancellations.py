"""What a cancellation keeps and gives back: exact sums, and what holds for any agreement."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier.materials.rounding import money
from orders.cancellations import settle
from orders.models import CancellationTier
from orders.models.quotes import LineKind

RATE = Decimal("8.875")
AMOUNTS = st.integers(0, 2_000_000).map(lambda cents: Decimal(cents) / 100)
KINDS = st.sampled_from([kind.value for kind in LineKind if kind != LineKind.DISCOUNT])
STONE = "0b3f"


def price(*lines: tuple[str, str], rate: Decimal = RATE) -> dict[str, Any]:
    """A frozen price of lines (kind, amount); the first stone is STONE."""
    rows = [
        {"kind": kind, "description": kind, "amount": amount}
        | ({"stone": STONE} if kind == "stone" else {})
        for kind, amount in lines
    ]
    subtotal = sum((Decimal(amount) for _, amount in lines), Decimal("0.00"))
    tax = money(subtotal * rate / 100)
    return {
        "currency": "USD",
        "lines": rows,
        "subtotal": str(subtotal),
        "tax_name": "Sales tax",
        "tax_rate": str(rate),
        "tax": str(tax),
        "total": str(subtotal + tax),
    }


def tier(**keeps: int) -> CancellationTier:
    """A tier that keeps these per cents."""
    return CancellationTier(code="after_model", name="After the model", keeps=keeps)


AGREED = {
    "price": price(
        ("design", "380.00"),
        ("metal", "497.70"),
        ("stone", "3200.00"),
        ("making", "712.50"),
        ("discount", "-239.51"),
    )
}


def test_after_the_model_the_model_is_kept() -> None:
    settled = settle(AGREED, tier(design=100), Decimal("2500.00"))
    kept = {line.kind: line.kept for line in settled.lines}
    assert kept == {
        "design": Decimal("380.00"),
        "metal": Decimal("0.00"),
        "stone": Decimal("0.00"),
        "making": Decimal("0.00"),
        # 239.51 off 4,790.20 is 5 %: 19.00 of 380.00.
        "discount": Decimal("-19.00"),
        "tax": Decimal("32.04"),
    }
    assert (settled.kept, settled.refund) == (Decimal("393.04"), Decimal("2106.96"))


def test_a_stone_that_cannot_go_back_is_kept_whole() -> None:
    settled = settle(AGREED, tier(design=100), Decimal("2500.00"), {STONE})
    stone = next(line for line in settled.lines if line.kind == "stone")
    assert (stone.kept, stone.why, stone.percent) == (
        Decimal("3200.00"),
        "Cannot be returned",
        Decimal(100),
    )
    assert settled.kept == Decimal("3702.84")
    assert (settled.refund, settled.owed) == (Decimal("-1202.84"), Decimal("1202.84"))


def test_signed_changes_are_settled_too() -> None:
    change = {"price": price(("design", "120.00"), ("making", "-100.00"))}
    settled = settle(AGREED, tier(design=100, making=50), Decimal("0.00"), changes=[change])
    lines = [(line.kind, line.kept) for line in settled.lines if line.kind in {"design", "making"}]
    assert lines == [
        ("design", Decimal("380.00")),
        ("making", Decimal("356.25")),
        ("design", Decimal("120.00")),
        ("making", Decimal("-50.00")),
    ]
    assert settled.agreed == Decimal("4954.56") + Decimal("21.78")


def test_all_of_it_kept_is_all_that_was_agreed_to_the_cent() -> None:
    parts = [{"price": price(("design", "10.04"))} for _ in range(4)]
    settled = settle(parts[0], tier(design=100), Decimal("0.00"), changes=parts[1:])
    assert settled.kept == settled.agreed == Decimal("43.72")


def test_what_a_change_took_away_never_lets_more_be_kept_than_was_agreed() -> None:
    change = {"price": price(("stone", "-3000.00"))}
    settled = settle(AGREED, tier(design=100, making=100), Decimal(0), {STONE}, [change])
    assert settled.kept == settled.agreed
    assert settled.lines[-1].description == "No more than was agreed"


@st.composite
def _agreements(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    rate = draw(st.sampled_from([Decimal("0"), RATE, Decimal("20")]))
    lines = draw(st.lists(st.tuples(KINDS, AMOUNTS.map(str)), min_size=1, max_size=8))
    whole = sum((Decimal(amount) for _, amount in lines), Decimal(0))
    off = draw(st.integers(0, int(whole * 100))) if whole else 0
    if off:
        lines.append(("discount", str(-Decimal(off) / 100)))
    left = whole - Decimal(off) / 100
    changes, taken = [], Decimal(0)
    for kind, amount in draw(st.lists(st.tuples(KINDS, AMOUNTS), max_size=3)):
        less = draw(st.booleans()) and taken + amount <= left / 2
        taken += amount if less else Decimal(0)
        changes.append({"price": price((kind, str(-amount if less else amount)), rate=rate)})
    return {"price": price(*lines, rate=rate)}, changes


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    _agreements(),
    st.dictionaries(st.sampled_from(LineKind.values), st.integers(0, 100)),
    AMOUNTS,
    st.booleans(),
)
def test_any_settlement_adds_up_and_keeps_no_more_than_was_agreed(
    agreement: tuple[dict[str, Any], list[dict[str, Any]]],
    keeps: dict[str, int],
    paid: Decimal,
    stays: bool,
) -> None:
    frozen, changes = agreement
    settled = settle(frozen, tier(**keeps), paid, {STONE} if stays else (), changes)
    prices = [frozen["price"], *(each["price"] for each in changes)]
    assert settled.agreed == sum(Decimal(each["total"]) for each in prices)
    assert sum(line.kept for line in settled.lines) == settled.kept
    assert settled.kept + settled.refund == paid
    assert min(settled.agreed, Decimal(0)) <= settled.kept <= max(settled.agreed, Decimal(0))
    assert all(line.kept == money(line.kept) for line in settled.lines)
