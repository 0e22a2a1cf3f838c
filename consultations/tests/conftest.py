"""A fixed morning, so that days and hours can be written out."""

from datetime import UTC, datetime

import pytest
import time_machine

from atelier.house.models import House
from consultations.tests.factories import make_place, open_place

# A Monday, 9:00 in New York.
MORNING = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


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
