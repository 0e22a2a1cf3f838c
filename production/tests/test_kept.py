"""What a tablet keeps for a time without network."""

import json
import re
from decimal import Decimal as D

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.materials.tests.factories import make_stone
from atelier.people.pins import set_pin
from atelier.staticfiles import StaticFiles
from orders.models import CommissionStone
from production.bench import badges
from production.tests.browsing import tap
from production.tests.factories import (
    finish,
    make_crew,
    make_hand,
    make_job,
    now_open,
    play_to,
    start,
)
from production.views import kept

pytestmark = pytest.mark.django_db


def _kept(bench):
    return json.loads(bench.get("/bench/kept/").content)


def _kept_job(bench, job):
    return bench.get(f"/bench/j/{job.envelope}/kept/").json()


def _screens(bench, job):
    return _kept_job(bench, job)["screens"]


def test_the_next_twenty_jobs_are_named_and_the_bench_itself_is_kept(bench, monkeypatch):
    assert kept.JOBS_KEPT == 20
    # As many as it takes to see that there is an end.
    monkeypatch.setattr(kept, "JOBS_KEPT", 3)
    jobs = [make_job() for _ in range(4)]
    told = _kept(bench)
    assert [each["envelope"] for each in told["jobs"]] == [job.envelope for job in jobs[:3]]
    assert "My bench" in told["pages"]["/bench/?station="]


def test_every_station_is_kept_and_the_chosen_one_named(bench, hand):
    hand.skills = ["modeller", "polisher"]
    hand.save()
    job = make_job()
    bench.get("/bench/?station=polisher")
    told = _kept(bench)
    pages = {name: page for name, page in told["pages"].items() if "station" in name}
    assert set(pages) == {f"/bench/?station={each}" for each in ("", "modeller", "polisher")}
    assert told["station"] == "polisher"
    assert [job.envelope in page for page in pages.values()] == [True, True, False]


def test_what_anybody_may_see_names_nobody_s_badge(bench, hand):
    doors = _kept(bench)["doors"]
    assert set(doors) == {"/bench/who/", f"/bench/who/{hand.pk}/", "/bench/waiting/", "absent"}
    assert not [name for name, page in doors.items() if "data-badge" in page or "Lock" in page]


def test_a_new_pin_is_told_by_its_print(bench, hand):
    before = _kept(bench)
    other = make_hand("caster", name="Bruno Okafor")
    set_pin(jeweller=other, pin="246813", by=Actor.system())
    first = _kept(bench)["people"]
    set_pin(jeweller=other, pin="864213", by=Actor.system())
    second = _kept(bench)["people"]
    assert before["people"].keys() ^ first.keys() == {"Bruno Okafor"}
    assert first["Bruno Okafor"] != second["Bruno Okafor"]


def test_nothing_is_read_twice_while_nothing_changed(bench, django_assert_num_queries):
    job = make_job()
    # Every minute it is read anyway.
    with time_machine.travel(timezone.now(), tick=False):
        first = bench.get("/bench/kept/")
        with django_assert_num_queries(0):
            again = bench.get("/bench/kept/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    before = first.json()["jobs"][0]["mark"]
    tap(bench, job, "start")
    assert _kept(bench)["jobs"][0]["mark"] != before


def test_a_job_is_kept_as_it_is_and_as_taps_will_make_it(bench, hand):
    job = make_job()
    run = play_to(job, 40, make_crew())
    screens = _screens(bench, job)
    assert set(screens) == {
        "#", "picture/#", "problem/?note=1#", "#over",
        "#0running", "weigh/#0running", "problem/#0running", "#0paused", "#0failed",
        "#1ready", "#1running", "problem/#1running", "#1paused", "#1failed",
        "#2ready",
    }  # fmt: skip
    assert "Start filing" in screens["#"]
    assert "Weigh and finish" in screens["#0running"]
    assert "Take up again" in screens["#0paused"]
    assert "opens when it is online again" in screens["#over"]
    assert "B-OVERFILED" in screens["problem/#0running"]
    assert "Start assembly" in screens["#1ready"]
    assert "A-JOINT" in screens["problem/#1running"]
    assert "Kept on this tablet. You made this, so somebody else inspects" in screens["#2ready"]
    run.refresh_from_db()
    assert (run.status, run.jeweller) == ("ready", None)


def test_the_next_stage_of_another_trade_says_whose_it_is(bench, hand):
    hand.skills = ["modeller"]
    hand.save()
    job = make_job()
    screens = _screens(bench, job)
    assert "Kept on this tablet. Casting is for a caster." in screens["#1ready"]
    assert "#1running" not in screens


def test_what_another_has_in_hand_is_kept_to_read(bench):
    job = make_job()
    start(now_open(job), make_hand("modeller"))
    assert set(_screens(bench, job)) == {"#", "picture/#", "problem/?note=1#", "#over"}


def test_the_next_stage_is_foreseen_with_what_it_waits_for(bench, hand):
    job = make_job()
    promise = CommissionStone.objects.create(
        commission=job.commission, stone=make_stone(carats=D("1.310"))
    )
    play_to(job, 70, make_crew())
    assert "compared with their record first" in _screens(bench, job)["#1ready"]
    tap(bench, job, "skip")
    told = _kept_job(bench, job)
    assert told["stones"] == [promise.pk]
    assert "on record 1.310" in told["screens"][f"stones/?stone={promise.pk}#"]
    assert "Setting opens when the house has compared" in told["screens"]["#compared"]
    assert "#0running" not in told["screens"]


def test_the_inscription_is_not_for_a_time_without_network(bench, hand):
    job = make_job(stones=False)
    play_to(job, 110, make_crew())
    start(now_open(job), hand)
    assert "The house gives the serial number" in _screens(bench, job)["#1ready"]
    finish(now_open(job), hand)
    screens = _screens(bench, job)
    assert "The house gives the serial number" in screens["#"]
    assert "Start" not in screens["#"].replace("Started", "")


def test_who_may_release_keeps_the_album(bench, hand):
    job = make_job()
    assert "pictures/#" not in _screens(bench, job)
    hand.may_release = True
    hand.save()
    assert "Pictures for the client" in _screens(bench, job)["pictures/#"]


def test_keeping_screens_says_nothing_that_was_meant_for_another(bench):
    job = make_job()
    tap(bench, job, "start")
    assert "Started." not in bench.get(f"/bench/j/{job.envelope}/kept/").json()["screens"]["#"]
    assert [str(said) for said in get_messages(bench.get(f"/bench/j/{job.envelope}/").wsgi_request)]


def test_nobody_signed_in_keeps_nothing(bench):
    job = make_job()
    start(play_to(job, 10, {}), make_crew()["modeller"])
    bench.post("/bench/lock/")
    assert bench.get("/bench/kept/").status_code == 302
    assert bench.get(f"/bench/j/{job.envelope}/kept/").status_code == 302


def test_modules_name_each_other_by_their_hashes(settings, tmp_path):
    """A browser that holds an older version of one never mixes it with the new ones."""
    source = FileSystemStorage(settings.BASE_DIR / "static")
    names = [f"js/{name}" for name in source.listdir("js")[1] if name.startswith("bench")]
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    for name in names:
        storage.save(name, source.open(name))
    stored = storage.post_process({name: (storage, name) for name in names})
    hashed = {name: to for name, to, _ in stored if to.endswith(".js")}
    queue = (tmp_path / hashed["js/bench-queue.js"]).read_text()
    assert hashed["js/bench-store.js"].removeprefix("js/") in queue
    imports = [line for line in queue.splitlines() if line.startswith("import ")]
    assert [line for line in imports if not re.search(r"\.[0-9a-f]{12}\.js\";$", line)] == []


def test_a_tablet_counts_the_same_times_as_the_house(settings):
    """Its door closes with the cookie, and what it keeps of a person ends with their badge."""
    scripts = settings.BASE_DIR / "static" / "js"
    idle = f"IDLE = {badges.IDLE_SECONDS // 60} * 60 * 1000;"
    two_days = f"KEPT_FOR = {badges.BADGE_SECONDS // 3600} * 3600 * 1000;"
    assert idle in (scripts / "bench-doors.js").read_text()
    assert two_days in (scripts / "bench-people.js").read_text()


def test_a_tablet_keeps_every_module_of_the_app(settings):
    named = {name.removeprefix("js/") for name in kept.SHELL if name.startswith("js/bench")}
    written = {path.name for path in (settings.BASE_DIR / "static" / "js").glob("bench*.js")}
    assert written - named == {"bench-worker.js"}


def test_the_app_names_its_icons_and_files(db, client):
    told = client.get("/bench/manifest.webmanifest")
    assert told["Content-Type"] == "application/manifest+json"
    assert (told.json()["start_url"], told.json()["scope"]) == ("/bench/", "/bench/")
    worker = client.get("/bench/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "bench-queue" in worker.content.decode()
