"""Every event of an offer in every state: what the table allows happens, nothing else does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from atelier.journal.models import Event
from atelier.journal.refusals import WrongState
from atelier.people.tests.factories import client_actor, staff_actor
from orders.actions.expiry import expire_quote
from orders.actions.quotes import decline_quote, send_quote, view_quote
from orders.models import Commission, Quote, QuoteOption
from orders.moves import supersede_offers
from orders.policies.quotes import today
from orders.statuses import QUOTES, CommissionStatus, QuoteStatus
from orders.tests.factories import approve, make_draft

pytestmark = pytest.mark.django_db
_S = QuoteStatus
EVENTS = ("send", "view", "approve", "decline", "expire", "supersede")
PAIRS = [(event, status) for event in EVENTS for status in QuoteStatus]


def quote_in(status: str) -> Quote:
    """An offer of two options in a state, its commission where it would be."""
    quote = make_draft()
    sent = status != QuoteStatus.DRAFT
    Quote.objects.filter(pk=quote.pk).update(
        status=status,
        sent_at=timezone.now() if sent else None,
        valid_until=today() + timedelta(days=3) if sent else None,
    )
    stands = {
        _S.DRAFT: CommissionStatus.QUOTING,
        _S.SENT: CommissionStatus.QUOTED,
        _S.VIEWED: CommissionStatus.QUOTED,
        _S.APPROVED: CommissionStatus.APPROVED,
    }.get(QuoteStatus(status), CommissionStatus.QUOTING)
    Commission.objects.filter(pk=quote.commission_id).update(status=stands)
    return Quote.objects.select_related("commission__client__user").get(pk=quote.pk)


def do(event: str, quote: Quote) -> Any:
    """Let the one whose event it is do it."""
    client = client_actor(quote.commission.client)
    acts: dict[str, Callable[[], Any]] = {
        "send": lambda: send_quote(quote=quote, by=staff_actor()),
        "view": lambda: view_quote(quote=quote, by=client),
        "approve": lambda: approve(QuoteOption.objects.get(quote=quote, position=1)),
        "decline": lambda: decline_quote(quote=quote, reason="Paler", by=client),
        "expire": lambda: _after_its_last_day(quote),
        "supersede": lambda: supersede_offers(quote.commission, by=staff_actor()),
    }
    return acts[event]()


def _after_its_last_day(quote: Quote) -> bool:
    if quote.valid_until:
        Quote.objects.filter(pk=quote.pk).update(valid_until=today() - timedelta(days=1))
    return expire_quote(quote=quote, by=staff_actor())


# A repeat, a look too many, or a sweep over what is closed: nothing happens and nobody is told off.
QUIET = {
    ("send", _S.SENT),
    ("send", _S.VIEWED),
    ("decline", _S.DECLINED),
    *(("view", status) for status in _S if status != _S.SENT),
    *(("expire", status) for status in _S if status not in (_S.SENT, _S.VIEWED)),
    *(("supersede", s) for s in (_S.APPROVED, _S.EXPIRED, _S.DECLINED, _S.SUPERSEDED)),
}


@pytest.mark.parametrize(("event", "status"), PAIRS)
def test_an_event_does_what_the_table_says_and_nothing_else(event: str, status: str) -> None:
    quote = quote_in(status)
    told = Event.objects.count()
    expected = status
    if (event, status) in QUIET:
        do(event, quote)
    elif QUOTES.allows(event, status):
        do(event, quote)
        expected = QUOTES.after(event, status)
    else:
        with pytest.raises(WrongState):
            do(event, quote)
    assert Quote.objects.get(pk=quote.pk).status == expected
    assert (Event.objects.count() > told) == (expected != status)


def test_the_table_names_these_events_and_no_others() -> None:
    assert {event for event, _ in QUOTES.moves} == set(EVENTS)
