"""Each reminder once, for the time that stands, while it is still useful."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.record import record
from atelier.people.tests.racing import at_once
from atelier.schedule import BEAT
from consultations import emails, tasks
from consultations.actions.moving import move
from consultations.actions.outcomes import cancel
from consultations.models import Appointment, Reminder
from consultations.reminders import NOTICES, due, send_reminders
from consultations.tests.factories import STAFF, make_advisor, make_appointment

# Thursday, 10:00 in New York; booked on Monday.
START = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.django_db
@pytest.mark.usefixtures("house")
class TestWhen:
    """What is due, stale or gone."""

    @pytest.fixture(autouse=True)
    def _clock(self, morning):
        self.clock = morning

    def _at(self, when):
        self.clock.move_to(when)
        return send_reminders()

    def test_a_day_and_an_hour_before_to_both(self):
        appointment = make_appointment(starts_at=START)
        assert self._at(START - DAY - timedelta(seconds=1)) == 0
        assert self._at(START - DAY) == 1
        assert self._at(START - HOUR - timedelta(seconds=1)) == 0
        assert self._at(START - HOUR) == 1
        mails = OutgoingMessage.objects.order_by("kind", "to")
        assert sorted((mail.kind, mail.to) for mail in mails) == sorted(
            (f"appointment.reminder_{kind}", person.email)
            for kind in ("day", "hour")
            for person in (appointment.client, appointment.advisor)
        )
        assert Event.objects.filter(kind="appointment.reminded").count() == 2

    def test_each_at_most_once(self):
        make_appointment(starts_at=START)
        assert [self._at(START - DAY + n * timedelta(seconds=30)) for n in range(3)] == [1, 0, 0]
        assert OutgoingMessage.objects.count() == 2

    def test_each_reads_their_own_clock(self):
        appointment = make_appointment(
            starts_at=START, advisor=make_advisor(time_zone="Europe/Paris")
        )
        self._at(START - DAY)
        client = OutgoingMessage.objects.get(to=appointment.client.email)
        advisor = OutgoingMessage.objects.get(to=appointment.advisor.email)
        assert client.subject == "Reminder: your consultation on Thu 26 Nov, 10:00"
        assert advisor.subject == f"Reminder: {appointment.client.name} on Thu 26 Nov, 16:00"
        assert "Thursday 26 November 2026, 16:00 (Paris, CET)" in client.text

    def test_beat_that_slept_sends_what_is_useful_and_drops_what_is_stale(self):
        make_appointment(starts_at=START)
        assert self._at(START - 4 * HOUR) == 1
        make_appointment(starts_at=START + DAY, advisor=make_advisor())
        assert self._at(START + DAY - 2 * HOUR) == 0
        assert self._at(START + DAY + HOUR) == 0
        assert set(Reminder.objects.values_list("kind", flat=True)) == {"day"}

    def test_what_was_booked_late_has_no_reminder_from_before(self):
        self.clock.move_to(START - 5 * HOUR)
        make_appointment(starts_at=START)
        assert self._at(START - 4 * HOUR) == 0
        assert self._at(START - HOUR) == 1

    def test_a_moved_one_reminds_only_of_its_new_time(self):
        appointment = make_appointment(starts_at=START)
        later = START + 3 * DAY
        move(appointment=appointment, starts_at=later, by=STAFF)
        assert self._at(START - DAY) == 0
        assert self._at(START - HOUR) == 0
        assert self._at(later - DAY) == 1
        assert Reminder.objects.get().due_at == later - DAY

    def test_a_reminder_still_in_the_outbox_is_withdrawn_when_the_time_moves(self):
        appointment = make_appointment(starts_at=START)
        self._at(START - DAY)
        move(appointment=appointment, starts_at=START + DAY, by=STAFF)
        kinds = set(OutgoingMessage.objects.values_list("kind", flat=True))
        assert kinds == {"appointment.moved"}
        assert self._at(START) == 1

    def test_what_was_sent_already_stays_written_down(self):
        appointment = make_appointment(starts_at=START)
        self._at(START - DAY)
        OutgoingMessage.objects.update(sent_at=timezone.now())
        cancel(appointment=appointment, reason="", by=STAFF)
        assert OutgoingMessage.objects.filter(kind="appointment.reminder_day").count() == 2

    def test_a_cancelled_one_reminds_nobody(self):
        appointment = make_appointment(starts_at=START)
        cancel(appointment=appointment, reason="", by=STAFF)
        assert self._at(START - DAY) == 0
        assert self._at(START - HOUR) == 0

    @pytest.mark.parametrize(
        ("start", "due"),
        [
            # New York's clocks go forward on 14 March 2027, back on 1 November 2026.
            (datetime(2027, 3, 14, 14, 0, tzinfo=UTC), datetime(2027, 3, 13, 14, 0, tzinfo=UTC)),
            (datetime(2026, 11, 1, 15, 0, tzinfo=UTC), datetime(2026, 10, 31, 15, 0, tzinfo=UTC)),
        ],
    )
    def test_a_day_is_twenty_four_hours_through_a_change_of_clocks(self, start, due):
        with time_machine.travel(due - 2 * DAY, tick=False) as clock:
            make_appointment(starts_at=start)
            clock.move_to(due - timedelta(seconds=1))
            assert send_reminders() == 0
            clock.move_to(due)
            assert send_reminders() == 1

    def test_three_take_as_many_questions_each_as_one(self, django_assert_num_queries):
        make_appointment(starts_at=START)
        self.clock.move_to(START - 2 * DAY)
        with django_assert_num_queries(2):
            send_reminders()
        for _ in range(2):
            make_appointment(starts_at=START, advisor=make_advisor())
        with django_assert_num_queries(2):
            send_reminders()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("house")
def test_eight_workers_at_once_remind_each_person_once():
    soon = timezone.now() + timedelta(hours=23)
    for _ in range(6):
        make_appointment(starts_at=soon)
    Appointment.objects.update(timed_at=timezone.now() - DAY)
    counts = at_once([send_reminders] * 8)
    assert all(isinstance(count, int) for count in counts), counts
    send_reminders()
    assert Reminder.objects.count() == 6
    assert OutgoingMessage.objects.filter(kind="appointment.reminder_day").count() == 12


def hand_over_without_lock(appointment_id, notice):
    """What handing over would be without the lock and the unique row: look, then write."""
    appointment = due(notice).with_people().get(pk=appointment_id)
    BARRIER.wait(timeout=10)
    with transaction.atomic():
        emails.remind(appointment, notice.kind, useful_until=appointment.starts_at)
        record("appointment.reminded", appointment, by=Actor.system(), notice=notice.kind)
    return True


BARRIER = threading.Barrier(4)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("house")
def test_canary_without_the_lock_each_is_handed_over_by_everybody():
    make_appointment(starts_at=timezone.now() + timedelta(hours=23))
    Appointment.objects.update(timed_at=timezone.now() - DAY)
    appointment = Appointment.objects.get()
    at_once([lambda: hand_over_without_lock(appointment.pk, NOTICES[0])] * 4)
    assert Event.objects.filter(kind="appointment.reminded").count() == 4


def test_beat_starts_it_every_half_minute():
    entry = BEAT["send-reminders"]
    assert entry["schedule"] == 30
    assert entry["task"] == tasks.send_reminders.name
