"""From the last polish to an active piece: issued, inscribed, read back by somebody else."""

import pytest

from atelier.journal.actor import Actor
from atelier.journal.models import Event
from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.actors import jeweller_actor
from orders.statuses import CommissionStatus
from ownership.actions.inscriptions import inscribe, read_back
from ownership.actions.serials import issue_serial
from ownership.models import Certificate, Ownership, Serial
from ownership.statuses import SerialStatus
from ownership.tasks import issue_serials
from production.models import Job
from production.statuses import JobStatus, RunStatus
from production.tests.factories import make_crew, make_hand, make_job, now_open, play_to, start


@pytest.fixture
def crew(db):
    return make_crew()


@pytest.fixture
def job(crew):
    job = make_job()
    play_to(job, 120, crew)
    return job


@pytest.fixture
def serial(job, crew):
    """A number whose inscription the engraver has in hand."""
    start(now_open(job), crew["engraver"])
    return issue_serial(job_id=job.pk, by=Actor.system())


def engrave(serial, crew):
    engraver = crew["engraver"]
    return inscribe(serial=serial, jeweller=engraver, by=jeweller_actor(engraver))


def read(serial, reader, text):
    return read_back(serial=serial, read=text, reader=reader, by=jeweller_actor(reader))


def test_opening_the_inscription_asks_for_a_number_and_the_sweep_issues_it(job):
    assert Event.objects.filter(kind="inscription.opened").count() == 1
    issue_serials()
    assert Serial.objects.get().job == job


def test_read_back_right_makes_the_piece_active(serial, crew):
    engrave(serial, crew)
    reader = make_hand()
    assert read(serial, reader, serial.text.lower().replace("-", " ")) is True
    serial.refresh_from_db()
    job = Job.objects.get()
    assert serial.status == SerialStatus.ACTIVE
    assert job.status == JobStatus.FINISHED
    assert job.commission.status == CommissionStatus.READY
    assert job.runs.get(stage__number=120).second_reader == reader
    assert Ownership.objects.get(until=None).owner == job.commission.client
    assert Certificate.objects.get().serial == serial
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"serial.inscribed", "serial.activated", "certificate.issued"} <= kinds


def test_read_back_wrong_voids_the_number_and_sends_the_piece_to_be_polished(serial, crew):
    engrave(serial, crew)
    assert read(serial, make_hand(), "MS26-00001-9") is False
    serial.refresh_from_db()
    job = Job.objects.get()
    assert serial.status == SerialStatus.VOID
    assert serial.void_reason.startswith("I-TEXT")
    assert job.runs.get(status=RunStatus.FAILED, reason__code="I-TEXT").stage.number == 120
    assert now_open(job).stage.number == 100
    assert job.runs.get(stage__number=110, attempt=1).status == RunStatus.VOID
    assert not Certificate.objects.exists()
    with pytest.raises(WrongState):
        issue_serial(job_id=job.pk, by=Actor.system())


def test_piece_gets_a_new_number_after_a_misinscription(serial, crew):
    engrave(serial, crew)
    read(serial, make_hand(), "MS26-00001-9")
    job = Job.objects.get()
    play_to(job, 120, crew)
    start(now_open(job), crew["engraver"])
    second = issue_serial(job_id=job.pk, by=Actor.system())
    assert second.text != serial.text
    serial.refresh_from_db()
    assert serial.replaced_by == second
    engrave(second, crew)
    assert read(second, make_hand(), second.text) is True


def test_nobody_reads_back_their_own_inscription(serial, crew):
    engrave(serial, crew)
    with pytest.raises(NotAllowed):
        read(serial, crew["engraver"], serial.text)
    serial.refresh_from_db()
    assert serial.status == SerialStatus.INSCRIBED


def test_only_who_has_it_in_hand_inscribes(serial, crew):
    other = make_hand("engraver")
    with pytest.raises(NotAllowed):
        inscribe(serial=serial, jeweller=other, by=jeweller_actor(other))


def test_not_before_it_is_started(job, crew):
    serial = issue_serial(job_id=job.pk, by=Actor.system())
    with pytest.raises(WrongState):
        engrave(serial, crew)


def test_not_read_back_before_it_is_inscribed(serial):
    with pytest.raises(WrongState):
        read(serial, make_hand(), serial.text)


def test_inscribed_twice_is_inscribed_once(serial, crew):
    engrave(serial, crew)
    engrave(serial, crew)
    assert Event.objects.filter(kind="serial.inscribed").count() == 1


def test_read_back_twice_is_active_once_and_never_unmade(serial, crew):
    engrave(serial, crew)
    read(serial, make_hand(), serial.text)
    assert read(serial, make_hand(), serial.text) is True
    with pytest.raises(WrongState):
        read(serial, make_hand(), "MS26-00001-9")
    assert Certificate.objects.count() == 1
    assert Event.objects.filter(kind="serial.activated").count() == 1
