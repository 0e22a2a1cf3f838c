"""Naming the metal a piece was cast from, and what it may claim then."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from atelier.house.models import House
from atelier.journal.actor import Actor, ActorKind
from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.models import MetalLot
from atelier.materials.tests.factories import make_lot, make_report, make_stone
from atelier.people.tests.racing import at_once
from orders.models import CommissionStone
from production.actions.lots import name_lot, take_lot_back
from production.models import Job, JobLot
from production.provenance import claims_for
from production.statuses import JobStatus
from production.tests.factories import make_job

pytestmark = pytest.mark.django_db

BY = Actor(kind=ActorKind.STAFF, name="Amélie")


def agreed_lot(job: Job, **over: object) -> MetalLot:
    return make_lot(alloy=job.approval.option.alloy.code, **over)


def codes(job: Job) -> list[str]:
    claims = claims_for(job.commission, House.current().today())
    return [claim.code for claim in claims if claim.holds]


def test_a_named_lot_backs_the_claim():
    job = make_job()
    assert codes(job) == []
    named = name_lot(job=job, lot=agreed_lot(job, number="L-1"), grams=Decimal("6.2"), by=BY)
    assert (named.grams, named.by_name, codes(job)) == (Decimal("6.2"), BY.name, ["recycled"])
    event = Event.objects.get(kind="lot.named")
    assert (event.commission_id, event.data) == (job.commission_id, {"lot": "L-1"})


def test_named_twice_is_named_once():
    job = make_job()
    lot = agreed_lot(job)
    first = name_lot(job=job, lot=lot, by=BY)
    assert name_lot(job=job, lot=lot, by=BY) == first
    assert Event.objects.filter(kind="lot.named").count() == 1


def test_metal_of_another_alloy_is_refused():
    job = make_job()
    with pytest.raises(Refusal, match="Lot L-9 is Sterling silver; this piece was agreed in"):
        name_lot(job=job, lot=make_lot(alloy="AG925", number="L-9"), by=BY)
    assert not JobLot.objects.exists()


def test_only_the_house_names_metal():
    job = make_job()
    client = Actor(kind=ActorKind.CLIENT, name="Clara")
    with pytest.raises(NotAllowed):
        name_lot(job=job, lot=agreed_lot(job), by=client)
    caster = Actor(kind=ActorKind.JEWELLER, name="Tomás")
    assert name_lot(job=job, lot=agreed_lot(job), by=caster).by_name == "Tomás"


def test_what_the_certificate_froze_stays():
    job = make_job()
    named = name_lot(job=job, lot=agreed_lot(job), by=BY)
    Job.objects.update(status=JobStatus.CANCELLED)
    with pytest.raises(WrongState, match="no longer in the workshop"):
        name_lot(job=job, lot=agreed_lot(job), by=BY)
    with pytest.raises(WrongState):
        take_lot_back(named=named, by=BY)
    assert JobLot.objects.get() == named


def test_a_mistake_is_taken_back_once():
    job = make_job()
    named = name_lot(job=job, lot=agreed_lot(job, number="L-1"), by=BY)
    take_lot_back(named=named, by=BY)
    take_lot_back(named=named, by=BY)
    assert Event.objects.filter(kind="lot.taken_back").count() == 1
    assert codes(job) == []


def test_claims_rest_on_living_promises_and_jobs_alone():
    job = make_job()
    stone = make_stone(carats=Decimal("1.52"))
    make_report(stone)
    promise = CommissionStone.objects.create(commission=job.commission, stone=stone)
    assert codes(job) == ["gia_report"]
    promise.released_at = promise.promised_at
    promise.save()
    assert codes(job) == []


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_name_a_lot_once():
    job = make_job()
    lot = agreed_lot(job)
    named = at_once([lambda: name_lot(job=job, lot=lot, by=BY)] * 4)
    assert [each for each in named if isinstance(each, Exception)] == []
    assert JobLot.objects.count() == 1
    assert Event.objects.filter(kind="lot.named").count() == 1
    # Without the lock the second writer would meet this constraint instead of an answer.
    with pytest.raises(IntegrityError, match="job_lot_once"), transaction.atomic():
        JobLot.objects.create(job=job, lot=lot, by_name="x")
