"""An owner who shortens hours is told which booked consultations they leave outside."""

from datetime import time, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from atelier.people.models import User
from atelier.people.tests.factories import make_client, make_staff
from consultations.availability import outside_hours
from consultations.models import Appointment, BookingRules
from consultations.tests.conftest import THURSDAY
from consultations.tests.factories import make_advisor, make_appointment, make_hours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
NEW_DAY = reverse("admin:consultations_dateoverride_add")
QUERIES_OF_HOURS = 6
# The Friday after it, 10:00: Thursday itself is Thanksgiving.
FRIDAY = THURSDAY + timedelta(days=1)


@pytest.fixture
def owner() -> Browser:
    browser = Browser()
    browser.force_login(make_staff())
    return browser


@pytest.fixture
def ines() -> User:
    advisor = make_advisor(name="Ines Valois")
    for weekday in range(5):
        make_hours(advisor, weekday, time(9), time(18))
    return advisor


@pytest.fixture
def booked(ines: User) -> Appointment:
    return make_appointment(starts_at=FRIDAY, advisor=ines, client=make_client(name="Clara Weiss"))


def _special(advisor: User, **over: str) -> dict[str, str]:
    return {"advisor": str(advisor.pk), "starts_on": "2026-11-27", "reason": "At the fair"} | over


def test_a_day_off_says_who_is_booked_then_and_leads_to_move_them(owner, ines, booked):
    page = owner.post(NEW_DAY, _special(ines), follow=True).content.decode()
    assert "Booked, and now outside the hours." in page
    assert "Clara Weiss with Ines Valois, Fri 27 Nov, 10:00" in page
    assert "Ines Valois is away on 27 November 2026 (At the fair)." in page
    assert reverse("admin:move", args=[booked.public_id]) in page


def test_what_fits_or_stood_outside_before_is_not_said(owner, ines, booked):
    make_appointment(starts_at=FRIDAY + timedelta(hours=12), advisor=ines)
    fitting = _special(ines, opens="09:00", closes="12:00")
    page = owner.post(NEW_DAY, fitting, follow=True).content.decode()
    assert "outside the hours" not in page


def test_closing_on_holidays_is_told_too(owner, ines):
    rules = BookingRules.current()
    rules.closed_on_holidays = False
    rules.save()
    make_appointment(starts_at=THURSDAY, advisor=ines)
    address = reverse("admin:consultations_bookingrules_change", args=[rules.pk])
    form = owner.get(address).context["adminform"].form
    said = {name: form[name].value() for name in form.fields}
    posted = {name: value for name, value in said.items() if value not in (None, "", False)}
    page = owner.post(address, posted | {"closed_on_holidays": "on"}, follow=True)
    assert "is a public holiday" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_hours_are_read_once_for_all(ines, count, django_assert_num_queries):
    for number in range(count):
        make_appointment(starts_at=FRIDAY + timedelta(days=number, hours=12), advisor=ines)
    those = list(Appointment.objects.with_people())
    with django_assert_num_queries(QUERIES_OF_HOURS):
        found = outside_hours(those)
    assert len(found) == count
    assert outside_hours([]) == []
