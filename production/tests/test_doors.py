"""Enrolling, signing in, locking: who gets to the bench and who does not."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.people.models import PinLock
from atelier.people.pins import set_pin
from atelier.people.tablets import COOKIE, begin_enrolment, enrol, revoke
from atelier.people.tests.factories import make_tablet
from production.bench import badges
from production.tests.factories import make_job

pytestmark = pytest.mark.django_db
PIN = "246813"


@pytest.fixture
def with_pin(hand):
    set_pin(jeweller=hand, pin=PIN, by=Actor.system())
    return hand


@pytest.mark.parametrize(
    "name", ["home", "names", "list", "find", "job", "weigh", "problem", "take_picture"]
)
def test_a_browser_that_is_no_tablet_is_asked_to_enrol(client, name):
    args = [make_job().envelope] if name in {"job", "weigh", "problem", "take_picture"} else []
    response = client.get(reverse(f"bench:{name}", args=args))
    assert (response.status_code, response.url) == (302, "/bench/enrol/")


def test_a_one_time_code_enrols_once(client, tablet):
    code = begin_enrolment(tablet=tablet, by=Actor.system())
    response = client.post("/bench/enrol/", {"code": f" {code[:4]} {code[4:].lower()}"})
    assert (response.status_code, response.url) == (302, "/bench/who/")
    assert client.get("/bench/who/").status_code == 200
    again = client.post("/bench/enrol/", {"code": code})
    assert again.status_code == 400
    assert "not known or has expired" in again.content.decode()
    assert code in again.content.decode()


def test_a_revoked_tablet_is_out_at_once(bench, tablet):
    assert bench.get("/bench/").status_code == 200
    revoke(tablet=tablet, by=Actor.system())
    assert bench.get("/bench/").url == "/bench/enrol/"


def test_name_and_pin_open_the_bench_and_lead_back(on_tablet, with_pin):
    envelope = make_job().envelope
    asked = on_tablet.get(f"/bench/j/{envelope}/")
    assert asked.url == f"/bench/who/?next=/bench/j/{envelope}/"
    assert with_pin.name in on_tablet.get(asked.url).content.decode()
    address = f"/bench/who/{with_pin.pk}/"
    response = on_tablet.post(address, {"pin": PIN, "next": f"/bench/j/{envelope}/"})
    assert response.url == f"/bench/j/{envelope}/"
    assert on_tablet.get(response.url).status_code == 200


def test_nobody_is_led_elsewhere(on_tablet, with_pin):
    address = f"/bench/who/{with_pin.pk}/"
    for trap in ("https://evil.example/", "//evil.example/bench/", "/admin/"):
        assert on_tablet.post(address, {"pin": PIN, "next": trap}).url == "/bench/"


@pytest.mark.django_db(transaction=True)
def test_wrong_pins_lock_and_say_so(on_tablet, with_pin):
    address = f"/bench/who/{with_pin.pk}/"
    said = [on_tablet.post(address, {"pin": "111222"}) for _ in range(5)]
    assert [each.status_code for each in said] == [403, 403, 403, 403, 429]
    locked = on_tablet.post(address, {"pin": PIN})
    assert locked.status_code == 429
    assert "Please wait" in locked.content.decode()
    assert badges.COOKIE not in on_tablet.cookies


def test_left_alone_it_locks(bench):
    assert bench.get("/bench/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=badges.IDLE_SECONDS + 2)):
        assert bench.get("/bench/").url == "/bench/who/?next=/bench/"


def test_every_look_keeps_it_open_but_a_poll_does_not(bench):
    with time_machine.travel(timezone.now() + timedelta(seconds=60)):
        assert badges.COOKIE not in bench.get("/bench/list/").cookies
        assert badges.COOKIE in bench.get("/bench/").cookies


def test_the_lock_button(bench):
    assert bench.post("/bench/lock/").url == "/bench/who/"
    assert bench.get("/bench/").url == "/bench/who/?next=/bench/"


def test_a_new_pin_and_a_leaving_end_the_session(bench, hand):
    set_pin(jeweller=hand, pin=PIN, by=Actor.system())
    assert bench.get("/bench/").status_code == 302


def test_somebody_who_left_is_out_at_once(bench, hand):
    hand.is_active = False
    hand.save()
    assert bench.get("/bench/").status_code == 302


def test_one_tablet_s_cookie_opens_no_other(bench, client, hand):
    other = make_tablet()
    bench.cookies[COOKIE] = enrol(code=begin_enrolment(tablet=other, by=Actor.system()))[1]
    assert bench.get("/bench/").url == "/bench/who/?next=/bench/"


def test_a_script_is_answered_where_to_go_and_by_which_pin(on_tablet, with_pin):
    address = f"/bench/who/{with_pin.pk}/"
    asked = {"headers": {"Accept": "application/json"}}
    right = on_tablet.post(address, {"pin": PIN, "next": "/bench/find/"}, **asked)
    assert right.json() == {
        "ok": True, "next": "/bench/find/", "print": badges.pin_print(with_pin),
    }  # fmt: skip
    assert on_tablet.get("/bench/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_script_is_told_what_was_wrong(on_tablet, with_pin):
    address = f"/bench/who/{with_pin.pk}/"
    wrong = on_tablet.post(address, {"pin": "111222"}, headers={"Accept": "application/json"})
    assert (wrong.status_code, wrong.json()["ok"]) == (403, False)
    assert wrong.json()["error"] == "That PIN is not right. Please try again."


def test_who_unlocked_without_network_goes_on_by_their_badge(on_tablet, tablet, with_pin):
    badge = badges.badge(with_pin, tablet)
    assert on_tablet.post("/bench/resume/", {"badge": badge}).status_code == 200
    assert on_tablet.get("/bench/").status_code == 200
    assert Event.objects.get(kind="jeweller.went_on").data["tablet"] == tablet.name


def test_an_old_badge_and_another_s_tablet_open_nothing(on_tablet, tablet, with_pin):
    other = badges.badge(with_pin, make_tablet())
    old = badges.badge(with_pin, tablet)
    assert on_tablet.post("/bench/resume/", {"badge": other}).status_code == 403
    with time_machine.travel(timezone.now() + timedelta(seconds=badges.BADGE_SECONDS + 2)):
        assert on_tablet.post("/bench/resume/", {"badge": old}).status_code == 403
    assert on_tablet.get("/bench/").status_code == 302


def test_a_badge_opens_no_tablet_that_wrong_pins_closed(on_tablet, tablet, with_pin):
    badge = badges.badge(with_pin, tablet)
    PinLock.objects.create(jeweller=with_pin, tablet=tablet, failures=10)
    assert on_tablet.post("/bench/resume/", {"badge": badge}).status_code == 429


def test_what_waits_is_shown_whoever_is_there(client, bench):
    for browser in (client, bench):
        assert "Waiting to be sent" in browser.get("/bench/waiting/").content.decode()
