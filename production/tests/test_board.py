"""The wall board: every piece on its stage, for an enrolled television, at the same cost."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from atelier.journal.actor import Actor
from atelier.people.actors import jeweller_actor
from atelier.people.models import Jeweller, Tablet
from atelier.people.tablets import begin_enrolment
from production import boards
from production.actions.runs import pause_run
from production.boards import Board, Lane, board_now
from production.tests.factories import make_crew, make_job, now_open, play_to, start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _minute() -> Iterator[None]:
    """A minute that has just begun, and no board kept of another test's."""
    cache.delete("live:bench")
    with time_machine.travel("2030-01-07 10:00:00Z"):
        yield


def lanes_of(board: Board) -> dict[int, Lane]:
    """The lanes with pieces, by number."""
    return {lane.number: lane for lane in board.lanes if lane.count}


def test_every_piece_stands_on_its_stage_with_age_due_and_who(hand: Jeweller) -> None:
    start(now_open(make_job()), hand)
    play_to(make_job(), 20, make_crew())
    with time_machine.travel("2030-03-02 15:00:00Z"):
        board = board_now()
    assert [lane.number for lane in board.lanes] == list(range(10, 121, 10))
    lanes = lanes_of(board)
    assert sorted(lanes) == [10, 20]
    (model,), (cast,) = lanes[10].places, lanes[20].places
    assert (model.words, model.icon, model.days) == ("Amélie", "running", "54 d")
    assert (cast.words, cast.due, cast.look) == ("Ready", "Late, 1 Mar", "ready")
    assert (board.count, board.late, board.stopped, board.is_cut) == (2, 2, 0, False)


def test_what_a_piece_waits_for_comes_before_who_has_it(hand: Jeweller) -> None:
    run = start(now_open(make_job()), hand)
    pause_run(run=run, jeweller=hand, waits_for="stone", by=jeweller_actor(hand))
    (place,) = board_now().places
    assert (place.words, place.icon, place.look) == (
        "Waits for a stone (Amélie)",
        "problem",
        "stopped",
    )


def test_every_lane_counts_all_its_pieces_and_shows_the_most_pressing(
    hand: Jeweller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crowded lane takes no room from another, as a limit over all would."""
    monkeypatch.setattr(boards, "IN_A_LANE", 2)
    late = [make_job(due=date(2030, 2, day)) for day in (3, 1, 2)]
    alone = make_job(due=date(2031, 1, 1))
    play_to(alone, 20, make_crew())
    with time_machine.travel("2030-02-03 15:00:00Z"):
        board = board_now()
    lanes = lanes_of(board)
    shown = ["".join(place.code) for place in lanes[10].places]
    assert shown == [late[1].envelope, late[2].envelope]
    assert ["".join(place.code) for place in lanes[20].places] == [alone.envelope]
    assert [(lane.count, lane.late, lane.is_cut) for lane in lanes.values()] == [
        (3, 2, True),
        (1, 0, False),
    ]
    assert (board.count, board.late, board.is_cut) == (4, 2, True)


def test_the_board_needs_an_enrolled_screen_and_nobody_signed_in(
    client: Client, on_tablet: Client
) -> None:
    job = make_job()
    shown = on_tablet.get("/bench/board/")
    assert job.envelope[:4] in shown.content.decode()
    assert job.commission.contact_name not in shown.content.decode()
    assert on_tablet.post("/bench/board/").status_code == 200
    asked = Client().get("/bench/board/").url  # type: ignore[attr-defined]
    assert asked == "/bench/enrol/?next=/bench/board/"
    assert Client().get("/bench/board/now/").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_takes_five_queries_then_one_and_its_poll_none(
    on_tablet: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        make_job()
    with django_assert_num_queries(5):
        etag = on_tablet.get("/bench/board/now/").headers["ETag"]
    # Drawn once: whoever looks now is only asked who they are.
    with django_assert_num_queries(1):
        again = on_tablet.get("/bench/board/now/")
    assert again.content.decode().count('class="place ') == rows
    with django_assert_num_queries(0):
        again = on_tablet.get("/bench/board/now/", headers={"If-None-Match": etag})
    assert again.status_code == 304


@pytest.mark.parametrize("lost", ["version", "away"])
def test_a_board_that_is_kept_is_never_behind(
    on_tablet: Client, hand: Jeweller, lost: str, settings: Any
) -> None:
    """Nothing says here that a piece was started but Valkey's own loss."""
    job = make_job()
    assert "Amélie" not in on_tablet.get("/bench/board/now/").content.decode()
    start(now_open(job), hand)
    if lost == "version":
        cache.delete("live:bench")
    else:
        away = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
        settings.CACHES = {"default": away}
    assert "Amélie" in on_tablet.get("/bench/board/now/").content.decode()


def test_a_start_reaches_the_board(
    on_tablet: Client, hand: Jeweller, django_capture_on_commit_callbacks: Any
) -> None:
    job = make_job()
    etag = on_tablet.get("/bench/board/now/").headers["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        start(now_open(job), hand)
    again = on_tablet.get("/bench/board/now/", headers={"If-None-Match": etag})
    assert "Amélie" in again.content.decode()


def test_a_television_is_enrolled_and_goes_on_to_the_board(client: Client, tablet: Tablet) -> None:
    asked = client.get("/bench/board/", follow=True).content.decode()
    assert 'name="next" value="/bench/board/"' in asked
    code = begin_enrolment(tablet=tablet, by=Actor.system())
    goal = {"code": code, "next": "/bench/board/"}
    assert client.post("/bench/enrol/", goal).url == "/bench/board/"  # type: ignore[attr-defined]
    assert client.get("/bench/board/").status_code == 200
