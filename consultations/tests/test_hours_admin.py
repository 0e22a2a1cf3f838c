"""The pages on which an owner says who can be met when: what they take and what they refuse."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from atelier.house.models import House
from atelier.journal.models import Event
from atelier.people.models import User
from atelier.people.tests.factories import make_staff
from consultations.models import Advising, AdvisorHours, BookingRules, DateOverride, Place, Topic
from consultations.tests.factories import make_advisor, make_hours, make_place, make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]

ADVISORS = reverse("admin:consultations_advisor_changelist")
DAYS = reverse("admin:consultations_dateoverride_changelist")
QUERIES_OF_ADVISORS = 5


@pytest.fixture
def owner() -> Browser:
    browser = Browser()
    browser.force_login(make_staff())
    return browser


def _page(advisor: User) -> str:
    return reverse("admin:consultations_advisor_change", args=[advisor.pk])


def _posted(rows: list[dict[str, str]], **over: Any) -> dict[str, Any]:
    """Return what the advisor's page sends with these rows of hours."""
    posted: dict[str, Any] = {
        "advising-0-channels": ["video"],
        "advising-0-is_open": "on",
        "days": [],
    }
    counts = {"advisor_hours": len(rows), "advising": 1, "date_overrides": 0}
    for prefix, count in counts.items():
        posted |= {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        posted |= {f"advisor_hours-{number}-{name}": value for name, value in row.items()}
    return posted | over


def _row(weekday: int, opens: str, closes: str, **over: str) -> dict[str, str]:
    return {"weekday": str(weekday), "opens": opens, "closes": closes} | over


def test_a_week_is_kept_with_what_they_take_and_the_account_is_left_alone(owner):
    advisor = make_advisor(name="Ines Valois")
    rows = [_row(0, "10:00", "13:00"), _row(0, "14:00", "00:00")]
    assert owner.post(_page(advisor), _posted(rows)).status_code == 302
    kept = AdvisorHours.objects.filter(advisor=advisor).values_list("weekday", "opens", "closes")
    assert list(kept) == [(0, time(10), time(13)), (0, time(14), time(0))]
    assert Advising.objects.get(advisor=advisor).channels == ["video"]
    told = Event.objects.filter(kind="record.changed").values_list("data__fields", flat=True)
    assert ["advisor_hours"] in list(told)
    before = User.objects.get(pk=advisor.pk)
    assert (before.email, before.password, before.name) == (
        advisor.email,
        advisor.password,
        "Ines Valois",
    )


def test_the_same_hours_go_on_several_days_at_once_and_leave_what_is_there(owner):
    advisor = make_advisor()
    make_hours(advisor, 2, time(12), time(15))
    posted = _posted([], days=["0", "1", "2"], opens="10:00", closes="18:00")
    posted |= {"advisor_hours-TOTAL_FORMS": 1, "advisor_hours-INITIAL_FORMS": 1}
    there = AdvisorHours.objects.get()
    kept = _row(2, "12:00", "15:00", id=str(there.pk), advisor=str(advisor.pk))
    posted |= {f"advisor_hours-0-{name}": value for name, value in kept.items()}
    answer = owner.post(_page(advisor), posted, follow=True)
    assert "Wednesday: there are hours already that overlap" in answer.content.decode()
    found = AdvisorHours.objects.filter(advisor=advisor).values_list("weekday", "opens")
    assert list(found) == [(0, time(10)), (1, time(10)), (2, time(12))]


REFUSED = [
    (
        [_row(0, "10:00", "13:00"), _row(0, "12:00", "15:00")],
        "Monday 10:00 to 13:00 and Monday 12:00 to 15:00 overlap. Please join them.",
    ),
    ([_row(0, "13:00", "10:00")], "Please let it close later than it opens"),
    (
        [_row(0, "10:00", "13:00", valid_from="2026-12-02", valid_until="2026-12-01")],
        "Please let it end on the day it begins or later.",
    ),
]


@pytest.mark.parametrize(("rows", "sentence"), REFUSED, ids=["overlap", "order", "validity"])
def test_hours_that_cannot_be_are_said_in_words(owner, rows, sentence):
    answer = owner.post(_page(make_advisor()), _posted(rows))
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert not AdvisorHours.objects.exists()


def test_hours_of_other_weeks_may_overlap(owner):
    rows = [
        _row(0, "10:00", "13:00", valid_until="2026-12-31"),
        _row(0, "10:00", "15:00", valid_from="2027-01-01"),
    ]
    assert owner.post(_page(make_advisor()), _posted(rows)).status_code == 302


def test_their_page_shows_what_is_free_in_the_coming_week(owner):
    advisor = make_advisor()
    make_hours(advisor, 1, time(10), time(13))
    page = owner.get(_page(advisor)).content.decode()
    assert "<dt>Tue 24 Nov</dt><dd>10:00 to 13:00</dd>" in page
    assert "<dt>Thu 26 Nov</dt><dd>Nothing free</dd>" in page


def test_the_list_of_advisors_asks_as_much_for_three_as_for_one(owner, django_assert_num_queries):
    make_hours(make_advisor(), 0, time(10), time(13))
    make_staff()
    with django_assert_num_queries(QUERIES_OF_ADVISORS):
        page = owner.get(ADVISORS).content.decode()
    assert "Mon 10:00 to 13:00" in page
    for _ in range(2):
        make_hours(make_advisor(), 0, time(10), time(13))
    with django_assert_num_queries(QUERIES_OF_ADVISORS):
        page = owner.get(ADVISORS).content.decode()
    assert page.count("Mon 10:00 to 13:00") == 3


def test_a_place_is_furnished_on_one_page(owner):
    place = make_place(name="The annexe")
    make_room(place=place, name="Amber")
    page = owner.get(reverse("admin:consultations_place_change", args=[place.pk])).content.decode()
    assert "Amber" in page
    posted: dict[str, Any] = {"name": "The annexe", "is_active": "on"}
    posted |= {"days": ["5"], "opens": "10:00", "closes": "16:00"}
    for prefix in ("rooms", "hours", "date_overrides"):
        posted |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    answer = owner.post(reverse("admin:consultations_place_change", args=[place.pk]), posted)
    assert answer.status_code == 302
    assert str(Place.objects.get(name="The annexe").hours.get()) == "Saturday 10:00 to 16:00"
    assert (
        "Sat 10:00 to 16:00"
        in owner.get(reverse("admin:consultations_place_changelist")).content.decode()
    )


def test_special_days_show_the_holidays_beside_them(owner):
    day = date(2026, 12, 25)
    DateOverride.objects.create(starts_on=day, ends_on=day, opens=time(10), closes=time(14))
    page = owner.get(DAYS).content.decode()
    assert "Thanksgiving" in page
    assert page.count("<strong>Open</strong>") == 1
    BookingRules.objects.update(closed_on_holidays=False)
    assert "The house works on public holidays" in owner.get(DAYS).content.decode()


def test_a_special_day_is_one_day_of_one_owner_with_both_hours_or_none(owner):
    where = reverse("admin:consultations_dateoverride_add")
    assert owner.post(where, {"starts_on": "2026-12-24"}).status_code == 302
    assert DateOverride.objects.get().ends_on == date(2026, 12, 24)
    wrong = {
        "starts_on": "2026-12-24",
        "ends_on": "2026-12-23",
        "opens": "10:00",
        "advisor": make_advisor().pk,
        "place": make_place().pk,
    }
    page = owner.post(where, wrong).content.decode()
    assert "Please let it end on the day it begins or later." in page
    assert "Please give both hours, or neither" in page
    assert "Please choose an advisor or a place" in page
    assert DateOverride.objects.count() == 1


def test_an_unknown_region_is_said_at_the_field_with_those_there_are(owner):
    rules = BookingRules.current()
    where = reverse("admin:consultations_bookingrules_change", args=[rules.pk])
    form = owner.get(where).context["adminform"].form
    posted = {name: form[name].value() for name in form.fields} | {"closed_on_holidays": "on"}
    page = owner.post(where, posted | {"holiday_region": "zz"}).content.decode()
    assert "No holidays are known for ZZ in US. Regions: AK, AL," in page
    assert owner.post(where, posted | {"holiday_region": "ny"}).status_code == 302
    assert BookingRules.current().holiday_region == "NY"
    House.objects.update(country="XX")
    page = owner.post(where, posted | {"holiday_region": "NY"}).content.decode()
    assert "No holidays are known for NY in XX. Regions: none." in page


def test_the_list_of_staff_leads_to_an_advisor_s_hours(owner):
    advisor = make_advisor()
    page = owner.get(reverse("admin:people_staffmember_changelist")).content.decode()
    assert f'<a href="{_page(advisor)}">Hours and special days</a>' in page


def test_topics_and_rules_open(owner):
    topic = Topic.objects.first()
    assert topic is not None
    addresses = [
        reverse("admin:consultations_topic_changelist"),
        reverse("admin:consultations_topic_change", args=[topic.pk]),
        reverse("admin:consultations_room_changelist"),
    ]
    assert {owner.get(address).status_code for address in addresses} == {200}
    rules = owner.get(reverse("admin:consultations_bookingrules_changelist"))
    assert rules.status_code == 302
