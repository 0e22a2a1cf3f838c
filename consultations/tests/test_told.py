"""Only the last change is told, as a change from what each reader knows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from atelier.journal import sending
from atelier.journal.models import OutgoingMessage
from atelier.people.models import Channel
from consultations.actions.companions import join, leave
from consultations.actions.moving import move, undo_move
from consultations.actions.outcomes import cancel
from consultations.policies import UNDO_SECONDS
from consultations.tests.factories import (
    STAFF,
    make_advisor,
    make_appointment,
    make_place,
    make_room,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
# Thursday, 10:00 in New York; the clock stands on Monday, 9:00.
TEN = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def ines():
    return make_advisor(name="Ines Valois", email="ines@example.com")


@pytest.fixture
def hugo():
    return make_advisor(name="Hugo Lang", email="hugo@example.com")


@pytest.fixture
def appointment(ines):
    return make_appointment(starts_at=TEN, advisor=ines)


def waiting():
    """Kind, reader and due time of every mail that has not left."""
    rows = OutgoingMessage.objects.filter(sent_at=None, dropped_at=None)
    return sorted(rows.values_list("kind", "to"))


def to_client(appointment):
    return OutgoingMessage.objects.get(to=appointment.client.email, sent_at=None)


def all_have_left():
    OutgoingMessage.objects.update(sent_at=timezone.now())


def moved(appointment, *others):
    readers = [appointment.client.email, "ines@example.com", *others]
    return sorted(("appointment.moved", reader) for reader in readers)


def test_a_move_is_told_after_the_time_to_take_it_back(appointment, morning):
    move(appointment=appointment, starts_at=TEN + HOUR, by=STAFF)
    assert waiting() == moved(appointment)
    due = timezone.now() + timedelta(seconds=UNDO_SECONDS)
    assert set(OutgoingMessage.objects.values_list("due_at", flat=True)) == {due}
    assert OutgoingMessage.objects.waiting().count() == 0
    morning.move_to(due)
    assert OutgoingMessage.objects.waiting().count() == 2
    assert "It replaces Thursday 26 November 2026, 10:00." in to_client(appointment).text


def test_moved_and_undone_nobody_is_told(appointment):
    move(appointment=appointment, starts_at=TEN + HOUR, by=STAFF)
    undo_move(appointment=appointment, by=STAFF)
    assert waiting() == []


def test_moved_and_moved_back_by_hand_nobody_is_told(appointment):
    move(appointment=appointment, starts_at=TEN + HOUR, by=STAFF)
    move(appointment=appointment, starts_at=TEN, by=STAFF)
    assert waiting() == []


def test_moved_twice_only_the_last_place_is_told_from_the_first(appointment):
    move(appointment=appointment, starts_at=TEN + HOUR, by=STAFF)
    move(appointment=appointment, starts_at=TEN + 3 * HOUR, by=STAFF)
    assert waiting() == moved(appointment)
    text = to_client(appointment).text
    assert "Thursday 26 November 2026, 13:00 (New York, EST)" in text
    assert "It replaces Thursday 26 November 2026, 10:00." in text
    assert "11:00" not in text


def test_moved_twice_and_undone_once_the_first_move_is_told(appointment):
    move(appointment=appointment, starts_at=TEN + HOUR, by=STAFF)
    move(appointment=appointment, starts_at=TEN + 3 * HOUR, by=STAFF)
    undo_move(appointment=appointment, by=STAFF)
    text = to_client(appointment).text
    assert "11:00 (New York, EST)" in text
    assert "It replaces Thursday 26 November 2026, 10:00." in text


def test_what_was_read_is_told_back(appointment):
    """The mail left in the last second before the undo: the reader must hear of both."""
    move(appointment=appointment, starts_at=TEN + HOUR, by=STAFF)
    all_have_left()
    undo_move(appointment=appointment, by=STAFF)
    assert waiting() == moved(appointment)
    assert "It replaces Thursday 26 November 2026, 11:00." in to_client(appointment).text


def test_a_mail_a_sender_has_taken_counts_as_read(appointment, morning):
    move(appointment=appointment, starts_at=TEN + HOUR, by=STAFF)
    # The sender's clock is at the due moment; the undo comes in the same second.
    OutgoingMessage.objects.update(due_at=timezone.now())
    taken = sending.claim()
    assert taken is not None
    undo_move(appointment=appointment, by=STAFF)
    taken.refresh_from_db()
    assert taken.status == "Dropped"
    assert waiting() == [("appointment.moved", taken.to)]
    sending._mark_sent(taken)
    taken.refresh_from_db()
    assert (taken.status, taken.dropped_at) == ("Sent", None)


def test_moved_then_cancelled_the_time_they_know_is_cancelled(appointment):
    move(appointment=appointment, starts_at=TEN + HOUR, by=STAFF)
    cancel(appointment=appointment, reason="Snow.", by=STAFF)
    assert {kind for kind, _ in waiting()} == {"appointment.cancelled"}
    mail = to_client(appointment)
    assert mail.subject == "Your consultation on Thu 26 Nov, 10:00 is cancelled"
    assert "Snow." in mail.text
    assert "11:00" not in mail.text


def test_another_room_is_told_to_staff_and_another_door_to_everybody(ines):
    here = make_place(name="Here")
    rooms = [make_room(name=name, place=here) for name in ("One", "Two")]
    far = make_room(name="Three", place=make_place(name="There", address="9 Harbour Row"))
    appointment = make_appointment(
        starts_at=TEN, advisor=ines, channel=Channel.IN_PERSON, room=rooms[0]
    )
    move(appointment=appointment, starts_at=TEN, room=rooms[1], by=STAFF)
    assert waiting() == [("appointment.moved", "ines@example.com")]
    move(appointment=appointment, starts_at=TEN, room=far, by=STAFF)
    assert waiting() == moved(appointment)
    text = to_client(appointment).text
    assert "9 Harbour Row" in text
    assert "It replaces" not in text
    move(appointment=appointment, starts_at=TEN, room=rooms[0], by=STAFF)
    assert waiting() == []


def test_a_new_length_is_told(appointment):
    move(appointment=appointment, starts_at=TEN, minutes=90, by=STAFF)
    assert waiting() == moved(appointment)
    assert "90 minutes" in to_client(appointment).text


def test_another_advisor_takes_over_and_the_former_is_told(appointment, hugo):
    move(appointment=appointment, starts_at=TEN + HOUR, advisor=hugo, by=STAFF)
    assert waiting() == sorted(
        [
            ("appointment.moved", appointment.client.email),
            ("appointment.left", "ines@example.com"),
            ("appointment.taken_over", "hugo@example.com"),
        ]
    )
    left = OutgoingMessage.objects.get(to="ines@example.com")
    assert left.subject == f"Without you: {appointment.client.name} on Thu 26 Nov, 10:00"
    assert left.attachments[0]["type"] == "text/calendar; method=CANCEL"
    undo_move(appointment=appointment, by=STAFF)
    assert waiting() == []


def test_joined_and_left_before_anybody_read_of_it_is_silence(appointment, hugo):
    join(appointment=appointment, advisor=hugo, by=STAFF)
    assert waiting() == [("appointment.joined", "hugo@example.com")]
    leave(appointment=appointment, advisor=hugo, by=STAFF)
    assert waiting() == []


def test_whoever_read_of_joining_is_told_of_leaving_and_of_coming_back(appointment, hugo):
    join(appointment=appointment, advisor=hugo, by=STAFF)
    all_have_left()
    leave(appointment=appointment, advisor=hugo, by=STAFF)
    assert waiting() == [("appointment.left", "hugo@example.com")]
    join(appointment=appointment, advisor=hugo, by=STAFF)
    assert waiting() == []


def test_whoever_was_told_of_leaving_is_told_of_coming_back(appointment, hugo):
    join(appointment=appointment, advisor=hugo, by=STAFF)
    all_have_left()
    leave(appointment=appointment, advisor=hugo, by=STAFF)
    all_have_left()
    join(appointment=appointment, advisor=hugo, by=STAFF)
    assert waiting() == [("appointment.joined", "hugo@example.com")]


def test_a_companion_is_told_of_a_move_and_of_the_end(appointment, hugo):
    join(appointment=appointment, advisor=hugo, by=STAFF)
    all_have_left()
    move(appointment=appointment, starts_at=TEN + HOUR, by=STAFF)
    assert waiting() == moved(appointment, "hugo@example.com")
    all_have_left()
    cancel(appointment=appointment, reason="", by=STAFF)
    assert ("appointment.cancelled", "hugo@example.com") in waiting()


def test_a_companion_who_never_read_of_joining_is_not_told_of_the_end(appointment, hugo):
    join(appointment=appointment, advisor=hugo, by=STAFF)
    cancel(appointment=appointment, reason="", by=STAFF)
    assert "hugo@example.com" not in {reader for _, reader in waiting()}


def test_who_has_left_the_house_reads_of_its_clients_no_more(appointment, ines, hugo):
    """Their consultations go to a colleague, or are called off, without another word to them."""
    ines.is_active = False
    ines.save(update_fields=["is_active"])
    move(appointment=appointment, starts_at=TEN, advisor=hugo, by=STAFF)
    all_have_left()
    hugo.is_active = False
    hugo.save(update_fields=["is_active"])
    cancel(appointment=appointment, reason="", by=STAFF)
    staff = OutgoingMessage.objects.exclude(to=appointment.client.email)
    assert list(staff.values_list("kind", "to")) == [("appointment.taken_over", "hugo@example.com")]
