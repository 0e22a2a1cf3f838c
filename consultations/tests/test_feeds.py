"""The secret calendar address: what it says, to whom, and what it never does."""

import re
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
import vobject
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed
from atelier.logs import scrub
from atelier.people.actors import user_actor
from atelier.people.links import hashed
from atelier.people.models import Channel
from atelier.people.tests.factories import make_client, make_staff
from atelier.people.tests.racing import at_once
from consultations.actions.feeds import make_feed, revoke_feed
from consultations.models import Appointment, CalendarFeed, Companion, Hold
from consultations.slots import busy_span
from consultations.statuses import AppointmentStatus
from consultations.tests.factories import BUFFER, make_advisor, make_appointment, make_room
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _counters():
    cache.clear()


@pytest.fixture
def advisor():
    return make_advisor(name="Ines Valois")


@pytest.fixture
def address(advisor):
    return _address(make_feed(advisor=advisor, by=user_actor(advisor)))


def _address(token):
    return reverse("calendar_feed", args=[token])


def _events(answer):
    calendar = vobject.readOne(answer.content.decode())
    return {event.uid.value: event for event in getattr(calendar, "vevent_list", [])}


def _hold(advisor, starts_at, **over):
    ends_at = starts_at + timedelta(minutes=45)
    fields = {
        "client": make_client(name="Grace Hopper"),
        "advisor": advisor,
        "channel": Channel.VIDEO,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "busy": busy_span(starts_at, ends_at, BUFFER),
        "expires_at": timezone.now() + timedelta(minutes=10),
    }
    return Hold.objects.create(**fields | over)


def test_it_says_who_is_met_and_where_and_links_to_the_page(client, advisor, address):
    appointment = make_appointment(
        advisor=advisor,
        client=make_client(name="Ada Byron"),
        starts_at=TEN,
        channel=Channel.IN_PERSON,
        room=make_room(name="The Blue Room"),
        subject="Her grandmother's emerald",
    )
    event = _events(client.get(address))[str(appointment.public_id)]
    assert event.summary.value == "Ada Byron, in person"
    assert event.location.value == "Maison Tessaly, 41 Lantern Street, New York, The Blue Room"
    page = f"http://localhost:8000/admin/appointments/{appointment.public_id}/"
    assert (event.url.value, event.description.value) == (page, page)
    assert (event.dtstart.value, event.dtend.value) == (TEN, TEN + timedelta(minutes=45))
    assert (event.status.value, event.transp.value) == ("CONFIRMED", "OPAQUE")
    assert "emerald" not in event.serialize()


def test_nobodys_number_goes_along(client, advisor, address):
    make_appointment(advisor=advisor, starts_at=TEN, channel=Channel.PHONE, phone="+1 212 555 0100")
    answer = client.get(address)
    assert b"\\, telephone" in answer.content
    assert not re.search(rb"555[ -]?0100", answer.content)


def test_a_month_back_and_a_year_ahead(client, advisor, address):
    now = timezone.now()
    starts = [now - 31 * DAY, now - 29 * DAY, now + 364 * DAY, now + 366 * DAY]
    made = [make_appointment(advisor=advisor, starts_at=start) for start in starts]
    assert set(_events(client.get(address))) == {str(each.public_id) for each in made[1:3]}


def test_what_one_joins_is_there_and_what_others_do_is_not(client, advisor, address):
    joined = make_appointment(starts_at=TEN)
    Companion.objects.create(appointment=joined, advisor=advisor)
    make_appointment(starts_at=TEN + DAY)
    assert set(_events(client.get(address))) == {str(joined.public_id)}


def test_a_cancelled_one_is_shown_as_cancelled(client, advisor, address):
    gone = make_appointment(
        advisor=advisor, starts_at=TEN, status=AppointmentStatus.CANCELLED, ics_sequence=1
    )
    event = _events(client.get(address))[str(gone.public_id)]
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")
    assert event.transp.value == "TRANSPARENT"


def test_a_hold_names_nobody_and_an_expired_one_is_gone(client, advisor, address):
    held = _hold(advisor, TEN)
    _hold(advisor, TEN + DAY, expires_at=timezone.now())
    answer = client.get(address)
    event = _events(answer)[str(held.public_id)]
    assert (event.summary.value, event.status.value) == ("Held", "TENTATIVE")
    assert len(_events(answer)) == 1
    assert b"Grace" not in answer.content


def test_a_surprise_names_nobody(client, advisor, address):
    commission = make_commission(is_surprise=True)
    make_appointment(
        advisor=advisor, starts_at=TEN, commission=commission, client=make_client(name="Ada Byron")
    )
    answer = client.get(address)
    assert b"Ada" not in answer.content
    assert b"SUMMARY:Consultation\\, live video" in answer.content


def test_a_year_takes_as_many_queries_as_a_day(client, advisor, address, django_assert_num_queries):
    client.get(address)
    room = make_room()
    for number in range(3):
        make_appointment(
            advisor=advisor, starts_at=TEN + number * DAY, channel=Channel.IN_PERSON, room=room
        )
        if number in (0, 2):
            # The feed with its advisor, the house, the appointments, the holds.
            with django_assert_num_queries(4):
                assert len(_events(client.get(address))) == number + 1


def test_the_answer_is_private_and_sets_no_cookie(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies
    assert answer.get("Vary", "") == ""


def test_nothing_new_is_a_304_and_a_change_is_not(client, advisor, address):
    appointment = make_appointment(advisor=advisor, starts_at=TEN)
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    Appointment.objects.filter(pk=appointment.pk).update(ics_sequence=1)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_looking_notes_the_reading_at_most_every_five_minutes(client, address, morning):
    begin = timezone.now()
    for minutes, noted in ((0, 0), (4, 0), (6, 6), (9, 6)):
        morning.move_to(begin + timedelta(minutes=minutes))
        client.head(address)
        client.get(address)
        assert CalendarFeed.objects.get().last_read_at == begin + timedelta(minutes=noted)
    assert Event.objects.filter(kind="calendar_feed.made").count() == 1
    assert client.post(address).status_code == 405


def test_unknown_revoked_and_left_answer_alike(client, advisor, address):
    answers = [client.get(_address("x" * 43))]
    advisor.is_active = False
    advisor.save()
    answers.append(client.get(address))
    advisor.is_active = True
    advisor.save()
    revoke_feed(feed=CalendarFeed.objects.get(), by=user_actor(advisor))
    answers.append(client.get(address))
    assert {(one.status_code, one.content) for one in answers} == {
        (404, b"There is no calendar here.\n")
    }
    assert len({tuple(sorted(one.headers.items())) for one in answers}) == 1
    assert not answers[0].cookies


def test_too_many_are_asked_to_wait(client, address):
    codes = [client.get(address).status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]
    assert client.get(_address("x" * 43))["Retry-After"] == "60"


def test_a_new_address_ends_the_old_one_and_only_its_print_is_kept(client, advisor, address):
    token = make_feed(advisor=advisor, by=user_actor(advisor))
    assert client.get(address).status_code == 404
    assert client.get(_address(token)).status_code == 200
    living = CalendarFeed.objects.get(revoked_at__isnull=True)
    assert (len(token), living.token_hash) == (43, hashed(token))
    assert token not in str(Event.objects.values_list("data", flat=True))


def test_postgres_keeps_one_living_address_each(advisor, address):
    with pytest.raises(IntegrityError, match="calendar_feed_one_living"), transaction.atomic():
        CalendarFeed.objects.create(advisor=advisor, token_hash="x")


def test_nobody_makes_or_ends_the_address_of_another(advisor, address):
    clerk = user_actor(make_staff(is_superuser=False))
    feed = CalendarFeed.objects.get()
    with pytest.raises(NotAllowed):
        make_feed(advisor=advisor, by=clerk)
    with pytest.raises(NotAllowed):
        revoke_feed(feed=feed, by=clerk)
    with pytest.raises(NotAllowed):
        make_feed(advisor=advisor, by=user_actor(make_client().account))
    owner = user_actor(make_staff(is_superuser=True))
    assert revoke_feed(feed=feed, by=owner).revoked_at == timezone.now()
    revoke_feed(feed=feed, by=owner)
    assert Event.objects.filter(kind="calendar_feed.revoked").count() == 1


def test_the_token_is_never_written_to_a_log(address):
    assert scrub(f"Not Found: {address}") == "Not Found: /calendar/….ics"


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_leave_one_living_address(advisor):
    by = user_actor(advisor)
    answers = at_once([lambda: make_feed(advisor=advisor, by=by)] * 8)
    assert len(set(answers)) == 8
    assert CalendarFeed.objects.count() == 8
    assert CalendarFeed.objects.filter(revoked_at__isnull=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_canary_without_the_lock_the_later_ones_are_refused(advisor):
    gate = Barrier(4)

    def make_without_lock():
        feed = CalendarFeed(advisor=advisor, token_hash=uuid4().hex)
        assert not CalendarFeed.objects.filter(advisor=advisor, revoked_at=None).exists()
        gate.wait(timeout=10)
        feed.save()

    refused = [each for each in at_once([make_without_lock] * 4) if each is not None]
    assert [type(each) for each in refused] == [IntegrityError] * 3
