"""A tap from the screen to the database, by a plain form and from the tablet's queue."""

import uuid

import pytest

from atelier.journal.models import Event
from atelier.people.skills import Skill
from atelier.pictures.tests.corpus import png, upload
from production.bench import badges
from production.models import BenchUpdate, RunPicture
from production.policies.runs import gate_lines
from production.statuses import RunStatus
from production.tests.browsing import page_of, tap
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


def test_two_taps_from_scan_to_finish_without_scripts(bench, hand):
    job = make_job()
    response = tap(bench, job, "start")
    assert response.url == f"/bench/j/{job.envelope}/"
    assert "Finish model" in page_of(bench, job)
    tap(bench, job, "finish")
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


@pytest.mark.parametrize("number", [10, 70])
def test_a_whole_tap_takes_eight_queries(bench, hand, number, django_assert_num_queries):
    """Also where the next stage asks for a payment, as casting and setting do."""
    job = make_job()
    run = start(play_to(job, number, make_crew()), hand)
    carried = {"uuid": uuid.uuid4(), "base_version": run.job.version, "run": run.pk}
    kind = "pass" if number == 70 else "finish"
    ticked = {"checks": gate_lines(run.stage)}
    address = f"/bench/j/{job.envelope}/do/{kind}/"
    # And two words of its transaction, which is a savepoint within the test's own.
    with django_assert_num_queries(10):
        bench.post(address, carried | ticked, headers={"Accept": "application/json"})
    assert now_open(job).stage.number == number + 10


def test_a_call_for_help_between_two_unheard_taps_breaks_no_chain(bench, hand):
    """An older app let what follows rest on the call itself; that chain holds too."""
    job = make_job()
    began, called = uuid.uuid4(), uuid.uuid4()
    seen = {"base_version": job.version, "run": now_open(job).pk}
    tap(bench, job, "start", uuid=began, **seen)
    tap(bench, job, "help", uuid=called, after=began, about="how", **seen)
    tap(bench, job, "finish", after=called, **seen)
    assert now_open(job).stage.number == 20
    assert BenchUpdate.objects.filter(status_code=200).count() == 3


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
    tap(bench, job, "start", badge=badge)
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
    tap(bench, job, "start", badge=badge)
    assert now_open(job).status == RunStatus.READY
    assert BenchUpdate.objects.get().answer["code"] == "quarantined"


def test_weights_are_asked_and_the_unusual_asked_once(bench, hand):
    job = make_job()
    start(play_to(job, 40, make_crew()), hand)
    assert "Weigh and finish" in page_of(bench, job)
    missing = tap(bench, job, "finish")
    assert missing.url == f"/bench/j/{job.envelope}/weigh/"
    given = {"weight_in": "5.000", "weight_out": "4.000"}
    asked = tap(bench, job, "finish", **given)
    assert asked.status_code == 409
    page = asked.content.decode()
    assert "20.0 % is gone; 3.0 to 6.0 % is usual here. Weigh again, or confirm." in page
    assert 'value="4.000"' in page
    tap(bench, job, "finish", **given, weights_confirmed="on")
    assert now_open(job).stage.number == 50


def test_an_inspection_is_passed_check_by_check(bench, hand):
    job = make_job()
    run = start(play_to(job, 30, make_crew()), hand)
    page = page_of(bench, job)
    assert "No pits or gas porosity" in page
    assert page.index("Pass</button>") < page.index("Fail</a>")
    tap(bench, job, "pass", checks=["No pits or gas porosity"])
    assert now_open(job).pk == run.pk
    tap(bench, job, "pass", checks=run.stage.gate.splitlines())
    assert now_open(job).stage.number == 40


def test_a_failure_shows_where_it_goes_and_keeps_a_marked_picture(bench, hand):
    job = make_job()
    run = start(play_to(job, 30, make_crew()), hand)
    page = page_of(bench, job, "problem/")
    assert "C-PIT" in page
    assert "20 Casting" in page
    tap(
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
    response = tap(bench, job, "fail")
    assert response.url == f"/bench/j/{job.envelope}/problem/"
    assert "Please choose a reason." in bench.get(response.url).content.decode()


def test_a_note_stops_nobody(bench, hand):
    job = make_job()
    run = start(now_open(job), hand)
    tap(bench, job, "note", text="Prongs a touch heavy")
    finish(run, hand, base_version=1)
    job.refresh_from_db()
    assert job.note == f"{hand.name}: Prongs a touch heavy"


def test_undo_is_offered_and_taken(bench, hand):
    job = make_job()
    tap(bench, job, "start")
    assert "data-undo" in page_of(bench, job)
    tap(bench, job, "undo")
    assert now_open(job).status == RunStatus.READY
    assert "data-undo" not in page_of(bench, job)


def test_a_try_on_is_left_out(bench, hand):
    job = make_job()
    play_to(job, 70, make_crew())
    assert "Leave out" in page_of(bench, job)
    tap(bench, job, "skip")
    assert now_open(job).stage.number == 80


def test_a_bench_picture_is_served_to_the_bench_alone(bench, client, hand):
    job = make_job()
    start(now_open(job), hand)
    tap(bench, job, "picture", picture=upload("ring.png", png()), caption="Wax")
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
