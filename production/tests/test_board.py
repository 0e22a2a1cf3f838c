"""The wall board: every piece on its stage, for an enrolled television, at the same cost."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from atelier.people.models import Jeweller
from production.boards import board_now
from production.tests.factories import make_crew, make_job, now_open, play_to, start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _minute() -> Iterator[None]:
    with time_machine.travel("2030-01-07 10:00:00Z"):
        yield


def test_every_piece_stands_on_its_stage_with_age_due_and_who(hand: Jeweller) -> None:
    start(now_open(make_job()), hand)
    play_to(make_job(), 20, make_crew())
    with time_machine.travel("2030-03-02 15:00:00Z"):
        board = board_now()
    stages = {lane.number: lane.places for lane in board.lanes if lane.places}
    assert [lane.number for lane in board.lanes] == list(range(10, 121, 10))
    assert sorted(stages) == [10, 20]
    (model,), (cast,) = stages[10], stages[20]
    assert (model.who, model.icon, model.days) == ("Amélie", "running", 54)
    assert (cast.who, cast.due.state) == ("Ready", "late")
    assert (board.late, board.is_cut) == (2, False)


def test_the_board_needs_an_enrolled_screen_and_nobody_signed_in(
    client: Client, on_tablet: Client
) -> None:
    job = make_job()
    shown = on_tablet.get("/bench/board/")
    assert job.envelope[:4] in shown.content.decode()
    assert job.commission.contact_name not in shown.content.decode()
    assert on_tablet.post("/bench/board/").status_code == 200
    assert Client().get("/bench/board/").url == "/bench/enrol/"  # type: ignore[attr-defined]
    assert Client().get("/bench/board/now/").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_takes_four_queries_and_its_poll_none(
    on_tablet: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        make_job()
    with django_assert_num_queries(4):
        etag = on_tablet.get("/bench/board/now/").headers["ETag"]
    with django_assert_num_queries(0):
        again = on_tablet.get("/bench/board/now/", headers={"If-None-Match": etag})
    assert again.status_code == 304


def test_a_start_reaches_the_board(
    on_tablet: Client, hand: Jeweller, django_capture_on_commit_callbacks: Any
) -> None:
    job = make_job()
    etag = on_tablet.get("/bench/board/now/").headers["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        start(now_open(job), hand)
    again = on_tablet.get("/bench/board/now/", headers={"If-None-Match": etag})
    assert "Amélie" in again.content.decode()
