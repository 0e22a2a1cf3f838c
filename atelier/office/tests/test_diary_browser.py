"""The diary in a real browser: booked in three presses, moved with one, and for everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import pytest
from django.conf import settings as configured
from django.test import Client as Visitor
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from atelier.house.models import House
from atelier.people.models import User
from atelier.people.tests.factories import make_client, make_staff
from atelier.tests.accessibility import axe_violations
from consultations.models import Appointment, BookingRules, PlaceHours
from consultations.tests.factories import make_advisor, make_appointment, make_place, make_room
from consultations.times import moment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ines(settings) -> User:
    """An advisor who can be met every day from ten to six, in one of two rooms."""
    settings.STAFF_MFA_REQUIRED = False
    House.current().save()
    rules = BookingRules.current()
    rules.closed_on_holidays = False
    rules.save()
    house = make_place()
    PlaceHours.objects.all().delete()
    for day in range(7):
        PlaceHours.objects.create(place=house, weekday=day, opens="10:00", closes="18:00")
    make_room(name="The green room", place=house)
    make_room(name="The blue room", place=house)
    return make_advisor(name="Ines Valois")


@pytest.fixture
def desk(page: Page, live_server, ines: User) -> Page:
    visitor = Visitor()
    clerk = make_staff(name="June Okafor")
    clerk.staff.is_advisor = False
    clerk.staff.save()
    visitor.force_login(clerk)
    cookie = visitor.cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.set_viewport_size({"width": 1440, "height": 1100})
    return page


def tomorrow() -> date:
    return timezone.localdate(timezone=House.current().zone) + timedelta(days=1)


def at(clock: str) -> datetime:
    return moment(tomorrow(), time.fromisoformat(clock), House.current().zone)


def day(live_server) -> str:
    return f"{live_server.url}/admin/diary/?view=day&day={tomorrow():%Y-%m-%d}"


class HeldBack:
    """What the form asked while it is changed; the answers come when they are let go."""

    def __init__(self, desk: Page) -> None:
        self.desk, self.waiting = desk, list[Route]()

    def hold(self, route: Route) -> None:
        if route.request.method == "GET":
            self.waiting.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        """Answer what was asked, and wait until the page has made up its mind about it."""
        (route,) = self.waiting
        settled = """() => new Promise((done) =>
            document.addEventListener("htmx:beforeSwap", () => setTimeout(done), { once: true }))"""
        self.desk.evaluate(f"() => {{ window.settled = ({settled})() }}")
        route.continue_()
        self.desk.evaluate("() => window.settled")


@contextmanager
def held_back(desk: Page) -> Iterator[HeldBack]:
    """Hold the answers to a booking form back; what is asked afterwards goes its way."""
    held = HeldBack(desk)
    desk.route("**/book/?*", held.hold)
    yield held
    desk.unroute("**/book/?*")


def test_three_presses_book_and_a_lost_race_keeps_every_word(desk: Page, live_server, ines: User):
    clara = make_client(name="Clara Weiss")
    desk.goto(day(live_server))
    desk.get_by_role("link", name="11:00").click()
    expect(desk.locator("#id_q")).to_be_focused()
    desk.keyboard.type("clar")
    desk.get_by_role("button", name="Clara Weiss").click()
    expect(desk.locator(".booking__client")).to_contain_text("Clara Weiss")
    desk.get_by_text("What it is about, what to prepare").click()
    desk.get_by_label("To prepare").fill("Two emeralds on memo")
    make_appointment(starts_at=at("11:00"), advisor=ines)
    desk.get_by_role("button", name="Book and tell both").click()
    expect(desk.get_by_role("alert")).to_contain_text("Ines Valois is already taken then")
    expect(desk.get_by_label("To prepare")).to_have_value("Two emeralds on memo")
    offered = desk.locator("button[name=take]")
    expect(offered).to_have_count(3)
    offered.first.click()
    expect(desk.locator("a.block", has_text="Clara Weiss")).to_be_visible()
    assert clara.appointments.get().to_prepare == "Two emeralds on memo"


def test_another_day_and_hour_are_typed_without_a_pause(desk: Page, live_server, ines: User):
    """The form asks the house while it is typed in: it folds nothing and wipes nothing."""
    clara = make_client(name="Clara Weiss")
    desk.goto(live_server.url + reverse("admin:book_client", args=[clara.public_id]))
    wanted = tomorrow()
    desk.get_by_text("Any other time, advisor or length").click()
    desk.locator("#id_day").focus()
    desk.keyboard.type(f"{wanted:%m%d%Y}")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.type("0415PM")
    desk.locator("#id_minutes").fill("40")
    desk.get_by_text("What it is about, what to prepare").click()
    desk.get_by_label("To prepare").press_sequentially("Two emeralds on memo", delay=5)
    expect(desk.locator(".booking__hours")).to_contain_text("16:15")
    for clock in ("17:05", "15:10", "16:15"):
        desk.locator("#id_channel_1").check()
        desk.locator("#id_day").fill(f"{wanted:%Y-%m-%d}")
        desk.locator("#id_clock").fill(clock)
        desk.locator("#id_channel_0").check()
        desk.locator("#id_clock").fill(clock)
        expect(desk.locator(".booking__hours")).to_contain_text(clock)
    expect(desk.get_by_label("To prepare")).to_have_value("Two emeralds on memo")
    desk.get_by_role("button", name="Book and tell both").click()
    expect(desk.locator(".weekly a.block", has_text="Clara Weiss")).to_be_visible()
    kept = clara.appointments.get()
    assert (kept.starts_at, kept.to_prepare) == (at("16:15"), "Two emeralds on memo")
    assert kept.ends_at - kept.starts_at == timedelta(minutes=40)


def test_a_form_that_comes_back_under_the_finger_swallows_no_press(desk: Page, live_server):
    clara = make_client(name="Clara Weiss")
    desk.goto(live_server.url + reverse("admin:book_client", args=[clara.public_id]))
    with held_back(desk) as answers:
        desk.get_by_label("Topic").select_option("Choosing a stone")
        button = desk.get_by_role("button", name="Book and tell both")
        button.hover()
        desk.mouse.down()
        answers.let_go()
    desk.mouse.up()
    expect(desk.locator(".weekly a.block", has_text="Clara Weiss")).to_be_visible()
    assert str(clara.appointments.get().topic) == "Choosing a stone"


def test_a_form_that_comes_back_loses_no_half_of_a_date(desk: Page, live_server):
    clara = make_client(name="Clara Weiss")
    desk.goto(live_server.url + reverse("admin:book_client", args=[clara.public_id]))
    desk.get_by_text("Any other time, advisor or length").click()
    wanted = tomorrow()
    with held_back(desk) as answers:
        desk.get_by_label("Topic").select_option("Choosing a stone")
        desk.locator("#id_day").focus()
        desk.keyboard.type(f"{wanted:%m}")
        answers.let_go()
        desk.keyboard.type(f"{wanted:%d%Y}")
    expect(desk.locator("#id_day")).to_have_value(f"{wanted:%Y-%m-%d}")


def test_a_form_that_comes_back_keeps_the_place_in_a_sentence(desk: Page, live_server):
    clara = make_client(name="Clara Weiss")
    desk.goto(live_server.url + reverse("admin:book_client", args=[clara.public_id]))
    desk.get_by_text("What it is about, what to prepare").click()
    desk.get_by_label("To prepare").fill("Two emeralds")
    with held_back(desk) as answers:
        desk.get_by_label("Topic").select_option("Choosing a stone")
        desk.get_by_label("To prepare").focus()
        desk.keyboard.press("End")
        answers.let_go()
        desk.keyboard.type(" on memo")
    expect(desk.get_by_label("To prepare")).to_have_value("Two emeralds on memo")


def test_the_keyboard_alone_books(desk: Page, live_server, ines: User):
    clara = make_client(name="Clara Weiss")
    desk.goto(day(live_server))
    desk.locator(".free").first.focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_q")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator("#panel")).not_to_be_visible()
    expect(desk.get_by_role("link", name="10:30")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_q")).to_be_focused()
    desk.keyboard.type("weiss")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Book and tell both")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("a.block", has_text="Clara Weiss")).to_be_visible()
    assert clara.appointments.get().starts_at == at("10:30")


def test_one_press_or_a_drag_moves_and_enter_takes_it_back(desk: Page, live_server, ines: User):
    booked = make_appointment(starts_at=at("10:00"), advisor=ines, minutes=60)
    desk.goto(live_server.url + reverse("admin:move", args=[booked.public_id]) + "?view=day")
    desk.get_by_role("button", name="15:00").click()
    bar = desk.locator("#moved")
    expect(bar).to_contain_text("15:00")
    expect(bar).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Put back")).to_be_visible()
    desk.goto(day(live_server))
    block = desk.locator("a.block").bounding_box()
    goal = desk.get_by_role("link", name="13:00").bounding_box()
    assert block
    assert goal
    desk.mouse.move(block["x"] + 20, block["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(goal["x"] + 25, goal["y"] + 4, steps=4)
    desk.mouse.move(goal["x"] + 25, goal["y"] + 10)
    expect(desk.locator(".lane__ghost")).to_have_text("13:00")
    desk.mouse.up()
    expect(desk.locator("#moved")).to_contain_text("13:00")
    booked.refresh_from_db()
    assert booked.starts_at == at("13:00")


def test_two_presses_begin_with_who_is_in_the_door(desk: Page, live_server, ines: User):
    clara = make_client(name="Clara Weiss")
    desk.goto(live_server.url + "/admin/diary/")
    desk.get_by_role("link", name="Walk-in now").click()
    expect(desk.locator("#id_q")).to_be_focused()
    desk.keyboard.type("clar")
    desk.get_by_role("button", name="Clara Weiss").click()
    expect(desk.get_by_text("Begun: Clara Weiss with Ines Valois.")).to_be_visible()
    assert clara.appointments.get().walk_in


def test_nothing_keeps_anybody_out(desk: Page, live_server, ines: User):
    make_advisor(name="Odile Marchand", time_zone="Europe/Paris")
    booked = make_appointment(starts_at=at("10:00"), advisor=ines)
    named = {
        "week": "/admin/diary/",
        "day": f"/admin/diary/?view=day&day={tomorrow():%Y-%m-%d}",
        "rooms": f"/admin/diary/?view=day&by=rooms&day={tomorrow():%Y-%m-%d}",
        "move": reverse("admin:move", args=[booked.public_id]),
        "invite": reverse("admin:invite", args=[booked.client.public_id]),
        "book": reverse("admin:book_client", args=[booked.client.public_id]),
    }
    found = []
    for name, address in named.items():
        desk.goto(live_server.url + address)
        for width in (1440, 390):
            desk.set_viewport_size({"width": width, "height": 900})
            if desk.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{name} is wider than {width}")
            found += [f"{name} at {width}: {line}" for line in axe_violations(desk)]
    desk.goto(day(live_server))
    desk.locator(".free").first.click()
    expect(desk.locator("#booking")).to_be_visible()
    found += [f"panel: {line}" for line in axe_violations(desk)]
    assert "; ".join(found) == ""
    assert Appointment.objects.count() == 1
