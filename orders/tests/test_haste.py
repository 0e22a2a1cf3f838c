"""From when a piece can be promised, on the house's own calendar."""

from datetime import UTC, date, datetime

import pytest

from atelier.house.models import House
from orders.haste import comfortable_date, is_too_soon
from orders.statuses import Level
from orders.tests.factories import make_commission

pytestmark = pytest.mark.django_db


def test_a_request_late_in_the_evening_counts_from_the_houses_day():
    house = House.current()
    house.time_zone = "America/New_York"
    house.save()
    # Ten in the evening of the first of March in New York.
    asked = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
    commission = make_commission(
        level=Level.BESPOKE, requested_at=asked, needed_by=date(2026, 6, 14)
    )
    # Twelve weeks at the most, and three for drawing and quote.
    assert comfortable_date(commission) == date(2026, 6, 14)
    assert not is_too_soon(commission)
