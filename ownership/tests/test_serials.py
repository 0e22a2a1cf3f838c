"""Issuing and voiding serial numbers on a real Postgres."""

import multiprocessing
import os
import signal
from collections import Counter
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.journal.refusals import WrongState
from atelier.people.tests.racing import at_once
from ownership.actions.serials import issue_serial, void_serial
from ownership.models import BurntNumber, Serial, SerialCounter
from ownership.statuses import SerialStatus
from ownership.tasks import issue_serials
from ownership.tests.factories import make_approval, make_job
from production.models import Job

BY = Actor.system()


@pytest.fixture
def house(db):
    house = House.current()
    house.serial_prefix = "MS"
    house.save(update_fields=["serial_prefix"])
    return house


def count_from(sequence):
    """Let the next number of this year be the one after `sequence`."""
    year = House.current().today().year % 100
    SerialCounter.objects.update_or_create(prefix="MS", year=year, defaults={"last": sequence})
    return year


def test_number_follows_the_format_and_writes_an_event(house):
    year = count_from(41)
    serial = issue_serial(job_id=make_job().pk, by=BY)
    assert serial.text.startswith(f"MS{year:02d}-00042-")
    assert serial.status == SerialStatus.RESERVED
    event = Event.objects.get(kind="serial.issued")
    assert event.data == {"serial": serial.text}
    assert event.commission_id == serial.job.commission_id


def test_asked_again_it_is_the_same_number(house):
    job = make_job()
    first = issue_serial(job_id=job.pk, by=BY)
    assert issue_serial(job_id=job.pk, by=BY) == first
    assert Serial.objects.count() == 1
    assert Event.objects.filter(kind="serial.issued").count() == 1


def test_unreadable_numbers_are_burnt_and_logged(house):
    jobs = [make_job() for _ in range(80)]
    texts = [issue_serial(job_id=job.pk, by=BY).text for job in jobs]
    assert not [text for text in texts if text[-1] in "*IO"]
    sequences = {int(text[5:10]) for text in texts}
    burnt = set(BurntNumber.objects.values_list("sequence", flat=True))
    assert burnt
    assert sequences.isdisjoint(burnt)
    assert sequences | burnt == set(range(1, max(sequences) + 1))


def test_no_number_before_the_inscription_opens(house):
    approval = make_approval()
    job = Job.objects.create(commission=approval.commission, approval=approval, due=house.today())
    with pytest.raises(WrongState):
        issue_serial(job_id=job.pk, by=BY)
    assert SerialCounter.objects.count() == 0


def test_rolled_back_issue_leaves_no_gap(house):
    job, other = make_job(), make_job()
    year = count_from(500)

    with transaction.atomic():
        issue_serial(job_id=job.pk, by=BY)
        transaction.set_rollback(True)
    assert SerialCounter.objects.get(year=year).last == 500
    issue_serial(job_id=other.pk, by=BY)
    assert SerialCounter.objects.get(year=year).last - 500 - BurntNumber.objects.count() == 1


def test_void_number_is_replaced_and_never_used_again(house):
    job = make_job()
    first = issue_serial(job_id=job.pk, by=BY)
    void_serial(serial=first, reason="I-TEXT", by=BY)
    second = issue_serial(job_id=job.pk, by=BY)
    first.refresh_from_db()
    assert first.status == SerialStatus.VOID
    assert first.replaced_by == second
    assert second.sequence > first.sequence
    with pytest.raises(WrongState):
        void_serial(serial=first, reason="again", by=BY)


def test_database_refuses_a_second_living_number(house):
    serial = issue_serial(job_id=make_job().pk, by=BY)
    with pytest.raises(IntegrityError, match="serial_one_living"):
        Serial.objects.create(
            text="MS26-99999-X", prefix="MS", year=26, sequence=99999, job=serial.job
        )


def test_sweep_issues_what_a_lost_message_left(house):
    jobs = [make_job() for _ in range(3)]
    issue_serials()
    assert {serial.job_id for serial in Serial.objects.all()} == {job.pk for job in jobs}


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_give_one_number():
    job = make_job()
    issued = at_once([lambda: issue_serial(job_id=job.pk, by=BY).text] * 8)
    assert issued == [Serial.objects.get().text] * 8
    assert Serial.objects.count() == 1


def _issue_without_lock(job_id, met):
    """What issuing would be without the job's lock: look, then write."""
    from ownership.actions.serials import _reserve

    job = Job.objects.get(pk=job_id)
    if not job.serials.exclude(status=SerialStatus.VOID).exists():
        met.wait(timeout=30)
        with transaction.atomic():
            _reserve(job)


@pytest.mark.django_db(transaction=True)
def test_canary_without_the_lock_the_race_is_real():
    job = make_job()
    met = Barrier(4)
    outcomes = at_once([lambda: _issue_without_lock(job.pk, met)] * 4)
    assert Counter(map(type, outcomes)) == {type(None): 1, IntegrityError: 3}


def _work(stop_after):
    """A worker process: sweeps until nothing is left; kills itself after `stop_after` numbers."""
    import ownership.tasks as tasks

    connections.close_all()
    issued = 0
    original = tasks.issue_serial

    def counting(**kwargs):
        nonlocal issued
        serial = original(**kwargs)
        issued += 1
        if stop_after and issued == stop_after:
            os.kill(os.getpid(), signal.SIGKILL)
        return serial

    tasks.issue_serial = counting
    issue_serials()


@pytest.mark.django_db(transaction=True)
def test_killed_workers_lose_and_double_nothing():
    jobs = [make_job() for _ in range(60)]
    connection.close()
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=_work, args=(n,)) for n in (3, 7, 11, 0)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers][:3].count(-signal.SIGKILL) >= 1
    issue_serials()
    assert Serial.objects.count() == 60
    assert {serial.job_id for serial in Serial.objects.all()} == {job.pk for job in jobs}
    used = set(Serial.objects.values_list("sequence", flat=True))
    burnt = set(BurntNumber.objects.values_list("sequence", flat=True))
    assert used | burnt == set(range(1, SerialCounter.objects.get().last + 1))
