"""Change orders, moved promises and cancellations on the office's pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.materials.tests.factories import make_stone
from atelier.office.needs import BY_KEY
from atelier.office.steps import Standing, next_step, other_steps
from atelier.people.tests.factories import make_staff, staff_actor
from orders.models import Cancellation, CancellationTier, ChangeOrder, Commission
from orders.policies.quotes import today
from orders.tests.changing import make_change, make_sent_change, make_signed_change
from orders.tests.factories import make_approved, make_commission
from production.actions.jobs import open_job
from production.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff(client: Any) -> Any:
    user = make_staff(name="Ines Valois")
    client.force_login(user)
    return user


def page(name: str, commission: Commission, *more: object) -> str:
    return reverse(f"admin:{name}", args=[commission.reference, *more])


def typed(**over: object) -> dict[str, object]:
    return {
        "version": 0,
        "title": "A pavé band",
        "reason": "You asked for it.",
        "instructions": "Twelve seats.",
        "days": 7,
        "stages": ["80", "90"],
        "lines-TOTAL_FORMS": 2,
        "lines-INITIAL_FORMS": 0,
        "lines-0-kind": "setting",
        "lines-0-description": "Twelve stones",
        "lines-0-amount": "480.00",
        "lines-1-kind": "",
    } | over


class TestWriting:
    """A draft, from the form to the client."""

    def test_a_change_is_written_and_sent(self, client: Any) -> None:
        commission = make_approved().commission
        answer = client.post(page("change_add", commission), typed())
        assert answer["Location"] == page("commission", commission, "changes")
        change = commission.changes.get()
        assert (change.stages, change.days) == ([80, 90], 7)
        assert "$522.60" in client.get(answer["Location"]).content.decode()
        client.post(page("change_send", commission, 1))
        change.refresh_from_db()
        assert change.status == "sent"

    def test_a_refusal_keeps_everything_typed(self, client: Any) -> None:
        commission = make_approved().commission
        answer = client.post(page("change_add", commission), typed(days="soon"))
        text = answer.content.decode()
        assert "A pavé band" in text
        assert 'value="480.00"' in text
        assert not commission.changes.exists()

    def test_who_wrote_meanwhile_is_said_and_the_words_stay(self, client: Any) -> None:
        change = make_change()
        answer = client.post(
            page("change", change.commission, 1), typed(version=99, title="My own words")
        )
        assert answer.status_code == 409
        assert "My own words" in answer.content.decode()

    def test_a_stage_that_was_begun_is_not_offered(self, client: Any) -> None:
        commission = make_approved().commission
        job = open_job(commission=commission, by=_by())
        job.runs.update(status="skipped", ended_at=job.opened_at)
        answer = client.post(page("change_add", commission), typed(stages=["10"]))
        assert answer.status_code == 200
        assert not commission.changes.exists()

    def test_taking_back(self, client: Any) -> None:
        change = make_sent_change()
        client.post(page("change_withdraw", change.commission, 1))
        assert ChangeOrder.objects.get().status == "withdrawn"

    def test_what_cannot_be_sent_says_why_on_the_page(self, client: Any) -> None:
        first = make_sent_change()
        make_change(first.commission)
        answer = client.post(page("change_send", first.commission, 2))
        assert answer.status_code == 409
        assert "Change 1 waits" in answer.content.decode()

    def test_looking_sends_nothing(self, client: Any) -> None:
        change = make_change()
        for verb in ("change_send", "change_withdraw"):
            assert client.get(page(verb, change.commission, 1)).status_code == 405

    def test_the_signed_one_as_a_paper(self, client: Any) -> None:
        signature = make_signed_change()
        paper = client.get(page("change_pdf", signature.change.commission, 1))
        assert b"".join(paper)[:5] == b"%PDF-"

    def test_a_page_before_the_approval_is_refused(self, client: Any) -> None:
        assert client.get(page("change_add", make_commission())).status_code == 409


def test_the_section_costs_the_same_with_one_and_three(client: Any) -> None:
    commission = make_signed_change().change.commission
    counts = []
    for more in (0, 2):
        for _ in range(more):
            make_signed_change(commission)
        with CaptureQueriesContext(connection) as asked:
            client.get(page("commission", commission, "changes"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


class TestNextStep:
    """The one step mentions what waits."""

    def test_a_waiting_signature_comes_first(self) -> None:
        change = make_sent_change()
        Commission.objects.filter(pk=change.commission_id).update(status="making")
        step = next_step(Standing.of(Commission.objects.get(pk=change.commission_id)))
        assert step
        assert step.label == "Remind about change 1"

    def test_what_else_may_be_done(self) -> None:
        commission = make_approved().commission
        labels = {step.label for step in other_steps(Standing.of(_fresh(commission)), None)}
        assert {"Write a change order", "Move the promised days", "Cancel this piece"} <= labels


class TestPromise:
    """A plain slip."""

    def test_new_days_are_kept_with_their_reason(self, client: Any) -> None:
        commission = _fresh(make_approved().commission)
        first = today() + timedelta(days=60)
        given = {
            "first": first,
            "last": first + timedelta(days=7),
            "reason": "The stone is at the cutter's.",
            "consent": "On the telephone",
        }
        client.post(page("promise", commission), given)
        assert _fresh(commission).promised_from == first
        shown = client.get(page("commission", commission, "changes")).content.decode()
        assert "On the telephone" in shown

    def test_it_needs_to_know_how_the_client_agreed(self, client: Any) -> None:
        commission = _fresh(make_approved().commission)
        given = {"first": today(), "last": today(), "reason": "Late.", "consent": ""}
        answer = client.post(page("promise", commission), given)
        assert answer.status_code == 200
        assert _fresh(commission).promised_to == commission.promised_to


class TestCancelling:
    """Shown before, done on exactly that."""

    def test_from_the_preview_to_the_end(self, client: Any) -> None:
        commission = make_approved().commission
        job = open_job(commission=commission, by=_by())
        shown = client.get(page("cancel_piece", commission))
        text = shown.content.decode()
        assert "Before the model" in text
        assert "Goes back" in text
        given = dict(shown.context["form"].initial) | {"reason": "They move abroad."}
        client.post(page("cancel_piece", commission), given)
        assert _fresh(commission).status == "cancelled"
        assert Job.objects.get(pk=job.pk).status == "cancelled"
        ended = client.get(page("commission", commission, "changes")).content.decode()
        assert "They move abroad." in ended
        assert client.get(page("settlement_pdf", make_approved().commission)).status_code == 404
        paper = client.get(page("settlement_pdf", commission))
        assert b"".join(paper)[:5] == b"%PDF-"

    def test_another_tier_or_stone_is_worked_out_again(self, client: Any) -> None:
        commission = make_approved().commission
        answer = client.get(page("cancel_piece", commission), {"tier": "after_casting"})
        settlement = answer.context["settlement"]
        # A quarter of the metal, and the stone that was not ticked: 3,324.43 and its tax.
        assert str(settlement.kept) == "3619.47"
        assert not Cancellation.objects.exists()

    def test_a_sum_that_is_no_longer_right_is_shown_again(self, client: Any) -> None:
        commission = make_approved().commission
        given = {"tier": "before_model", "returnable": ["0-2"], "refund": "7.00", "reason": "So."}
        answer = client.post(page("cancel_piece", commission), given)
        assert answer.status_code == 409
        assert "The sum changed" in answer.content.decode()
        assert _fresh(commission).status == "approved"

    def test_whose_stone_goes_where_is_said_before(self, client: Any) -> None:
        commission = make_approved().commission
        stone = make_stone(title="client", owner=commission.client)
        commission.stones.create(stone=stone)
        text = client.get(page("cancel_piece", commission)).content.decode()
        assert f"to be handed back to {commission.client}" in text


class TestNeeds:
    """What home counts."""

    def test_a_change_to_be_signed(self) -> None:
        change = make_sent_change()
        make_signed_change()
        found = BY_KEY["sign"].of(Commission.objects.all(), today())
        assert list(found) == [change.commission]


class TestTiers:
    """What is kept, row by row."""

    def test_per_cents_are_fields_and_not_json(self, client: Any) -> None:
        tier = CancellationTier.objects.get(code="after_casting")
        where = reverse("admin:orders_cancellationtier_change", args=[tier.pk])
        text = client.get(where).content.decode()
        assert 'name="keeps_metal" value="25"' in text
        form = {"name": tier.name, "sentence": tier.sentence, "position": tier.position}
        given = {f"keeps_{kind}": "0" for kind in _KINDS} | {"keeps_metal": "12.50"}
        answer = client.post(where, form | given)
        assert answer.status_code == 302
        tier.refresh_from_db()
        assert tier.keeps == {"metal": "12.5"}

    def test_more_than_all_of_it_is_not_kept(self, client: Any) -> None:
        tier = CancellationTier.objects.get(code="after_casting")
        where = reverse("admin:orders_cancellationtier_change", args=[tier.pk])
        form = {"name": tier.name, "sentence": tier.sentence, "position": tier.position}
        given = {f"keeps_{kind}": "0" for kind in _KINDS} | {"keeps_metal": "101"}
        assert client.post(where, form | given).status_code == 200
        before = dict(tier.keeps)
        tier.refresh_from_db()
        assert tier.keeps == before


_KINDS = [
    "design", "casting", "metal", "stone", "making", "setting", "findings", "finish", "engraving",
    "report", "shipping",
]  # fmt: skip


def _fresh(commission: Commission) -> Commission:
    return Commission.objects.get(pk=commission.pk)


def _by() -> Any:
    return staff_actor()
