"""Grams in and out: the unusual is asked once."""

from decimal import Decimal

import pytest

from atelier.journal.refusals import Refusal
from atelier.materials.models import Stone, StoneVariety
from atelier.people.actors import jeweller_actor
from orders.models import CommissionStone
from production.actions.runs import finish_run
from production.policies.weights import UnusualWeight
from production.statuses import RunStatus
from production.tests.factories import finish, make_crew, make_job, play_to, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return make_crew()


@pytest.mark.parametrize(
    ("weight_in", "weight_out", "says"),
    [
        ("9.400", "8.270", "12.0 % is gone; 3.0 to 6.0 % is usual here"),
        ("9.400", "9.500", "weighs 0.100 g more than before"),
    ],
)
def test_an_unusual_weight_asks_once(weight_in, weight_out, says):
    crew = make_crew()
    run = start(play_to(make_job(), 40, crew), crew["bench"])
    given = {"weight_in": Decimal(weight_in), "weight_out": Decimal(weight_out)}
    with pytest.raises(UnusualWeight, match=says):
        finish(run, crew["bench"], **given)
    run = finish(run, crew["bench"], **given, weights_confirmed=True)
    assert (run.weight_in, run.weight_out) == (Decimal(weight_in), Decimal(weight_out))


def test_a_usual_weight_is_taken(crew):
    run = start(play_to(make_job(), 40, crew), crew["bench"])
    run = finish(run, crew["bench"], weight_in=Decimal("9.4"), weight_out=Decimal("9"))
    assert run.status == RunStatus.DONE


def test_one_weight_alone_is_refused(crew):
    run = start(play_to(make_job(), 40, crew), crew["bench"])
    with pytest.raises(Refusal, match="both weights"):
        finish(run, crew["bench"], weight_in=Decimal("9.4"))


@pytest.mark.parametrize(("number", "trade"), [(20, "caster"), (40, "bench"), (100, "polisher")])
def test_no_stage_that_weighs_ends_without_weights(number, trade, crew):
    """Whatever screen or program asks: the ledger has no gap."""
    hand = crew[trade]
    run = start(play_to(make_job(), number, crew), hand)
    with pytest.raises(Refusal, match="both weights"):
        finish_run(run=run, jeweller=hand, by=jeweller_actor(hand))
    run.refresh_from_db()
    assert run.status == RunStatus.RUNNING


def test_stones_are_no_metal_gained(crew):
    """1.310 ct weigh 0.262 g: 8.977 g of metal come out of setting as 9.149 g."""
    job = make_job()
    variety = StoneVariety.objects.get(code="emerald")
    stone = Stone.objects.create(title="atelier", variety=variety, carats=Decimal("1.310"))
    CommissionStone.objects.create(commission=job.commission, stone=stone)
    run = start(play_to(job, 80, crew), crew["setter"])
    run = finish(run, crew["setter"], weight_in=Decimal("8.977"), weight_out=Decimal("9.149"))
    assert run.status == RunStatus.DONE
