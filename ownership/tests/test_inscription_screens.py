"""The inscription's screens without a browser: who sees what, and what a late tap meets."""

import uuid

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from atelier.journal.actor import Actor
from atelier.people.models import Jeweller
from atelier.people.tablets import COOKIE, begin_enrolment, enrol
from atelier.people.tests.factories import make_tablet
from orders.statuses import CommissionStatus
from ownership.actions.serials import issue_serial
from ownership.models import Serial
from ownership.statuses import SerialStatus
from production.bench import badges
from production.models import HelpCall, Job
from production.statuses import RunStatus
from production.tests.factories import make_crew, make_hand, make_job, now_open, play_to, start

pytestmark = pytest.mark.django_db


def tablet_of(jeweller: Jeweller) -> Client:
    """A browser on an enrolled tablet where `jeweller` is signed in."""
    tablet, client = make_tablet(), Client()
    client.cookies[COOKIE] = enrol(code=begin_enrolment(tablet=tablet, by=Actor.system()))[1]

    class Jar:
        """Takes the cookie as a response would."""

        def set_cookie(self, name: str, value: str, **_: object) -> None:
            client.cookies[name] = value

    badges.let_in(Jar(), jeweller, tablet)  # type: ignore[arg-type]
    return client


@pytest.fixture
def crew():
    return make_crew() | {"reader": make_hand(name="Edmund Price")}


@pytest.fixture
def job(crew) -> Job:
    """A piece that was examined and waits for its number."""
    return play_to(make_job(), 120, crew).job


@pytest.fixture
def serial(job) -> Serial:
    return issue_serial(job_id=job.pk, by=Actor.system())


@pytest.fixture
def engraver(crew) -> Client:
    return tablet_of(crew["engraver"])


@pytest.fixture
def reader(crew) -> Client:
    return tablet_of(crew["reader"])


@pytest.fixture
def inscribed(job, crew, serial, engraver) -> Serial:
    """The number is on the piece and waits to be read back."""
    start(now_open(job), crew["engraver"])
    say(engraver, job, "inscribed")
    serial.refresh_from_db()
    assert serial.status == SerialStatus.INSCRIBED
    return serial


def say(tablet: Client, job: Job, step: str, **typed: str):
    return tablet.post(f"/bench/inscription/{job.envelope}/{step}/", typed, follow=True)


def look(tablet: Client, job: Job) -> str:
    return tablet.get(f"/bench/inscription/{job.envelope}/").content.decode()


def test_who_is_not_signed_in_meets_the_names(job, engraver):
    engraver.cookies.pop(badges.COOKIE)
    address = f"/bench/inscription/{job.envelope}/"
    assert engraver.get(address).url.startswith("/bench/who/?next=")
    assert engraver.post(address + "start/").url == "/bench/who/"
    assert Client().get(address)["Location"] == "/bench/enrol/"


def test_it_waits_while_the_number_is_issued(job, engraver):
    assert "The number is being issued" in look(engraver, job)


def test_the_engraver_starts_and_sees_the_number(job, serial, engraver):
    assert "Start inscription" in look(engraver, job)
    page = say(engraver, job, "start").content.decode()
    assert f"Serial number {serial.text}" in page
    assert "It is inscribed" in page


def test_help_a_picture_and_a_note_are_at_hand_here_too(job, serial, engraver):
    page = look(engraver, job)
    address = f"/bench/j/{job.envelope}/"
    assert f'href="{address}picture/"' in page
    assert f'href="{address}problem/?note=1"' in page
    carried = {"uuid": uuid.uuid4(), "base_version": job.version, "about": "tool"}
    came_back = engraver.post(f"{address}do/help/", carried, follow=True)
    assert "The bench lead is called." in came_back.content.decode()
    assert came_back.redirect_chain[-1][0] == f"/bench/inscription/{job.envelope}/"
    assert HelpCall.objects.get().job == job


def test_who_is_no_engraver_is_told_so_and_has_no_button(job, serial, reader):
    page = look(reader, job)
    assert "Inscription is for an engraver." in page
    assert "Start inscription" not in page
    refused = say(reader, job, "start")
    assert refused.status_code == 403
    assert now_open(job).started_at is None


def test_not_inscribed_before_it_is_started(job, serial, engraver):
    assert say(engraver, job, "inscribed").status_code == 409
    serial.refresh_from_db()
    assert serial.status == SerialStatus.RESERVED


def test_not_read_back_before_it_is_inscribed(job, crew, serial, reader):
    start(now_open(job), crew["engraver"])
    assert say(reader, job, "read-back", read=serial.text).status_code == 409


def test_the_reader_does_not_see_the_number(job, inscribed, reader):
    page = look(reader, job)
    assert inscribed.text not in page
    assert "Type what you read" in page


def test_the_engraver_does_not_read_back(job, inscribed, engraver):
    assert "hand the piece to a second person" in look(engraver, job)
    assert say(engraver, job, "read-back", read=inscribed.text).status_code == 403
    inscribed.refresh_from_db()
    assert inscribed.status == SerialStatus.INSCRIBED


def test_read_rightly_the_piece_is_active(job, inscribed, reader):
    page = say(reader, job, "read-back", read=inscribed.text.lower()).content.decode()
    assert "The piece is active" in page
    job.commission.refresh_from_db()
    assert job.commission.status == CommissionStatus.READY


def test_a_first_wrong_reading_asks_to_look_again(job, inscribed, reader):
    page = say(reader, job, "read-back", read="MT26-99999-1").content.decode()
    assert "Look once more at 10×" in page
    assert inscribed.text not in page
    inscribed.refresh_from_db()
    assert inscribed.status == SerialStatus.INSCRIBED


def test_a_second_wrong_reading_voids_the_number_and_polishes_again(job, inscribed, reader):
    say(reader, job, "read-back", read="MT26-99999-1")
    page = say(reader, job, "read-back", read="MT26-99999-1", looked_twice="yes")
    assert "The number is void" in page.content.decode()
    inscribed.refresh_from_db()
    assert inscribed.status == SerialStatus.VOID
    assert now_open(job).stage.number == 100


def test_in_the_wrong_place_the_number_is_void_and_the_piece_polished_again(job, inscribed, reader):
    assert f"Does it not stand on the {escape(inscribed.place)}?" in look(reader, job)
    page = say(reader, job, "misplaced").content.decode()
    assert "The number is void" in page
    assert "(I-POS)" in page
    inscribed.refresh_from_db()
    assert inscribed.status == SerialStatus.VOID
    assert inscribed.void_reason == f"I-POS: Not on the {inscribed.place}."
    assert now_open(job).stage.number == 100
    failed = job.runs.get(stage__number=120, status=RunStatus.FAILED)
    assert (failed.reason.code, failed.second_reader.name) == ("I-POS", "Edmund Price")
    late = say(reader, job, "misplaced")
    assert late.redirect_chain == [(f"/bench/j/{job.envelope}/", 302)]


def test_the_engraver_does_not_say_where_it_stands(job, inscribed, engraver):
    assert "Wrong place" not in look(engraver, job)
    assert say(engraver, job, "misplaced").status_code == 403
    inscribed.refresh_from_db()
    assert inscribed.status == SerialStatus.INSCRIBED


def test_nothing_stands_in_the_wrong_place_before_it_is_inscribed(job, serial, reader):
    assert say(reader, job, "misplaced").status_code == 409
    serial.refresh_from_db()
    assert serial.status == SerialStatus.RESERVED


@pytest.mark.parametrize("wrong", [True, False])
def test_a_second_tap_on_compare_sees_the_job(job, inscribed, reader, wrong):
    typed = {"read": "MT26-99999-1" if wrong else inscribed.text, "looked_twice": "yes"}
    say(reader, job, "read-back", **typed)
    late = say(reader, job, "read-back", **typed)
    assert late.redirect_chain == [(f"/bench/j/{job.envelope}/", 302)]
    assert "This inscription is over" in late.content.decode()


def test_an_unknown_envelope_is_not_found(engraver):
    assert engraver.get("/bench/inscription/ZZZZ2222/").status_code == 404


def test_the_screen_looks_again_by_itself_and_asks_nothing_while_nothing_changed(
    job, engraver, django_assert_num_queries, django_capture_on_commit_callbacks
):
    # Every minute it is read anyway.
    with time_machine.travel(timezone.now(), tick=False):
        waiting = engraver.get(f"/bench/inscription/{job.envelope}/")
        assert "is being issued" in waiting.content.decode()
        address, seen = f"/bench/inscription/{job.envelope}/now/", waiting.context["etag"]
        with django_assert_num_queries(0):
            assert engraver.get(address, headers={"If-None-Match": seen}).status_code == 304
        with django_capture_on_commit_callbacks(execute=True):
            serial = issue_serial(job_id=job.pk, by=Actor.system())
        anew = engraver.get(address, headers={"If-None-Match": seen})
    assert anew.status_code == 200
    assert serial.text in anew.content.decode()
    assert 'data-part="actions"' in anew.content.decode()
    assert Client().get(address, headers={"If-None-Match": seen}).status_code == 302
