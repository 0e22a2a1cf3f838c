"""A stone on memo is a dealer's: it is lent to be looked at, and never set."""

import pytest

from atelier.journal.refusals import Refusal
from atelier.materials.tests.factories import make_memo, make_stone
from orders.models import CommissionStone
from production.statuses import RunStatus
from production.tests.factories import hand_for, make_crew, make_job, now_open, play_to, start

pytestmark = pytest.mark.django_db


def test_the_setter_cannot_start_before_the_house_has_bought_it():
    job, crew = make_job(), make_crew()
    memo = make_stone("ruby", title="memo", memo=make_memo("Kessler"))
    CommissionStone.objects.create(commission=job.commission, stone=memo)
    run = play_to(job, 80, crew)
    with pytest.raises(Refusal, match="still on memo from Kessler: it must be bought first"):
        start(run, hand_for(run, crew))
    assert now_open(job).status == RunStatus.READY
    # Bought: the title is the house's, and so is the stone to set.
    memo.title, memo.memo = "atelier", None
    memo.save()
    assert start(now_open(job), hand_for(run, crew)).status == RunStatus.RUNNING
