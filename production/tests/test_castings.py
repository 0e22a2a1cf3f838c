"""The raw casting's weight beside what was agreed: where it is cast, and where it is judged."""

from decimal import Decimal

import pytest

from production.castings import agreed_grams, casting_words
from production.tests.browsing import page_of
from production.tests.factories import (
    finish,
    hand_for,
    make_crew,
    make_job,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


def cast(job, crew, grams_out):
    run = start(play_to(job, 20, crew), crew["caster"])
    given = {"weight_in": Decimal("6.5"), "weight_out": Decimal(grams_out)}
    finish(run, crew["caster"], **given, weights_confirmed=True)


@pytest.mark.parametrize(
    ("grams", "says"),
    [
        ("4.250", "4.25 g cast, 1.2 % over 4.20 g agreed"),
        ("3.990", "3.99 g cast, 5.0 % under 4.20 g agreed"),
    ],
)
def test_it_is_said_where_the_casting_is_judged(grams, says, bench, hand):
    job, crew = make_job(), make_crew()
    cast(job, crew, grams)
    start(play_to(job, 30, crew), hand)
    assert casting_words(job) == says
    assert says in page_of(bench, job)


def test_where_no_grams_were_agreed_only_the_scales_speak():
    job = make_job()
    cast(job, make_crew(), "4.250")
    job.approval.frozen["price"]["lines"] = []
    assert (agreed_grams(job), casting_words(job)) == (None, "4.25 g cast")


def test_filed_it_is_a_raw_casting_no_more():
    job, crew = make_job(), make_crew()
    assert casting_words(job) == ""
    run = play_to(job, 60, crew)
    start(run, hand_for(run, crew))
    assert casting_words(job) == ""


def test_the_caster_reads_what_was_agreed_while_weighing(bench, hand):
    job, crew = make_job(), make_crew()
    start(play_to(job, 20, crew), hand)
    assert "Agreed: about 4.20 g of metal" in page_of(bench, job, "weigh/")
    finish(play_to(job, 20, crew), hand)
    start(play_to(job, 40, crew), hand)
    assert "Agreed: about" not in page_of(bench, job, "weigh/")
