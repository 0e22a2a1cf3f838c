"""Two presses of "Send my request" at once make one request."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from atelier.journal.actor import Actor
from atelier.journal.models import Event, OutgoingMessage
from atelier.people.models import Client
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


def _send_at_once(commission: Commission, times: int = 4) -> None:
    together = Barrier(times)

    def send(_: int) -> None:
        try:
            together.wait()
            send_request(commission=commission, contact=CONTACT, by=BY)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        list(pool.map(send, range(times)))


def test_a_double_press_makes_one_request():
    commission = _finished()
    _send_at_once(commission)
    assert Event.objects.filter(kind="commission.requested").count() == 1
    assert OutgoingMessage.objects.filter(commission_id=commission.pk).count() == 2
    assert Client.objects.count() == 1


def test_without_the_lock_it_would_be_told_more_than_once(monkeypatch):
    """The canary: reading without holding lets both presses pass the check."""
    commission, meet = _finished(), Barrier(4)

    def unheld(commission_id: int) -> Commission:
        found = Commission.objects.get(pk=commission_id)
        meet.wait(timeout=10)
        return found

    monkeypatch.setattr(requests, "locked_commission", unheld)
    _send_at_once(commission)
    assert Event.objects.filter(kind="commission.requested").count() > 1


def test_two_drafts_of_one_new_address_share_a_client():
    first, second = _finished(), _finished()
    together = Barrier(2)

    def send(commission: Commission) -> None:
        try:
            together.wait()
            send_request(commission=commission, contact=CONTACT, by=BY)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, [first, second]))
    assert Client.objects.count() == 1
    assert Commission.objects.filter(client__isnull=False).count() == 2


def test_answers_of_two_windows_do_not_cross():
    draft = start_draft(answers={"wearer": "self", "occasion": "none"}, by=BY)

    def write(level: str) -> None:
        try:
            save_step(
                commission=draft,
                step=Step.LEVEL,
                answers={"level": level, "advise_level": False},
                by=BY,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, ["general", "bespoke"]))
    draft.refresh_from_db()
    assert draft.level in ("general", "bespoke")
    assert draft.steps_done == 2
