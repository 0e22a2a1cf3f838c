"""The client's drawings: whose they are, what is shown of them, and the way to a yes."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.files.tests.conftest import media
from atelier.files.tests.factories import PDF
from atelier.journal.models import OutgoingMessage
from atelier.people.models import User
from atelier.people.tests.factories import make_client, make_staff, staff_actor
from atelier.pictures.tests.factories import make_picture
from atelier.portal.my.moves import whose_move
from orders.actions.revisions import add_file, share_revision, write_remark
from orders.models import Commission, Remark, Revision, RevisionApproval
from orders.statuses import RevisionStatus
from orders.tests.drawing import (
    add_picture,
    add_pin,
    add_solid,
    approve_drawing,
    box,
    make_drawing,
    make_shared,
    stl_of,
    upload,
)
from orders.tests.factories import make_approved, make_commission, make_sent_quote

__all__ = ["media"]
pytestmark = pytest.mark.django_db


def owner_of(commission: Commission) -> User:
    assert commission.client is not None
    return commission.client.account


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def page(revision: Revision, name: str = "drawing") -> str:
    return reverse(f"my:{name}", args=[revision.commission.public_id, revision.number])


def words(revision: Revision) -> str:
    answer = browser_of(owner_of(revision.commission)).get(page(revision))
    assert answer.status_code == 200
    return answer.content.decode()


class TestWhose:
    PAGES = ("drawing", "drawing_approve", "drawing_confirm")

    @pytest.mark.parametrize("name", PAGES)
    def test_it_opens_for_its_owner_alone(self, name: str) -> None:
        shared = make_shared()
        assert browser_of(owner_of(shared.commission)).get(page(shared, name)).status_code in {
            200,
            302,
        }
        assert browser_of(make_client().account).get(page(shared, name)).status_code == 404
        assert "/accounts/login/" in Browser().get(page(shared, name)).headers["Location"]

    def test_a_draft_does_not_exist(self) -> None:
        commission = make_commission()
        make_shared(commission)
        draft = make_drawing(commission)
        browser = browser_of(owner_of(commission))
        for name in self.PAGES:
            assert browser.get(page(draft, name)).status_code == 404
        newest = browser.get(reverse("my:design", args=[commission.public_id]))
        assert "Drawing 1" in newest.content.decode()
        assert "Drawing 2" not in newest.content.decode()

    def test_before_the_first_the_page_says_what_will_come(self) -> None:
        commission = make_commission()
        browser = browser_of(owner_of(commission))
        answer = browser.get(reverse("my:design", args=[commission.public_id]))
        assert "There is no drawing yet" in answer.content.decode()

    def test_its_picture_is_seen_once_it_is_shared(self) -> None:
        draft = make_drawing()
        picture = draft.files.get().picture
        assert picture is not None
        where = reverse(
            "my:picture",
            kwargs={
                "commission": draft.commission.public_id,
                "public_id": picture.public_id,
                "width": 320,
            },
        )
        browser = browser_of(owner_of(draft.commission))
        assert browser.get(where).status_code == 404
        share_revision(revision=draft, by=staff_actor())
        assert browser.get(where).status_code == 200
        assert browser_of(make_client().account).get(where).status_code == 404

    def test_papers_are_handed_over_and_solids_are_not(self) -> None:
        draft = make_drawing()
        paper = add_file(revision=draft, upload=upload("plan.pdf", PDF), by=staff_actor())
        solid = add_solid(draft, stl_of(box(10, 10, 10)))
        browser = browser_of(owner_of(draft.commission))

        def take(kept: Any, by: Browser = browser) -> Any:
            here = [draft.commission.public_id, kept.file.public_id]
            return by.get(reverse("my:design_file", args=here))

        assert take(paper).status_code == 404
        share_revision(revision=draft, by=staff_actor())
        answer = take(paper)
        assert b"".join(answer.streaming_content) == PDF
        assert "attachment" in answer["Content-Disposition"]
        assert take(solid).status_code == 404
        assert take(paper, browser_of(make_client().account)).status_code == 404
        shown = words(draft)
        assert "plan.pdf" in shown
        assert "band.stl" not in shown


class TestSaying:
    def test_on_a_pin_and_on_the_whole(self) -> None:
        draft = make_drawing()
        pin = add_pin(draft.files.get())
        shared = share_revision(revision=draft, by=staff_actor())
        browser = browser_of(owner_of(shared.commission))
        on_pin = browser.post(page(shared), {"body": "A little finer?", "pin": pin.pk})
        whole = browser.post(page(shared), {"body": "I love it.", "pin": ""})
        assert on_pin.headers["Location"].endswith(f"#pin-{pin.pk}")
        assert whole.headers["Location"].endswith("#whole")
        assert list(shared.remarks.values_list("pin", "body", "from_client")) == [
            (pin.pk, "A little finer?", True),
            (None, "I love it.", True),
        ]

    def test_nothing_typed_is_lost_and_a_foreign_pin_is_not_there(self) -> None:
        shared = make_shared()
        foreign = add_pin(make_drawing().files.get())
        browser = browser_of(owner_of(shared.commission))
        long = "x" * 2001
        answer = browser.post(page(shared), {"body": long, "pin": ""})
        assert answer.status_code == 400
        assert long in answer.content.decode()
        assert browser.post(page(shared), {"body": "Hm", "pin": foreign.pk}).status_code == 404
        assert not Remark.objects.exists()

    def test_on_an_old_drawing_the_newer_one_is_named(self) -> None:
        commission = make_commission()
        old = make_shared(commission)
        make_shared(commission)
        browser = browser_of(owner_of(commission))
        answer = browser.post(page(old), {"body": "Finer", "pin": ""})
        assert "A newer drawing replaces this one" in answer.content.decode()
        assert answer.status_code == 400


class TestApproving:
    def sign(self, browser: Browser, shared: Revision, **over: Any) -> Any:
        given = {"signed_name": "Anna Lindqvist", "consent": "on", "version": shared.version}
        return browser.post(page(shared, "drawing_approve"), given | over)

    def test_the_way_to_a_yes(self) -> None:
        shared = make_shared()
        browser = browser_of(owner_of(shared.commission))
        assert "Approve this drawing" in words(shared)
        assert self.sign(browser, shared).headers["Location"] == page(shared, "drawing_confirm")
        code = OutgoingMessage.objects.get(kind="code.sent").secrets["code"]
        wrong = browser.post(page(shared, "drawing_confirm"), {"code": f"{code}9"})
        assert wrong.status_code == 400
        right = browser.post(page(shared, "drawing_confirm"), {"code": code})
        assert right.headers["Location"] == page(shared)
        assert RevisionApproval.objects.get().signed_name == "Anna Lindqvist"
        after = words(shared)
        assert "You approved this drawing" in after
        assert "Approve this drawing" not in after
        again = browser.get(page(shared, "drawing_approve"))
        assert again.headers["Location"] == page(shared)

    def test_without_the_tick_or_the_name_nothing_is_mailed(self) -> None:
        shared = make_shared()
        browser = browser_of(owner_of(shared.commission))
        assert self.sign(browser, shared, consent="").status_code == 400
        assert self.sign(browser, shared, signed_name="").status_code == 400
        assert not OutgoingMessage.objects.filter(kind="code.sent").exists()

    def test_a_newer_one_meanwhile_is_a_kind_conflict(self) -> None:
        commission = make_commission()
        shared = make_shared(commission)
        browser = browser_of(owner_of(commission))
        self.sign(browser, shared)
        code = OutgoingMessage.objects.get(kind="code.sent").secrets["code"]
        make_shared(commission)
        answer = browser.post(page(shared, "drawing_confirm"), {"code": code})
        assert answer.status_code == 409
        assert "A newer drawing has replaced revision 1" in answer.content.decode()

    def test_another_code_is_mailed_for_what_was_signed(self) -> None:
        shared = make_shared()
        browser = browser_of(owner_of(shared.commission))
        where = page(shared, "drawing_another_code")
        assert browser.post(where).headers["Location"] == page(shared, "drawing_approve")
        self.sign(browser, shared)
        browser.post(where)
        assert OutgoingMessage.objects.filter(kind="code.sent").count() == 2
        assert browser.get(where).status_code == 405

    def test_after_the_agreement_it_says_what_a_yes_does_not_change(self) -> None:
        commission = make_approved().commission
        shared = make_shared(Commission.objects.get(pk=commission.pk))
        browser = browser_of(owner_of(commission))
        sentence = "we write you a change to sign first"
        assert sentence in browser.get(page(shared, "drawing_approve")).content.decode()
        approve_drawing(shared)
        assert sentence in words(shared)


class TestCounting:
    def test_it_says_how_many_are_included_and_used(self) -> None:
        commission = make_commission()
        for used, sentence in (
            (0, "Included: 2, used 0. 2 more cost nothing."),
            (1, "Included: 2, used 1. 1 more costs nothing."),
            (2, "Included: 2, used 2. A further one is $150.00; we ask you first."),
        ):
            assert sentence in words(make_shared(commission)), used
        assert "comes to $150.00" in words(make_shared(commission))


class TestWhoseMove:
    def test_a_shared_drawing_is_the_clients_move(self) -> None:
        shared = make_shared()
        browser = browser_of(owner_of(shared.commission))
        overview = reverse("my:commission", args=[shared.commission.public_id])
        answer = browser.get(overview).content.decode()
        assert "A new drawing is here for you." in answer
        assert page(shared) in answer
        approve_drawing(shared)
        assert page(shared) not in browser.get(overview).content.decode()

    def test_an_offer_goes_first_and_the_drawing_beside_it(self) -> None:
        quote = make_sent_quote()
        shared = make_shared(quote.commission)
        browser = browser_of(owner_of(quote.commission))
        answer = browser.get(reverse("my:commission", args=[quote.commission.public_id]))
        assert "Compare your options" in answer.content.decode()
        assert page(shared) in answer.content.decode()

    def test_once_nothing_is_drawn_any_more_it_is_not(self) -> None:
        ready = make_commission(status="ready")
        assert not whose_move(ready, has_drawing=True).is_clients


def test_the_page_asks_the_same_however_much_was_said() -> None:
    counted = []
    for rows in (1, 3):
        draft = make_drawing()
        kept = draft.files.get()
        pins = [add_pin(kept) for _ in range(rows)]
        for _ in range(rows - 1):
            add_picture(draft, picture=make_picture())
        shared = share_revision(revision=draft, by=staff_actor())
        for number, pin in enumerate((None, *pins)):
            write_remark(
                revision=shared,
                pin=pin,
                body=f"Word {number}",
                by=staff_actor(),
                author=make_staff(),
                from_client=False,
            )
        browser = browser_of(owner_of(shared.commission))
        browser.get(page(shared))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(page(shared))
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[1] <= 16


def test_a_surprise_is_not_told_by_its_mails() -> None:
    shared = make_shared(make_commission(is_surprise=True))
    write_remark(
        revision=shared,
        body="The emerald is lower now.",
        by=staff_actor(),
        author=make_staff(),
        from_client=False,
    )
    approve_drawing(shared)
    assert shared.status == RevisionStatus.SHARED
    mails = OutgoingMessage.objects.filter(to=owner_of(shared.commission).email)
    assert set(mails.values_list("kind", flat=True)) == {
        "revision.shared",
        "remark.written",
        "revision.approved",
        "code.sent",
    }
    for mail in mails.exclude(kind="code.sent"):
        said = (mail.subject + mail.text + mail.html).lower()
        assert not {"drawing", "emerald", "ring"} & set(said.replace(".", " ").split())


def test_an_unknown_number_or_commission_is_not_found() -> None:
    shared = make_shared()
    browser = browser_of(owner_of(shared.commission))
    assert (
        browser.get(reverse("my:drawing", args=[shared.commission.public_id, 9])).status_code == 404
    )
    assert browser.get(reverse("my:drawing", args=[uuid4(), 1])).status_code == 404
