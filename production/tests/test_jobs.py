"""Opening a job: what is needed, what it copies, once only."""

from datetime import date, timedelta

import pytest

from atelier.house.models import House
from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.tests.factories import client_actor, staff_actor
from orders.statuses import CommissionStatus
from orders.tests.factories import make_commission
from production import reference
from production.actions.jobs import open_job
from production.models import Job, Stage
from production.policies import blocks_of
from production.statuses import RunStatus
from production.tests.factories import make_approved_commission, make_job, now_open

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _route():
    reference.load()


def test_opens_with_its_own_route_and_the_first_stage_ready():
    job = make_job()
    assert job.due == date(2030, 3, 1)
    assert list(job.stages.values_list("number", flat=True)) == list(range(10, 121, 10))
    run = now_open(job)
    assert (run.stage.number, run.status, run.attempt) == (10, RunStatus.READY, 1)
    # 5.33+3.33+.54+2.17+2.25+.71+5.83+2.42+.54+1.08+.54+.54 = 25.25 working days = 35 days
    assert run.start_by == date(2030, 3, 1) - timedelta(days=35)
    job.commission.refresh_from_db()
    assert job.commission.status == CommissionStatus.MAKING
    assert Event.objects.filter(kind="job.opened", subject_id=job.pk).count() == 1


def test_a_later_edit_of_the_route_moves_no_open_job():
    job = make_job()
    Stage.objects.filter(number=10).update(name="Printing", skill="caster")
    stage = job.stages.get(number=10)
    assert (stage.name, stage.skill) == ("Model", "modeller")


def test_without_a_promise_the_approved_weeks_count():
    commission = make_approved_commission()
    commission.promised_from = commission.promised_to = None
    commission.save()
    job = open_job(commission=commission, by=staff_actor())
    assert job.due == House.current().today() + timedelta(weeks=6)


def test_twice_is_once():
    job = make_job()
    assert open_job(commission=job.commission, by=staff_actor()) == job
    assert Job.objects.count() == 1


def test_only_staff():
    commission = make_approved_commission()
    with pytest.raises(NotAllowed):
        open_job(commission=commission, by=client_actor(commission.client))


def test_not_before_the_approval():
    commission = make_commission()
    assert blocks_of(commission) == ["The client has not approved an option yet."]
    with pytest.raises(WrongState, match="not approved"):
        open_job(commission=commission, by=staff_actor())


def test_an_unknown_size_blocks_and_is_said_before():
    commission = make_approved_commission()
    commission.pieces.update(
        ring_diameter=None, ring_size_system="", ring_size_label="", size_unknown=True
    )
    assert blocks_of(commission) == ["The size of the engagement ring is not known yet."]
    with pytest.raises(WrongState) as refused:
        open_job(commission=commission, by=staff_actor())
    assert refused.value.details["blocks"] == blocks_of(commission)
    assert Job.objects.count() == 0


def test_nothing_blocks_an_approved_piece():
    assert blocks_of(make_approved_commission()) == []


def test_a_piece_in_the_workshop_says_so():
    commission = make_job().commission
    commission.refresh_from_db()
    assert blocks_of(commission) == ["This piece is in the workshop already."]
