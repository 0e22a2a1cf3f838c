"""A whole shift without network, in a real browser: reloads, a wrong clock, a second tablet."""

import io
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from atelier.journal.models import Event
from atelier.people.skills import Skill
from production.models import BenchUpdate, Job, RunPicture
from production.tests.factories import make_crew, make_hand, make_job, now_open, play_to
from production.tests.tablets import a_day_late, ready_for_no_network

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _photograph() -> dict[str, object]:
    drawn = io.BytesIO()
    Image.effect_noise((3000, 1500), 60).convert("RGB").save(drawn, "JPEG", quality=95)
    return {"name": "seat.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}


def _open(page: Page, job: Job, more: str = "") -> None:
    page.goto(f"/bench/j/{job.envelope}/{more}")


def _tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).tap()


def _file_with_pictures(page: Page, job: Job) -> None:
    """Start, take a picture, reload, weigh, and begin the next stage, all without network."""
    _open(page, job)
    _tap(page, "Start filing")
    page.get_by_role("link", name="Picture").tap()
    page.get_by_label("Take or choose a picture").set_input_files(_photograph())  # type: ignore[arg-type]
    _tap(page, "Keep the picture")
    page.wait_for_url(f"**/j/{job.envelope}/")
    page.get_by_text("2 waiting").wait_for()
    page.reload()
    page.get_by_role("link", name="Weigh and finish").tap()
    page.get_by_label("In, grams").fill("9.40")
    page.get_by_label("Out, grams").fill("9.00")
    _tap(page, "Finish filing")
    _tap(page, "Start assembly")
    page.get_by_role("button", name="Finish assembly").wait_for()


def _fail(page: Page, job: Job) -> None:
    _open(page, job)
    _tap(page, "Start casting inspection")
    page.get_by_role("link", name="Fail").tap()
    page.get_by_text("C-PIT").tap()
    _tap(page, "Fail and send back")
    page.get_by_text("opens when it is online again").wait_for()


def _model(page: Page, job: Job) -> None:
    _open(page, job)
    _tap(page, "Start model")
    _tap(page, "Finish model")
    page.get_by_role("button", name="Start casting").wait_for()


def test_a_shift_without_network(browser: Browser, live_server: LiveServer) -> None:
    amelie = make_hand(*Skill.values, name="Amélie Fournier", initials="AF")
    bruno = make_hand(Skill.MODELLER, name="Bruno Okafor", initials="BO")
    crew = make_crew()
    filed, pitted, both = make_job(), make_job(), make_job()
    play_to(filed, 40, crew)
    play_to(pitted, 30, crew)
    first = ready_for_no_network(browser, live_server, amelie)
    second = ready_for_no_network(browser, live_server, bruno)
    a_day_late(first.context)
    for tablet in (first, second):
        tablet.context.set_offline(True)

    _file_with_pictures(first, filed)
    context = first.context
    first.close()
    first = context.new_page()
    _fail(first, pitted)
    _model(first, both)
    first.goto("/bench/")
    first.get_by_text("8 waiting").wait_for()
    _open(second, both)
    _tap(second, "Start model")
    second.get_by_text("1 waiting").wait_for()
    assert BenchUpdate.objects.count() == 0

    second.context.set_offline(False)
    second.get_by_text("Online").wait_for()
    first.context.set_offline(False)
    first.get_by_text("Needs attention").wait_for()
    first.get_by_text("Bruno Okafor started this at").wait_for()
    first.get_by_role("button", name="Add a note").tap()
    note = first.get_by_label("Note for whoever")
    expect(note).to_have_value(re.compile("not counted: Start model at "))
    _tap(first, "Keep the note")
    first.get_by_text("Bruno Okafor has this in hand.").wait_for()
    first.get_by_text("Online").wait_for()

    assert (now_open(filed).stage.number, now_open(pitted).stage.number) == (50, 20)
    assert now_open(filed).jeweller == amelie
    assert now_open(both).jeweller == bruno
    with RunPicture.objects.get().picture.original.open() as file, Image.open(file) as taken:
        assert taken.size == (2048, 1024)
    assert filed.runs.get(stage__number=40).weight_out == Decimal("9.000")
    _each_once_in_order(filed, pitted, both)
    first.context.close()
    second.context.close()


def _each_once_in_order(filed: Job, pitted: Job, both: Job) -> None:
    kept = BenchUpdate.objects.order_by("received_at").values_list("job", "kind", "status_code")
    assert list(kept) == [
        (both.pk, "start", 200),
        (filed.pk, "start", 200),
        (filed.pk, "picture", 200),
        (filed.pk, "finish", 200),
        (filed.pk, "start", 200),
        (pitted.pk, "start", 200),
        (pitted.pk, "fail", 200),
        (both.pk, "start", 409),
        (both.pk, "finish", 409),
        (both.pk, "note", 200),
    ]
    late = BenchUpdate.objects.get(job=pitted, kind="fail")
    told = Event.objects.get(kind="stage.failed")
    assert late.device_time
    assert late.device_time < told.at - timedelta(hours=23)
    assert timezone.now() - told.at < timedelta(minutes=10)
