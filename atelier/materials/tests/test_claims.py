"""What a piece may claim: computed from its own papers, with what is lacking said."""

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from atelier.materials.claims import claims_of, holding
from atelier.materials.models import MetalLot, Stone
from atelier.materials.models.stones import Title
from atelier.materials.models.suppliers import StatementAbout
from atelier.materials.tests.factories import (
    make_lot,
    make_memo,
    make_report,
    make_statement,
    make_stone,
    make_supplier,
)
from atelier.people.tests.factories import make_client

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
WORDS = "Conflict-free: every stone the atelier supplied has its supplier's written warranty."
OWN = " The client's own stones are not part of this claim."


def claim(code, stones=(), lots=(), day=DAY):
    found = claims_of(stones=stones, lots=lots, day=day)
    assert [each.code for each in found] == ["conflict_free", "recycled", "gia_report"]
    return next(each for each in found if each.code == code)


def proven(**over):
    """A stone with everything the warranty asks for."""
    statement = over.pop("statement", None) or make_statement()
    fields: dict[str, Any] = {
        "supplier": statement.supplier,
        "statement": statement,
        "invoice_number": "INV-204",
        "invoice_date": date(2026, 6, 1),
        "carats": D("1.52"),
    }
    return make_stone("emerald", **fields | over)


def own_stone():
    return make_stone("sapphire", title=Title.CLIENT, owner=make_client())


def test_a_stone_with_all_its_papers_is_conflict_free():
    found = claim("conflict_free", [proven()])
    assert (found.holds, found.wording, found.why) == (True, WORDS, ())


LACKS = [
    ({"supplier": None}, "1.52 ct emerald: no supplier."),
    ({"invoice_number": ""}, "1.52 ct emerald: no invoice number."),
    ({"invoice_date": None}, "1.52 ct emerald: no date of the invoice."),
    ({"invoice_date": date(2026, 12, 24)}, "1.52 ct emerald: invoiced later than today."),
    (
        {"invoice_date": date(2025, 12, 31)},
        "1.52 ct emerald: the statement was not in force on 31 Dec 2025.",
    ),
]


@pytest.mark.parametrize(("over", "why"), LACKS)
def test_each_missing_paper_undoes_the_claim_and_is_named(over, why):
    found = claim("conflict_free", [proven(), proven(**over)])
    assert (found.holds, found.why) == (False, (why,))


def test_without_a_statement_there_is_no_claim():
    stone = proven()
    Stone.objects.update(statement=None)
    stone.refresh_from_db()
    assert claim("conflict_free", [stone]).why == ("1.52 ct emerald: no warranty statement.",)


def test_kimberley_covers_rough_only():
    kimberley = make_statement(about=StatementAbout.KIMBERLEY)
    (why,) = claim("conflict_free", [proven(statement=kimberley)]).why
    assert why.endswith("the Kimberley Process covers rough only and says nothing of a cut stone.")


def test_a_statement_of_another_supplier_or_about_metal_backs_nothing():
    other = proven(supplier=make_supplier("Another dealer"))
    metal = proven(statement=make_statement(about=StatementAbout.RECYCLED_SCS, percent=100))
    whys = claim("conflict_free", [other, metal]).why
    assert [why.split(": ")[1] for why in whys] == [
        "its statement is another supplier's.",
        "its statement is about metal.",
    ]


def test_the_statement_counts_that_was_in_force_at_the_invoice_even_when_it_has_expired_since():
    statement = make_statement(dated=date(2025, 1, 1), valid_until=date(2025, 12, 31))
    bought = proven(statement=statement, invoice_date=date(2025, 12, 31))
    late = proven(statement=statement, invoice_date=date(2026, 1, 1))
    assert claim("conflict_free", [bought]).holds
    assert not claim("conflict_free", [late]).holds


def test_a_clients_own_stone_is_left_out_and_the_words_say_so():
    found = claim("conflict_free", [proven(), own_stone()])
    assert (found.holds, found.wording) == (True, WORDS + OWN)


@pytest.mark.parametrize("stones", [0, 1])
def test_without_a_stone_of_ours_nothing_is_claimed(stones):
    found = claim("conflict_free", [own_stone() for _ in range(stones)])
    assert (found.holds, found.why) == (False, ("There is no stone of the atelier's in it.",))


def test_a_stone_on_memo_backs_nothing_until_it_is_bought():
    memo = proven(title=Title.MEMO, memo=make_memo())
    assert claim("conflict_free", [memo]).why == ("1.52 ct emerald: on memo, not bought.",)


def test_recycled_metal_names_its_least_share_and_its_scheme():
    lots = [make_lot(percent=D("100")), make_lot(percent=D("87"))]
    found = claim("recycled", lots=lots)
    assert (found.holds, found.wording) == (
        True,
        "At least 87 % recycled gold, RJC Chain of Custody.",
    )


def test_two_metals_and_two_schemes_are_both_named():
    scs = {"about": StatementAbout.RECYCLED_SCS, "percent": D("92.5")}
    lots = [make_lot(percent=D("95")), make_lot(alloy="PT950-RU", **scs)]
    assert claim("recycled", lots=lots).wording == (
        "At least 92.5 % recycled gold and platinum, RJC Chain of Custody and SCS Recycled Content."
    )


def test_no_lot_no_claim():
    found = claim("recycled")
    assert (found.holds, found.wording, found.why) == (False, "", ("No metal lot is named.",))


def test_one_lot_without_proof_undoes_the_claim():
    good, bare = make_lot(number="L-1"), make_lot(number="L-2")
    MetalLot.objects.filter(pk=bare.pk).update(statement=None)
    bare.refresh_from_db()
    found = claim("recycled", lots=[good, bare])
    assert (found.holds, found.why) == (False, ("Lot L-2: no statement of recycled content.",))


@pytest.mark.parametrize(
    ("received_on", "holds"),
    [(date(2026, 1, 1), True), (date(2026, 12, 31), True), (date(2025, 12, 31), False)],
)
def test_a_lot_needs_a_statement_in_force_when_it_came(received_on, holds):
    lot = make_lot(number="L-1", received_on=received_on)
    assert claim("recycled", lots=[lot], day=date(2027, 6, 1)).holds is holds


def test_a_lots_statement_is_its_own_suppliers_and_about_recycling():
    other = make_lot(number="L-1", supplier=make_supplier("Another refiner"))
    stones = make_lot(number="L-2")
    stones.statement = make_statement(supplier=stones.supplier)
    later = make_lot(number="L-3", received_on=date(2026, 12, 1))
    assert claim("recycled", lots=[other, stones, later]).why == (
        "Lot L-1: its statement is another supplier's.",
        "Lot L-2: no statement of recycled content.",
        "Lot L-3: received later than today.",
    )


def test_a_gia_report_is_named_and_nothing_is_certified():
    stone = proven(carats=D("1.52"))
    make_report(stone, number="2141438171", carats=D("1.53"))
    found = claim("gia_report", [stone])
    assert (found.holds, found.wording) == (True, "GIA report 2141438171 for the emerald.")


def test_a_report_that_contradicts_its_stone_proves_nothing():
    stone = proven(carats=D("1.52"))
    make_report(stone, number="2141438171", carats=D("1.54"))
    found = claim("gia_report", [stone])
    assert found.why == (
        "GIA report 2141438171: The weight differs: 1.54 ct on the report, 1.52 ct here.",
    )
    assert not found.holds


def test_another_laboratorys_report_is_no_gia_report():
    stone = proven()
    make_report(stone, laboratory="SSEF")
    assert claim("gia_report", [stone]).why == ("No stone in it has a GIA report.",)


def test_only_what_holds_reaches_a_client_and_in_honest_words():
    stone = proven()
    make_report(stone)
    words = [each.wording for each in holding(claims_of(stones=[stone], lots=[], day=DAY))]
    assert len(words) == 2
    forbidden = ("eco", "certified", "green", "sustainable", "ethical", "handmade")
    assert not [word for word in forbidden if word in " ".join(words).lower()]


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_stones_and_lots_costs_three_queries(count, django_assert_num_queries):
    for _ in range(count):
        make_report(proven())
        make_lot()
    with django_assert_num_queries(3):
        found = claims_of(
            stones=Stone.objects.with_evidence(), lots=MetalLot.objects.with_evidence(), day=DAY
        )
    assert all(each.holds for each in found)


def test_what_one_stone_lacks_is_said_in_one_line():
    (why,) = claim("conflict_free", [make_stone("emerald", carats=D("1.52"))]).why
    assert why == (
        "1.52 ct emerald: no supplier; no invoice number; no date of the invoice; "
        "no warranty statement."
    )
