"""What a tablet keeps for a time without network."""

import json

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.utils import timezone

from production.tests.browsing import tap
from production.tests.factories import make_crew, make_job, play_to, start

pytestmark = pytest.mark.django_db


def _kept(bench):
    return json.loads(bench.get("/bench/kept/").content)


def test_the_next_twenty_jobs_are_named_and_the_bench_itself_is_kept(bench):
    jobs = [make_job() for _ in range(21)]
    told = _kept(bench)
    assert [each["envelope"] for each in told["jobs"]] == [job.envelope for job in jobs[:20]]
    assert "My bench" in told["pages"]["/bench/"]


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
    screens = bench.get(f"/bench/j/{job.envelope}/kept/").json()["screens"]
    assert set(screens) == {
        "#", "picture/#", "problem/?note=1#", "#running", "weigh/#running", "problem/#running",
        "#paused", "#done", "#failed",
    }  # fmt: skip
    assert "Start filing" in screens["#"]
    assert "Weigh and finish" in screens["#running"]
    assert "Take up again" in screens["#paused"]
    assert "opens when it is online again" in screens["#done"]
    assert "B-OVERFILED" in screens["problem/#running"]
    run.refresh_from_db()
    assert (run.status, run.jeweller) == ("ready", None)


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


def test_the_app_names_its_icons_and_files(db, client):
    told = client.get("/bench/manifest.webmanifest")
    assert told["Content-Type"] == "application/manifest+json"
    assert (told.json()["start_url"], told.json()["scope"]) == ("/bench/", "/bench/")
    worker = client.get("/bench/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "bench-queue" in worker.content.decode()
