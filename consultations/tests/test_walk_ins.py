"""Somebody stands in the door."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from atelier.journal.models import OutgoingMessage
from atelier.journal.refusals import Conflict, Refusal
from atelier.people.models import Channel
from atelier.people.tests.factories import make_client
from consultations.actions.outcomes import record
from consultations.actions.walk_ins import walk_in
from consultations.models import Appointment
from consultations.tests.factories import STAFF, make_advisor, make_appointment, make_room
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]

# The Monday morning on which the clock stands, nine in New York.
NINE = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def _walk_in(**over):
    wish: dict[str, Any] = {"channel": Channel.IN_PERSON, "by": STAFF} | over
    if wish["channel"] == Channel.IN_PERSON:
        wish.setdefault("room", make_room())
    wish.setdefault("advisor", make_advisor())
    wish.setdefault("client", make_client())
    return walk_in(**wish)


def test_it_begins_this_minute_without_a_buffer_before_it(morning):
    morning.shift(42)
    here = _walk_in()
    assert (here.walk_in, here.starts_at, here.ends_at) == (True, NINE, NINE + timedelta(hours=1))
    assert (here.busy.lower, here.busy.upper) == (NINE, NINE + timedelta(minutes=75))


def test_nobody_is_mailed_who_sits_at_the_table():
    _walk_in()
    assert not OutgoingMessage.objects.exists()


def test_it_can_be_written_down_at_once():
    held = record(appointment=_walk_in(), attended="She alone", notes="", summary="", by=STAFF)
    assert held.status == "done"


def test_an_earlier_ones_buffer_gives_way():
    earlier = make_appointment(starts_at=NINE - timedelta(minutes=45))
    here = _walk_in(advisor=earlier.advisor)
    earlier.refresh_from_db()
    assert (earlier.busy.upper, here.starts_at) == (NINE, NINE)


def test_an_earlier_ones_buffer_gives_way_in_its_room():
    salon = make_room()
    make_appointment(starts_at=NINE - timedelta(minutes=50), channel="in_person", room=salon)
    assert _walk_in(room=salon).starts_at == NINE


def test_somebody_who_is_really_there_is_named():
    there = make_appointment(
        starts_at=NINE - timedelta(minutes=30), advisor=make_advisor(name="Ines Valois")
    )
    with pytest.raises(Conflict, match="^Ines Valois is already taken then") as refused:
        _walk_in(advisor=there.advisor)
    assert refused.value.details["free"]
    there.refresh_from_db()
    assert there.busy.upper == there.ends_at + timedelta(minutes=15)


def test_one_who_comes_soon_is_in_the_way_unless_it_is_short():
    soon = make_appointment(starts_at=NINE + timedelta(minutes=60))
    with pytest.raises(Conflict):
        _walk_in(advisor=soon.advisor)
    assert _walk_in(advisor=soon.advisor, minutes=30).ends_at == NINE + timedelta(minutes=30)


def test_pressing_twice_begins_one(morning):
    client, advisor, salon = make_client(), make_advisor(), make_room()
    first = _walk_in(client=client, advisor=advisor, room=salon)
    morning.shift(90)
    assert _walk_in(client=client, advisor=advisor, room=salon) == first
    assert Appointment.objects.count() == 1


def test_it_opens_the_commission_and_needs_a_room():
    commission = make_commission(status="requested")
    _walk_in(client=commission.client, commission=commission)
    commission.refresh_from_db()
    assert commission.status == "consulting"
    with pytest.raises(Refusal, match="needs a room"):
        _walk_in(room=None)
