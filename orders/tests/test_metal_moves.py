"""A metal that moves before the approval: the version closes, and is issued again at one press."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import NotAllowed, WrongState
from atelier.materials.models import Alloy, Metal, MetalPrice
from atelier.materials.tests.factories import load_materials
from atelier.people.tests.factories import client_actor, staff_actor
from orders.actions.expiry import close_moved_quote
from orders.actions.options import write_introduction, write_option
from orders.actions.quotes import send_quote
from orders.actions.reissuing import reissue_quote, reprice_metal
from orders.by_hand import changed_by_hand
from orders.figures import Figures
from orders.lines import metal_line
from orders.models import Approval, Commission, Quote, QuoteLine, QuoteOption
from orders.models.quotes import ClosedBecause
from orders.policies.metal import MetalMoved, moved_metals
from orders.statuses import CommissionStatus, QuoteStatus
from orders.tasks import check_metal, expire_quotes
from orders.tests.factories import approve, make_draft

pytestmark = pytest.mark.django_db


def gold_at(per_ozt: str) -> MetalPrice:
    """Write a new price of gold, in force at once."""
    return MetalPrice.objects.create(
        metal=Metal.objects.get(code="XAU"),
        per_ozt=Decimal(per_ozt),
        currency="USD",
        at=timezone.now(),
        source="Test",
    )


def make_priced_draft(per_ozt: str = "2000") -> Quote:
    """A draft of two options, each with 5 g of 18k yellow gold at a price of gold."""
    load_materials()
    gold_at(per_ozt)
    quote = make_draft()
    line = metal_line(Alloy.objects.get(code="18KY"), Decimal("5.000"), Figures.today())
    for option in quote.options.all():
        option.lines.filter(kind="metal").delete()
        line.written(option, 0).save()
    return quote


def make_priced_quote(per_ozt: str = "2000") -> Quote:
    return send_quote(quote=make_priced_draft(per_ozt), by=staff_actor())


def metal_prices(quote: Quote) -> list[Decimal]:
    lines = QuoteLine.objects.filter(option__quote=quote, kind="metal")
    return list(lines.order_by("pk").values_list("unit_price", flat=True))


@pytest.mark.parametrize(
    ("now", "moved"),
    [("2100.00", []), ("2100.02", ["5"]), ("1900.00", []), ("1876.00", ["6.2"])],
)
def test_more_than_the_limit_up_or_down_is_a_move(now: str, moved: list[str]) -> None:
    quote = make_priced_quote()
    gold_at(now)
    said = [str(move) for move in moved_metals(quote)]
    assert said == [f"Gold has moved {percent} %" for percent in moved]


def test_the_limit_is_the_quotes_own() -> None:
    quote = make_priced_quote()
    Quote.objects.filter(pk=quote.pk).update(metal_move_percent=Decimal("3"))
    gold_at("2070")
    [move] = moved_metals(Quote.objects.get(pk=quote.pk))
    assert (move.then, move.now, move.percent) == (2000, 2070, Decimal("3.5"))


def test_grams_that_were_priced_by_hand_move_with_their_metal_too() -> None:
    load_materials()
    gold_at("2000")
    quote = make_draft()
    for option in quote.options.select_related("alloy"):
        write_option(
            quote=quote,
            version=Quote.objects.get(pk=quote.pk).version,
            words={},
            lines=[
                {"kind": "metal", "description": "Gold", "quantity": Decimal("4.2"), "unit": "g"}
                | {"unit_price": Decimal("118.50")},
                # Another metal, as a whole, is nobody's to guess.
                {"kind": "metal", "description": "A platinum head", "unit_price": Decimal("400")},
            ],
            by=staff_actor(),
            option=option,
        )
    send_quote(quote=Quote.objects.get(pk=quote.pk), by=staff_actor())
    gold_at("2200")
    quote = Quote.objects.get(pk=quote.pk)
    assert [str(move) for move in moved_metals(quote)] == ["Gold has moved 10 %"]
    begun = reissue_quote(quote=quote, by=staff_actor())
    assert metal_prices(begun) == [Decimal("130.35"), Decimal("400.00")] * 2


def test_a_price_dated_ahead_moves_nothing_yet() -> None:
    quote = make_priced_quote()
    price = gold_at("3000")
    MetalPrice.objects.filter(pk=price.pk).update(at=timezone.now() + timedelta(days=1))
    assert moved_metals(quote) == []


def test_an_answer_after_the_move_is_refused_and_the_version_closes() -> None:
    quote = make_priced_quote()
    gold_at("2124")
    with pytest.raises(MetalMoved, match=r"Gold has moved 6.2 % since we priced this\."):
        approve(QuoteOption.objects.get(quote=quote, position=1), code="123456")
    closed = Quote.objects.select_related("commission").get(pk=quote.pk)
    assert (closed.status, closed.closed_because) == (QuoteStatus.EXPIRED, ClosedBecause.METAL)
    assert closed.commission.status == CommissionStatus.QUOTING
    assert not Approval.objects.exists()
    to_client, to_house = OutgoingMessage.objects.filter(kind="quote.metal_moved").order_by("text")
    told = {to_client.subject, to_house.subject}
    reference = quote.commission.reference
    assert told == {"We are pricing your options again", f"{reference}: Gold has moved 6.2 %"}


def test_beat_closes_what_moved_and_nothing_else() -> None:
    moved = make_priced_quote("2000")
    still = make_priced_quote("2090")
    gold_at("2120")
    assert check_metal() == 1
    assert check_metal() == 0
    assert Quote.objects.get(pk=moved.pk).closed_because == ClosedBecause.METAL
    assert Quote.objects.get(pk=still.pk).status == QuoteStatus.SENT
    assert OutgoingMessage.objects.filter(kind="quote.metal_moved").count() == 2


def test_what_ends_with_its_last_day_says_so() -> None:
    quote = make_priced_quote()
    yesterday = timezone.localdate() - timedelta(days=2)
    Quote.objects.filter(pk=quote.pk).update(valid_until=yesterday)
    assert expire_quotes() == 1
    assert Quote.objects.get(pk=quote.pk).closed_because == ClosedBecause.TIME


def test_what_is_approved_is_held() -> None:
    quote = make_priced_quote()
    approval = approve(QuoteOption.objects.get(quote=quote, position=1))
    gold_at("4000")
    assert check_metal() == 0
    assert not close_moved_quote(quote=quote, by=staff_actor())
    assert Approval.objects.get().frozen == approval.frozen


def test_one_press_issues_it_again_at_todays_prices() -> None:
    quote = make_priced_quote()
    # 2000 / 31.1035 × 0.75 × 1.12 = 54.01 a gram.
    assert metal_prices(quote) == [Decimal("54.01")] * 2
    gold_at("2200")
    Quote.objects.filter(pk=quote.pk).update(introduction="For your hand.")
    begun = reissue_quote(quote=quote, by=staff_actor())
    assert Quote.objects.get(pk=begun.pk).introduction == "For your hand."
    assert (begun.number, begun.status) == (2, QuoteStatus.DRAFT)
    # 2200 / 31.1035 × 0.75 × 1.12 = 59.41
    assert metal_prices(begun) == [Decimal("59.41")] * 2
    assert metal_prices(quote) == [Decimal("54.01")] * 2
    assert Quote.objects.get(pk=quote.pk).closed_because == ClosedBecause.METAL
    assert reissue_quote(quote=quote, by=staff_actor()) == begun
    send_quote(quote=begun, by=staff_actor())


def test_only_the_house_and_only_when_it_is_called_for() -> None:
    quote = make_priced_quote()
    with pytest.raises(WrongState, match="still stands"):
        reissue_quote(quote=quote, by=staff_actor())
    with pytest.raises(NotAllowed):
        reissue_quote(quote=quote, by=client_actor(quote.commission.client))
    with pytest.raises(WrongState):
        reprice_metal(quote=quote, by=staff_actor())


def test_a_price_changed_by_hand_follows_its_metal() -> None:
    quote = make_priced_draft()
    line = QuoteLine.objects.filter(option__quote=quote, kind="metal").order_by("pk")[0]
    line.basis = changed_by_hand(line.basis, was=line.unit_price, now=Decimal("50.00"))
    line.unit_price = Decimal("50.00")
    line.save()
    gold_at("2200")
    assert reprice_metal(quote=quote, by=staff_actor()) == 2
    assert metal_prices(quote) == [Decimal("55.00"), Decimal("59.41")]
    assert reprice_metal(quote=quote, by=staff_actor()) == 0
    assert Event.objects.filter(kind="quote.repriced").count() == 1


def test_a_draft_at_old_prices_is_not_sent() -> None:
    quote = make_priced_draft()
    gold_at("2200")
    with pytest.raises(MetalMoved, match="Price the metal again"):
        send_quote(quote=quote, by=staff_actor())
    reprice_metal(quote=quote, by=staff_actor())
    write_introduction(quote=quote, introduction="Again.", by=staff_actor())
    assert send_quote(quote=quote, by=staff_actor()).status == QuoteStatus.SENT


def test_the_surprise_stays_one() -> None:
    quote = make_priced_quote()
    Commission.objects.filter(pk=quote.commission_id).update(is_surprise=True)
    gold_at("2200")
    check_metal()
    told = OutgoingMessage.objects.filter(kind="quote.metal_moved")
    quiet = told.exclude(subject__contains=quote.commission.reference).get()
    assert "gold" not in (quiet.subject + quiet.text + quiet.html).lower()
