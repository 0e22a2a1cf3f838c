"""A centre diamond of ours is neither agreed nor made before its GIA report is there."""

from decimal import Decimal

import pytest

from atelier.journal.refusals import WrongState
from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import make_report, make_stone
from atelier.people.tests.factories import client_actor, staff_actor
from orders.actions.stones import waive_report
from orders.models import CommissionStone
from orders.policies.quotes import check_approve
from orders.tests.factories import make_sent_quote
from orders.totals import option_total
from production.policies import blocks_of
from production.tests.factories import make_approved_commission

pytestmark = pytest.mark.django_db
UNREPORTED = [
    {},
    {"laboratory": "IGI"},
    # It is of another stone: a report holds within 0.01 ct.
    {"laboratory": "GIA", "carats": Decimal("1.02"), "printed": Decimal("1.04")},
]
REPORTED = {"laboratory": "gia"}


def mean(commission, variety="diamond", place="centre", laboratory="", printed=None, **fields):
    stone = make_stone(variety, "round", **fields)
    CommissionStone.objects.create(commission=commission, place=place, stone=stone)
    if laboratory:
        make_report(stone, laboratory=laboratory, carats=printed)


def approve(quote):
    option = quote.options.first()
    by = client_actor(quote.commission.client)
    total = option_total(option).total
    check_approve(option, version=option.quote.version, total=total, by=by)


@pytest.mark.parametrize("report", UNREPORTED)
def test_without_a_gia_report_it_is_neither_agreed_nor_made(report):
    quote, commission = make_sent_quote(), make_approved_commission()
    mean(quote.commission, **report)
    mean(commission, **report)
    with pytest.raises(WrongState, match="waiting for the GIA report"):
        approve(quote)
    assert blocks_of(commission) == ["The centre diamond has no GIA report yet."]


@pytest.mark.parametrize(
    "stone",
    [
        REPORTED,
        REPORTED | {"carats": Decimal("1.02"), "printed": Decimal("1.01")},
        {"variety": "sapphire"},
        {"place": "halo"},
    ],
    ids=["gia", "weighed", "other", "halo"],
)
def test_with_one_or_where_none_is_asked_both_go_on(stone):
    quote, commission = make_sent_quote(), make_approved_commission()
    mean(quote.commission, **stone)
    mean(commission, **stone)
    approve(quote)
    assert blocks_of(commission) == []


def test_the_clients_own_diamond_needs_one_or_a_waiver():
    commission = make_approved_commission()
    mean(commission, title=Title.CLIENT, owner=commission.client)
    assert blocks_of(commission) == ["The centre diamond has no GIA report yet."]
    stone = commission.stones.get().stone
    waive_report(commission=commission, stone=stone, because="An heirloom", by=staff_actor())
    assert blocks_of(commission) == []
