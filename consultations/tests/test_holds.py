"""A chosen time is kept, confirmed once, let go, and given to whoever wants it when it expired."""

import uuid
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import Conflict, NotAllowed, Refusal, WrongState
from atelier.people.models import Channel
from atelier.people.tests.factories import client_actor, make_client
from atelier.schedule import BEAT
from consultations import tasks
from consultations.actions.holds import (
    LINGER,
    confirm_hold,
    hold_slot,
    release_expired_holds,
    release_hold,
)
from consultations.models import Advising, Appointment, BusyTime, Hold, SlotOffer, WaitingListEntry
from consultations.tests.factories import (
    STAFF,
    make_advisor,
    make_appointment,
    make_hold,
    make_hours,
    make_room,
    make_rules,
    make_slot,
)
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]

# Wednesday, 10:00 in New York; it is Monday, nine o'clock.
TEN = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
HALF_PAST, NOON = TEN + timedelta(minutes=30), TEN + timedelta(hours=2)


@pytest.fixture
def advisor():
    """Return somebody who is in on Wednesdays from nine to five."""
    advisor = make_advisor(name="Ines Valois")
    make_hours(advisor, 2, time(9), time(17))
    return advisor


@pytest.fixture
def somebody():
    """Return a client."""
    return make_client()


def _hold(advisor, client, starts_at=TEN, **over):
    wish: dict[str, Any] = {"channel": Channel.VIDEO, "by": client_actor(client)} | over
    slot = make_slot(advisor, starts_at, minutes=over.pop("minutes", 45))
    wish.pop("minutes", None)
    return hold_slot(client=client, slot=slot, **wish)


def _confirm(hold, **over):
    said: dict[str, Any] = {"client": hold.client, "by": client_actor(hold.client)} | over
    return confirm_hold(hold_public_id=hold.public_id, **said)


class TestHolding:
    """What a client may keep."""

    def test_it_is_kept_for_ten_minutes_with_its_buffers(self, advisor, somebody):
        hold = _hold(advisor, somebody)
        assert hold.expires_at == timezone.now() + timedelta(minutes=10)
        assert hold.busy.lower == TEN - timedelta(minutes=15)
        assert BusyTime.objects.get().hold == hold
        assert Event.objects.get(kind="hold.placed").data["advisor"] == "Ines Valois"

    def test_the_house_says_for_how_long(self, advisor, somebody):
        make_rules(hold_minutes=3)
        hold = _hold(advisor, somebody)
        assert hold.expires_at == timezone.now() + timedelta(minutes=3)
        offered = _hold(advisor, somebody, NOON, expires_at=TEN - timedelta(hours=2))
        assert offered.expires_at == TEN - timedelta(hours=2)

    def test_the_same_again_is_the_same_hold(self, advisor, somebody):
        assert _hold(advisor, somebody) == _hold(advisor, somebody)
        assert Event.objects.filter(kind="hold.placed").count() == 1

    def test_another_time_lets_the_first_go(self, advisor, somebody):
        _hold(advisor, somebody)
        later = _hold(advisor, somebody, HALF_PAST)
        assert Hold.objects.get() == later
        assert Event.objects.filter(kind="hold.released").count() == 1

    def test_also_for_another_piece_or_to_move_what_stands(self, advisor):
        commission = make_commission()
        client = commission.client
        stood = make_appointment(advisor=advisor, client=client, starts_at=TEN)
        _hold(advisor, client, NOON)
        _hold(advisor, client, NOON, commission=commission)
        moving = _hold(advisor, client, NOON, moving=stood)
        assert Hold.objects.get() == moving

    def test_postgres_too_keeps_one_that_a_client_chose(self, advisor, somebody):
        make_hold(client=somebody)
        make_hold(client=somebody, by_house=True)
        with pytest.raises(IntegrityError, match="hold_one_per_client"):
            make_hold(client=somebody)

    def test_a_time_offered_from_the_waiting_list_stays(self, advisor, somebody):
        days = {"earliest_on": TEN.date(), "latest_on": TEN.date()}
        kept = make_hold(advisor=advisor, client=somebody, starts_at=TEN, by_house=True)
        entry = WaitingListEntry.objects.create(client=somebody, channel="video", **days)
        SlotOffer.objects.create(
            entry=entry,
            hold=kept,
            advisor=advisor,
            starts_at=TEN,
            ends_at=kept.ends_at,
            expires_at=kept.expires_at,
        )
        _hold(advisor, somebody, NOON)
        assert Hold.objects.filter(pk=kept.pk).exists()
        assert _hold(advisor, somebody) == kept

    def test_what_another_keeps_is_taken(self, advisor, somebody):
        other = _hold(advisor, make_client())
        with pytest.raises(Conflict, match=r"^That time has just been taken\. Free nearby: ") as no:
            _hold(advisor, somebody, HALF_PAST, by_house=True)
        assert no.value.details["free"] == [
            TEN + timedelta(minutes=75),
            TEN + timedelta(minutes=90),
            TEN + timedelta(minutes=105),
        ]
        assert Hold.objects.get() == other

    def test_what_another_kept_too_long_is_free(self, advisor, somebody, morning):
        _hold(advisor, make_client())
        morning.shift(600)
        mine = _hold(advisor, somebody)
        assert BusyTime.objects.get().hold == mine

    @pytest.mark.parametrize(
        "starts_at",
        [
            TEN - timedelta(hours=2),  # before she comes
            TEN + timedelta(days=1),  # she is not in
            TEN + timedelta(days=70),  # too far ahead
            TEN + timedelta(minutes=7),  # not one of the offered steps
        ],
    )
    def test_only_what_is_offered(self, advisor, somebody, starts_at):
        with pytest.raises(Conflict, match="That time is no longer offered"):
            _hold(advisor, somebody, starts_at)
        assert not Hold.objects.exists()

    def test_only_as_long_as_it_is_offered(self, advisor, somebody):
        with pytest.raises(Conflict, match="no longer offered"):
            _hold(advisor, somebody, minutes=120)

    def test_not_within_the_notice(self, advisor, somebody):
        make_rules(minimum_notice_hours=72)
        with pytest.raises(Conflict, match="no longer offered"):
            _hold(advisor, somebody)

    def test_not_where_the_advisor_does_not_take_it(self, advisor, somebody):
        Advising.objects.create(advisor=advisor, channels=["phone"])
        with pytest.raises(Conflict, match="no longer offered"):
            _hold(advisor, somebody)

    def test_what_the_house_proposes_asks_no_rules(self, advisor, somebody):
        early = TEN - timedelta(hours=2)
        assert _hold(advisor, somebody, early, by_house=True).by_house
        assert _hold(advisor, make_client(), NOON, by=STAFF).by_house

    def test_the_days_last_place_goes_once(self, advisor, somebody):
        make_rules(daily_cap=1)
        _hold(advisor, make_client())
        with pytest.raises(Conflict, match="no longer offered"):
            _hold(advisor, somebody, NOON)

    def test_never_for_somebody_else(self, advisor, somebody):
        with pytest.raises(NotAllowed):
            _hold(advisor, somebody, by=client_actor(make_client()))

    def test_no_letter_no_past_no_table_without_a_room(self, advisor, somebody):
        with pytest.raises(Refusal, match="by telephone"):
            _hold(advisor, somebody, channel=Channel.EMAIL)
        with pytest.raises(Refusal, match="already passed"):
            _hold(advisor, somebody, TEN - timedelta(days=7))
        with pytest.raises(Refusal, match="needs a room"):
            _hold(advisor, somebody, channel=Channel.IN_PERSON)


class TestConfirming:
    """Once, and only one's own."""

    def test_it_becomes_an_appointment(self, advisor, somebody):
        make_rules(video_link_template="https://meet.example.com/{code}")
        hold = _hold(advisor, somebody)
        booked = _confirm(
            hold,
            subject="A sapphire",
            client_zone="Europe/Paris",
            words="I bring\nmy grandmother's ring.",
        )
        assert (booked.starts_at, booked.advisor, booked.busy) == (TEN, advisor, hold.busy)
        assert (booked.by_client, booked.hold_id) == (True, hold.public_id)
        assert booked.to_prepare == "In the client's words: I bring my grandmother's ring."
        assert booked.video_link.startswith("https://meet.example.com/")
        assert not Hold.objects.exists()
        assert BusyTime.objects.get().appointment == booked
        assert OutgoingMessage.objects.filter(kind="appointment.booked").count() == 2

    def test_confirming_again_is_the_same_appointment(self, advisor, somebody):
        hold = _hold(advisor, somebody)
        assert _confirm(hold) == _confirm(hold)
        assert Appointment.objects.count() == 1
        assert OutgoingMessage.objects.count() == 2

    def test_in_time_counts_though_the_notice_has_begun(self, advisor, somebody, morning):
        morning.move_to(TEN - timedelta(hours=24, minutes=1))
        hold = _hold(advisor, somebody)
        morning.shift(300)
        assert _confirm(hold).starts_at == TEN

    def test_late_but_still_free_is_confirmed(self, advisor, somebody, morning):
        hold = _hold(advisor, somebody)
        morning.shift(900)
        assert release_expired_holds() == 0
        assert _confirm(hold).starts_at == TEN

    def test_late_and_taken_is_a_conflict_with_other_times(self, advisor, somebody, morning):
        hold = _hold(advisor, somebody)
        morning.shift(900)
        _confirm(_hold(advisor, make_client()))
        with pytest.raises(Conflict) as refused:
            _confirm(hold)
        assert refused.value.details["free"] == [
            TEN + timedelta(minutes=75),
            TEN + timedelta(minutes=90),
            TEN + timedelta(minutes=105),
        ]

    def test_it_opens_the_commission_in_the_houses_name(self, advisor):
        commission = make_commission(status="requested")
        booked = _confirm(_hold(advisor, commission.client, commission=commission))
        commission.refresh_from_db()
        assert (booked.commission, commission.status) == (commission, "consulting")
        assert Event.objects.get(kind="commission.taken_on").actor_kind == "system"
        assert Event.objects.get(kind="appointment.booked").actor_kind == "client"

    def test_anothers_is_not_there(self, advisor, somebody):
        hold = _hold(advisor, make_client())
        with pytest.raises(Conflict, match="no longer kept for you"):
            _confirm(hold, client=somebody, by=client_actor(somebody))
        with pytest.raises(NotAllowed):
            _confirm(hold, by=client_actor(somebody))
        assert Hold.objects.get() == hold

    def test_an_unknown_one_is_a_conflict(self, somebody):
        with pytest.raises(Conflict, match="no longer kept for you"):
            confirm_hold(hold_public_id=uuid.uuid4(), client=somebody, by=client_actor(somebody))


class TestMoving:
    """A client chooses another time for what they have."""

    def test_it_moves_there_and_everybody_is_told_at_once(self, advisor, somebody):
        stood = make_appointment(advisor=advisor, client=somebody, starts_at=TEN)
        hold = _hold(advisor, somebody, NOON, moving=stood)
        moved = _confirm(hold)
        assert (moved.pk, moved.starts_at, moved.ics_sequence) == (stood.pk, NOON, 1)
        assert not Hold.objects.exists()
        told = OutgoingMessage.objects.filter(kind="appointment.moved")
        assert {mail.due_at for mail in told} == {timezone.now()}
        assert _confirm(hold) == moved
        assert Event.objects.filter(kind="appointment.moved").count() == 1

    def test_half_an_hour_later_its_own_time_is_no_obstacle(self, advisor, somebody):
        salon = make_room()
        stood = make_appointment(
            advisor=advisor,
            client=somebody,
            starts_at=TEN,
            minutes=60,
            channel=Channel.IN_PERSON,
            room=salon,
        )
        slot = make_slot(advisor, HALF_PAST, minutes=60, room=salon)
        hold = hold_slot(
            client=somebody, slot=slot, channel=Channel.IN_PERSON, moving=stood, by=STAFF
        )
        spans = BusyTime.objects.filter(hold=hold).values_list("span", flat=True)
        outside = (stood.busy.upper, hold.busy.upper)
        assert [(span.lower, span.upper) for span in spans] == [outside, outside]
        assert _confirm(hold).starts_at == HALF_PAST
        taken = BusyTime.objects.values_list("span", flat=True)
        assert {(span.lower, span.upper) for span in taken} == {
            (HALF_PAST - timedelta(minutes=15), HALF_PAST + timedelta(minutes=75))
        }

    def test_too_late_is_refused_kindly(self, advisor, somebody, morning):
        stood = make_appointment(advisor=advisor, client=somebody, starts_at=TEN)
        hold = _hold(advisor, somebody, NOON, moving=stood)
        morning.move_to(TEN - timedelta(hours=23))
        for act in (lambda: _hold(advisor, somebody, NOON, moving=stood), lambda: _confirm(hold)):
            with pytest.raises(WrongState, match="until 24 hours before it begins"):
                act()

    def test_other_times_are_said_on_the_clock_the_client_chose(self, advisor, somebody):
        stood = make_appointment(
            advisor=advisor, client=somebody, starts_at=TEN, client_zone="Europe/Paris"
        )
        make_hold(advisor=advisor, starts_at=NOON)
        with pytest.raises(Conflict, match="Wed 25 Nov, 16:30; Wed 25 Nov, 16:45; "):
            _hold(advisor, somebody, NOON, moving=stood)

    def test_somebody_elses_appointment_stays(self, advisor, somebody):
        stood = make_appointment(advisor=advisor, starts_at=TEN)
        with pytest.raises(NotAllowed, match="somebody else's"):
            _hold(advisor, somebody, NOON, moving=stood)


class TestLettingGo:
    """By the client, by the house, by the clock."""

    def test_once(self, advisor, somebody):
        hold = _hold(advisor, somebody)
        for _ in range(2):
            release_hold(hold=hold, by=client_actor(somebody))
        assert not BusyTime.objects.exists()
        assert Event.objects.filter(kind="hold.released").count() == 1

    def test_never_anothers(self, advisor, somebody):
        hold = _hold(advisor, somebody)
        with pytest.raises(NotAllowed):
            release_hold(hold=hold, by=client_actor(make_client()))

    def test_the_sweep_takes_only_what_nobody_came_back_for(self, morning):
        make_hold(expires_at=timezone.now() - LINGER)
        kept = make_hold(expires_at=timezone.now() - LINGER + timedelta(seconds=1))
        assert release_expired_holds() == 1
        assert Hold.objects.get() == kept
        assert Event.objects.get(kind="hold.released").actor_kind == "system"
        assert release_expired_holds() == 0

    def test_beat_starts_it_every_half_minute(self):
        entry = BEAT["release-holds"]
        assert (entry["schedule"], entry["task"]) == (30, tasks.release_holds.name)
