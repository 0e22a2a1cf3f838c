"""A client's change, from reading it to the signature, and the page of a settlement."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.journal.models import OutgoingMessage
from atelier.people.tests.factories import make_client, staff_actor
from orders.actions.cancelling import preview
from orders.actions.promises import move_promise
from orders.models import ChangeOrder, ChangeSignature, Commission
from orders.policies.sides import client_of
from orders.tests.changing import make_change, make_sent_change, make_signed_change
from orders.tests.factories import make_approved
from ownership.actions.cancelling import cancel_piece
from production.policies.tiers import tier_of

pytestmark = pytest.mark.django_db
PAGES = ["change", "change_confirm", "change_decline", "change_pdf"]


def browser_of(commission: Commission) -> Browser:
    browser = Browser()
    browser.force_login(client_of(commission).account)
    return browser


def address(name: str, change: ChangeOrder) -> str:
    return reverse(f"my:{name}", args=[change.commission.public_id, change.number])


def read(answer: Any) -> str:
    return answer.content.decode()


def sign_page(browser: Browser, change: ChangeOrder, **over: object) -> Any:
    page = browser.get(address("change", change))
    hidden = page.context["form"].initial
    given = {"signed_name": "Maren Lindqvist", "consent": "on", **hidden} | over
    return browser.post(address("change", change), given)


def newest_code() -> str:
    mail = OutgoingMessage.objects.filter(kind="code.sent").order_by("-created_at")[0]
    return str(mail.secrets["code"])


def end(commission: Commission) -> None:
    tier = tier_of(commission)
    seen = preview(commission=commission, tier=tier)
    cancel_piece(
        commission=commission,
        tier=tier,
        returnable=[line.key for line in seen.stones],
        refund=seen.refund,
        reason="You told us that you move abroad.",
        by=staff_actor(),
    )


def test_what_why_how_much_and_until_when() -> None:
    change = make_sent_change()
    page = read(browser_of(change.commission).get(address("change", change)))
    for words in (
        "A pavé band",
        "You asked for it after the try-on.",
        "Twelve more stones in the band",
        "$480.00",
        "$42.60",
        "$522.60",
        "7 days later",
        "This waits for you",
    ):
        assert words in page


def test_from_the_page_to_the_signature() -> None:
    change = make_sent_change()
    browser = browser_of(change.commission)
    answer = sign_page(browser, change)
    assert answer["Location"] == address("change_confirm", change)
    assert "Sign this change for $522.60" in read(browser.get(answer["Location"]))
    answer = browser.post(address("change_confirm", change), {"code": newest_code()})
    assert answer["Location"] == address("change", change)
    signature = ChangeSignature.objects.get(change=change)
    assert signature.signed_name == "Maren Lindqvist"
    assert "You signed this change" in read(browser.get(address("change", change)))
    paper = browser.get(address("change_pdf", change))
    assert paper["Content-Type"] == "application/pdf"
    assert b"".join(paper)[:5] == b"%PDF-"


def test_a_wrong_code_keeps_the_page() -> None:
    change = make_sent_change()
    browser = browser_of(change.commission)
    sign_page(browser, change)
    answer = browser.post(address("change_confirm", change), {"code": "not it"})
    assert answer.status_code == 400
    assert not ChangeSignature.objects.exists()


def test_a_change_that_changed_is_shown_again() -> None:
    change = make_sent_change()
    answer = sign_page(browser_of(change.commission), change, version=change.version - 1)
    assert answer.status_code == 409
    assert "Nothing was signed" in read(answer)


def test_without_the_tick_nothing_is_mailed_and_the_name_stays() -> None:
    change = make_sent_change()
    before = OutgoingMessage.objects.filter(kind="code.sent").count()
    answer = sign_page(browser_of(change.commission), change, consent="")
    assert answer.status_code == 400
    assert "Maren Lindqvist" in read(answer)
    assert OutgoingMessage.objects.filter(kind="code.sent").count() == before


def test_declining_asks_why_and_says_so() -> None:
    change = make_sent_change()
    browser = browser_of(change.commission)
    assert browser.post(address("change_decline", change), {"reason": ""}).status_code == 400
    browser.post(address("change_decline", change), {"reason": "Rather plain, after all."})
    page = read(browser.get(address("change", change)))
    assert "Rather plain, after all." in page
    assert "You declined this change" in page


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_and_an_unknown_number_look_alike(name: str) -> None:
    change = make_signed_change().change
    stranger = Browser()
    stranger.force_login(make_client().account)
    assert stranger.get(address(name, change)).status_code == 404
    unknown = reverse(f"my:{name}", args=[change.commission.public_id, 9])
    assert browser_of(change.commission).get(unknown).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_draft_is_the_houses_own(name: str) -> None:
    change = make_change()
    assert browser_of(change.commission).get(address(name, change)).status_code == 404


def test_looking_changes_nothing() -> None:
    change = make_sent_change()
    browser = browser_of(change.commission)
    for name in ("change", "change_decline"):
        browser.get(address(name, change))
    again = ChangeOrder.objects.get(pk=change.pk)
    assert (again.status, again.version) == (change.status, change.version)
    assert browser.get(address("change_code", change)).status_code == 405


def test_the_commission_says_whose_move_it_is() -> None:
    change = make_sent_change()
    page = read(browser_of(change.commission).get(_page(change.commission)))
    assert "A change waits for your signature" in page
    assert address("change", change) in page


def test_a_moved_promise_is_told_with_its_reason() -> None:
    commission = make_approved().commission
    commission.refresh_from_db()
    promised = commission.promised_to
    assert promised
    move_promise(
        commission=commission,
        first=promised,
        last=promised.replace(year=promised.year + 1),
        reason="The stone is still at the cutter's.",
        consent="Agreed on the telephone",
        by=staff_actor(),
    )
    page = read(browser_of(commission).get(_page(commission)))
    assert "It takes a little longer" in page
    assert "The stone is still at the cutter&#x27;s." in page


def test_the_page_costs_the_same_with_one_change_and_with_three() -> None:
    commission = make_signed_change().change.commission
    browser = browser_of(commission)
    counts = []
    for more in (0, 2):
        for _ in range(more):
            make_signed_change(commission)
        with CaptureQueriesContext(connection) as asked:
            browser.get(_page(commission))
        counts.append(len(asked))
    assert counts[0] == counts[1]


class TestCancelling:
    """What it would come to, and what it came to."""

    def test_the_sum_is_shown_before_anybody_asks(self) -> None:
        commission = make_approved().commission
        where = reverse("my:cancel", args=[commission.public_id])
        browser = browser_of(commission)
        page = read(browser.get(where))
        assert "Before the model" in page
        assert "$3,200.00" in page
        browser.post(where, {"words": "We move abroad."})
        note = commission.messages.get()
        assert "We move abroad." in note.body
        commission.refresh_from_db()
        assert commission.status == "approved"

    def test_afterwards_it_stands_line_by_line_with_its_paper(self) -> None:
        commission = make_approved().commission
        end(commission)
        browser = browser_of(commission)
        page = read(browser.get(reverse("my:cancellation", args=[commission.public_id])))
        assert "You told us that you move abroad." in page
        paper = browser.get(reverse("my:cancellation_pdf", args=[commission.public_id]))
        assert b"".join(paper)[:5] == b"%PDF-"
        page = read(browser.get(_page(commission)))
        assert "This piece was cancelled" in page
        assert "The settlement" in page
        assert "In the workshop" not in page
        assert "Cancelled" in read(browser.get(reverse("my:commissions")))

    @pytest.mark.parametrize("name", ["cancellation", "cancellation_pdf", "cancel"])
    def test_a_stranger_finds_nothing(self, name: str) -> None:
        commission = make_approved().commission
        end(commission)
        stranger = Browser()
        stranger.force_login(make_client().account)
        assert stranger.get(reverse(f"my:{name}", args=[commission.public_id])).status_code == 404

    def test_there_is_no_settlement_before(self) -> None:
        commission = make_approved().commission
        where = reverse("my:cancellation", args=[commission.public_id])
        assert browser_of(commission).get(where).status_code == 404


def _page(commission: Commission) -> str:
    return reverse("my:commission", args=[commission.public_id])
