"""Moving with another advisor or room, and taking a move back before anybody reads of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, Refusal, WrongState
from atelier.journal.sending import send_waiting
from atelier.people.models import Channel
from consultations.actions import moving
from consultations.actions.booking import book
from consultations.actions.companions import join
from consultations.actions.moving import UNDO_SECONDS, move, undo_move
from consultations.actions.outcomes import cancel
from consultations.models import Advising, BusyTime, Companion
from consultations.reminders import send_reminders
from consultations.tests.factories import STAFF, make_advisor, make_appointment, make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]

# Tuesday, 10:00 in New York.
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ELEVEN, NOON = TEN + timedelta(hours=1), TEN + timedelta(hours=2)


def _told(kind="appointment.moved"):
    return OutgoingMessage.objects.filter(kind=kind)


class TestElsewhere:
    """To another advisor, another room, for longer."""

    def test_advisor_room_and_length_change_together(self):
        ines, amelie, salon = make_advisor(), make_advisor(), make_room()
        stood = make_appointment(
            channel=Channel.IN_PERSON, room=make_room(), advisor=ines, starts_at=TEN
        )
        moved = move(
            appointment=stood, starts_at=TEN, advisor=amelie, room=salon, minutes=60, by=STAFF
        )
        moved.refresh_from_db()
        assert (moved.advisor, moved.room) == (amelie, salon)
        assert moved.ends_at == ELEVEN
        taken = BusyTime.objects.values_list("advisor", "room").order_by("advisor")
        assert list(taken) == [(amelie.pk, None), (None, salon.pk)]

    def test_a_companion_cannot_also_lead(self):
        stood, amelie = make_appointment(starts_at=TEN), make_advisor(name="Amélie Roche")
        join(appointment=stood, advisor=amelie, by=STAFF)
        with pytest.raises(Refusal, match="Amélie Roche already joins this consultation"):
            move(appointment=stood, starts_at=TEN, advisor=amelie, by=STAFF)

    def test_a_companion_who_is_taken_there_is_named(self):
        stood, bo = make_appointment(starts_at=TEN), make_advisor(name="Bo Lind")
        Companion.objects.create(appointment=stood, advisor=bo)
        make_appointment(advisor=bo, starts_at=NOON)
        with pytest.raises(Conflict, match="^Bo Lind is already taken then"):
            move(appointment=stood, starts_at=NOON, by=STAFF)

    def test_half_an_hour_later_does_not_stand_in_its_own_way(self):
        stood = make_appointment(starts_at=TEN)
        moved = move(appointment=stood, starts_at=TEN + timedelta(minutes=30), by=STAFF)
        assert moved.starts_at == TEN + timedelta(minutes=30)

    def test_another_advisors_own_video_room_goes_with_them(self):
        ines, amelie = make_advisor(), make_advisor()
        for name, advisor in (("ines", ines), ("amelie", amelie)):
            link = f"https://video.example.com/{name}"
            Advising.objects.create(advisor=advisor, video_link=link)
        stood = book(
            client=make_appointment().client,
            advisor=ines,
            channel=Channel.VIDEO,
            starts_at=TEN,
            by=STAFF,
        )
        moved = move(appointment=stood, starts_at=TEN, advisor=amelie, by=STAFF)
        assert moved.video_link == "https://video.example.com/amelie"
        back = undo_move(appointment=moved, by=STAFF)
        back.refresh_from_db()
        assert back.video_link == "https://video.example.com/ines"

    def test_who_does_not_advise_is_refused(self):
        nobody = make_advisor(is_active=False)
        with pytest.raises(Refusal, match="does not hold consultations"):
            move(appointment=make_appointment(), starts_at=TEN, advisor=nobody, by=STAFF)


class TestUndo:
    """For half a minute a move is nobody's business."""

    def test_it_stands_where_it_stood_and_nobody_is_told(self, morning):
        ines, salon = make_advisor(), make_room()
        stood = make_appointment(
            channel=Channel.IN_PERSON, room=salon, advisor=ines, starts_at=TEN, minutes=60
        )
        busy, timed_at = stood.busy, stood.timed_at
        moved = move(
            appointment=stood,
            starts_at=NOON,
            advisor=make_advisor(),
            room=make_room(),
            minutes=30,
            by=STAFF,
        )
        morning.shift(UNDO_SECONDS - 1)
        undo_move(appointment=moved, by=STAFF)
        stood.refresh_from_db()
        assert (stood.starts_at, stood.ends_at) == (TEN, ELEVEN)
        assert (stood.advisor, stood.room) == (ines, salon)
        assert (stood.busy, stood.timed_at) == (busy, timed_at)
        assert (stood.before_move, stood.moved_at) == (None, None)
        assert not OutgoingMessage.objects.exists()
        assert Event.objects.get(kind="appointment.move_undone").data["starts_at"] == (
            "2026-11-24T15:00:00+00:00"
        )

    def test_its_sequence_never_goes_down(self):
        stood = make_appointment(starts_at=TEN)
        moved = move(appointment=stood, starts_at=NOON, by=STAFF)
        back = undo_move(appointment=moved, by=STAFF)
        assert stood.ics_sequence < moved.ics_sequence < back.ics_sequence

    def test_undoing_twice_changes_nothing(self):
        moved = move(appointment=make_appointment(starts_at=TEN), starts_at=NOON, by=STAFF)
        back = undo_move(appointment=moved, by=STAFF)
        again = undo_move(appointment=moved, by=STAFF)
        assert again.starts_at == TEN
        assert again.ics_sequence == back.ics_sequence
        assert Event.objects.filter(kind="appointment.move_undone").count() == 1

    def test_what_never_moved_stays(self):
        stood = make_appointment(starts_at=TEN)
        assert undo_move(appointment=stood, by=STAFF).starts_at == TEN
        assert not Event.objects.exists()

    def test_after_half_a_minute_it_has_been_told(self, morning):
        moved = move(appointment=make_appointment(starts_at=TEN), starts_at=NOON, by=STAFF)
        assert send_waiting() == 0
        morning.shift(UNDO_SECONDS)
        with pytest.raises(WrongState, match="has been told already"):
            undo_move(appointment=moved, by=STAFF)
        assert send_waiting() == 2
        moved.refresh_from_db()
        assert moved.starts_at == NOON

    def test_a_time_that_went_to_somebody_else_is_a_conflict(self):
        stood = make_appointment(starts_at=TEN, advisor=make_advisor(name="Ines Valois"))
        moved = move(appointment=stood, starts_at=NOON, by=STAFF)
        make_appointment(advisor=stood.advisor, starts_at=TEN)
        with pytest.raises(Conflict, match="^Ines Valois is already taken then") as refused:
            undo_move(appointment=moved, by=STAFF)
        assert refused.value.details["free"]
        stood.refresh_from_db()
        assert stood.starts_at == NOON

    def test_what_was_cancelled_since_stays_cancelled(self):
        moved = move(appointment=make_appointment(starts_at=TEN), starts_at=NOON, by=STAFF)
        cancel(appointment=moved, reason="", by=STAFF)
        with pytest.raises(WrongState, match="cancelled"):
            undo_move(appointment=moved, by=STAFF)

    def test_of_two_moves_the_second_is_taken_back_and_the_first_is_told(self, morning):
        stood = make_appointment(starts_at=TEN)
        move(appointment=stood, starts_at=ELEVEN, by=STAFF)
        morning.shift(5)
        moved = move(appointment=stood, starts_at=NOON, by=STAFF)
        assert undo_move(appointment=moved, by=STAFF).starts_at == ELEVEN
        mail = _told().get(to=stood.client.email)
        assert mail.subject == "Your consultation now takes place on Tue 24 Nov, 11:00"

    def test_a_reminder_of_the_old_time_is_due_again(self, morning):
        stood = make_appointment(starts_at=TEN + timedelta(days=1))
        morning.move_to(stood.starts_at - timedelta(hours=20))
        assert send_reminders() == 1
        moved = move(appointment=stood, starts_at=stood.starts_at + timedelta(days=3), by=STAFF)
        assert not _told("appointment.reminder_day").exists()
        undo_move(appointment=moved, by=STAFF)
        assert send_reminders() == 1
        assert _told("appointment.reminder_day").count() == 2


def test_mails_of_a_move_wait_for_the_undo():
    move(appointment=make_appointment(starts_at=TEN), starts_at=NOON, by=STAFF)
    due = {mail.due_at for mail in _told()}
    assert due == {timezone.now() + timedelta(seconds=30)}


class Ended(Exception):
    """What Postgres says to the one of two whose try it ended."""

    pgcode = "40P01"


@pytest.mark.django_db(transaction=True)
def test_an_undo_that_was_ended_by_a_deadlock_is_tried_again(monkeypatch):
    stood = make_appointment(starts_at=TEN)
    moved, tries, write = move(appointment=stood, starts_at=NOON, by=STAFF), [], moving.record_event

    def ended_once(*said, **more):
        tries.append(said)
        if len(tries) == 1:
            raise OperationalError from Ended()
        write(*said, **more)

    monkeypatch.setattr(moving, "record_event", ended_once)
    assert undo_move(appointment=moved, by=STAFF).starts_at == TEN
    stood.refresh_from_db()
    assert (stood.starts_at, stood.before_move, len(tries)) == (TEN, None, 2)
