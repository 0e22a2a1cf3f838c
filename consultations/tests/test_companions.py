"""Somebody joins a consultation, and leaves it again."""

from datetime import UTC, datetime, timedelta

import pytest

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, Refusal
from atelier.journal.sending import send_waiting
from atelier.people.tests.factories import make_staff
from consultations.actions.companions import join, leave
from consultations.models import BusyTime
from consultations.tests.factories import STAFF, make_advisor, make_appointment, make_hold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def _mails(person):
    return list(OutgoingMessage.objects.filter(to=person.email).values_list("kind", flat=True))


def test_their_time_is_taken_and_they_alone_are_told():
    appointment, bo = make_appointment(starts_at=TEN), make_staff(name="Bo Lind")
    join(appointment=appointment, advisor=bo, by=STAFF)
    assert BusyTime.objects.get(advisor=bo).span == appointment.busy
    assert _mails(bo) == ["appointment.joined"]
    assert OutgoingMessage.objects.count() == 1
    assert Event.objects.get(kind="appointment.joined").data["companion"] == "Bo Lind"


def test_joining_again_changes_nothing():
    appointment, bo = make_appointment(starts_at=TEN), make_staff()
    for _ in range(2):
        join(appointment=appointment, advisor=bo, by=STAFF)
    assert appointment.companions.count() == 1
    assert Event.objects.filter(kind="appointment.joined").count() == 1


def test_one_who_is_taken_is_named():
    bo = make_advisor(name="Bo Lind")
    make_appointment(advisor=bo, starts_at=TEN + timedelta(minutes=30))
    appointment = make_appointment(starts_at=TEN)
    with pytest.raises(Conflict, match="^Bo Lind is already taken then") as refused:
        join(appointment=appointment, advisor=bo, by=STAFF)
    assert refused.value.details["free"]
    assert not appointment.companions.exists()


def test_an_expired_hold_of_theirs_gives_way(morning):
    hold = make_hold(starts_at=TEN)
    morning.shift(600)
    appointment = make_appointment(starts_at=TEN)
    join(appointment=appointment, advisor=hold.advisor, by=STAFF)
    assert appointment.companions.get().advisor == hold.advisor


def test_the_one_who_leads_does_not_join():
    appointment = make_appointment(advisor=make_advisor(name="Ines Valois"))
    with pytest.raises(Refusal, match="Ines Valois leads this consultation already"):
        join(appointment=appointment, advisor=appointment.advisor, by=STAFF)


def test_only_who_works_here_joins():
    with pytest.raises(Refusal, match="Bo Lind does not work here"):
        join(
            appointment=make_appointment(),
            advisor=make_staff(name="Bo Lind", is_active=False),
            by=STAFF,
        )


def test_leaving_frees_their_time_once_and_tells_them():
    appointment, bo = make_appointment(starts_at=TEN), make_staff()
    join(appointment=appointment, advisor=bo, by=STAFF)
    send_waiting()
    for _ in range(2):
        leave(appointment=appointment, advisor=bo, by=STAFF)
    assert not BusyTime.objects.filter(advisor=bo).exists()
    assert sorted(_mails(bo)) == ["appointment.joined", "appointment.left"]
    assert Event.objects.filter(kind="appointment.left").count() == 1
