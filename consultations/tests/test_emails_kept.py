"""The link to manage an appointment, the summary, and mails that keep a surprise."""

import base64
from datetime import timedelta

import pytest
import vobject
from django.db import connection

from atelier.journal import sending
from atelier.journal.letters import letter_of
from atelier.journal.models import OutgoingMessage
from atelier.people.models import SecretLink
from atelier.people.tests.factories import make_client
from consultations import emails
from consultations.links import PURPOSE
from consultations.models import FollowUp
from consultations.tests.conftest import THURSDAY as START
from consultations.tests.letters import both_bodies, in_person
from orders.tests.factories import make_commission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
HOUR = timedelta(hours=1)


def mail_to(address):
    return OutgoingMessage.objects.get(to=address)


class TestManaging:
    """The link to look, move and cancel."""

    def test_the_link_stands_only_in_the_secrets_and_ends_a_day_after(self, booked):
        appointment = booked()
        emails.tell_booked(appointment)
        mail, link = mail_to("ada@example.com"), SecretLink.objects.get()
        assert (link.purpose, link.subject_id) == (PURPOSE, appointment.pk)
        assert link.expires_at == appointment.ends_at + timedelta(days=1)
        address = mail.secrets["manage"]
        assert address.startswith("http://localhost:8000/appointments/")
        token = address.split("/")[-2]
        assert len(token) == 43
        assert token not in mail.text + mail.html + mail.subject + str(mail.attachments)
        assert address in letter_of(mail, reveal=True).html
        assert mail_to("ines@example.com").secrets == {}

    def test_the_address_in_the_mail_opens_the_page_and_nothing_else(self, booked, client):
        appointment, other = booked(), booked(starts_at=START + 3 * HOUR)
        emails.tell_booked(appointment)
        address = mail_to("ada@example.com").secrets["manage"].removeprefix("http://localhost:8000")
        page = client.get(address, follow=True)
        assert page.status_code == 200
        assert page.redirect_chain[-1][0] == f"/my/appointments/{appointment.public_id}/"
        assert client.get(f"/my/appointments/{other.public_id}/").status_code != 200

    def test_it_says_until_when_by_the_houses_rule(self, booked, morning):
        until = "move or cancel it until Wednesday 25 November 2026, 10:00 (New York, EST)"
        emails.tell_booked(booked())
        assert until in mail_to("ada@example.com").text
        morning.move_to(START + HOUR)
        late = booked(client=make_client(email="grace@example.com"), starts_at=START + 3 * HOUR)
        emails.tell_booked(late)
        grace = mail_to("grace@example.com").text
        assert "It is too near to be moved online." in grace
        assert "until Wednesday" not in grace

    def test_a_new_address_closes_the_links_sent_to_the_old_one(self, booked, ada):
        emails.tell_booked(booked())
        emails.tell_booked(booked(client=make_client(), starts_at=START + 3 * HOUR))
        ada.user.email = "countess@example.com"
        ada.user.save()
        closed = SecretLink.objects.filter(revoked_at__isnull=False)
        assert SecretLink.objects.count() == 2
        assert closed.get().subject_id == ada.appointments.get().pk

    def test_a_cancelled_appointments_links_end_within_the_hour(self, booked):
        emails.tell_booked(booked())
        with connection.cursor() as cursor:
            cursor.execute("UPDATE consultations_appointment SET status = 'cancelled'")
            cursor.execute("SELECT now()")
            now = cursor.fetchone()[0]
        assert SecretLink.objects.get().expires_at <= now + HOUR


class TestSummary:
    """What was agreed."""

    def test_it_carries_the_shared_follow_ups_and_no_others(self, booked, ines):
        appointment = booked(summary="An oval emerald.\n\nA plain band.", notes="Budget is firm.")
        for what, is_shared in (("Send three sketches", True), ("Ask the dealer", False)):
            FollowUp.objects.create(
                client=appointment.client,
                appointment=appointment,
                what=what,
                assignee=ines,
                due_on="2026-12-04",
                is_shared=is_shared,
            )
        emails.tell_summary(appointment)
        mail = OutgoingMessage.objects.get()
        assert mail.to == "ada@example.com"
        for body in both_bodies(mail):
            assert "An oval emerald." in body
            assert "Send three sketches" in body
            assert "4 December" in body
            assert "Ask the dealer" not in body
            assert "Budget" not in body
        assert mail.attachments == []


class TestSurprise:
    """Nothing on the screen gives it away."""

    @pytest.fixture
    def secret(self, booked, ada):
        commission = make_commission(client=ada, is_surprise=True)
        return booked(
            **in_person(commission=commission, subject="An emerald", summary="An emerald.")
        )

    @pytest.mark.parametrize("tell", ["booked", "moved", "cancelled", "summary", "remind"])
    def test_the_clients_mail_says_the_time_and_no_more(self, secret, tell):
        acts = {
            "booked": lambda: emails.tell_booked(secret),
            "moved": lambda: emails.tell_moved(secret, before=START - HOUR),
            "cancelled": lambda: emails.tell_cancelled(secret),
            "summary": lambda: emails.tell_summary(secret),
            "remind": lambda: emails.remind(secret, "day", useful_until=START),
        }
        acts[tell]()
        mail = OutgoingMessage.objects.get(to="ada@example.com")
        assert (mail.subject, mail.sender_name, mail.secrets) == ("A note for you", "MT", {})
        files = b"".join(base64.b64decode(part["base64"]) for part in mail.attachments).decode()
        files = files.replace("ada@example.com", "")
        for word in (
            "Tessaly",
            "Lantern",
            "Harbour",
            "emerald",
            "Ines",
            "@example",
            "consultation",
        ):
            for body in (mail.text, mail.html.partition("<body")[2], files):
                assert word.lower() not in body.lower()
        assert f"/my/appointments/{secret.public_id}/" in mail.text
        assert ("Thursday 26 November 2026, 10:00" in mail.text) is (tell != "summary")

    def test_staff_read_everything(self, secret):
        emails.tell_booked(secret)
        mail = mail_to("ines@example.com")
        assert mail.subject == "Ada Byron on Thu 26 Nov, 10:00"
        assert "The Quiet Room" in mail.text


def test_the_file_arrives_as_a_calendar_reads_it(booked, post_office):
    """Through a real mail server: its type names the method, its lines end as they should."""
    emails.tell_booked(booked(subject="Zoë's ring, 翡翠"))
    sending.send_waiting()
    mail = next(one for one in post_office.mails if one["To"] == "ada@example.com")
    part = mail.get_payload()[-1]
    assert part.get_content_type() == "text/calendar"
    assert (part.get_param("method"), part.get_filename()) == ("REQUEST", "appointment.ics")
    content = part.get_payload(decode=True).decode()
    assert vobject.readOne(content).vevent.description.value.startswith(
        "Live video with Ines Valois. Zoë's ring, 翡翠"
    )
    assert content.count("\r\n") == content.count("\n")
