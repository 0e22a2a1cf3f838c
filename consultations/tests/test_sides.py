"""Every action by those who may not, and in every status the tables do not allow."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.models import Channel
from atelier.people.tests.factories import client_actor, make_client, make_staff
from consultations.actions.booking import book
from consultations.actions.companions import join, leave
from consultations.actions.followups import add_follow_up, finish_follow_up, reopen_follow_up
from consultations.actions.holds import confirm_hold, hold_slot, release_hold
from consultations.actions.moving import move, undo_move
from consultations.actions.outcomes import cancel, miss, record
from consultations.actions.walk_ins import walk_in
from consultations.actions.written import answer_in_writing, ask_in_writing, withdraw_written
from consultations.models import FollowUp
from consultations.policies import can_change_by_client
from consultations.statuses import APPOINTMENTS, WRITTEN, AppointmentStatus, WrittenStatus
from consultations.tests.factories import (
    STAFF,
    make_advisor,
    make_appointment,
    make_hold,
    make_rules,
    make_slot,
    make_written,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SAID: dict[str, Any] = {"attended": "Both", "notes": "", "summary": ""}


def _wish(**over):
    return {"client": make_client(), "advisor": make_advisor(), "channel": Channel.VIDEO} | over


def _task():
    return FollowUp.objects.create(
        client=make_client(), what="Order a wax", assignee=make_staff(), due_on=date(2026, 11, 27)
    )


def _begun():
    return make_appointment(starts_at=timezone.now() - timedelta(hours=1))


def _confirm(by):
    hold = make_hold(starts_at=TEN)
    return confirm_hold(hold_public_id=hold.public_id, client=hold.client, by=by)


def _hold(by):
    wish = _wish()
    slot = make_slot(wish.pop("advisor"), TEN)
    return hold_slot(slot=slot, by=by, **wish)


# Only the house.
HOUSE = {
    "book": lambda by: book(starts_at=TEN, by=by, **_wish()),
    "walk in": lambda by: walk_in(by=by, **_wish()),
    "move": lambda by: move(appointment=make_appointment(), starts_at=TEN, by=by),
    "undo a move": lambda by: undo_move(appointment=make_appointment(), by=by),
    "join": lambda by: join(appointment=make_appointment(), advisor=make_staff(), by=by),
    "leave": lambda by: leave(appointment=make_appointment(), advisor=make_staff(), by=by),
    "miss": lambda by: miss(appointment=_begun(), by=by),
    "record": lambda by: record(appointment=_begun(), by=by, **SAID),
    "answer": lambda by: answer_in_writing(written=make_written(), answer="Yes", notes="", by=by),
    "add a task": lambda by: add_follow_up(
        client=make_client(), what="Wax", assignee=make_staff(), due_on=date(2026, 11, 27), by=by
    ),
    "finish a task": lambda by: finish_follow_up(follow_up=_task(), by=by),
    "reopen a task": lambda by: reopen_follow_up(follow_up=_task(), by=by),
}
# The house, and the client themselves; here it is another client.
OWN = {
    "cancel": lambda by: cancel(appointment=make_appointment(), reason="", by=by),
    "hold": _hold,
    "confirm": _confirm,
    "let go": lambda by: release_hold(hold=make_hold(), by=by),
    "ask": lambda by: ask_in_writing(
        client=make_client(), advisor=make_advisor(), question="Why?", by=by
    ),
    "withdraw": lambda by: withdraw_written(written=make_written(), by=by),
}
EVERY = HOUSE | OWN
OTHERS = {
    "another client": lambda: client_actor(make_client()),
    "a visitor": lambda: Actor(kind=ActorKind.CLIENT, name="A visitor"),
    "a jeweller": lambda: Actor(kind=ActorKind.JEWELLER, name="Bo", user_id=make_staff().pk),
}


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("act", EVERY)
def test_nobody_else_changes_the_diary(act, who):
    with pytest.raises(NotAllowed):
        EVERY[act](OTHERS[who]())
    assert not Event.objects.exists()
    assert not OutgoingMessage.objects.exists()


ON_APPOINTMENTS = {
    "move": lambda it: move(appointment=it, starts_at=TEN, by=STAFF),
    "undo move": lambda it: undo_move(appointment=it, by=STAFF),
    "join": lambda it: join(appointment=it, advisor=make_staff(), by=STAFF),
    "leave": lambda it: leave(appointment=it, advisor=make_staff(), by=STAFF),
    "record": lambda it: record(appointment=it, by=STAFF, **SAID),
    "cancel": lambda it: cancel(appointment=it, reason="", by=STAFF),
    "miss": lambda it: miss(appointment=it, by=STAFF),
}
ON_WRITTEN = {
    "answer": lambda it: answer_in_writing(written=it, answer="Yes", notes="", by=STAFF),
    "withdraw": lambda it: withdraw_written(written=it, by=STAFF),
}
# What is called off, or missed, already is so: asking again is no mistake.
AGAIN = {("cancel", "cancelled"), ("miss", "no_show"), ("withdraw", "withdrawn")}


def _in(status):
    recorded = timezone.now() if status == "done" else None
    before = dict.fromkeys(("room",)) | {
        "starts_at": TEN.isoformat(),
        "ends_at": (TEN + timedelta(minutes=45)).isoformat(),
        "timed_at": TEN.isoformat(),
        "busy": [TEN.isoformat(), (TEN + timedelta(hours=1)).isoformat()],
        "video_link": "",
    }
    advisor = make_advisor()
    return make_appointment(
        advisor=advisor,
        status=status,
        recorded_at=recorded,
        starts_at=timezone.now() - timedelta(hours=1),
        before_move=before | {"advisor": advisor.pk},
        moved_at=timezone.now(),
    )


@pytest.mark.parametrize("status", AppointmentStatus.values)
@pytest.mark.parametrize("event", sorted({event for event, _ in APPOINTMENTS.moves}))
def test_every_step_of_an_appointment_in_every_status(event, status):
    appointment, act = _in(status), ON_APPOINTMENTS[event]
    if APPOINTMENTS.allows(event, status):
        assert act(appointment).status == APPOINTMENTS.moves[event, status]
    elif (event, status) in AGAIN:
        assert act(appointment).status == status
        assert not Event.objects.exists()
    else:
        with pytest.raises(WrongState):
            act(appointment)
        assert not Event.objects.exists()


@pytest.mark.parametrize("status", WrittenStatus.values)
@pytest.mark.parametrize("event", sorted({event for event, _ in WRITTEN.moves}))
def test_every_step_of_a_question_in_every_status(event, status):
    answered = timezone.now() if status == "answered" else None
    written, act = make_written(status=status, answered_at=answered), ON_WRITTEN[event]
    if WRITTEN.allows(event, status):
        assert act(written).status == WRITTEN.moves[event, status]
    elif (event, status) in AGAIN:
        assert act(written).status == status
        assert not Event.objects.exists()
    else:
        with pytest.raises(WrongState):
            act(written)


class TestTheClientsRule:
    """Until a day before, by themselves; then with a word to the house."""

    @pytest.mark.parametrize(
        ("ahead", "may"),
        [(timedelta(hours=24), True), (timedelta(hours=24) - timedelta(seconds=1), False)],
    )
    def test_until_the_very_second(self, ahead, may):
        appointment = make_appointment(starts_at=timezone.now() + ahead)
        by = client_actor(appointment.client)
        assert can_change_by_client(appointment) is may
        if may:
            assert cancel(appointment=appointment, reason="Ill", by=by).status == "cancelled"
            return
        with pytest.raises(WrongState, match="until 24 hours before it begins"):
            cancel(appointment=appointment, reason="Ill", by=by)
        assert cancel(appointment=appointment, reason="Ill", by=STAFF).status == "cancelled"

    def test_the_house_sets_the_hours(self):
        make_rules(change_hours=1)
        assert can_change_by_client(make_appointment(starts_at=timezone.now() + timedelta(hours=2)))

    @pytest.mark.parametrize("status", ["done", "cancelled", "no_show"])
    def test_what_is_over_stays(self, status):
        assert not can_change_by_client(_in(status))

    def test_cancelling_again_is_no_mistake(self):
        appointment = make_appointment()
        for _ in range(2):
            cancel(appointment=appointment, reason="Ill", by=client_actor(appointment.client))
        assert Event.objects.filter(kind="appointment.cancelled").count() == 1
