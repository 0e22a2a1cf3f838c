"""Calendar files read back by a parser that did not write them, whatever was typed."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from atelier.people.models import Channel
from atelier.people.tests.factories import make_client
from consultations.ics import Method, calendar_file
from consultations.models import Caller, Companion
from consultations.readers import readers_of
from consultations.statuses import AppointmentStatus
from consultations.tests.factories import make_advisor, make_appointment, make_place, make_room
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

AWKWARD = {
    "long": "An oval emerald between two tapered baguettes, " * 4,
    "commas and semicolons": r"Rings; bands, a \ slash, and a quote: “so”, or \"so\"",
    "lines": "First line\nSecond line\r\nThird",
    "not Latin": "Ωmega, Zoë Łuczak, 翡翠の指輪, زمرد " * 3,
    "emoji": "A ring 💍 and a family 👨‍👩‍👧‍👦 " * 6,
    "an attendee": "Ring\r\nATTENDEE:mailto:mallory@example.com",
    "an event": "Ring\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Mallory",
    "a lone return": "Ring\rATTENDEE:mailto:mallory@example.com",
    "controls": "Ring\x00\x07\x1b[31m\x7f\u2028ATTENDEE:mailto:mallory@example.com",
}


def staff_of(appointment):
    return list(readers_of(appointment))[1]


def event_in(content):
    """The one event of a file whose lines are as RFC 5545 has them."""
    text = content.decode()
    assert text.endswith("\r\n")
    lines = text.split("\r\n")[:-1]
    assert not [line for line in lines if "\n" in line or "\r" in line]
    assert max(len(line.encode()) for line in lines) <= 75
    (calendar,) = list(vobject.readComponents(text))
    assert calendar.version.value == "2.0"
    (event,) = calendar.vevent_list
    return calendar.method.value, event


def people(event):
    return [attendee.value for attendee in event.attendee_list]


@pytest.mark.parametrize(
    ("method", "status", "said"),
    [
        (Method.REQUEST, AppointmentStatus.BOOKED, "CONFIRMED"),
        (Method.PUBLISH, AppointmentStatus.BOOKED, "CONFIRMED"),
        (Method.PUBLISH, AppointmentStatus.DONE, "CONFIRMED"),
        (Method.PUBLISH, AppointmentStatus.CANCELLED, "CANCELLED"),
        (Method.CANCEL, AppointmentStatus.CANCELLED, "CANCELLED"),
        # A companion who leaves: the appointment stands, their part in it does not.
        (Method.CANCEL, AppointmentStatus.BOOKED, "CANCELLED"),
    ],
)
def test_every_state_reads_back(method, status, said):
    recorded = TEN if status == AppointmentStatus.DONE else None
    appointment = make_appointment(
        starts_at=TEN, status=status, ics_sequence=3, recorded_at=recorded
    )
    for reader in (None, staff_of(appointment)):
        found, event = event_in(calendar_file(appointment, method, reader=reader))
        assert found == method
        assert event.uid.value == str(appointment.public_id)
        assert (event.sequence.value, event.status.value) == ("3", said)
        assert (event.dtstart.value, event.dtend.value) == (TEN, TEN + timedelta(minutes=45))
        assert event.dtstamp.value == datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
        assert event.organizer.value == "mailto:atelier@example.com"
        assert event.organizer.params["CN"] == ["Maison Tessaly"]


def test_the_clients_has_an_alarm_while_it_stands_and_staffs_never():
    appointment = make_appointment(starts_at=TEN)
    _, event = event_in(calendar_file(appointment, Method.REQUEST))
    assert event.valarm.trigger.value == timedelta(hours=-1)
    assert (event.valarm.action.value, event.valarm.description.value) == (
        "DISPLAY",
        "Consultation with Maison Tessaly",
    )
    for method, reader in ((Method.CANCEL, None), (Method.REQUEST, staff_of(appointment))):
        assert not hasattr(event_in(calendar_file(appointment, method, reader=reader))[1], "valarm")


@pytest.mark.parametrize(
    ("over", "location", "url"),
    [
        ({"video_link": "https://meet.example.com/x1"}, "https://meet.example.com/x1", True),
        ({"channel": Channel.PHONE, "phone": "+1 212 555 0100"}, "We call you on", False),
        ({"channel": Channel.PHONE, "caller": Caller.CLIENT}, "You call us.", False),
    ],
    ids=["video", "we call", "they call"],
)
def test_it_says_where(over, location, url):
    _, event = event_in(calendar_file(make_appointment(starts_at=TEN, **over), Method.REQUEST))
    assert event.location.value.startswith(location)
    assert hasattr(event, "url") is url


def test_in_person_it_gives_the_door_to_the_client_and_the_room_to_staff():
    place = make_place(name="Uptown", address="9 Harbour Row; 2nd floor\nNew York")
    room = make_room(name="The Quiet Room", place=place)
    appointment = make_appointment(starts_at=TEN, channel=Channel.IN_PERSON, room=room)
    door = "Maison Tessaly, Uptown, 9 Harbour Row; 2nd floor, New York"
    _, client = event_in(calendar_file(appointment, Method.REQUEST))
    _, staff = event_in(calendar_file(appointment, Method.REQUEST, reader=staff_of(appointment)))
    assert (client.location.value, staff.location.value) == (door, f"{door}, The Quiet Room")
    assert "Quiet" not in client.serialize()


def test_staffs_names_everybody_and_leads_to_the_page():
    appointment = make_appointment(starts_at=TEN, client=make_client(email="ada@example.com"))
    Companion.objects.create(
        appointment=appointment, advisor=make_advisor(email="hugo@example.com")
    )
    everybody = ["ada@example.com", appointment.advisor.email, "hugo@example.com"]
    _, staff = event_in(calendar_file(appointment, Method.REQUEST, reader=staff_of(appointment)))
    assert people(staff) == [f"mailto:{one}" for one in everybody]
    assert staff.url.value == f"http://localhost:8000/admin/appointments/{appointment.public_id}/"
    _, client = event_in(calendar_file(appointment, Method.REQUEST))
    assert people(client) == [f"mailto:{one}" for one in everybody[:2]]
    assert client.attendee.params["PARTSTAT"] == ["ACCEPTED"]


def test_a_surprise_says_nothing_but_the_time():
    ada = make_client(email="ada@example.com")
    commission = make_commission(is_surprise=True, client=ada)
    appointment = make_appointment(
        starts_at=TEN, commission=commission, client=ada, subject="An emerald ring"
    )
    _, event = event_in(calendar_file(appointment, Method.REQUEST))
    assert event.summary.value == "Appointment"
    assert people(event) == ["mailto:ada@example.com"]
    assert event.organizer.params["CN"] == ["MT"]
    assert {child.name for child in event.getChildren()} == {
        *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "SUMMARY"),
        *("ORGANIZER", "ATTENDEE", "VALARM"),
    }


@pytest.mark.parametrize("words", AWKWARD.values(), ids=AWKWARD)
def test_what_is_typed_stays_text(words):
    appointment = (
        make_appointment(
            starts_at=TEN,
            subject=words[:120],
            client=make_client(name=words.replace("\x00", "")[:120], email="ada@example.com"),
            channel=Channel.PHONE,
            phone=words.replace("\x00", "")[:40],
        )
        if "\x00" not in words
        else _unsaved(words)
    )
    for reader in (None, staff_of(appointment)):
        _, event = event_in(calendar_file(appointment, Method.REQUEST, reader=reader))
        assert people(event) == ["mailto:ada@example.com", f"mailto:{appointment.advisor.email}"]
        assert "mallory" not in event.organizer.value


def test_what_was_typed_is_read_back_as_it_was():
    words = "Rings; bands, a \\ slash,\nand 翡翠 💍 " + "on and on " * 8
    appointment = make_appointment(starts_at=TEN, subject=words[:120])
    _, event = event_in(calendar_file(appointment, Method.REQUEST))
    assert words[:120].strip() in event.description.value


def _unsaved(words):
    """Postgres keeps no NUL; a file must bear it all the same."""
    appointment = make_appointment(starts_at=TEN, client=make_client(email="ada@example.com"))
    appointment.subject = appointment.phone = appointment.client.name = words
    return appointment


@limits(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=200))
def test_no_text_breaks_a_line(appointment_once, words):
    appointment_once.subject = appointment_once.client.name = words
    _, event = event_in(calendar_file(appointment_once, Method.REQUEST))
    assert len(people(event)) == 2


@pytest.fixture
def appointment_once():
    return make_appointment(starts_at=TEN)
