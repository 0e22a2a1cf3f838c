"""Offers: prepared, sent, seen, declined, approved and expired, one at a time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from atelier.house.models import House
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.people.codes import WrongCode
from atelier.people.tests.factories import client_actor, make_client, staff_actor
from orders.actions.quotes import (
    copy_option,
    decline_quote,
    send_quote,
    start_quote,
    view_quote,
)
from orders.freezing import canonical, sha256_of
from orders.models import Approval, Commission, Quote, QuoteOption
from orders.policies.quotes import today
from orders.statuses import CommissionStatus, QuoteStatus
from orders.tasks import expire_quotes
from orders.tests.factories import (
    approve,
    mailed_code,
    make_approved,
    make_commission,
    make_draft,
    make_option,
    make_sent_quote,
)
from orders.totals import option_total

pytestmark = pytest.mark.django_db


def status_of(quote: Quote) -> tuple[str, str]:
    fresh = Quote.objects.select_related("commission").get(pk=quote.pk)
    return fresh.status, fresh.commission.status


def test_a_draft_starts_on_the_terms_of_the_house() -> None:
    House.current()
    House.objects.update(currency="EUR", tax_name="VAT", tax_rate="20", metal_move_percent=4)
    quote = start_quote(commission=make_commission(), by=staff_actor())
    assert (quote.number, quote.currency, quote.tax_name) == (1, "EUR", "VAT")
    assert (quote.tax_rate, quote.metal_move_percent) == (Decimal("20"), 4)
    assert status_of(quote) == (QuoteStatus.DRAFT, CommissionStatus.QUOTING)


def test_starting_again_returns_the_draft() -> None:
    commission = make_commission()
    first = start_quote(commission=commission, by=staff_actor())
    assert start_quote(commission=commission, by=staff_actor()) == first
    assert commission.quotes.count() == 1


def test_only_the_house_starts_and_sends() -> None:
    commission = make_commission()
    by = client_actor(commission.client)
    with pytest.raises(NotAllowed):
        start_quote(commission=commission, by=by)
    with pytest.raises(NotAllowed):
        send_quote(quote=make_draft(commission), by=by)


def test_no_offer_once_it_is_approved() -> None:
    approval = make_approved()
    with pytest.raises(WrongState):
        start_quote(commission=approval.commission, by=staff_actor())


@pytest.mark.parametrize("options", [0, 1, 5])
def test_two_to_four_options(options: int) -> None:
    quote = make_draft(options=options)
    with pytest.raises(Refusal, match="two to four"):
        send_quote(quote=quote, by=staff_actor())


def test_each_option_has_a_trade_off_and_prices() -> None:
    quote = make_draft()
    option = quote.options.get(position=1)
    QuoteOption.objects.filter(pk=option.pk).update(trade_off=" ")
    with pytest.raises(Refusal, match="trade-off"):
        send_quote(quote=quote, by=staff_actor())
    QuoteOption.objects.filter(pk=option.pk).update(trade_off="Softer, and warmer.")
    option.lines.all().delete()
    with pytest.raises(Refusal, match="no prices"):
        send_quote(quote=quote, by=staff_actor())


def test_sending_dates_it_and_mails_the_client_once() -> None:
    quote = make_sent_quote()
    assert status_of(quote) == (QuoteStatus.SENT, CommissionStatus.QUOTED)
    assert quote.valid_until == today() + timedelta(days=14)
    send_quote(quote=quote, by=staff_actor())
    mail = OutgoingMessage.objects.get(kind="quote.sent")
    assert mail.to == quote.commission.contact_email
    assert mail.subject == "Your options are ready to compare"
    assert Event.objects.filter(kind="quote.sent").count() == 1


def test_a_surprise_is_mailed_without_a_word_about_it() -> None:
    quote = make_sent_quote(make_commission(is_surprise=True))
    mail = OutgoingMessage.objects.get(kind="quote.sent")
    assert (mail.subject, mail.sender_name) == ("A note for you", "A")
    told = (mail.subject + mail.text + mail.html).lower()
    assert not [word for word in ("option", "ring", "atelier", "price") if word in told]
    assert str(quote.commission.public_id) in mail.text


def test_a_new_version_carries_the_options_and_replaces_the_old_one() -> None:
    old = make_sent_quote()
    new = start_quote(commission=old.commission, by=staff_actor())
    assert status_of(old) == (QuoteStatus.SENT, CommissionStatus.QUOTING)
    assert [option_total(each).total for each in new.options.all()] == [
        option_total(each).total for each in old.options.all()
    ]
    send_quote(quote=new, by=staff_actor())
    assert status_of(old) == (QuoteStatus.SUPERSEDED, CommissionStatus.QUOTED)
    assert status_of(new) == (QuoteStatus.SENT, CommissionStatus.QUOTED)


def test_while_a_new_version_is_written_the_old_one_cannot_be_approved() -> None:
    old = make_sent_quote()
    start_quote(commission=old.commission, by=staff_actor())
    with pytest.raises(WrongState):
        approve(old.options.get(position=1), code="123456")


def test_copying_an_option_copies_its_lines_to_the_end() -> None:
    quote = make_draft()
    first = quote.options.get(position=1)
    copied = copy_option(option=first, by=staff_actor())
    assert copied.position == 3
    assert option_total(copied).total == option_total(first).total
    copy_option(option=first, by=staff_actor())
    with pytest.raises(Refusal, match="at most four"):
        copy_option(option=first, by=staff_actor())


def test_looking_is_noted_once_and_changes_no_version() -> None:
    quote = make_sent_quote()
    by = client_actor(quote.commission.client)
    for _ in range(2):
        view_quote(quote=quote, by=by)
    seen = Quote.objects.get(pk=quote.pk)
    assert (seen.status, seen.version) == (QuoteStatus.VIEWED, quote.version)
    assert seen.viewed_at is not None
    assert Event.objects.filter(kind="quote.viewed").count() == 1
    with pytest.raises(NotAllowed):
        view_quote(quote=quote, by=client_actor(make_client()))


def test_declining_gives_it_back_to_the_house() -> None:
    quote = make_sent_quote()
    by = client_actor(quote.commission.client)
    with pytest.raises(Refusal, match="word or two"):
        decline_quote(quote=quote, reason=" ", by=by)
    for _ in range(2):
        decline_quote(quote=quote, reason="Too yellow", by=by)
    assert status_of(quote) == (QuoteStatus.DECLINED, CommissionStatus.QUOTING)
    assert Quote.objects.get(pk=quote.pk).decline_reason == "Too yellow"
    assert OutgoingMessage.objects.filter(kind="quote.declined").count() == 1


def test_approving_freezes_what_was_shown() -> None:
    quote = make_sent_quote()
    option = quote.options.get(position=2)
    approval = approve(option, signed_name=" Ada Client ")
    assert status_of(quote) == (QuoteStatus.APPROVED, CommissionStatus.APPROVED)
    # 4.2 × 118.50 = 497.70, + 3,200.00 = 3,697.70, + 8.875 % = 328.17
    assert approval.total == Decimal("4025.87")
    stored = Approval.objects.get(pk=approval.pk)
    assert stored.frozen["price"]["total"] == "4025.87"
    assert stored.frozen["price"]["deposit"] == "2012.94"
    assert stored.frozen["price"]["deposit_percent"] == "50"
    assert stored.frozen["option"]["metal"]["name"] == "18k yellow gold"
    assert stored.frozen["pieces"][0]["size"] == {
        "diameter_mm": "17.32",
        "system": "us",
        "label": "7",
    }
    assert stored.sha256 == sha256_of(stored.frozen)
    assert (stored.signed_name, stored.address) == ("Ada Client", "203.0.113.7")
    assert "77.77" not in str(stored.frozen)


def test_approving_promises_a_range_from_the_weeks() -> None:
    commission = make_approved().commission
    fresh = Commission.objects.get(pk=commission.pk)
    assert fresh.promised_from == today() + timedelta(weeks=4)
    assert fresh.promised_to == today() + timedelta(weeks=6)


def test_approving_twice_is_one_approval() -> None:
    quote = make_sent_quote()
    option = quote.options.get(position=1)
    by = client_actor(quote.commission.client)
    code = mailed_code(option, by=by)
    first = approve(option, code=code)
    assert approve(option, code=code) == first
    assert Approval.objects.count() == 1
    assert OutgoingMessage.objects.filter(kind="quote.approved").count() == 2


def test_a_changed_price_is_a_conflict_with_the_new_one() -> None:
    quote = make_sent_quote()
    option = quote.options.get(position=1)
    with pytest.raises(Conflict) as refused:
        approve(option, total=Decimal("4025.86"), code="123456")
    assert refused.value.details["total"] == "4025.87"
    with pytest.raises(Conflict):
        approve(option, version=quote.version + 1, code="123456")
    assert status_of(quote) == (QuoteStatus.SENT, CommissionStatus.QUOTED)


def test_a_code_confirms_only_the_option_it_was_sent_for() -> None:
    quote = make_sent_quote()
    first, second = quote.options.all()
    code = mailed_code(first, by=client_actor(quote.commission.client))
    with pytest.raises(WrongCode):
        approve(second, code=code)
    assert not Approval.objects.exists()


def test_nobody_but_the_client_approves() -> None:
    quote = make_sent_quote()
    for by in (staff_actor(), client_actor(make_client())):
        with pytest.raises(NotAllowed):
            approve(quote.options.get(position=1), by=by, code="123456")


def test_valid_to_the_end_of_the_last_day_where_the_house_stands() -> None:
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        quote = make_sent_quote()
    assert quote.valid_until == date(2026, 3, 15)
    # Half past eleven in the evening of the 15th in New York, then half past midnight.
    with time_machine.travel("2026-03-16T03:30:00Z", tick=False):
        assert expire_quotes() == 0
    with time_machine.travel("2026-03-16T04:30:00Z", tick=False):
        with pytest.raises(WrongState, match="expired"):
            approve(quote.options.get(position=1), code="123456")
        assert expire_quotes() == 1


def test_expiring_closes_what_is_over_and_nothing_else() -> None:
    over, open_ = make_sent_quote(), make_sent_quote()
    Quote.objects.filter(pk=over.pk).update(valid_until=today() - timedelta(days=1))
    assert expire_quotes() == 1
    assert expire_quotes() == 0
    assert status_of(over) == (QuoteStatus.EXPIRED, CommissionStatus.QUOTING)
    assert status_of(open_) == (QuoteStatus.SENT, CommissionStatus.QUOTED)
    assert OutgoingMessage.objects.filter(kind="quote.expired").count() == 2


def test_the_same_option_has_the_same_hash() -> None:
    option = make_option(make_draft(options=0))
    once, again = (QuoteOption.objects.get(pk=option.pk) for _ in range(2))
    assert canonical(once)[1] == canonical(again)[1]


def test_a_stone_without_a_word_on_treatment_is_not_determined() -> None:
    option = make_option(make_draft(options=0), treatment="")
    assert canonical(option)[0]["option"]["treatment"] == "Treatment not determined"
