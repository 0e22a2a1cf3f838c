"""What client, advisor and companions read, in their channel's words and on their own clock."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.models import OutgoingMessage
from atelier.people.models import Channel
from atelier.people.tests.factories import make_client
from consultations import emails
from consultations.models import BookingRules, Caller, Companion, Topic
from consultations.tests.factories import make_advisor, make_room
from consultations.tests.letters import both_bodies, in_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
# Thursday, 10:00 in New York; the clock stands on Monday, 9:00.
START = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def mail_to(address, kind="appointment.booked"):
    return OutgoingMessage.objects.get(to=address, kind=kind)


class TestChannels:
    """Who calls whom, which link, which door."""

    @pytest.mark.parametrize(
        ("over", "client", "advisor"),
        [
            (
                {},
                "We call you on +1 212 555 0100.",
                "You call Ada Byron on +1 212 555 0100.",
            ),
            (
                {"phone": "+44 20 7946 0000"},
                "We call you on +44 20 7946 0000.",
                "You call Ada Byron on +44 20 7946 0000.",
            ),
            (
                {"caller": Caller.CLIENT},
                "You call us on +1 212 555 0199.",
                "Ada Byron calls the house. Our number: +1 212 555 0199.",
            ),
        ],
        ids=["their own number", "a number for this call", "they call"],
    )
    def test_by_telephone_it_says_who_calls_whom(self, booked, over, client, advisor):
        House.objects.update(phone="+1 212 555 0199")
        emails.tell_booked(booked(channel=Channel.PHONE, **over))
        for body in both_bodies(mail_to("ada@example.com")):
            assert client in body
        for body in both_bodies(mail_to("ines@example.com")):
            assert advisor in body

    def test_without_a_number_the_client_is_asked_for_one(self, booked, ada):
        ada.phone = ""
        ada.save()
        emails.tell_booked(booked(channel=Channel.PHONE))
        asked = "We call you. Please tell us your number by replying to this mail."
        assert asked in mail_to("ada@example.com").text
        assert "You call Ada Byron, who has left no number yet." in mail_to("ines@example.com").text

    def test_by_video_it_gives_the_link_and_says_when_it_opens(self, booked):
        emails.tell_booked(booked(video_link="https://meet.example.com/x1"))
        for address in ("ada@example.com", "ines@example.com"):
            for body in both_bodies(mail_to(address)):
                assert "https://meet.example.com/x1" in body
        assert "opens five minutes before we begin" in mail_to("ada@example.com").text

    def test_in_person_it_leads_to_the_door_and_only_staff_read_the_room(self, booked):
        emails.tell_booked(booked(**in_person()))
        for body in both_bodies(mail_to("ada@example.com")):
            assert "Maison Tessaly, Uptown, 9 Harbour Row, New York" in body
            assert "Blue door." in body
            assert "The Quiet Room" not in body
        for body in both_bodies(mail_to("ines@example.com")):
            assert "9 Harbour Row, New York, The Quiet Room" in body
            assert "Blue door." not in body

    def test_a_place_without_words_of_its_own_has_the_houses(self, booked):
        House.objects.update(directions="Ring at the second bell.")
        emails.tell_booked(booked(channel=Channel.IN_PERSON, room=make_room()))
        client = mail_to("ada@example.com").text
        assert "Where:  Maison Tessaly, 41 Lantern Street, New York" in client
        assert "Ring at the second bell." in client

    def test_what_to_bring_is_the_topics_and_the_houses(self, booked):
        rules = BookingRules.current()
        rules.what_to_bring = "A photograph of the hand."
        rules.save()
        topic = Topic.objects.create(name="An heirloom", what_to_bring="The piece and its papers.")
        emails.tell_booked(booked(**in_person(topic=topic)))
        for body in both_bodies(mail_to("ada@example.com")):
            assert body.index("Please bring") < body.index("The piece and its papers.")
            assert body.index("its papers.") < body.index("A photograph of the hand.")
        emails.tell_booked(
            booked(
                topic=topic,
                client=make_client(email="grace@example.com"),
                starts_at=START + 3 * HOUR,
            )
        )
        video = mail_to("grace@example.com").text
        assert "Please have at hand\nThe piece and its papers." in video
        assert "photograph" not in video


class TestReaders:
    """Each on their own clock, with what concerns them."""

    def test_both_clocks_are_said_where_they_differ(self, booked, ada):
        ada.time_zone = "Australia/Sydney"
        ada.save()
        emails.tell_booked(booked())
        client, advisor = mail_to("ada@example.com"), mail_to("ines@example.com")
        assert client.subject == "Your consultation on Fri 27 Nov, 02:00"
        assert advisor.subject == "Ada Byron on Thu 26 Nov, 10:00"
        ours = "Thursday 26 November 2026, 10:00 (New York, EST)"
        theirs = "Friday 27 November 2026, 02:00 (Sydney, AEDT)"
        for body in both_bodies(client):
            assert body.index(theirs) < body.index(ours)
        for body in both_bodies(advisor):
            assert body.index(ours) < body.index(theirs)

    def test_the_clock_chosen_while_booking_wins(self, booked):
        emails.tell_booked(booked(client_zone="Europe/Paris"))
        assert mail_to("ada@example.com").subject == "Your consultation on Thu 26 Nov, 16:00"

    def test_in_person_the_other_clock_is_the_one_on_the_wall(self, booked, ines):
        ines.staff.time_zone = "Asia/Tokyo"
        ines.staff.save()
        emails.tell_booked(booked(**in_person(), client_zone="Europe/Paris"))
        client = mail_to("ada@example.com").text
        assert "16:00 (Paris, CET)" in client
        assert "10:00 (New York, EST)" in client
        assert "Tokyo" not in client

    def test_staff_read_what_to_prepare_and_a_way_to_the_page(self, booked):
        appointment = booked(to_prepare="Three emeralds, memo 12.\n[x] The first sketches")
        Companion.objects.create(
            appointment=appointment,
            advisor=make_advisor(name="Hugo Lang", email="hugo@example.com"),
        )
        emails.tell_booked(appointment)
        page = f"http://localhost:8000/admin/appointments/{appointment.public_id}/"
        for address in ("ines@example.com", "hugo@example.com"):
            for body in both_bodies(mail_to(address)):
                assert "Three emeralds, memo 12." in body
                assert "The first sketches (ready)" in body
                assert "[x]" not in body
                assert page in body
                assert "Ines Valois with Hugo Lang." in body
                assert "[[manage]]" not in body
        client = mail_to("ada@example.com")
        assert "memo" not in client.text + client.html
        assert "With:   Ines Valois and Hugo Lang" in client.text

    def test_nobody_is_told_of_a_walk_in(self, booked):
        emails.tell_booked(booked(walk_in=True))
        assert OutgoingMessage.objects.count() == 0

    def test_a_client_without_script_or_picture_reads_it_all(self, booked):
        emails.tell_booked(booked(subject="<b>An emerald</b> & a story"))
        client = mail_to("ada@example.com")
        assert "&lt;b&gt;An emerald&lt;/b&gt; &amp; a story" in client.html
        assert "About:  <b>An emerald</b> & a story" in client.text
        assert "<img" not in client.html


def test_what_is_of_no_use_afterwards_ends_with_the_consultation(booked):
    appointment = booked()
    emails.tell_booked(appointment)
    emails.tell_moved(appointment, before=START - HOUR)
    emails.tell_cancelled(appointment)
    ends = dict(OutgoingMessage.objects.values_list("kind", "useful_until"))
    assert ends == {
        "appointment.booked": appointment.ends_at,
        "appointment.cancelled": None,
    }


def test_each_mail_carries_a_file_the_calendar_can_read(booked):
    appointment = booked()
    emails.tell_booked(appointment)
    (part,) = mail_to("ada@example.com").attachments
    assert (part["name"], part["type"]) == (
        "appointment.ics",
        "text/calendar; method=REQUEST",
    )
    event = vobject.readOne(base64.b64decode(part["base64"]).decode()).vevent
    assert event.uid.value == str(appointment.public_id)
    assert timezone.now() < event.dtstart.value
