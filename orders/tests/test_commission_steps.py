"""A commission's steps outside the offer, and the notes between client and house."""

from collections.abc import Callable
from typing import Any

import pytest

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.people.tests.factories import client_actor, make_client, make_staff, staff_actor
from orders.actions import commissions
from orders.actions.messages import mark_read, write_message
from orders.models import Commission, Quote
from orders.policies.commissions import can_step
from orders.statuses import COMMISSIONS, CommissionStatus, QuoteStatus
from orders.tests.factories import make_commission, make_sent_quote

pytestmark = pytest.mark.django_db
S = CommissionStatus
JEWELLER = Actor(kind=ActorKind.JEWELLER, name="Amélie", jeweller_id=1)
STEPS: list[tuple[str, Callable[..., Commission], S, S]] = [
    ("consult", commissions.begin_consulting, S.REQUESTED, S.CONSULTING),
    ("decline", commissions.decline, S.CONSULTING, S.DECLINED),
    ("make", commissions.make, S.APPROVED, S.MAKING),
    ("finish", commissions.finish, S.MAKING, S.READY),
    ("deliver", commissions.deliver, S.READY, S.DELIVERED),
]


@pytest.mark.parametrize(("event", "step", "before", "after"), STEPS)
def test_a_step_moves_records_and_counts(
    event: str, step: Callable[..., Commission], before: S, after: S
) -> None:
    commission = make_commission(status=before)
    by = staff_actor()
    assert can_step(commission, event, by)
    moved = step(commission=commission, by=by)
    fresh = Commission.objects.get(pk=commission.pk)
    assert (fresh.status, fresh.version) == (after, 1)
    assert Event.objects.get(commission_id=commission.pk, actor_user_id=by.user_id)
    assert (fresh.delivered_at is not None) == (after == S.DELIVERED)
    assert not can_step(moved, event, client_actor(commission.client))


@pytest.mark.parametrize(("event", "step", "before", "after"), STEPS)
def test_a_step_is_refused_from_the_wrong_side_and_in_the_wrong_state(
    event: str, step: Callable[..., Commission], before: S, after: S
) -> None:
    commission = make_commission(status=before)
    with pytest.raises(NotAllowed):
        step(commission=commission, by=client_actor(commission.client))
    step(commission=commission, by=staff_actor())
    if not COMMISSIONS.allows(event, after):
        with pytest.raises(WrongState):
            step(commission=commission, by=staff_actor())
    assert Commission.objects.get(pk=commission.pk).status == after


def test_the_bench_makes_and_finishes_but_does_not_hand_over() -> None:
    commission = make_commission(status=S.APPROVED)
    commissions.make(commission=commission, by=JEWELLER)
    commissions.finish(commission=commission, by=JEWELLER)
    with pytest.raises(NotAllowed):
        commissions.deliver(commission=commission, by=JEWELLER)


def test_only_the_client_withdraws_and_the_open_offer_closes() -> None:
    quote = make_sent_quote()
    commission = quote.commission
    for by in (staff_actor(), client_actor(make_client())):
        with pytest.raises(NotAllowed):
            commissions.withdraw(commission=commission, by=by)
    commissions.withdraw(commission=commission, by=client_actor(commission.client))
    assert Commission.objects.get(pk=commission.pk).status == S.WITHDRAWN
    assert Quote.objects.get(pk=quote.pk).status == QuoteStatus.SUPERSEDED
    assert OutgoingMessage.objects.filter(kind="commission.withdrawn").count() == 1


def test_what_is_being_made_can_no_longer_be_withdrawn() -> None:
    commission = make_commission(status=S.MAKING)
    with pytest.raises(WrongState):
        commissions.withdraw(commission=commission, by=client_actor(commission.client))


def say(commission: Commission, *, from_client: bool, **over: Any) -> object:
    client = commission.client
    assert client is not None
    author = client.user if from_client else make_staff(name="Clara Whitfield")
    by = client_actor(client) if from_client else staff_actor()
    given: dict[str, Any] = {
        "body": "Good day",
        "by": by,
        "author": author,
        "from_client": from_client,
    } | over
    return write_message(commission=commission, **given)


def test_a_note_goes_to_the_other_side() -> None:
    commission = make_commission(advisor=make_staff(email="clara@example.com"))
    say(commission, from_client=True)
    say(commission, from_client=False, body="Thank you")
    to_house, to_client = OutgoingMessage.objects.order_by("created_at")
    assert (to_house.to, "Good day" in to_house.text) == ("clara@example.com", True)
    assert to_client.to == commission.contact_email
    assert "Thank you" in to_client.text
    assert f"/my/{commission.public_id}/messages/" in to_client.html


def test_a_note_about_a_surprise_is_mailed_without_its_words() -> None:
    commission = make_commission(is_surprise=True)
    say(commission, from_client=False, body="The ring is lovely")
    mail = OutgoingMessage.objects.get()
    told = mail.text + mail.html
    assert not [word for word in ("The ring", "lovely", "Clara", "atelier") if word in told]
    assert mail.subject == "A note for you"


def test_nobody_writes_for_the_other_side() -> None:
    commission = make_commission()
    with pytest.raises(NotAllowed):
        say(commission, from_client=True, by=staff_actor())
    with pytest.raises(NotAllowed):
        say(commission, from_client=False, by=client_actor(commission.client))


@pytest.mark.parametrize("body", ["", "  \n ", "x" * 4001])
def test_an_empty_or_endless_note_is_refused(body: str) -> None:
    with pytest.raises(Refusal):
        say(make_commission(), from_client=True, body=body)


def test_the_other_side_marks_notes_as_read() -> None:
    commission = make_commission()
    say(commission, from_client=True)
    say(commission, from_client=False)
    by = client_actor(commission.client)
    with pytest.raises(NotAllowed):
        mark_read(commission=commission, by=by, from_client=True)
    assert mark_read(commission=commission, by=by, from_client=False) == 1
    assert mark_read(commission=commission, by=by, from_client=False) == 0
    assert mark_read(commission=commission, by=staff_actor(), from_client=True) == 1
