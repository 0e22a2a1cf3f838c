"""Days and moments of addresses and buttons: what makes no sense is as if it were not there."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from consultations.days import DayField, MomentField, read_day, read_moment

TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
FAR = ["0001-01-01", "1999-12-31", "2200-01-01", "9999-12-31"]


def test_a_day_and_a_moment_are_read() -> None:
    assert read_day("2026-11-24") == date(2026, 11, 24)
    assert read_moment("2026-11-24T10:00:00-05:00") == TEN
    assert read_moment("2026-11-24T15:00:00 00:00") == TEN
    assert MomentField().clean("2026-11-24T15:00:00+00:00") == TEN


@pytest.mark.parametrize("written", ["", None, "x", "2026-02-30", *FAR])
def test_what_is_no_day_is_none(written: str | None) -> None:
    assert read_day(written) is None


@pytest.mark.parametrize("written", ["", "x", "2026-11-24T10:00:00", "2026-02-30T10:00:00Z"])
def test_what_is_no_moment_is_none(written: str) -> None:
    assert read_moment(written) is None


@pytest.mark.parametrize("far", FAR)
def test_no_clock_is_reckoned_in_another_age(far: str) -> None:
    assert read_moment(f"{far}T23:59:00+14:00") is None
    with pytest.raises(ValidationError, match="not so far away"):
        DayField().clean(far)
