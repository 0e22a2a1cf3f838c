"""The offer, its paper and its approval, as the client meets them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.house.models import House
from atelier.journal.models import OutgoingMessage
from atelier.materials.models import GoodsPicture, Receipt, StoneVariety
from atelier.materials.models.custody import ReceiptKind
from atelier.materials.tests.factories import make_report, make_stone
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from atelier.pictures.tests.factories import make_picture
from atelier.portal.my.papers import papers_of
from atelier.portal.my.standings import standing_of
from atelier.portal.my.tests.test_pages import address, browser_of, owner_of, signed
from orders.actions.quotes import send_quote, start_quote
from orders.models import (
    Approval,
    Commission,
    CommissionStone,
    OptionStone,
    Payment,
    Quote,
    QuoteOption,
)
from orders.models.quotes import ClosedBecause
from orders.statuses import QuoteStatus
from orders.tests.factories import (
    approve,
    make_approved,
    make_commission,
    make_draft,
    make_sent_quote,
)
from orders.tests.test_metal_moves import gold_at, make_priced_quote

pytestmark = pytest.mark.django_db


def offer_emeralds(quote: Quote) -> None:
    """Give every option of a draft a real emerald with its report."""
    for option in quote.options.all():
        stone = make_stone("emerald", "emerald", colour="green", cost_per_carat=Decimal("66.66"))
        make_report(stone)
        OptionStone.objects.create(option=option, stone=stone)


def make_emerald_quote(*, options: int = 2) -> Quote:
    draft = make_draft(options=options)
    offer_emeralds(draft)
    return send_quote(quote=draft, by=staff_actor())


def emerald_ring() -> Commission:
    commission = make_commission()
    commission.pieces.update(stone_variety=StoneVariety.objects.get(code="emerald"))
    return commission


def paper_addresses(quote: Quote) -> list[str]:
    here = quote.commission.public_id
    return [
        reverse("my:offer_pdf", args=[here, quote.number]),
        reverse("my:approval_pdf", args=[here]),
    ]


def test_both_papers_open_for_their_owner_alone():
    approval = make_approved()
    mine = browser_of(owner_of(approval.commission))
    names = [f"options-{approval.commission.reference}-1.pdf"]
    names.append(f"agreement-{approval.commission.reference}.pdf")
    for where, name in zip(paper_addresses(approval.quote), names, strict=True):
        answer = mine.get(where)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer["Content-Disposition"] == f'inline; filename="{name}"'
        assert answer["Cache-Control"] == "private, no-store"
        assert answer.content.startswith(b"%PDF-")
        assert browser_of(make_client().account).get(where).status_code == 404
        assert Browser().get(where).status_code == 302


def test_a_draft_has_no_paper_for_its_client():
    commission = make_commission()
    quote = start_quote(commission=commission, by=staff_actor())
    where = paper_addresses(quote)[0]
    assert browser_of(owner_of(commission)).get(where).status_code == 404


def test_the_house_prints_both_and_a_draft_too():
    approval, draft = make_approved(), make_draft()
    staff = browser_of(make_staff())
    for where in (
        reverse("admin:quote_pdf", args=[approval.quote.public_id]),
        reverse("admin:quote_pdf", args=[draft.public_id]),
        reverse("admin:agreement_pdf", args=[approval.commission.reference]),
    ):
        assert staff.get(where).content.startswith(b"%PDF-")
        assert Browser().get(where).status_code == 302
        plain = browser_of(make_staff(is_superuser=False))
        assert plain.get(where)["Content-Type"].startswith("text/html")
    unsigned = reverse("admin:agreement_pdf", args=[draft.commission.reference])
    assert staff.get(unsigned).status_code == 404


def test_the_house_finds_both_on_the_commission():
    approval = make_approved()
    section = reverse("admin:commission", args=[approval.commission.reference, "quote"])
    page = browser_of(make_staff()).get(section).content.decode()
    assert reverse("admin:quote_pdf", args=[approval.quote.public_id]) in page
    assert reverse("admin:agreement_pdf", args=[approval.commission.reference]) in page


def test_the_documents_of_a_commission_are_listed():
    approval = make_approved()
    page = browser_of(owner_of(approval.commission)).get(address("commission", approval.commission))
    listed = [(paper.name, paper.address) for paper in page.context["papers"]]
    first, second = paper_addresses(approval.quote)
    assert listed[:2] == [("Your options, version 1", first), ("Your agreement", second)]
    waiting = make_sent_quote().commission
    page = browser_of(owner_of(waiting)).get(address("commission", waiting))
    assert [paper.name for paper in papers_of(page.context["commission"])] == [
        "Your options, version 1"
    ]


def test_receipts_of_goods_and_of_money_are_among_the_documents():
    commission = make_approved().commission
    receipt = make_receipt(
        client=commission.client, commission_id=commission.pk, number="R26-00007"
    )
    make_receipt(client=make_client(), number="R26-00008")
    payment = Payment.objects.create(
        number="P26-00042",
        commission=commission,
        amount=Decimal("2012.94"),
        currency="USD",
        method="transfer",
        received_on=date(2026, 3, 9),
        by_name="Odile",
    )
    page = browser_of(owner_of(commission)).get(address("commission", commission))
    listed = [(paper.name, paper.address) for paper in page.context["papers"][2:]]
    here = commission.public_id
    assert listed == [
        ("Goods received, R26-00007", reverse("my:receipt", args=[here, receipt.public_id])),
        ("Receipt P26-00042", reverse("my:payment_paper", args=[here, payment.number])),
    ]


def make_receipt(**over: Any) -> Receipt:
    fields = {
        "kind": ReceiptKind.RECEIVED,
        "received_by": "Odile",
        "client_name": "Ada",
        "house_name": "Odile",
        "frozen": {},
        "sha256": "0" * 64,
    }
    return Receipt.objects.create(**fields | over)


@pytest.mark.parametrize("many", [2, 4])
def test_an_offer_costs_the_same_however_many_options(many: int) -> None:
    quote = make_emerald_quote(options=many)
    mine = browser_of(owner_of(quote.commission))
    with CaptureQueriesContext(connection) as asked:
        page = mine.get(address("offer", quote.commission)).content.decode()
    assert page.count('class="option__total"') == many
    assert len(asked) == 13


def test_the_rows_of_an_offer_are_in_step():
    quote = make_emerald_quote(options=3)
    page = browser_of(owner_of(quote.commission)).get(address("offer", quote.commission))
    text = page.content.decode()
    assert text.count("<dt>Metal</dt>") == 6
    assert text.count("<dt>The stone itself</dt>") == 3
    assert text.count("<dt>50 % when you approve</dt>") == 3
    assert text.count("$2,012.94") == 3
    assert text.count("GIA report 2") == 3
    assert "66.66" not in text
    assert "77.77" not in text


def test_an_offer_without_stones_of_its_own_has_no_row_for_them():
    quote = make_sent_quote()
    page = browser_of(owner_of(quote.commission)).get(address("offer", quote.commission))
    assert "The stone itself" not in page.content.decode()


def promise_elsewhere(option: QuoteOption) -> None:
    other = make_commission()
    CommissionStone.objects.create(
        commission=other,
        stone=option.stones.get().stone,
        promised_at=datetime(2026, 5, 3, 18, 5, tzinfo=UTC),
    )


def test_a_stone_that_went_to_another_piece_is_said_before_and_at_the_choice():
    quote = make_emerald_quote()
    promise_elsewhere(quote.options.get(position=1))
    mine = browser_of(owner_of(quote.commission))
    page = mine.get(address("offer", quote.commission)).content.decode()
    assert page.count("Its stone has been promised to another piece since.") == 1
    assert page.count("Choose this one") == 1
    answer = mine.get(address("choose", quote.commission))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "This stone has found another piece" in text
    assert "on 3 May 2026 at 14:05" in text
    assert "Your other options can still be chosen." in text


def test_a_stone_lost_while_the_code_was_on_its_way_is_said_kindly():
    quote = make_emerald_quote()
    mine = browser_of(owner_of(quote.commission))
    given = signed(quote) | {"know_1": "on", "know_2": "on", "know_3": "on"}
    assert mine.post(address("choose", quote.commission), given).status_code == 302
    code = OutgoingMessage.objects.get(kind="code.sent").secrets["code"]
    promise_elsewhere(quote.options.get(position=1))
    answer = mine.post(address("confirm", quote.commission), {"code": code})
    assert answer.status_code == 409
    assert "This stone has found another piece" in answer.content.decode()
    again = mine.post(address("another_code", quote.commission))
    assert again.status_code == 409
    assert not Approval.objects.exists()


def test_a_metal_that_moved_is_said_at_the_choice_and_on_the_closed_version():
    quote = make_priced_quote("2000")
    gold_at("2200")
    mine = browser_of(owner_of(quote.commission))
    answer = mine.get(address("choose", quote.commission))
    assert answer.status_code == 409
    assert "Gold has moved 10 % since we priced this." in answer.content.decode()
    Quote.objects.update(status=QuoteStatus.EXPIRED, closed_because=ClosedBecause.METAL)
    text = mine.get(address("offer", quote.commission)).content.decode()
    assert "The metal has moved" in text
    assert "more than 5 %" in text


def test_a_closed_version_leads_to_the_newer_one_and_else_says_what_happens():
    quote = make_sent_quote()
    quote.status = QuoteStatus.SUPERSEDED
    newer = Quote(number=2)
    assert standing_of(quote, is_open=False, newer=newer).heading == "A newer version is ready"
    alone = standing_of(quote, is_open=False, newer=None)
    assert (alone.heading, alone.asks) == ("We are preparing a newer version", "Ask your advisor")
    quote.status = QuoteStatus.EXPIRED
    assert standing_of(quote, is_open=False, newer=None).asks == "Ask for fresh options"
    assert standing_of(quote, is_open=True, newer=None).heading == "Your options"


KNOWN = {"know_1": "on", "know_2": "on", "know_3": "on"}


def test_every_warning_is_ticked_by_itself_and_what_was_typed_is_kept():
    quote = make_sent_quote(emerald_ring())
    mine, where = browser_of(owner_of(quote.commission)), address("choose", quote.commission)
    page = mine.get(where).content.decode()
    assert page.count('name="know_') == 3
    assert "An emerald worn every day takes fine scratches" in page
    given = signed(quote) | KNOWN
    given.pop("know_2")
    answer = mine.post(where, given)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Please tick this once you have read it." in text
    assert 'value="Ada Client"' in text
    assert text.count("checked") == 3
    assert not OutgoingMessage.objects.filter(kind="code.sent").exists()
    assert mine.post(where, signed(quote) | KNOWN).status_code == 302
    kept = mine.session[f"signed:{quote.options.get(position=1).pk}"]
    assert kept["acknowledged"] == ["daily-emerald", "delicate-daily", "later-heat"]


def test_a_choice_without_warnings_asks_for_none():
    quote = make_sent_quote()
    page = browser_of(owner_of(quote.commission)).get(address("choose", quote.commission))
    assert "What your goldsmith wants you to know" not in page.content.decode()


def test_a_stones_name_is_no_markup_in_a_warning():
    quote = make_sent_quote(emerald_ring())
    StoneVariety.objects.filter(code="emerald").update(name="Emerald<b>")
    page = browser_of(owner_of(quote.commission)).get(address("choose", quote.commission))
    assert "emerald&lt;b&gt; can chip" in page.content.decode()
    assert "emerald<b>" not in page.content.decode()


def test_after_the_approval_the_deposit_has_its_sum_and_its_day():
    House.current()
    House.objects.update(bank_details="Lantern Bank, 0123", payment_days=7)
    approval = make_approved()
    mine = browser_of(owner_of(approval.commission))
    page = mine.get(address("approval", approval.commission)).content.decode()
    assert "Thank you. It is agreed." in page
    assert "$2,012.94" in page
    assert "Lantern Bank, 0123" in page
    assert "50 % before it comes to you" in page
    Commission.objects.update(status="making")
    page = mine.get(address("approval", approval.commission)).content.decode()
    assert "What we agreed" in page
    assert "What happens next" not in page


def test_before_an_approval_there_is_no_page_of_it():
    commission = make_sent_quote().commission
    mine = browser_of(owner_of(commission))
    assert mine.get(address("approval", commission)).status_code == 404
    assert mine.get(address("approval_pdf", commission)).status_code == 404


def picture_address(commission: Commission, picture: Any) -> str:
    return reverse("my:picture", args=[commission.public_id, picture.public_id, 320])


def test_the_picture_of_a_stone_is_seen_with_the_offer_that_holds_it():
    draft = make_draft()
    stone, picture = make_stone(), make_picture()
    GoodsPicture.objects.create(stone=stone, picture=picture)
    for option in draft.options.all():
        OptionStone.objects.create(option=option, stone=stone)
    commission = draft.commission
    where = picture_address(commission, picture)
    mine = browser_of(owner_of(commission))
    assert mine.get(where).status_code == 404
    quote = send_quote(quote=draft, by=staff_actor())
    assert mine.get(where).status_code == 200
    assert (
        where.replace("/320/", "/800/")
        in mine.get(address("offer", quote.commission)).content.decode()
    )
    other = make_sent_quote().commission
    assert browser_of(owner_of(other)).get(picture_address(other, picture)).status_code == 404


def test_an_approved_offer_with_stones_says_them_in_the_agreement():
    quote = make_emerald_quote()
    option = quote.options.get(position=1)
    approval = approve(option, acknowledged=["daily-emerald", "delicate-daily", "later-heat"])
    page = browser_of(owner_of(quote.commission)).get(address("approval", approval.commission))
    text = page.content.decode()
    assert "treatment not determined" in text.lower()
    assert "GIA report" in text
    assert "66.66" not in text
