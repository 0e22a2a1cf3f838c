"""The tablet without network: locked and unlocked, killed, renewed, its queue decided upon."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, BrowserType, Error, Page
from pytest_django.live_server_helper import LiveServer

from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.materials.tests.factories import make_stone
from atelier.people.models import Jeweller, Tablet
from atelier.people.pins import set_pin
from atelier.people.skills import Skill
from atelier.people.tablets import begin_enrolment, revoke
from atelier.pictures.tests.factories import make_picture
from atelier.tests.accessibility import axe_violations
from orders.models import CommissionStone, StoneProof
from production.bench import badges
from production.models import BenchUpdate, Job, RunPicture
from production.statuses import RunStatus
from production.tests.factories import make_crew, make_hand, make_job, now_open, play_to, start
from production.tests.measures import TOO_CLOSE, TOO_SMALL
from production.tests.tablets import (
    LANDSCAPE,
    PIN,
    PORTRAIT,
    enrol_here,
    keep_all,
    ready_for_no_network,
    sign_in,
    type_pin,
)
from production.views import taps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Ready = tuple[Page, Job]


@pytest.fixture
def amelie(transactional_db: None) -> Jeweller:
    """Somebody with every trade."""
    return make_hand(*Skill.values, name="Amélie Fournier", initials="AF")


@pytest.fixture
def bruno(transactional_db: None) -> Jeweller:
    """Somebody else, who has a PIN too."""
    bruno = make_hand(*Skill.values, name="Bruno Okafor", initials="BO")
    set_pin(jeweller=bruno, pin=PIN, by=Actor.system())
    return bruno


@pytest.fixture
def ready(browser: Browser, live_server: LiveServer, amelie: Jeweller) -> Iterator[Ready]:
    """A tablet on which Amélie is signed in and her next jobs are kept."""
    job = make_job()
    page = ready_for_no_network(browser, live_server, amelie)
    yield page, job
    page.context.close()


def _tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).tap()


def _begin(page: Page, job: Job) -> None:
    """Start the model without network."""
    page.context.set_offline(True)
    page.goto(f"/bench/j/{job.envelope}/")
    _tap(page, "Start model")
    page.get_by_role("button", name="Finish model").wait_for()


def _lock(page: Page) -> None:
    _tap(page, "Lock")
    page.get_by_role("heading", name="Who is working?").wait_for()


def _wrong(page: Page, times: int) -> None:
    for _ in range(times):
        type_pin(page, "111222")
        page.get_by_text("That PIN is not right.").wait_for()
        page.evaluate(AFTER_THE_REST)


# Nobody waits a minute for a test: the rest that the tablet wrote down is over.
AFTER_THE_REST = """() => new Promise((done) => {
  document.querySelector('[role=alert]').textContent = '';
  const opened = indexedDB.open('bench-doors');
  opened.onsuccess = () => {
    const rows = opened.result.transaction('people', 'readwrite').objectStore('people');
    const rested = (row) => rows.put({ ...row, until: 0 });
    rows.getAll().onsuccess = ({ target }) => target.result.forEach(rested);
    rows.transaction.oncomplete = done;
  };
})"""
SEALED = """() => new Promise((done) => {
  const opened = indexedDB.open('bench-sealed');
  opened.onsuccess = () => {
    const asked = opened.result.transaction('screens').objectStore('screens').getAll();
    asked.onsuccess = () => done(asked.result);
  };
})"""


def test_locked_and_unlocked_without_network(
    bruno: Jeweller, ready: Ready, amelie: Jeweller
) -> None:
    """Wrong PINs rest, the right one opens, strangers wait; the house follows when it can."""
    page, job = ready
    _begin(page, job)
    _lock(page)
    page.get_by_text("There is no network just now.").wait_for()
    assert page.locator(f"[data-who='{bruno.name}']").get_attribute("href") is None
    page.goto(f"/bench/j/{job.envelope}/")
    page.get_by_role("link", name=amelie.name).tap()
    _wrong(page, 4)
    type_pin(page, "111222")
    page.get_by_text("That PIN is not right.").wait_for()
    type_pin(page, PIN)
    page.get_by_text("Please wait").wait_for()
    page.evaluate(AFTER_THE_REST)
    type_pin(page, PIN)
    _tap(page, "Finish model")
    page.get_by_text("2 waiting").wait_for()

    page.context.set_offline(False)
    page.get_by_text("Online").wait_for()
    page.goto("/bench/")
    page.get_by_role("heading", name="Now").wait_for()
    assert page.evaluate("document.body.dataset.kept") is None
    assert now_open(job).stage.number == 20
    assert Event.objects.filter(kind="jeweller.went_on").count() == 1


def test_what_one_locked_nobody_else_opens(ready: Ready, amelie: Jeweller, bruno: Jeweller) -> None:
    """The house's cookie is Bruno's when Amélie unlocks: she is never taken for him."""
    page, job = ready
    _lock(page)
    sign_in(page, bruno)
    keep_all(page)
    assert not [each for each in page.evaluate(SEALED) if each["who"] and each.get("html")]
    page.context.set_offline(True)
    _lock(page)
    page.get_by_role("link", name=amelie.name).tap()
    type_pin(page, PIN)
    page.get_by_role("heading", name="Now").wait_for()
    page.goto(f"/bench/j/{job.envelope}/")
    _tap(page, "Start model")
    page.get_by_role("button", name="Finish model").wait_for()
    page.context.set_offline(False)
    page.get_by_text("Online").wait_for()
    page.goto("/bench/")
    page.locator(".who__name", has_text=amelie.name).wait_for()
    assert now_open(job).jeweller == amelie

    page.context.set_offline(True)
    _lock(page)
    page.get_by_role("link", name=bruno.name).tap()
    _wrong(page, 9)
    for pin in ("111222", PIN):
        type_pin(page, pin)
        page.get_by_text("Without network this tablet cannot tell.").wait_for()
        page.evaluate(AFTER_THE_REST)


def test_the_queue_outlives_a_killed_browser_and_an_expired_session(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    live_server: LiveServer,
    amelie: Jeweller,
    tmp_path: Path,
) -> None:
    held = browser_type_launch_args | {"base_url": live_server.url, "has_touch": True}
    job = make_job()

    def opened() -> BrowserContext:
        return browser_type.launch_persistent_context(tmp_path, **held)

    context = opened()
    # Chromium writes a cookie down within half a minute; a tablet was enrolled long ago.
    cookie = enrol_here(context, live_server)
    page = ready_for_no_network(context, live_server, amelie)
    _begin(page, job)
    page.get_by_text("1 waiting").wait_for()
    # Chromium names its own process in its folder.
    os.kill(int(os.readlink(tmp_path / "SingletonLock").rpartition("-")[2]), signal.SIGKILL)
    with suppress(Error):
        context.close()
    assert BenchUpdate.objects.count() == 0

    context = opened()
    context.add_cookies([cookie])
    page = context.new_page()
    page.set_default_timeout(20_000)
    # The session ended with the browser; the badge speaks for who tapped.
    assert badges.COOKIE not in {each["name"] for each in context.cookies()}
    page.goto("/bench/who/")
    page.get_by_text("Online").wait_for()
    assert (now_open(job).status, now_open(job).jeweller) == (RunStatus.RUNNING, amelie)
    assert BenchUpdate.objects.count() == 1
    context.close()


def test_the_queue_outlives_a_new_version_of_the_app_and_lost_answers(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker is renewed while taps wait, one of the app's first version; all are done once."""
    page, job = ready
    older = make_job()
    _begin(page, job)
    _tap(page, "Finish model")
    page.get_by_text("2 waiting").wait_for()
    page.evaluate(KEEP_AS_THE_FIRST_VERSION, _first_tap(older, page))
    monkeypatch.setattr("production.views.kept.SHELL", ["css/tokens.css"])
    page.evaluate(HOLD_THE_QUEUE)
    page.context.set_offline(False)
    page.evaluate(RENEW)
    assert BenchUpdate.objects.count() == 0
    lost = _lose_each_first_answer(monkeypatch)
    for _ in range(4):
        page.goto("/bench/waiting/")
        page.wait_for_load_state("networkidle")
    page.get_by_text("Nothing waits.").wait_for()
    assert len(lost) == 3
    done = BenchUpdate.objects.order_by("received_at").values_list("job", "kind", "status_code")
    assert list(done) == [
        (job.pk, "start", 200),
        (job.pk, "finish", 200),
        (older.pk, "start", 200),
    ]
    told = Event.objects.filter(kind__in=["stage.started", "stage.finished"])
    assert told.count() == 3


def _lose_each_first_answer(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The house does what it was sent; the Wi-Fi swallows that it did."""
    lost: set[str] = set()
    respond = taps._respond

    def swallow(request: Any, *args: Any) -> HttpResponse:
        if (sent := request.POST["uuid"]) in lost:
            return respond(request, *args)
        lost.add(sent)
        return HttpResponse(status=503)

    monkeypatch.setattr(taps, "_respond", swallow)
    return lost


HOLD_THE_QUEUE = "() => { navigator.locks.request('bench-queue', () => new Promise(() => {})); }"
RENEW = """async () => {
  const app = await navigator.serviceWorker.getRegistration();
  const { serviceWorker } = navigator;
  const came = new Promise((done) => serviceWorker.addEventListener('controllerchange', done));
  await app.update();
  await came;
}"""
KEEP_AS_THE_FIRST_VERSION = """(tap) => new Promise((done) => {
  const opened = indexedDB.open('bench', 1);
  opened.onsuccess = () => {
    const rows = opened.result.transaction('taps', 'readwrite').objectStore('taps');
    rows.add(tap).onsuccess = () => done();
  };
})"""


def _first_tap(job: Job, page: Page) -> dict[str, Any]:
    """What the first version of the app wrote down, word for word."""
    fields = [
        ["csrfmiddlewaretoken", "of a page long gone"],
        ["uuid", "7d6b9f8e-3c0f-4d6d-9b52-0b7b0d2f1a11"],
        ["base_version", "0"],
        ["run", str(now_open(job).pk)],
        ["after", ""],
        ["badge", page.evaluate("document.body.dataset.badge")],
        ["device_time", "2026-11-20T09:14:07.120Z"],
    ]
    address, who = f"/bench/j/{job.envelope}/do/start/", "Amélie Fournier"
    return {"address": address, "envelope": job.envelope, "fields": fields, "who": who}


def test_a_badge_of_two_days_waits_for_its_maker_alone(
    ready: Ready, amelie: Jeweller, bruno: Jeweller
) -> None:
    page, job = ready
    _begin(page, job)
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        page.context.set_offline(False)
        page.goto("/bench/waiting/")
        page.get_by_text("it goes when Amélie Fournier signs in").wait_for()
        sign_in(page, bruno)
        page.get_by_text("1 waiting").wait_for()
        assert now_open(job).status == RunStatus.READY
        _lock(page)
        sign_in(page, amelie)
        page.get_by_text("Online").wait_for()
    assert (now_open(job).status, now_open(job).jeweller) == (RunStatus.RUNNING, amelie)


def test_a_revoked_tablet_keeps_its_queue_and_nothing_else(ready: Ready) -> None:
    page, job = ready
    mine = Tablet.objects.get()
    _begin(page, job)
    revoke(tablet=mine, by=Actor.system())
    page.context.set_offline(False)
    page.goto("/bench/waiting/")
    page.get_by_text("The house knows this tablet no more").wait_for()
    page.goto("/bench/")
    page.get_by_role("heading", name="Enrol this tablet").wait_for()
    page.wait_for_function(f"({SEALED})().then((kept) => kept.length === 0)")
    page.get_by_label("One-time code").fill(begin_enrolment(tablet=mine, by=Actor.system()))
    _tap(page, "Enrol")
    page.get_by_text("Online").wait_for()
    assert now_open(job).status == RunStatus.RUNNING


def test_everything_that_waits_is_listed_and_decided_there(ready: Ready, amelie: Jeweller) -> None:
    """Weights asked about later, a conflict, a note; both ways of holding the tablet."""
    page, job = ready
    filed = make_job()
    start(play_to(filed, 40, make_crew()), amelie)
    keep_all(page)
    _begin(page, job)
    page.goto(f"/bench/j/{job.envelope}/problem/?note=1")
    page.get_by_label("Note for whoever").fill("Prongs a touch heavy")
    _tap(page, "Keep the note")
    page.get_by_text("2 waiting").wait_for()
    page.goto(f"/bench/j/{filed.envelope}/weigh/")
    page.get_by_label("In, grams").fill("9.40")
    page.get_by_label("Out, grams").fill("7.52")
    page.get_by_label("Lemel").fill("0.60")
    _tap(page, "Finish filing")
    page.get_by_text("3 waiting").tap()
    page.get_by_text("It goes by itself when the network returns, as Amélie").first.wait_for()
    _is_large_and_open_to_all(page)

    start(now_open(job), make_hand(Skill.MODELLER, name="Bruno Okafor"))
    page.context.set_offline(False)
    page.get_by_text("Bruno Okafor started this at").wait_for()
    page.get_by_text("20.0 % is gone").wait_for()
    page.get_by_text("9.40 g in, 7.52 g out, 0.60 g lemel").wait_for()
    _is_large_and_open_to_all(page)
    _tap(page, "Confirm the weights")
    page.locator(".kept__one").nth(1).wait_for(state="detached")
    _tap(page, "Keep theirs")
    page.get_by_text("Bruno Okafor has this in hand.").wait_for()
    job.refresh_from_db()
    assert job.note == "Amélie Fournier: Prongs a touch heavy"
    assert now_open(filed).stage.number == 50


def _is_large_and_open_to_all(page: Page) -> None:
    for size in (PORTRAIT, LANDSCAPE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for measured in (TOO_SMALL, TOO_CLOSE):
            assert page.evaluate(measured) == []
    assert axe_violations(page) == []


def test_the_station_chosen_without_network_stays_chosen(ready: Ready) -> None:
    page, job = ready
    page.context.set_offline(True)
    page.goto("/bench/")
    page.get_by_role("link", name="Polisher").tap()
    page.locator(".station[aria-current]", has_text="Polisher").wait_for()
    assert page.get_by_role("link", name=job.envelope[4:]).count() == 0
    page.context.set_offline(False)
    page.goto("/bench/")
    page.locator(".station[aria-current]", has_text="Polisher").wait_for()
    assert page.evaluate("document.body.dataset.kept") is None


def test_a_stone_is_compared_without_network_and_setting_waits(
    ready: Ready, amelie: Jeweller
) -> None:
    page, _job = ready
    amelie.may_release = True
    amelie.save()
    job = make_job()
    stone = make_stone(carats=Decimal("1.310"))
    CommissionStone.objects.create(commission=job.commission, stone=stone)
    run = play_to(job, 80, make_crew())
    RunPicture.objects.create(run=run, picture=make_picture(), caption="Before setting")
    keep_all(page)
    page.context.set_offline(True)
    page.goto(f"/bench/j/{job.envelope}/pictures/")
    _tap(page, "Release to the client")
    page.get_by_text("1 waiting").wait_for()
    page.goto(f"/bench/j/{job.envelope}/")
    page.get_by_role("link", name="Compare the stone with its record").tap()
    page.get_by_label("Weight, ct").fill("1.310")
    _tap(page, "Compare with the record")
    page.get_by_text("Setting opens when the house has compared it").wait_for()
    assert StoneProof.objects.count() == 0
    page.context.set_offline(False)
    page.get_by_role("button", name="Start setting").wait_for()
    assert StoneProof.objects.get().matches
    assert RunPicture.objects.get().released_at
