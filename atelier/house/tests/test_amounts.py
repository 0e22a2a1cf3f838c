"""Money and measures in words."""

from decimal import Decimal

import pytest

from atelier.house.amounts import money_words, plain


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (Decimal("4025.87"), "USD", "$4,025.87"),
        (Decimal("-50"), "USD", "−$50.00"),
        ("1234567.5", "EUR", "€1,234,567.50"),
        (Decimal(0), "GBP", "£0.00"),
        (Decimal("12"), "CHF", "CHF\u00a012.00"),
        (Decimal("12"), "SEK", "SEK\u00a012.00"),
    ],
)
def test_money_is_written_to_the_cent(amount, currency, words):
    assert money_words(amount, currency) == words


@pytest.mark.parametrize(
    ("number", "words"), [("4.200", "4.2"), ("1.000", "1"), ("100", "100"), ("0.300", "0.3")]
)
def test_zeros_that_say_nothing_are_left_out(number, words):
    assert plain(Decimal(number)) == plain(number) == words
