"""Screens that keep themselves fresh: what a poll costs, and what it never misses."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from atelier import live
from atelier.people.actors import jeweller_actor
from atelier.people.models import Jeweller
from atelier.people.tests.factories import staff_actor
from atelier.pictures.tests.factories import make_picture
from production.actions.notes import add_note
from production.actions.pictures import add_picture, release_picture
from production.models import Job
from production.tests.browsing import tap
from production.tests.factories import make_crew, make_job, now_open, play_to, start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _minute() -> Iterator[None]:
    """A minute that has just begun: pages read anew each minute anyway."""
    with time_machine.travel("2030-01-07 10:00:00Z"):
        yield


@pytest.fixture
def job(_minute: None, db: None) -> Job:
    """A job at its first stage."""
    return make_job()


def screen_of(job: Job) -> str:
    """The address that a job's screen polls."""
    return reverse("bench:job_now", args=[job.envelope])


def client_page_of(job: Job) -> str:
    """The address that the client's page of the piece polls."""
    return reverse("my:commission_now", args=[job.commission.public_id])


def its_client(job: Job) -> Client:
    """A browser in which the piece's client is signed in."""
    browser = Client()
    browser.force_login(job.commission.client.account)  # type: ignore[union-attr]
    return browser


def poll(browser: Client, address: str, etag: str = "") -> Any:
    """Look again, as the page does."""
    return browser.get(address, headers={"If-None-Match": etag})


def test_an_unchanged_page_costs_no_query(
    bench: Client, job: Job, django_assert_num_queries: Any
) -> None:
    mine = its_client(job)
    for browser, address in ((bench, screen_of(job)), (mine, client_page_of(job))):
        etag = poll(browser, address).headers["ETag"]
        with django_assert_num_queries(0):
            assert poll(browser, address, etag).status_code == 304


def test_a_page_that_was_just_opened_knows_its_tag(bench: Client, job: Job) -> None:
    mine = its_client(job)
    opened = bench.get(f"/bench/j/{job.envelope}/").context["etag"]
    assert poll(bench, screen_of(job), opened).status_code == 304
    opened = mine.get(reverse("my:commission", args=[job.commission.public_id])).context["etag"]
    assert poll(mine, client_page_of(job), opened).status_code == 304


def _start(job: Job, hand: Jeweller) -> None:
    start(now_open(job), hand)


def _note(job: Job, hand: Jeweller) -> None:
    add_note(job=job, text="Mind the prong.", by=jeweller_actor(hand))


def _picture(job: Job, hand: Jeweller) -> None:
    add_picture(run=now_open(job), picture=make_picture(), by=jeweller_actor(hand))


@pytest.mark.parametrize("change", [_start, _note, _picture])
def test_every_change_is_found_by_the_next_poll_after_its_commit(
    bench: Client,
    job: Job,
    hand: Jeweller,
    change: Callable[[Job, Jeweller], None],
    django_capture_on_commit_callbacks: Any,
) -> None:
    mine, other = its_client(job), make_job()
    seen = [(bench, screen_of(job)), (bench, reverse("bench:list")), (mine, client_page_of(job))]
    tags = [poll(browser, address).headers["ETag"] for browser, address in seen]
    elsewhere = poll(bench, screen_of(other)).headers["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        change(job, hand)
        for (browser, address), etag in zip(seen, tags, strict=True):
            assert poll(browser, address, etag).status_code == 304
    for (browser, address), etag in zip(seen, tags, strict=True):
        again = poll(browser, address, etag)
        assert (again.status_code, again.headers["ETag"] == etag) == (200, False)
    assert poll(bench, screen_of(other), elsewhere).status_code == 304


def test_the_client_sees_the_step_and_the_released_picture(
    job: Job, hand: Jeweller, django_capture_on_commit_callbacks: Any
) -> None:
    mine = its_client(job)
    before = poll(mine, client_page_of(job))
    taken = add_picture(run=now_open(job), picture=make_picture(), by=jeweller_actor(hand))
    with django_capture_on_commit_callbacks(execute=True):
        release_picture(run_picture=taken, by=staff_actor())
    shown = poll(mine, client_page_of(job), before.headers["ETag"]).content.decode()
    assert 'data-part="way"' in shown
    assert str(taken.picture.public_id) in shown


@pytest.mark.parametrize("lost", ["emptied", "away"])
def test_without_its_version_a_page_reads(
    bench: Client, job: Job, lost: str, settings: Any
) -> None:
    etag = poll(bench, screen_of(job)).headers["ETag"]
    if lost == "emptied":
        cache.delete(f"live:job:{job.envelope}")
    else:
        away = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
        settings.CACHES = {"default": away}
    again = poll(bench, screen_of(job), etag)
    assert again.status_code == 200
    assert poll(bench, screen_of(job), again.headers["ETag"]).status_code == (
        304 if lost == "emptied" else 200
    )


def test_a_minute_later_it_reads_anyway(bench: Client, job: Job) -> None:
    etag = poll(bench, screen_of(job)).headers["ETag"]
    with time_machine.travel("2030-01-07 10:01:00Z"):
        assert poll(bench, screen_of(job), etag).status_code == 200


def test_a_tag_is_worth_nothing_elsewhere(bench: Client, job: Job) -> None:
    etag = poll(bench, screen_of(job)).headers["ETag"]
    stranger = Client()
    assert poll(stranger, screen_of(job), etag).status_code == 302
    assert poll(stranger, client_page_of(job), etag).status_code == 302
    assert poll(its_client(make_job()), client_page_of(job), etag).status_code == 404
    assert poll(bench, reverse("bench:list"), etag).status_code == 200
    bench.post("/bench/lock/")
    assert poll(bench, screen_of(job), etag).status_code == 302


def test_looking_takes_no_message_and_keeps_no_tablet_unlocked(bench: Client, job: Job) -> None:
    tap(bench, job, "start")
    poll(bench, screen_of(job))
    assert "Started." in bench.get(f"/bench/j/{job.envelope}/").content.decode()
    with time_machine.travel("2030-01-07 10:04:00Z"):
        assert "bench" not in poll(bench, screen_of(job)).cookies


def test_at_a_station_its_stages_are_listed_until_another_is_chosen(
    bench: Client, job: Job, hand: Jeweller
) -> None:
    at_casting = make_job()
    play_to(at_casting, 20, make_crew())

    def listed() -> set[str]:
        return {row.run.job.envelope for row in bench.get("/bench/").context["bench"].next}

    assert listed() == {job.envelope, at_casting.envelope}
    etag = poll(bench, reverse("bench:list")).headers["ETag"]
    assert bench.get("/bench/", {"station": "caster"}).url == "/bench/"  # type: ignore[attr-defined]
    assert listed() == {at_casting.envelope}
    assert poll(bench, reverse("bench:list"), etag).status_code == 200
    start(now_open(job), hand)
    assert len(bench.get("/bench/").context["bench"].now) == 1
    bench.get("/bench/", {"station": "a trade nobody has"})
    assert listed() == {at_casting.envelope}


def test_what_was_taken_back_takes_no_other_news_with_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Changes of one commit are told together; one of a savepoint that failed, not at all."""
    before = {name: live.version(name) for name in "abcd"}
    with django_capture_on_commit_callbacks(execute=True) as told:
        live.changed("a")
        with contextlib.suppress(ValueError), transaction.atomic():
            live.changed("b")
            raise ValueError
        live.changed("c", "d")
        live.changed("a")
    assert len(told) == 1
    assert [live.version(name) != before[name] for name in "abcd"] == [True, False, True, True]


@pytest.mark.django_db(transaction=True)
def test_where_it_cannot_be_told_the_change_stands(
    monkeypatch: pytest.MonkeyPatch, job: Job, hand: Jeweller, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise redis.ResponseError("MISCONF no room to save")

    monkeypatch.setattr(cache, "set_many", full)
    _note(job, hand)
    job.refresh_from_db()
    assert "Mind the prong." in job.note
    assert "MISCONF" in caplog.text


def test_a_tag_nobody_was_given_leaves_nothing_in_the_cache(bench: Client, job: Job) -> None:
    assert poll(bench, screen_of(job), '"made-up~1-1~0123456789"').status_code == 200
    assert cache.get("live:made-up") is None
