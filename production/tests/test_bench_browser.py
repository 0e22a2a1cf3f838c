"""The tablet in a real browser: sizes, taps, no scripts, no network, no barrier."""

from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.people.models import Jeweller
from atelier.people.pins import set_pin
from atelier.people.skills import Skill
from atelier.people.tablets import COOKIE, begin_enrolment, enrol
from atelier.people.tests.factories import make_tablet
from production.models import BenchUpdate, Job
from production.statuses import RunStatus
from production.tests.factories import make_crew, make_hand, make_job, now_open, play_to, start
from production.tests.measures import is_large_and_open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANDSCAPE, PORTRAIT = {"width": 1280, "height": 800}, {"width": 800, "height": 1280}
PIN = "246813"

SCROLLS = "document.documentElement.scrollHeight - innerHeight"


@pytest.fixture
def hand(transactional_db: None) -> Jeweller:
    """Somebody with every trade and a PIN."""
    jeweller = make_hand(*Skill.values, name="Amélie Fournier", initials="AF")
    set_pin(jeweller=jeweller, pin=PIN, by=Actor.system())
    return jeweller


def _tablet(browser: Browser, server: LiveServer, **options: object) -> BrowserContext:
    # The worker would send past the routes that play a bad network here.
    held = {"base_url": server.url, "has_touch": True, "service_workers": "block"}
    context = browser.new_context(**held | options)  # type: ignore[arg-type]
    _, token = enrol(code=begin_enrolment(tablet=make_tablet(), by=Actor.system()))
    context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])
    return context


def _sign_in(page: Page, hand: Jeweller) -> None:
    page.goto("/bench/who/")
    page.get_by_role("link", name=hand.name).tap()
    for digit in PIN:
        page.get_by_role("button", name=digit, exact=True).tap()
    page.get_by_role("heading", name="Now").wait_for()


@pytest.fixture(params=[LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, hand: Jeweller
) -> Iterator[Page]:
    """A tablet on which Amélie is signed in, held both ways."""
    context = _tablet(browser, live_server, viewport=request.param)
    page = context.new_page()
    page.set_default_timeout(15_000)
    _sign_in(page, hand)
    yield page
    context.close()


def _scan(page: Page, job: Job) -> None:
    """A scanner types the address and a return; no finger is needed."""
    page.keyboard.type(f"http://bench/j/{job.envelope}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/j/{job.envelope}/")


def _inspected(hand: Jeweller) -> Job:
    job = make_job()
    start(play_to(job, 110, make_crew()), hand)
    return job


def test_every_screen_is_large_and_open_to_all(page: Page, hand: Jeweller) -> None:
    inspected = _inspected(hand)
    weighed = make_job()
    start(play_to(weighed, 40, make_crew()), hand)
    ready = make_job()
    addresses = [
        "/bench/",
        f"/bench/j/{ready.envelope}/",
        f"/bench/j/{inspected.envelope}/",
        f"/bench/j/{inspected.envelope}/problem/",
        f"/bench/j/{inspected.envelope}/problem/?note=1",
        f"/bench/j/{inspected.envelope}/picture/",
        f"/bench/j/{weighed.envelope}/weigh/",
        "/bench/who/",
        f"/bench/who/{hand.pk}/",
        "/bench/enrol/",
    ]
    for address in addresses:
        page.goto(address)
        is_large_and_open_to_all(page)


def test_the_main_button_is_in_the_bottom_third_and_nothing_scrolls(page: Page) -> None:
    job = make_job()
    page.goto(f"/bench/j/{job.envelope}/")
    box = page.get_by_role("button", name="Start model").bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert 72 <= box["height"] <= 88
    assert box["y"] > size["height"] * 2 / 3
    assert box["width"] > size["width"] * 0.9
    assert page.evaluate(SCROLLS) <= 0


def test_pass_and_fail_are_equal_and_nothing_scrolls(page: Page, hand: Jeweller) -> None:
    page.goto(f"/bench/j/{_inspected(hand).envelope}/")
    passing = page.get_by_role("button", name="Pass").bounding_box()
    failing = page.get_by_role("link", name="Fail").bounding_box()
    assert passing
    assert failing
    assert (passing["width"], passing["height"]) == (failing["width"], failing["height"])
    assert passing["y"] == failing["y"]
    assert page.evaluate(SCROLLS) <= 0


def test_from_scan_to_start_one_tap_and_to_finish_two(page: Page) -> None:
    job = make_job()
    _scan(page, job)
    page.get_by_role("button", name="Start model").tap()
    page.get_by_role("button", name="Finish model").tap()
    page.get_by_text("Casting: ready").wait_for()
    assert now_open(job).stage.number == 20


def test_undo_is_there_for_eight_seconds(page: Page) -> None:
    job = make_job()
    _scan(page, job)
    page.get_by_role("button", name="Start model").tap()
    page.get_by_role("button", name="Undo").tap()
    page.get_by_role("button", name="Start model").wait_for()
    assert now_open(job).status == RunStatus.READY


def test_an_unusual_weight_is_asked_once(page: Page, hand: Jeweller) -> None:
    job = make_job()
    start(play_to(job, 40, make_crew()), hand)
    page.goto(f"/bench/j/{job.envelope}/weigh/")
    for key in "9.4":
        page.get_by_role("button", name="Point" if key == "." else key, exact=True).tap()
    page.get_by_label("Out, grams").tap()
    page.get_by_role("button", name="8", exact=True).tap()
    page.get_by_role("button", name="Finish filing").tap()
    page.get_by_text("14.9 % is gone").wait_for()
    assert now_open(job).stage.number == 40
    page.get_by_role("button", name="Confirm and finish").tap()
    page.get_by_text("Assembly: ready").wait_for()


def test_a_tap_without_network_waits_and_is_done_once(page: Page) -> None:
    job = make_job()
    _scan(page, job)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start model").tap()
    page.get_by_text("1 waiting").wait_for()
    assert now_open(job).status == RunStatus.READY
    page.context.set_offline(False)
    page.get_by_role("button", name="Finish model").wait_for()
    page.get_by_text("Online").wait_for()
    assert now_open(job).status == RunStatus.RUNNING
    assert Event.objects.filter(kind="stage.started").count() == 1


def test_an_answer_that_was_lost_is_asked_for_again(page: Page) -> None:
    """The server did it, the Wi-Fi swallowed the answer; after a reload it is sent once more."""
    job = make_job()
    _scan(page, job)

    def swallow(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route("**/do/start/", swallow)
    page.get_by_role("button", name="Start model").tap()
    page.get_by_text("1 waiting").wait_for()
    page.unroute("**/do/start/")
    page.reload()
    page.get_by_text("Online").wait_for()
    assert Event.objects.filter(kind="stage.started").count() == 1
    assert BenchUpdate.objects.count() == 1


def test_signing_out_drops_nothing_and_the_tap_stays_its_maker_s(
    page: Page, hand: Jeweller
) -> None:
    job = make_job()
    _scan(page, job)
    page.route("**/do/start/", lambda route: route.abort())
    page.get_by_role("button", name="Start model").tap()
    page.get_by_text("1 waiting").wait_for()
    page.get_by_role("button", name="Lock").tap()
    page.get_by_text("Who is working?").wait_for()
    page.get_by_text("1 waiting").wait_for()
    page.unroute("**/do/start/")
    page.get_by_text("Online").wait_for()
    assert now_open(job).jeweller == hand


def test_a_conflict_found_later_needs_a_person(page: Page, hand: Jeweller) -> None:
    job = make_job()
    _scan(page, job)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start model").tap()
    page.get_by_text("1 waiting").wait_for()
    other = make_hand(Skill.MODELLER, name="Bruno Okafor")
    start(now_open(job), other)
    page.context.set_offline(False)
    page.get_by_text("Needs attention").wait_for()
    page.get_by_text("Bruno Okafor started this at").wait_for()
    page.get_by_role("button", name="Keep theirs").tap()
    page.get_by_text("Bruno Okafor has this in hand.").wait_for()
    assert Event.objects.filter(kind="stage.started").count() == 1


def test_a_change_shows_on_another_tablet_by_itself(page: Page) -> None:
    page.goto("/bench/")
    job = make_job()
    page.get_by_role("link", name=job.envelope[4:]).wait_for(timeout=5000)


def test_without_scripts_it_works_too(
    browser: Browser, live_server: LiveServer, hand: Jeweller
) -> None:
    job = make_job()
    context = _tablet(browser, live_server, viewport=LANDSCAPE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/bench/j/{job.envelope}/")
    page.get_by_role("link", name=hand.name).tap()
    page.get_by_label("Six-digit PIN").fill(PIN)
    page.get_by_role("button", name="Sign in").tap()
    page.get_by_role("button", name="Start model").tap()
    page.get_by_role("button", name="Finish model").tap()
    page.get_by_text("Casting: ready").wait_for()
    context.close()
    assert connection.in_atomic_block is False
    assert now_open(job).stage.number == 20
