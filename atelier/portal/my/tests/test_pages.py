"""Every client page: who may open it, what it costs, and what it never shows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.journal.models import OutgoingMessage
from atelier.people.models import User
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from atelier.portal.my.moves import Move, whose_move
from orders.actions.messages import write_message
from orders.actions.quotes import start_quote
from orders.models import Approval, Commission, Quote
from orders.policies.quotes import today
from orders.statuses import CommissionStatus, QuoteStatus
from orders.tests.factories import (
    make_approved,
    make_commission,
    make_sent_quote,
)

pytestmark = pytest.mark.django_db


def owner_of(commission: Commission) -> User:
    assert commission.client is not None
    return commission.client.account


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


OPEN_PAGES = ["commission", "withdraw", "messages", "stones", "offer", "choose", "decline"]
APPROVED_PAGES = ["approval", "approval_pdf"]
POSTS = ["withdraw", "read", "seen", "another_code", "messages", "choose", "confirm", "decline"]


def address(name: str, commission: Commission) -> str:
    arguments: list[Any] = [commission.public_id]
    if name in {"offer", "choose", "confirm", "decline", "seen", "another_code"}:
        arguments.append(1)
    if name in {"choose", "confirm", "another_code"}:
        arguments.append(1)
    return reverse(f"my:{name}", args=arguments)


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_a_page_opens_for_its_owner_alone(name: str) -> None:
    commission = make_sent_quote().commission
    where = address(name, commission)
    assert browser_of(owner_of(commission)).get(where).status_code == 200
    for stranger in (make_client().account, make_staff()):
        assert browser_of(stranger).get(where).status_code == 404
    anonymous = Browser().get(where)
    assert anonymous["Location"].startswith("/accounts/login/?next=/my/")


@pytest.mark.parametrize("name", APPROVED_PAGES)
def test_the_agreement_opens_for_its_owner_alone(name: str) -> None:
    commission = make_approved().commission
    where = address(name, commission)
    answer = browser_of(owner_of(commission)).get(where)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert browser_of(make_client().account).get(where).status_code == 404
    assert Browser().get(where).status_code == 302


@pytest.mark.parametrize("name", POSTS)
def test_a_post_to_a_foreign_commission_is_not_found(name: str) -> None:
    where = address(name, make_sent_quote().commission)
    given = {"body": "x", "reason": "x", "code": "123456", "signed_name": "Eve"}
    assert browser_of(make_client().account).post(where, given).status_code == 404


def test_a_drafted_version_cannot_be_seen() -> None:
    commission = make_commission()
    start_quote(commission=commission, by=staff_actor())
    where = address("offer", commission)
    assert browser_of(owner_of(commission)).get(where).status_code == 404


def test_unknown_things_are_not_found() -> None:
    commission = make_sent_quote().commission
    mine = browser_of(owner_of(commission))
    assert mine.get(reverse("my:commission", args=[uuid4()])).status_code == 404
    assert mine.get(reverse("my:offer", args=[commission.public_id, 9])).status_code == 404
    assert mine.get(reverse("my:choose", args=[commission.public_id, 1, 9])).status_code == 404
    picture = reverse("my:picture", args=[commission.public_id, uuid4(), 800])
    assert mine.get(picture).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_however_long(many: int) -> None:
    client = make_client()
    for _ in range(many):
        make_sent_quote(make_commission(client=client))
    mine = browser_of(client.account)
    with CaptureQueriesContext(connection) as asked:
        answer = mine.get(reverse("my:commissions"))
    assert answer.content.count(b"commission-row__words") == many
    assert len(asked) == 4


@pytest.mark.parametrize("many", [1, 3])
def test_a_commission_costs_the_same_however_much_hangs_on_it(many: int) -> None:
    quote = make_sent_quote()
    commission = quote.commission
    staff = make_staff()
    for number in range(many):
        said: dict[str, Any] = {"body": f"{number}", "author": staff, "from_client": False}
        write_message(commission=commission, by=staff_actor(), **said)
    mine = browser_of(owner_of(commission))
    with CaptureQueriesContext(connection) as asked:
        mine.get(address("commission", commission))
    assert len(asked) == 5


def test_the_cost_to_the_house_is_nowhere() -> None:
    approval = make_approved()
    waiting = make_sent_quote(make_commission(client=approval.commission.client))
    mine = browser_of(owner_of(approval.commission))
    seen = [
        mine.get(address(name, commission)).content.decode(errors="replace")
        for name, commission in (
            ("commission", approval.commission),
            ("approval", approval.commission),
            ("offer", waiting.commission),
            ("choose", waiting.commission),
        )
    ]
    assert not [page for page in seen if "77.77" in page or "unit_cost" in page]
    assert "497.70" in seen[2]


def test_looking_changes_nothing_and_the_beacon_says_it_was_seen() -> None:
    quote = make_sent_quote()
    mine = browser_of(owner_of(quote.commission))
    before = Quote.objects.values().get(pk=quote.pk)
    for name in ("commission", "offer", "choose", "messages"):
        mine.get(address(name, quote.commission))
    assert Quote.objects.values().get(pk=quote.pk) == before
    assert mine.get(address("seen", quote.commission)).status_code == 405
    assert mine.post(address("seen", quote.commission)).status_code == 204
    assert Quote.objects.get(pk=quote.pk).status == QuoteStatus.VIEWED


def signed(quote: Quote, **over: Any) -> dict[str, Any]:
    return {
        "signed_name": "Ada Client",
        "consent": "on",
        "version": quote.version,
        "total": "4025.87",
    } | over


def sign_and_read_code(mine: Browser, quote: Quote) -> str:
    answer = mine.post(address("choose", quote.commission), signed(quote))
    assert answer["Location"] == address("confirm", quote.commission)
    return str(OutgoingMessage.objects.get(kind="code.sent").secrets["code"])


def test_choose_sign_confirm() -> None:
    quote = make_sent_quote()
    mine = browser_of(owner_of(quote.commission))
    code = sign_and_read_code(mine, quote)
    wrong = mine.post(address("confirm", quote.commission), {"code": "000000"})
    assert wrong.status_code == 400
    assert "not the code we sent" in wrong.content.decode()
    answer = mine.post(address("confirm", quote.commission), {"code": code})
    assert answer["Location"] == address("approval", quote.commission)
    assert Approval.objects.get().signed_name == "Ada Client"
    assert mine.get(address("offer", quote.commission)).status_code == 302
    again = mine.post(address("confirm", quote.commission), {"code": code})
    assert again["Location"] == address("approval", quote.commission)


def test_without_name_and_consent_nothing_is_sent_and_nothing_is_lost() -> None:
    quote = make_sent_quote()
    mine = browser_of(owner_of(quote.commission))
    answer = mine.post(address("choose", quote.commission), signed(quote, consent=""))
    assert answer.status_code == 400
    assert 'value="Ada Client"' in answer.content.decode()


def test_a_price_that_changed_is_a_409_with_the_new_one() -> None:
    quote = make_sent_quote()
    mine = browser_of(owner_of(quote.commission))
    answer = mine.post(address("choose", quote.commission), signed(quote, total="4000.00"))
    assert answer.status_code == 409
    assert "$4,025.87" in answer.content.decode()


def test_a_price_that_changes_before_the_code_is_typed_is_a_409() -> None:
    quote = make_sent_quote()
    mine = browser_of(owner_of(quote.commission))
    code = sign_and_read_code(mine, quote)
    # Postgres refuses this of an offer that was sent, so it is a draft for a moment.
    Quote.objects.update(status="draft")
    quote.options.get(position=1).lines.filter(kind="stone").update(unit_price="3300.00")
    Quote.objects.update(status="sent")
    answer = mine.post(address("confirm", quote.commission), {"code": code})
    assert answer.status_code == 409
    assert "$4,134.75" in answer.content.decode()
    assert not Approval.objects.exists()


def test_closed_versions_have_calm_pages_of_their_own() -> None:
    quote = make_sent_quote()
    mine = browser_of(owner_of(quote.commission))
    where = address("offer", quote.commission)
    Quote.objects.update(valid_until=today() - timedelta(days=1))
    assert "have expired" in mine.get(where).content.decode()
    assert mine.get(address("choose", quote.commission)).status_code == 409
    Quote.objects.update(valid_until=today())
    mine.post(address("decline", quote.commission), {"reason": "Paler, please"})
    page = mine.get(where).content.decode()
    assert "You declined these options" in page
    assert "Paler, please" in page


def test_a_superseded_version_leads_to_the_newer_one() -> None:
    old = make_sent_quote()
    new = make_sent_quote(Commission.objects.get(pk=old.commission_id), options=0)
    page = browser_of(owner_of(old.commission)).get(address("offer", old.commission))
    assert "A newer version is ready" in page.content.decode()
    assert reverse("my:offer", args=[old.commission.public_id, new.number]) in page.content.decode()


def test_a_message_is_written_once_and_kept_when_refused() -> None:
    commission = make_commission()
    mine = browser_of(owner_of(commission))
    where = address("messages", commission)
    for _ in range(2):
        assert mine.post(where, {"body": "May I bring my sister?"}).status_code == 302
    assert commission.messages.count() == 1
    long = mine.post(where, {"body": "x" * 4001})
    assert long.status_code == 400
    assert "x" * 4001 in long.content.decode()


def test_the_agreement_is_a_pdf_and_holds_no_cost() -> None:
    approval = make_approved()
    where = address("approval_pdf", approval.commission)
    answer = browser_of(owner_of(approval.commission)).get(where)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7")


def test_withdrawing_asks_once_and_is_over_once_it_is_approved() -> None:
    commission = make_sent_quote().commission
    mine = browser_of(owner_of(commission))
    where = address("withdraw", commission)
    mine.get(where)
    assert Commission.objects.get(pk=commission.pk).status == CommissionStatus.QUOTED
    assert mine.post(where).status_code == 302
    assert Commission.objects.get(pk=commission.pk).status == CommissionStatus.WITHDRAWN
    approved = make_approved().commission
    refused = browser_of(owner_of(approved)).post(address("withdraw", approved))
    assert refused.status_code == 409


def test_whose_move_it_is_in_one_line() -> None:
    friday = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)
    commission = make_commission(requested_at=friday)
    assert whose_move(commission) == Move(
        who="Our move",
        sentence="We have your request and reply within one working day.",
        when="By Monday 9 March",
    )
    commission.status = CommissionStatus.QUOTED
    yours = whose_move(commission, valid_until=date(2026, 3, 20))
    assert (yours.who, yours.when, yours.is_clients) == ("Your move", "Until Friday 20 March", True)


def test_a_promise_is_a_range_and_a_broken_one_is_said() -> None:
    commission = make_commission(status=CommissionStatus.MAKING, advisor=make_staff(name="Clara"))
    commission.promised_from, commission.promised_to = date(2026, 3, 3), date(2026, 3, 17)
    with time_machine.travel("2026-03-17T20:00:00Z"):
        assert whose_move(commission).when == "Between 3 and 17 March 2026"
    with time_machine.travel("2026-03-18T20:00:00Z"):
        late = "We promised it by 17 March and are late. Clara will give you the new dates."
        assert whose_move(commission).when == late
