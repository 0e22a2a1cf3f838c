"""Two presses of "Send my request" at once make one request."""

from functools import partial
from threading import Barrier

import pytest

from atelier.journal.actor import Actor
from atelier.journal.models import Event, OutgoingMessage
from atelier.people.models import Client
from atelier.people.tests.racing import at_once
from orders.actions import requests
from orders.actions.requests import save_step, send_request, start_draft
from orders.models import Commission
from orders.steps import Step

pytestmark = pytest.mark.django_db(transaction=True)

BY = Actor.system("A visitor")
CONTACT = {
    "contact_name": "Ada Merrow",
    "contact_email": "ada@example.com",
    "contact_phone": "",
    "preferred_channel": "email",
}


def _finished() -> Commission:
    draft = start_draft(answers={"wearer": "self", "occasion": "none"}, by=BY)
    draft.steps_done = Step.BUDGET.number
    draft.level = "bespoke"
    draft.save()
    return draft


def _send_at_once(*commissions: Commission) -> None:
    """Send each at the same moment as the others; nobody meets an error."""
    acts = [partial(send_request, commission=each, contact=CONTACT, by=BY) for each in commissions]
    sent = at_once(acts)
    assert [each for each in sent if isinstance(each, Exception)] == []


def test_a_double_press_makes_one_request():
    commission = _finished()
    _send_at_once(*[commission] * 4)
    assert Event.objects.filter(kind="commission.requested").count() == 1
    assert OutgoingMessage.objects.filter(commission_id=commission.pk).count() == 2
    assert Client.objects.count() == 1


def test_without_the_lock_it_would_be_told_more_than_once(monkeypatch):
    """The canary: reading without holding lets both presses pass the check."""
    commission, meet = _finished(), Barrier(4)

    def unheld(commission_id: int) -> Commission:
        found = Commission.objects.get(pk=commission_id)
        meet.wait(timeout=30)
        return found

    monkeypatch.setattr(requests, "locked_commission", unheld)
    _send_at_once(*[commission] * 4)
    assert Event.objects.filter(kind="commission.requested").count() > 1


def test_two_drafts_of_one_new_address_share_a_client():
    _send_at_once(_finished(), _finished())
    assert Client.objects.count() == 1
    assert Commission.objects.filter(client__isnull=False).count() == 2


def test_answers_of_two_windows_do_not_cross():
    draft = start_draft(answers={"wearer": "self", "occasion": "none"}, by=BY)

    def write(level: str) -> Commission:
        answers = {"level": level, "advise_level": False}
        return save_step(commission=draft, step=Step.LEVEL, answers=answers, by=BY)

    saved = at_once([partial(write, level) for level in ("general", "bespoke")])
    assert [each for each in saved if isinstance(each, Exception)] == []
    draft.refresh_from_db()
    assert draft.level in ("general", "bespoke")
    assert draft.steps_done == 2
