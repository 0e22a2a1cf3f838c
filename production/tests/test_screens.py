"""The bench's screens: what they show, what a plain form does, what a poll costs."""

import uuid
from datetime import date

import pytest

from atelier.journal.models import Event
from atelier.materials.models import Stone, StoneVariety
from atelier.people.skills import Skill
from atelier.pictures.tests.corpus import png, upload
from orders.models import CommissionStone
from production.bench import badges
from production.models import BenchUpdate, RunPicture
from production.statuses import RunStatus
from production.tests.factories import (
    finish,
    make_crew,
    make_hand,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


def _tap(bench, job, kind, **fields):
    job.refresh_from_db()
    run = job.runs.filter(status__in=["ready", "running", "paused"]).first()
    carried = {"uuid": uuid.uuid4(), "base_version": job.version, "run": run.pk if run else ""}
    return bench.post(f"/bench/j/{job.envelope}/do/{kind}/", carried | fields)


def _page(bench, job, more=""):
    return bench.get(f"/bench/j/{job.envelope}/{more}").content.decode()


def test_my_bench_says_now_next_and_waiting(bench, hand):
    crew = make_crew()
    mine = start(now_open(make_job()), hand).job
    ready = make_job()
    own = make_job()
    finish(start(play_to(own, 20, crew), hand), hand)
    page = bench.get("/bench/").content.decode()
    now, rest = page.split('id="next"')
    following, waiting = rest.split('id="waiting"')
    assert mine.envelope in now
    assert ready.envelope in following
    assert own.envelope not in following
    assert own.envelope in waiting
    assert "nobody inspects their own work" in waiting


def test_what_must_start_first_stands_first(bench):
    later = make_job(due=date(2031, 1, 1))
    sooner = make_job(due=date(2030, 1, 1))
    page = bench.get("/bench/").content.decode()
    assert page.index(sooner.envelope) < page.index(later.envelope)


def test_only_work_of_my_trade(bench, hand):
    hand.skills = [Skill.POLISHER]
    hand.save()
    assert make_job().envelope not in bench.get("/bench/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_five_queries(bench, rows, django_assert_num_queries):
    for _ in range(rows):
        make_job()
    with django_assert_num_queries(5):
        bench.get("/bench/")


@pytest.mark.parametrize("rows", [1, 3])
def test_an_unchanged_list_takes_no_query(bench, rows, django_assert_num_queries):
    for _ in range(rows):
        make_job()
    etag = bench.get("/bench/list/").headers["ETag"]
    with django_assert_num_queries(0):
        assert bench.get("/bench/list/", headers={"If-None-Match": etag}).status_code == 304


def test_a_change_is_seen_at_the_next_poll(bench, hand, django_capture_on_commit_callbacks):
    job = make_job()
    etag = bench.get("/bench/list/").headers["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        start(now_open(job), hand)
    again = bench.get("/bench/list/", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert again.headers["ETag"] != etag


@pytest.mark.parametrize("typed", ["{0}", " {1} {2} ", "http://bench.local/bench/j/{0}/", "{3}"])
def test_scanned_or_typed_it_is_found(bench, typed):
    code = make_job().envelope
    typed = typed.format(code, code[:4], code[4:], code.lower())
    assert bench.get("/bench/find/", {"code": typed}).url == f"/bench/j/{code}/"


def test_an_unknown_code_is_said(bench):
    response = bench.get("/bench/find/", {"code": "ZZZZ2222"}, follow=True)
    assert "No envelope says “ZZZZ2222”" in response.content.decode()
    assert bench.get("/bench/j/ZZZZ2222/").status_code == 404


def test_the_job_shows_metal_size_as_given_and_what_the_stone_bears(bench):
    job = make_job()
    emerald = Stone.objects.create(
        title="atelier",
        variety=StoneVariety.objects.get(code="emerald"),
        colour="vivid green",
        treatment="oil_minor",
        length="8.02",
        width="6.01",
        depth="4.10",
        carats="1.310",
    )
    CommissionStone.objects.create(commission=job.commission, stone=emerald)
    page = _page(bench, job)
    for said in (
        "18k yellow gold",
        "⌀ 17.32 mm",
        "US / Canada 7",
        "Vivid green emerald, centre",
        "8.02 × 6.01 × 4.10 mm, 1.310 ct",
        "No ultrasonic, no torch",
        "Due 1 Mar",
        "Start model",
    ):
        assert said in page


def test_a_memo_stone_blocks_setting_before_it_starts(bench, hand):
    job = make_job()
    memo = Stone.objects.create(
        title="memo",
        variety=StoneVariety.objects.get(code="ruby"),
        memo_dealer="Kessler",
        memo_due=date(2031, 1, 1),
    )
    CommissionStone.objects.create(commission=job.commission, stone=memo)
    play_to(job, 80, make_crew())
    assert "still on memo from Kessler: it must be bought first" in _page(bench, job)
    assert "Start setting" not in _page(bench, job)
    _tap(bench, job, "start")
    assert now_open(job).status == RunStatus.READY


def test_two_taps_from_scan_to_finish_without_scripts(bench, hand):
    job = make_job()
    response = _tap(bench, job, "start")
    assert response.url == f"/bench/j/{job.envelope}/"
    assert "Finish model" in _page(bench, job)
    _tap(bench, job, "finish")
    assert now_open(job).stage.number == 20
    event = Event.objects.get(kind="stage.finished")
    assert (event.actor_name, event.actor_jeweller_id) == (hand.name, hand.pk)


def test_sending_the_same_form_again_does_it_once(bench):
    job = make_job()
    carried = {"uuid": uuid.uuid4(), "base_version": 0, "run": now_open(job).pk}
    for _ in range(2):
        bench.post(f"/bench/j/{job.envelope}/do/start/", carried)
    assert Event.objects.filter(kind="stage.started").count() == 1
    assert BenchUpdate.objects.count() == 1


def test_a_whole_tap_takes_thirteen_queries_and_four_savepoint_words(
    bench, hand, django_assert_num_queries
):
    job = make_job()
    run = start(now_open(job), hand)
    carried = {"uuid": uuid.uuid4(), "base_version": 1, "run": run.pk}
    address = f"/bench/j/{job.envelope}/do/finish/"
    # Thirteen, and four words about savepoints, two of them for the test's own transaction.
    with django_assert_num_queries(17):
        bench.post(address, carried, headers={"Accept": "application/json"})
    assert now_open(job).stage.number == 20


def test_a_conflict_names_who_was_first(bench, hand):
    job = make_job()
    run = now_open(job)
    other = make_hand(Skill.MODELLER)
    start(run, other)
    carried = {"uuid": uuid.uuid4(), "base_version": 0, "run": run.pk}
    response = bench.post(
        f"/bench/j/{job.envelope}/do/start/", carried, headers={"Accept": "application/json"}
    )
    assert response.status_code == 409
    told = response.json()
    assert (told["code"], told["who"], told["did"]) == ("conflict", other.name, "stage.started")
    assert told["sentence"].startswith(f"{other.name} started this at ")


def test_a_queued_tap_stays_its_maker_s(bench, hand, tablet, on_tablet):
    job = make_job()
    badge = badges.badge(hand, tablet)
    bench.post("/bench/lock/")
    _tap(bench, job, "start", badge=badge)
    assert now_open(job).jeweller == hand


def test_a_tap_without_anybody_is_kept_on_the_tablet(bench):
    job = make_job()
    bench.post("/bench/lock/")
    carried = {"uuid": uuid.uuid4(), "base_version": 0, "run": now_open(job).pk}
    address = f"/bench/j/{job.envelope}/do/start/"
    response = bench.post(address, carried, headers={"Accept": "application/json"})
    assert (response.status_code, response.json()["code"]) == (401, "locked")
    assert BenchUpdate.objects.count() == 0


def test_a_tap_of_somebody_who_left_is_quarantined(bench, hand, tablet):
    job = make_job()
    badge = badges.badge(hand, tablet)
    hand.is_active = False
    hand.save()
    _tap(bench, job, "start", badge=badge)
    assert now_open(job).status == RunStatus.READY
    assert BenchUpdate.objects.get().answer["code"] == "quarantined"


def test_weights_are_asked_and_the_unusual_asked_once(bench, hand):
    job = make_job()
    start(play_to(job, 40, make_crew()), hand)
    assert "Weigh and finish" in _page(bench, job)
    missing = _tap(bench, job, "finish")
    assert missing.url == f"/bench/j/{job.envelope}/weigh/"
    given = {"weight_in": "5.000", "weight_out": "4.000"}
    asked = _tap(bench, job, "finish", **given)
    assert asked.status_code == 409
    page = asked.content.decode()
    assert "20.0 % is gone; 3.0 to 6.0 % is usual here. Weigh again, or confirm." in page
    assert 'value="4.000"' in page
    _tap(bench, job, "finish", **given, weights_confirmed="on")
    assert now_open(job).stage.number == 50


def test_an_inspection_is_passed_check_by_check(bench, hand):
    job = make_job()
    run = start(play_to(job, 30, make_crew()), hand)
    page = _page(bench, job)
    assert "No pits or gas porosity" in page
    assert page.index("Pass</button>") < page.index("Fail</a>")
    _tap(bench, job, "pass", checks=["No pits or gas porosity"])
    assert now_open(job).pk == run.pk
    _tap(bench, job, "pass", checks=run.stage.gate.splitlines())
    assert now_open(job).stage.number == 40


def test_a_failure_shows_where_it_goes_and_keeps_a_marked_picture(bench, hand):
    job = make_job()
    run = start(play_to(job, 30, make_crew()), hand)
    page = _page(bench, job, "problem/")
    assert "C-PIT" in page
    assert "20 Casting" in page
    _tap(
        bench,
        job,
        "fail",
        reason="C-PIT",
        note="Under the gallery",
        picture=upload("pit.png", png()),
        mark_x=40,
        mark_y=62,
    )
    assert now_open(job).stage.number == 20
    taken = RunPicture.objects.get(run=run)
    assert (taken.mark_x, taken.mark_y, taken.caption) == (40, 62, "Pits")
    assert taken.released_at is None


def test_a_failure_needs_its_reason(bench, hand):
    job = make_job()
    start(play_to(job, 30, make_crew()), hand)
    response = _tap(bench, job, "fail")
    assert response.url == f"/bench/j/{job.envelope}/problem/"
    assert "Please choose a reason." in bench.get(response.url).content.decode()


def test_a_note_stops_nobody(bench, hand):
    job = make_job()
    run = start(now_open(job), hand)
    _tap(bench, job, "note", text="Prongs a touch heavy")
    finish(run, hand, base_version=1)
    job.refresh_from_db()
    assert job.note == f"{hand.name}: Prongs a touch heavy"


def test_undo_is_offered_and_taken(bench, hand):
    job = make_job()
    _tap(bench, job, "start")
    assert "data-undo" in _page(bench, job)
    _tap(bench, job, "undo")
    assert now_open(job).status == RunStatus.READY
    assert "data-undo" not in _page(bench, job)


def test_a_try_on_is_left_out(bench, hand):
    job = make_job()
    play_to(job, 70, make_crew())
    assert "Leave out" in _page(bench, job)
    _tap(bench, job, "skip")
    assert now_open(job).stage.number == 80


def test_a_bench_picture_is_served_to_the_bench_alone(bench, client, hand):
    job = make_job()
    start(now_open(job), hand)
    _tap(bench, job, "picture", picture=upload("ring.png", png()), caption="Wax")
    taken = RunPicture.objects.get()
    assert taken.caption == "Wax"
    address = f"/bench/pictures/{taken.picture.public_id}/320/"
    assert bench.get(address).status_code == 404  # still being prepared
    bench.post("/bench/lock/")
    assert bench.get(address).status_code == 302


@pytest.mark.parametrize("kind", ["start", "finish", "pass", "fail", "skip", "undo", "note"])
def test_looking_changes_nothing(bench, kind):
    job = make_job()
    assert bench.get(f"/bench/j/{job.envelope}/do/{kind}/").status_code == 405


def test_an_unreadable_tap_is_said_kindly(bench):
    job = make_job()
    response = bench.post(f"/bench/j/{job.envelope}/do/start/", {"uuid": "x"}, follow=True)
    assert "Please try again." in response.content.decode()
