"""Weighing, comparing a stone and showing a picture to the client, on a tablet held both ways."""

from collections.abc import Iterator
from decimal import Decimal as D
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from atelier.journal.actor import Actor
from atelier.materials.models import GoodsPicture, LaboratoryReport
from atelier.materials.tests.factories import make_report, make_stone
from atelier.people.actors import jeweller_actor
from atelier.people.models import Jeweller
from atelier.people.pins import set_pin
from atelier.people.skills import Skill
from atelier.pictures.tests.corpus import png
from atelier.pictures.tests.factories import make_picture, prepare_picture
from orders.models import CommissionStone, StoneProof
from production.actions.pictures import Mark, add_picture
from production.models import BenchUpdate, Job, RunPicture, Weighing
from production.statuses import RunStatus
from production.tests.factories import make_crew, make_hand, make_job, now_open, play_to, start
from production.tests.measures import is_large_and_open_to_all
from production.tests.tablets import LANDSCAPE, PIN, enrolled, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PORTRAIT = {"width": 800, "height": 1280}
FOUND = {"Length, mm": "8.02", "Width, mm": "6.01", "Depth, mm": "4.10"}
INSCRIBED = "GIA 2141438171"


@pytest.fixture
def hand(transactional_db: None) -> Jeweller:
    """Somebody with every trade whom the house lets show pictures."""
    jeweller = make_hand(*Skill.values, name="Amélie Fournier", initials="AF", may_release=True)
    set_pin(jeweller=jeweller, pin=PIN, by=Actor.system())
    return jeweller


@pytest.fixture(params=[LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, hand: Jeweller
) -> Iterator[Page]:
    """A tablet on which Amélie is signed in, held both ways."""
    held = {"viewport": request.param, "service_workers": "block"}
    context = enrolled(browser, live_server, **held)
    page = context.new_page()
    page.set_default_timeout(15_000)
    sign_in(page, hand)
    yield page
    context.close()


def _type(page: Page, label: str, grams: str) -> None:
    """Touch a field and press the pad's keys."""
    page.get_by_label(label).tap()
    for key in grams:
        page.get_by_role("button", name="Point" if key == "." else key, exact=True).tap()


def _go(page: Page, job: Job, more: str = "") -> None:
    page.goto(f"/bench/j/{job.envelope}/{more}")
    page.wait_for_load_state()


def make_set_with_emerald() -> Job:
    """A job whose setting is next, its emerald known by mm, report, inscription and picture."""
    job = make_job()
    sides: dict[str, Any] = {
        "carats": D("1.310"),
        "length": D("8.02"),
        "width": D("6.01"),
        "depth": D("4.10"),
    }
    stone = make_stone("emerald", **sides)
    make_report(stone, inscription=INSCRIBED)
    GoodsPicture.objects.create(stone=stone, picture=make_picture())
    CommissionStone.objects.create(commission=job.commission, stone=stone)
    play_to(job, 80, make_crew())
    return job


def _compare(page: Page, job: Job, carats: str) -> None:
    """Open the comparison from the job's one main button and give what was found."""
    page.get_by_role("link", name="Compare the stone with its record").tap()
    page.wait_for_url("**/stones/")
    page.wait_for_load_state()
    is_large_and_open_to_all(page)
    number = LaboratoryReport.objects.get().number
    read = {"Number on the GIA report": number, "Inscription at 10×": INSCRIBED}
    for label, value in ({"Weight, ct": carats} | FOUND | read).items():
        page.get_by_label(label).fill(value)
    shot = {"name": "now.png", "mimeType": "image/png", "buffer": png()}
    page.get_by_label("Microphoto now").set_input_files(shot)  # type: ignore[arg-type]
    page.get_by_text("The same inclusions, the same cut").tap()
    page.get_by_role("button", name="Compare with the record").tap()


def test_grams_are_weighed_on_the_pad(page: Page, hand: Jeweller) -> None:
    job = make_job()
    start(play_to(job, 40, make_crew()), hand)
    _go(page, job, "weigh/")
    is_large_and_open_to_all(page)
    for label, grams in (("In, grams", "9.4"), ("Out, grams", "9"), ("Lemel", "0.35")):
        _type(page, label, grams)
    page.get_by_role("button", name="Finish filing").tap()
    page.get_by_text("Assembly: ready").wait_for()
    line = Weighing.objects.get(run__stage__number=40)
    assert (line.grams_in, line.grams_out, line.lemel) == (D("9.4"), D(9), D("0.35"))
    assert (line.unaccounted, line.jeweller) == (D("0.05"), hand)


def test_a_stone_is_compared_until_it_is_the_same(page: Page, hand: Jeweller) -> None:
    job = make_set_with_emerald()
    _go(page, job)
    _compare(page, job, "1.200")
    warned = page.locator(".said--warning")
    warned.wait_for()
    assert "is not as on record: weight 1.2" in warned.inner_text()
    assert now_open(job).status == RunStatus.READY
    _compare(page, job, "1.310")
    page.get_by_text("the same stone").wait_for()
    page.get_by_role("button", name="Start setting").tap()
    page.get_by_role("link", name="Weigh and finish").wait_for()
    assert list(StoneProof.objects.values_list("matches", flat=True)) == [False, True]


def test_undo_goes_after_eight_seconds(page: Page) -> None:
    job = make_job()
    page.clock.install()
    _go(page, job)
    page.get_by_role("button", name="Start model").tap()
    page.get_by_role("button", name="Finish model").wait_for()
    page.wait_for_load_state()
    undo = page.get_by_role("button", name="Undo")
    undo.wait_for()
    page.clock.fast_forward(8_100)
    undo.wait_for(state="detached")
    assert now_open(job).status == RunStatus.RUNNING


def test_one_picture_is_released_and_no_other(page: Page, hand: Jeweller) -> None:
    job = make_job()
    run = start(now_open(job), hand)
    for caption in ("The model", "Its inside"):
        add_picture(run=run, picture=make_picture(), by=jeweller_actor(hand), caption=caption)
    _go(page, job)
    page.get_by_role("link", name="For the client").tap()
    page.wait_for_url("**/pictures/")
    page.wait_for_load_state()
    is_large_and_open_to_all(page)
    first = page.locator(".album__one", has_text="Its inside")
    first.get_by_role("button", name="Release to the client").tap()
    page.get_by_text("The client can see it now.").wait_for()
    released = RunPicture.objects.filter(released_at__isnull=False)
    assert [each.caption for each in released] == ["Its inside"]
    _go(page, job, "pictures/")
    assert page.get_by_text("Seen by the client since").count() == 1


MIDDLE = """e => {
  const r = e.getBoundingClientRect();
  return [r.x + r.width / 2, r.y + r.height / 2];
}"""


def test_a_marked_defect_is_seen_large(page: Page, hand: Jeweller) -> None:
    job = make_job()
    run = start(now_open(job), hand)
    drawn = prepare_picture(content=png(800, 600))
    add_picture(
        run=run, picture=drawn, caption="Prong short", mark=Mark(70, 20), by=jeweller_actor(hand)
    )
    _go(page, job)
    is_large_and_open_to_all(page)
    page.get_by_role("button", name="Look at the picture: Model, prong short").tap()
    large = page.get_by_role("img", name="Prong short")
    large.wait_for()
    sides = large.bounding_box()
    assert sides is not None
    ring = page.locator(".look circle").last.evaluate(MIDDLE)
    assert ring == pytest.approx(
        [sides["x"] + 0.7 * sides["width"], sides["y"] + 0.2 * sides["height"]], abs=2
    )
    page.locator(".look").get_by_role("button", name="Back").tap()
    large.wait_for(state="hidden")


def test_a_note_is_said_by_chips(page: Page, hand: Jeweller) -> None:
    job = make_job()
    start(now_open(job), hand)
    _go(page, job, "problem/?note=1")
    is_large_and_open_to_all(page)
    for words in ("Seat a touch tight", "Keep away from heat", "Seat a touch tight"):
        page.get_by_role("button", name=words).tap()
    page.locator("#text").press("Control+End")
    page.keyboard.type("\nAsk Bruno.")
    page.get_by_role("button", name="Keep the note").tap()
    page.get_by_text("Seat a touch tight. Keep away from heat.").wait_for()
    job.refresh_from_db()
    said = "Seat a touch tight. Keep away from heat.\r\nAsk Bruno."
    assert job.note == f"Amélie Fournier: {said}"
    # The same tap must say the same, whether it is sent by script or as a plain form.
    assert BenchUpdate.objects.get(kind="note").body["text"] == [said]
