"""A fixed morning, so that days and hours can be written out."""

from datetime import UTC, datetime

import pytest
import time_machine

from atelier.house.models import House
from atelier.journal.tests.conftest import post_office as post_office
from atelier.people.tests.factories import make_client
from consultations.tests.factories import make_advisor, make_appointment, make_place, open_place

# A Monday, 9:00 in New York.
MORNING = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
# The Thursday after it, 10:00.
THURSDAY = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


@pytest.fixture
def morning():
    """Stop the clock on a Monday at nine in New York."""
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def house(db) -> House:
    """Return the house in New York, open from nine to six, with a quarter of an hour's buffer."""
    house = House.current()
    house.name, house.email = "Maison Tessaly", "atelier@example.com"
    house.address = "41 Lantern Street\nNew York"
    house.save()
    open_place(make_place())
    return house


@pytest.fixture
def ada():
    """Return a client with a telephone."""
    return make_client(name="Ada Byron", email="ada@example.com", phone="+1 212 555 0100")


@pytest.fixture
def ines():
    """Return an advisor in New York."""
    return make_advisor(name="Ines Valois", email="ines@example.com")


@pytest.fixture
def booked(ada, ines):
    """Return what books Ada with Ines on Thursday at ten, or otherwise."""

    def book(**over):
        return make_appointment(**{"client": ada, "advisor": ines, "starts_at": THURSDAY} | over)

    return book
