"""Calendar files, read back; and the client's own download."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from atelier.people.tests.factories import make_client
from consultations.actions.moving import move
from consultations.actions.outcomes import cancel
from consultations.ics import Method, calendar_file
from consultations.tests.factories import STAFF, make_advisor, make_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def _read(appointment, method=Method.REQUEST):
    calendar = Calendar.from_ical(calendar_file(appointment, method))
    return calendar, next(iter(calendar.walk("VEVENT")))


def test_it_asks_for_one_event_in_utc():
    appointment = make_appointment(
        starts_at=TEN, advisor=make_advisor(name="Ines Valois"), subject="An emerald"
    )
    calendar, event = _read(appointment)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert event["UID"] == str(appointment.public_id)
    assert event["SEQUENCE"] == 0
    assert event.decoded("DTSTART") == TEN
    assert event.decoded("DTEND") == TEN + timedelta(minutes=45)
    assert event["SUMMARY"] == "Consultation with Maison Tessaly"
    assert event["DESCRIPTION"] == (
        "Live video with Ines Valois. An emerald\nWe send you the link before we begin."
    )
    assert event["ORGANIZER"] == "mailto:atelier@example.com"
    assert f"mailto:{appointment.client.email}" in event["ATTENDEE"]


def test_the_uid_stays_and_the_sequence_grows():
    appointment = make_appointment(starts_at=TEN)
    moved = move(appointment=appointment, starts_at=TEN + timedelta(hours=3), by=STAFF)
    gone = cancel(appointment=moved, reason="", by=STAFF)
    _, first = _read(appointment)
    _, second = _read(moved)
    calendar, last = _read(gone, Method.CANCEL)
    assert first["UID"] == second["UID"] == last["UID"]
    assert [event["SEQUENCE"] for event in (first, second, last)] == [0, 1, 2]
    assert (calendar["METHOD"], last["STATUS"]) == ("CANCEL", "CANCELLED")


def test_what_people_type_cannot_add_lines_to_the_file():
    appointment = make_appointment(
        starts_at=TEN, subject="Ring\r\nATTENDEE:mailto:mallory@example.com"
    )
    _, event = _read(appointment)
    assert "mallory" not in str(event.get("ATTENDEE"))
    assert len(event["ATTENDEE"]) == 2


def _address(appointment):
    return reverse("consultations:calendar", args=[appointment.public_id])


def test_a_client_downloads_their_own(client):
    appointment = make_appointment(starts_at=TEN)
    client.force_login(appointment.client.user)
    answer = client.get(_address(appointment))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    assert Calendar.from_ical(answer.content)["METHOD"] == "PUBLISH"


def test_another_clients_is_not_there(client):
    appointment = make_appointment(starts_at=TEN)
    client.force_login(make_client().user)
    assert client.get(_address(appointment)).status_code == 404
    client.force_login(appointment.advisor)
    assert client.get(_address(appointment)).status_code == 404


def test_it_only_reads(client):
    appointment = make_appointment(starts_at=TEN)
    client.force_login(appointment.client.user)
    assert client.post(_address(appointment)).status_code == 405
