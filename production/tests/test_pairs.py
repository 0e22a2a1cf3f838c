"""A pair is two pieces on one card: each is checked, one fails, both go back."""

import pytest

from atelier.journal.refusals import Refusal
from production.pairs import pieces_of
from production.policies.runs import gate_lines
from production.statuses import RunStatus
from production.tests.browsing import page_of, tap
from production.tests.factories import (
    fail,
    finish,
    make_crew,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db
BANDS = ["Engagement ring A", "Engagement ring B"]


@pytest.fixture
def pair():
    return make_job(pair=True)


def test_every_check_is_asked_of_each(pair):
    assert pieces_of(pair) == BANDS
    inspection, alone = pair.stages.get(number=30), make_job().stages.get(number=30)
    assert len(gate_lines(inspection)) == 2 * len(gate_lines(alone))
    assert gate_lines(inspection)[:2] == [f"{band}: No pits or gas porosity" for band in BANDS]
    assert pair.stages.get(number=40).gate == alone.job.stages.get(number=40).gate


def test_one_alone_does_not_pass_the_two(pair):
    crew = make_crew()
    run = start(play_to(pair, 30, crew), crew["inspector"])
    first = [line for line in gate_lines(run.stage) if line.startswith(BANDS[0])]
    with pytest.raises(Refusal, match="Not checked yet: Engagement ring B: No pits"):
        finish(run, crew["inspector"], checks=first)


def test_a_single_piece_is_not_called_one_of_a_pair():
    crew, job = make_crew(), make_job()
    run = start(play_to(job, 30, crew), crew["inspector"])
    assert pieces_of(job) == []
    with pytest.raises(Refusal, match="is not one of the pieces on this card"):
        fail(run, crew["inspector"], "C-PIT", piece=BANDS[0])


def test_one_fails_and_both_go_back(pair, bench, hand):
    start(play_to(pair, 30, make_crew()), hand)
    page = page_of(bench, pair, "problem/")
    assert all(band in page for band in BANDS)
    assert f"{BANDS[1]}: <b>" in page_of(bench, pair)
    assert tap(bench, pair, "fail", reason="C-PIT", piece=BANDS[1]).status_code == 302
    run = now_open(pair)
    assert (run.stage.number, run.note) == (20, "Engagement ring B: C-PIT Pits")
    assert pair.runs.get(status=RunStatus.FAILED).piece == BANDS[1]
