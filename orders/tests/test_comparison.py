"""Options side by side: the same rows, exact sums, and never the house's cost."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pytest

from atelier.materials.models.stones import Title, Treatment
from atelier.materials.tests.factories import make_report, make_stone
from orders.comparison import Column, Part, compare, parts_of, quantity_words, with_options
from orders.models import OptionStone, Quote, QuoteOption
from orders.models.quotes import LineKind
from orders.tests.factories import make_draft, make_line, make_option

pytestmark = pytest.mark.django_db


def compared(quote: Quote) -> list[Column]:
    return compare(with_options(Quote.objects.filter(pk=quote.pk)).get())


def offer(option: QuoteOption, **over: Any) -> OptionStone:
    stone = make_stone(
        "emerald", "emerald", **{"growth": "natural", "treatment": Treatment.OIL_MINOR} | over
    )
    return OptionStone.objects.create(option=option, stone=stone)


def test_every_option_has_the_same_rows_in_the_same_order():
    quote = make_draft()
    make_option(quote, stone="", treatment="", durability="Hard wearing", weeks_min=5, weeks_max=5)
    columns = compared(quote)
    labels = ["Metal", "Stones", "Treatment", "Durability", "Made in"]
    assert [[row.label for row in column.rows] for column in columns] == [labels] * 3
    assert [row.value for row in columns[0].rows] == [
        "18k yellow gold",
        "Emerald, 8 × 6 mm",
        "Clarity enhanced, minor (F1)",
        "Not stated",
        "4 to 6 weeks",
    ]
    assert [row.value for row in columns[2].rows] == [
        "18k yellow gold",
        "No stones",
        "No stones",
        "Hard wearing",
        "5 weeks",
    ]


def test_a_stone_nobody_spoke_of_is_not_determined():
    quote = make_draft()
    quote.options.update(treatment="")
    rows = {row.label: row.value for row in compared(quote)[0].rows}
    assert rows["Treatment"] == "Treatment not determined"


def test_lines_stand_under_their_kind_and_keep_their_place_where_there_are_none():
    quote = make_draft()
    first = quote.options.get(position=1)
    make_line(
        first, kind=LineKind.DISCOUNT, description="A friend", unit_price=Decimal("-50"), position=3
    )
    make_line(first, kind=LineKind.STONE, description="12 diamonds", unit_price=Decimal("216"))
    one, two = compared(quote)
    assert [price.label for price in one.prices] == ["Metal", "Stones", "Discount"]
    assert [price.label for price in two.prices] == ["Metal", "Stones", "Discount"]
    assert [
        [(line.description, line.words, line.amount) for line in p.lines] for p in one.prices
    ] == [
        [("18k yellow gold", "4.2 g ± 10 %", Decimal("497.70"))],
        [("Emerald", "1 ct", Decimal("3200.00")), ("12 diamonds", "", Decimal("216.00"))],
        [("A friend", "", Decimal("-50.00"))],
    ]
    assert two.prices[2].lines == ()
    assert sum(line.amount for line in one.lines) == one.totals.subtotal == Decimal("3863.70")


def test_the_parts_are_said_in_words_and_are_the_whole_to_the_cent():
    quote = make_draft()
    parts = [("40", "approval"), ("40", "casting"), ("20", "hand_over")]
    quote.schedule = [{"percent": percent, "when": when} for percent, when in parts]
    quote.save(update_fields=["schedule"])
    column = compared(quote)[0]
    assert column.totals.total == Decimal("4025.87")
    assert column.schedule == (
        Part("40 % when you approve", Decimal("1610.35")),
        Part("40 % before it is cast", Decimal("1610.35")),
        Part("20 % before it comes to you", Decimal("805.17")),
    )
    assert sum(part.amount for part in column.schedule) == column.totals.total


def test_a_part_that_was_written_down_with_its_amount_keeps_it():
    parts = [{"percent": "50", "when": "approval", "amount": "10.01"}]
    assert parts_of(parts, Decimal("99.99")) == (Part("50 % when you approve", Decimal("10.01")),)
    assert parts_of([], Decimal("99.99")) == ()


@pytest.mark.parametrize(
    ("kind", "quantity", "unit", "words"),
    [
        ("metal", "4.832", "g", "4.8 g ± 10 %"),
        ("stone", "1.310", "ct", "1.31 ct"),
        ("making", "17.500", "h", "17.5 h"),
        ("findings", "2.000", "", "2 ×"),
        ("design", "1.000", "", ""),
    ],
)
def test_how_much_of_it(kind, quantity, unit, words):
    assert quantity_words(kind, Decimal(quantity), unit) == words


def test_one_tolerance_is_enough():
    said = "18k yellow gold, about 4.8 g finished, ± 10 %"
    assert quantity_words("metal", Decimal("5.184"), "g", said) == "5.2 g before finishing"


def test_a_real_stone_is_said_with_its_treatment_its_report_and_its_care():
    quote = make_draft()
    offered = offer(
        quote.options.get(position=1),
        colour="green",
        carats=Decimal("1.310"),
        origin="Colombia",
        origin_laboratory="GIA",
        filler="oil",
    )
    make_report(offered.stone, number="2141438171")
    one, two = compared(quote)
    assert two.stones == ()
    (stone,) = one.stones
    assert (stone.place, stone.description) == (
        "centre",
        "Green emerald, clarity enhanced, minor (F1), oil",
    )
    assert (stone.weight, stone.report) == ("1.31 ct", "GIA report 2141438171")
    assert stone.origin == "Colombia, in the opinion of GIA"
    assert stone.care == (
        "Keep from heat, solvents, ultrasonic and steam; the filling can be renewed."
    )
    assert stone.picture is None


def test_an_untested_stone_is_cared_for_as_if_it_were_filled():
    quote = make_draft()
    offer(quote.options.get(position=1), treatment=Treatment.UNKNOWN)
    (stone,) = compared(quote)[0].stones
    assert stone.description.endswith("treatment not determined")
    assert stone.care.startswith("Clean with a soft brush")


def test_the_cost_is_not_even_read():
    quote = make_draft()
    offer(quote.options.get(position=1), cost_per_carat=Decimal("66.66"), title=Title.ATELIER)
    columns = compared(quote)
    said = str([asdict(column) for column in columns])
    assert "77.77" not in said
    line = columns[0].option.lines.all()[0]
    assert {"unit_cost", "basis"} <= line.get_deferred_fields()
    assert "cost_per_carat" in columns[0].option.stones.all()[0].stone.get_deferred_fields()


@pytest.mark.parametrize("many", [2, 4])
def test_a_comparison_costs_the_same_however_many_options(many, django_assert_num_queries):
    quote = make_draft(options=many)
    for option in quote.options.all():
        make_report(offer(option).stone)
    with django_assert_num_queries(6):
        columns = compared(quote)
    assert len(columns) == many
