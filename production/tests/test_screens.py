"""The bench's screens: what they show, and what a poll costs."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from atelier.materials.models import Stone, StoneVariety
from atelier.materials.tests.factories import make_memo
from atelier.people.skills import Skill
from orders.models import CommissionStone, Piece
from production import benches
from production.statuses import RunStatus
from production.tests.browsing import page_of, tap
from production.tests.factories import (
    finish,
    make_crew,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


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


def test_many_that_are_blocked_hide_none_that_is_ready(bench, monkeypatch):
    monkeypatch.setattr(benches, "SHOWN", 2)
    blocked = [make_job(due=date(2030, 3, day)) for day in (1, 2, 3)]
    Piece.objects.filter(commission__jobs__in=blocked).update(
        ring_diameter=None, ring_size_system="", ring_size_label="", size_unknown=True
    )
    ready = make_job(due=date(2030, 3, 4))
    shown = bench.get("/bench/").context["bench"]
    assert [row.run.job for row in shown.next] == [ready]
    assert [row.run.job for row in shown.waiting] == blocked[:2]


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
    # Every minute it is read anyway.
    with time_machine.travel(timezone.now(), tick=False):
        etag = bench.get("/bench/list/").headers["ETag"]
        with django_assert_num_queries(0):
            again = bench.get("/bench/list/", headers={"If-None-Match": etag})
    assert again.status_code == 304


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
    page = page_of(bench, job)
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
        memo=make_memo("Kessler"),
    )
    CommissionStone.objects.create(commission=job.commission, stone=memo)
    play_to(job, 80, make_crew())
    assert "still on memo from Kessler: it must be bought first" in page_of(bench, job)
    assert "Start setting" not in page_of(bench, job)
    tap(bench, job, "start")
    assert now_open(job).status == RunStatus.READY


@pytest.mark.parametrize(
    ("words", "care"),
    [
        ("Emerald, 8 × 6 mm, emerald cut", "No ultrasonic, no torch"),
        ("Two rubies, emerald cut", "Ultrasonic with caution, no torch"),
        ("Diamond, with small pearls", "No ultrasonic, no torch"),
        ("As we spoke of, 8 × 6 mm", "Not known what it bears"),
    ],
)
def test_a_stone_agreed_in_words_says_what_its_variety_bears(bench, words, care):
    page = page_of(bench, make_job(words=words))
    assert words in page
    assert care in page


def test_where_words_name_no_variety_the_wished_one_counts(bench):
    job = make_job(words="The one we chose")
    job.commission.pieces.update(stone_variety=StoneVariety.objects.get(code="opal"))
    page = page_of(bench, job)
    assert "No ultrasonic, no torch" in page
    assert "Treatment not determined" in page
