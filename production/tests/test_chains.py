"""Taps a tablet made one after another without hearing from the house."""

import uuid
from decimal import Decimal

import pytest

from atelier.journal.models import Event
from atelier.people.skills import Skill
from atelier.pictures.tests.corpus import png, upload
from production.models import BenchUpdate, RunPicture
from production.statuses import RunStatus
from production.tests.factories import make_crew, make_hand, make_job, now_open, play_to, start

pytestmark = pytest.mark.django_db
QUEUED = {"Accept": "application/json"}


@pytest.fixture
def send(bench):
    """Send one queued tap, as the screen stood before any of them."""

    def sent(job, kind, *, uid=None, after="", run=None, **fields):
        carried = {"uuid": uid or uuid.uuid4(), "after": after, "base_version": 0}
        carried |= {"run": run.pk if run else "", "device_time": "2001-01-01T00:00:00Z"}
        address = f"/bench/j/{job.envelope}/do/{kind}/"
        return bench.post(address, carried | fields, headers=QUEUED)

    return sent


def test_each_builds_on_what_the_one_before_left(send, hand):
    job = make_job()
    run, ids = now_open(job), [uuid.uuid4() for _ in range(5)]
    kinds = ["start", "pause", "resume", "finish", "start"]
    answers = [send(job, kinds[0], uid=ids[0], run=run)]
    answers += [
        send(job, kind, uid=uid, after=before, run=run)
        for kind, uid, before in zip(kinds[1:], ids[1:], ids, strict=False)
    ]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert [answer.json()["version"] for answer in answers] == [1, 2, 3, 4, 5]
    assert (now_open(job).stage.number, now_open(job).status) == (20, RunStatus.RUNNING)


def test_a_repeat_of_any_of_them_changes_nothing(send, hand):
    job = make_job()
    run = play_to(job, 40, make_crew())
    job.refresh_from_db()
    first, last = uuid.uuid4(), uuid.uuid4()
    grams = {"weight_in": "9.4", "weight_out": "9.0"}
    for _ in range(2):
        started = send(job, "start", uid=first, run=run, base_version=job.version)
        ended = send(job, "finish", uid=last, after=first, run=run, **grams)
        assert (started.status_code, ended.status_code) == (200, 200)
    assert Event.objects.filter(kind="stage.finished", data__run=run.pk).count() == 1
    run.refresh_from_db()
    assert run.weight_out == Decimal("9.000")


def test_what_rests_on_a_refused_one_is_refused_and_kept(send, hand):
    job = make_job()
    run = now_open(job)
    start(run, make_hand(Skill.MODELLER, name="Bruno Okafor"))
    first = uuid.uuid4()
    refused = send(job, "start", uid=first, run=run)
    resting = send(job, "finish", after=first, run=run)
    assert refused.json()["sentence"].startswith("Bruno Okafor started this at ")
    assert (resting.status_code, resting.json()["code"]) == (409, "conflict")
    assert list(BenchUpdate.objects.values_list("kind", flat=True)) == ["start", "finish"]
    assert now_open(job).status == RunStatus.RUNNING


def test_somebody_else_s_tap_between_two_is_a_conflict(send, hand):
    job = make_job()
    run, first = now_open(job), uuid.uuid4()
    send(job, "start", uid=first, run=run)
    send(job, "pause", run=run, base_version=1)
    late = send(job, "finish", after=first, run=run)
    assert late.json()["sentence"].startswith(f"{hand.name} paused this at ")


def test_a_picture_and_a_note_are_kept_whatever_came_before(send, hand):
    job = make_job()
    run = now_open(job)
    start(run, make_hand(Skill.MODELLER))
    first = uuid.uuid4()
    send(job, "start", uid=first, run=run)
    shown = send(job, "picture", after=first, picture=upload("seat.png", png()))
    noted = send(job, "note", after=first, text="The seat is tight.")
    assert (shown.status_code, noted.status_code) == (200, 200)
    assert RunPicture.objects.get().run == run
    job.refresh_from_db()
    assert job.note == f"{hand.name}: The seat is tight."
