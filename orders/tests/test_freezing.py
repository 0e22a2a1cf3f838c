"""What was agreed never changes, whatever else does; and nothing of the house's own is in it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier.house.models import House
from atelier.journal.refusals import Refusal
from atelier.materials.models import Alloy, LaboratoryReport, MetalPrice, Service, Setting, Stone
from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import make_report, make_stone
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from atelier.pictures.models import Picture
from orders.actions.quotes import send_quote
from orders.actions.stones import offer_stone, waive_report
from orders.cautions import cautions_of_option
from orders.documents.agreement import agreement_words
from orders.figures import Figures
from orders.freezing import canonical, sha256_of
from orders.lines import stone_line
from orders.models import (
    Approval,
    CommissionStone,
    Piece,
    Quote,
    QuoteLine,
    QuoteOption,
    ReportWaiver,
)
from orders.tests.factories import approve, make_commission, make_draft
from orders.tests.test_metal_moves import make_priced_draft

pytestmark = pytest.mark.django_db


def make_rich_approval() -> Approval:
    """An approval with priced metal and a GIA-reported diamond, on everything it is made of."""
    quote = make_priced_draft()
    diamond = make_stone(
        "diamond",
        "round",
        growth="natural",
        carats=Decimal("1.010"),
        cost_per_carat=Decimal("4000.7"),
    )
    make_report(diamond)
    for option in quote.options.all():
        option.lines.filter(kind="stone").delete()
        stone_line(diamond, Figures.today()).written(option, 9).save()
        offer_stone(option=option, stone=diamond, by=staff_actor())
    send_quote(quote=Quote.objects.get(pk=quote.pk), by=staff_actor())
    return approve(QuoteOption.objects.get(quote=quote, position=1))


# Each thing an approved offer was made of, changed as an administrator or a bug might.
EDITS: dict[str, Callable[[], Any]] = {
    "alloy": lambda: Alloy.objects.update(
        name="Brass", density=Decimal("8.5"), fineness=1, stamp="X"
    ),
    "house terms, tax and currency": lambda: House.objects.update(
        terms="Other", tax_name="VAT", tax_rate=20, currency="EUR", name="Another", labour_rate=1
    ),
    "stone": lambda: Stone.objects.update(
        treatment="fracture_filled", carats=Decimal("0.5"), colour="brown", growth="lab"
    ),
    "report": lambda: LaboratoryReport.objects.update(number="0", laboratory="XYZ"),
    "size": lambda: Piece.objects.update(
        ring_diameter=Decimal("20"), ring_size_label="12", engraving="Another"
    ),
    "metal price": lambda: MetalPrice.objects.update(per_ozt=Decimal(1)),
    "setting": lambda: Setting.objects.update(name="Glue", minutes=1),
    "service": lambda: Service.objects.update(price=1),
    "picture": lambda: Picture.objects.update(sha256="0" * 64),
    "promises": lambda: CommissionStone.objects.update(place="side"),
    "the day it is valid until": lambda: Quote.objects.update(valid_until="2031-01-01"),
    "introduction": lambda: Quote.objects.update(introduction="Other words"),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_was_agreed_stays_as_it_was(what: str) -> None:
    before = make_rich_approval()
    frozen, sha256, paper = before.frozen, before.sha256, _paper(before)
    EDITS[what]()
    after = Approval.objects.get(pk=before.pk)
    assert (after.frozen, after.sha256) == (frozen, sha256)
    assert sha256_of(after.frozen) == sha256
    assert _paper(after) == paper


def _paper(approval: Approval) -> dict[str, Any]:
    """The words of the agreement's PDF, without the letterhead: that is the house's of today."""
    words = agreement_words(Approval.objects.get(pk=approval.pk))
    return {name: value for name, value in words.items() if name != "house"}


REFUSED = (
    "UPDATE orders_quoteline SET unit_price = 1",
    "UPDATE orders_quoteline SET basis = '{}'",
    "DELETE FROM orders_quoteline",
    "UPDATE orders_quoteoption SET title = 'Another'",
    "DELETE FROM orders_optionstone",
    "UPDATE orders_optionstone SET place = 'side'",
    "UPDATE orders_quote SET tax_rate = 0",
    "UPDATE orders_quote SET schedule = '[]'",
    "UPDATE orders_approval SET total = 1",
    "DELETE FROM orders_approval",
    "INSERT INTO orders_quoteline (option_id, position, kind, description, quantity, unit,"
    " unit_price, basis) SELECT id, 9, 'discount', 'A gift', 1, '', -99, '{}'"
    " FROM orders_quoteoption",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_postgres_refuses_to_change_an_offer_that_left_the_house(statement: str) -> None:
    approval = make_rich_approval()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert canonical(approval.option)[0]["price"] == approval.frozen["price"]


def test_a_draft_is_still_the_houses_to_write() -> None:
    quote = make_priced_draft()
    QuoteLine.objects.filter(option__quote=quote).update(unit_price=Decimal("1.00"))
    quote.options.get(position=2).delete()
    Quote.objects.filter(pk=quote.pk).update(tax_rate=Decimal("20"))
    assert quote.options.count() == 1


def test_cost_margin_and_basis_are_no_part_of_it() -> None:
    approval = make_rich_approval()
    told = str(approval.frozen)
    line = approval.option.lines.get(kind="stone")
    assert line.unit_cost == Decimal("4000.7")
    for own in ("4000.7", "unit_cost", "basis", "by_hand", "markup", "premium"):
        assert own not in told


def test_every_part_of_an_agreement_is_there() -> None:
    frozen = make_rich_approval().frozen
    [stone] = frozen["stones"]
    assert stone["description"] == "diamond, treatment not determined"
    assert (stone["laboratory"], stone["place"]) == ("GIA", "centre")
    assert stone["treatment"] == "Treatment not determined"
    assert frozen["tolerances"] == [
        "Metal weight within 10 % of the estimate",
        "Ring size within an eighth of a US size",
    ]
    shares = [Decimal(part["amount"]) for part in frozen["price"]["schedule"]]
    assert sum(shares) == Decimal(frozen["price"]["total"])
    assert frozen["claims"] == [
        {"code": "gia_report", "wording": f"GIA report {stone['report_number']} for the diamond."}
    ]
    assert set(frozen) == {
        "claims",
        "commission",
        "drawings",
        "option",
        "pieces",
        "price",
        "quote",
        "revision",
        "stones",
        "terms",
        "timeline",
        "tolerances",
        "warnings",
    }


def test_the_warnings_are_ticked_before_and_frozen_with_it() -> None:
    quote = make_priced_draft()
    option = quote.options.get(position=1)
    emerald = make_stone("emerald", "emerald", growth="natural", treatment="oil_minor")
    offer_stone(option=option, stone=emerald, by=staff_actor())
    send_quote(quote=Quote.objects.get(pk=quote.pk), by=staff_actor())
    option = QuoteOption.objects.get(pk=option.pk)
    with pytest.raises(Refusal, match="tick it before you approve"):
        approve(option, code="123456", acknowledged={"daily-emerald"})
    approval = approve(option)
    assert [each["code"] for each in approval.frozen["warnings"]] == [
        caution.code for caution in cautions_of_option(option)
    ]
    assert "scratches" in str(approval.frozen["warnings"])


def with_own_diamond() -> QuoteOption:
    """A sent option around the client's own diamond, which no laboratory has seen."""
    quote = make_priced_draft()
    option = quote.options.get(position=1)
    own = make_stone(
        "diamond", "round", title=Title.CLIENT, owner=quote.commission.client, carats=Decimal(1)
    )
    offer_stone(option=option, stone=own, by=staff_actor())
    send_quote(quote=Quote.objects.get(pk=quote.pk), by=staff_actor())
    return QuoteOption.objects.get(pk=option.pk)


def test_a_centre_diamond_waits_for_its_report_or_for_a_waiver() -> None:
    option = with_own_diamond()
    commission, own = option.quote.commission, option.stones.get().stone
    with pytest.raises(Refusal, match="GIA report"):
        approve(option, code="123456")
    for _ in range(2):
        waive_report(
            commission=commission, stone=own, because="Her grandmother's", by=staff_actor()
        )
    assert ReportWaiver.objects.get().because == "Her grandmother's"
    [stone] = approve(option).frozen["stones"]
    assert stone["report_waived"] == "Her grandmother's"


def test_only_the_house_waives_and_only_for_the_clients_own() -> None:
    commission = make_commission()
    ours = make_stone("diamond", "round")
    own = make_stone("diamond", "round", title=Title.CLIENT, owner=commission.client)
    theirs = make_stone("diamond", "round", title=Title.CLIENT, owner=make_client())
    for stone, because, by in (
        (ours, "No", staff_actor()),
        (theirs, "No", staff_actor()),
        (own, " ", staff_actor()),
        (own, "Please", client_actor(commission.client)),
    ):
        with pytest.raises(Refusal):
            waive_report(commission=commission, stone=stone, because=because, by=by)
    assert not ReportWaiver.objects.exists()


amounts = st.decimals(min_value=0, max_value=99999, places=2)
quantities = st.decimals(min_value=0, max_value=999, places=3)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(quantities, amounts), min_size=1, max_size=12))
def test_the_lines_make_the_total_to_the_cent(db: None, lines: list[tuple[Any, Any]]) -> None:
    with transaction.atomic():
        quote = make_bare_draft()
        option = quote.options.get()
        for quantity, price in lines:
            QuoteLine.objects.create(
                option=option, kind="making", description="x", quantity=quantity, unit_price=price
            )
        price = canonical(option)[0]["price"]
        assert sum(Decimal(line["amount"]) for line in price["lines"]) == Decimal(price["subtotal"])
        assert Decimal(price["subtotal"]) + Decimal(price["tax"]) == Decimal(price["total"])
        parts = [Decimal(part["amount"]) for part in price["schedule"]]
        assert sum(parts) == Decimal(price["total"])
        transaction.set_rollback(True)


def make_bare_draft() -> Quote:
    """A draft with one option that has no line yet."""
    quote = make_draft(options=1)
    QuoteLine.objects.filter(option__quote=quote).delete()
    return quote
