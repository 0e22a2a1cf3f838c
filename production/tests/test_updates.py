"""What a tablet sends is done once under its UUID, whatever the network does."""

import threading
import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from atelier.journal.models import Event
from atelier.journal.refusals import Conflict
from atelier.people.actors import jeweller_actor
from atelier.people.tests.factories import make_tablet
from atelier.people.tests.racing import at_once
from production.actions import claims
from production.actions import runs as actions
from production.actions.updates import Sent, quarantine, receive
from production.models import BenchUpdate, Job, StageRun
from production.tests.factories import make_job, now_open, start


def _sent(job, hand, **over):
    fields = {
        "uuid": uuid.uuid4(),
        "kind": "finish",
        "job": job,
        "tablet": make_tablet(),
        "jeweller": hand,
        "base_version": 1,
        "body": {"run": 1},
        "device_time": timezone.now(),
    }
    return Sent(**fields | over)


def _finish(job, hand, version=1):
    def act():
        run = job.runs.get(stage__number=10)
        by = jeweller_actor(hand)
        actions.finish_run(run=run, jeweller=hand, by=by, base_version=version)
        return {"sentence": "Finished."}

    return act


@pytest.mark.django_db
def test_the_same_again_gets_the_same_answer(hand):
    job = make_job()
    start(now_open(job), hand)
    sent = _sent(job, hand)
    first = receive(sent, _finish(job, hand))
    again = receive(sent, _finish(job, hand))
    assert first == again
    assert (first.status, first.body) == (200, {"ok": True, "sentence": "Finished."})
    assert Event.objects.filter(kind="stage.finished").count() == 1
    assert BenchUpdate.objects.count() == 1


@pytest.mark.django_db
def test_the_same_uuid_with_another_body_is_refused(hand):
    job = make_job()
    start(now_open(job), hand)
    sent = _sent(job, hand)
    receive(sent, _finish(job, hand))
    other = _sent(job, hand, uuid=sent.uuid, tablet=sent.tablet, body={"run": 2})
    answer = receive(other, _finish(job, hand))
    assert (answer.status, answer.body["code"]) == (409, "uuid-reused")


@pytest.mark.django_db
def test_a_wrong_clock_changes_nothing(hand):
    job = make_job()
    start(now_open(job), hand)
    sent = _sent(job, hand)
    first = receive(sent, _finish(job, hand))
    tomorrow = timezone.now() + timedelta(days=1)
    again = _sent(job, hand, uuid=sent.uuid, tablet=sent.tablet, device_time=tomorrow)
    assert receive(again, _finish(job, hand)) == first


@pytest.mark.django_db
def test_a_refusal_is_kept_and_repeated(hand):
    job = make_job()
    sent = _sent(job, hand, base_version=7)
    answer = receive(sent, _finish(job, hand, version=7))
    assert (answer.status, answer.body["code"]) == (409, "conflict")
    start(now_open(job), hand)
    assert receive(sent, _finish(job, hand, version=1)) == answer
    kept = BenchUpdate.objects.get()
    assert (kept.status_code, kept.body) == (409, {"run": 1})


@pytest.mark.django_db
def test_somebody_who_left_is_quarantined_not_lost(hand):
    job = make_job()
    answer = quarantine(_sent(job, hand, body={"text": ["done at noon"]}))
    assert (answer.status, answer.body["code"]) == (403, "quarantined")
    assert BenchUpdate.objects.get().body == {"text": ["done at noon"]}


@pytest.mark.django_db
def test_what_a_tablet_sent_cannot_be_changed(hand):
    job = make_job()
    quarantine(_sent(job, hand))
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        BenchUpdate.objects.update(status_code=200)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        BenchUpdate.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_at_once_is_one(hand):
    for _ in range(5):
        job = make_job()
        start(now_open(job), hand)
        sent = _sent(job, hand)
        answers = at_once([partial(receive, sent, _finish(job, hand))] * 4)
        assert [answer.status for answer in answers] == [200] * 4
        assert Event.objects.filter(kind="stage.finished", subject_id=job.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tablets_at_once_are_one_and_a_kind_word(hand):
    for _ in range(5):
        job = make_job()
        start(now_open(job), hand)
        sents = [_sent(job, hand), _sent(job, hand)]
        answers = at_once([partial(receive, sent, _finish(job, hand)) for sent in sents])
        assert sorted(answer.status for answer in answers) == [200, 409]
        refused = next(answer for answer in answers if answer.status == 409)
        assert refused.body["sentence"].startswith(f"{hand.name} finished this at ")
        assert Event.objects.filter(kind="stage.finished", subject_id=job.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_canary_without_the_lock_both_are_told_they_finished(hand, monkeypatch):
    """The race is real: with nothing counted on the job both find the version they expect."""
    both_are_here = threading.Barrier(2)

    def uncounted(job_id):
        both_are_here.wait(timeout=30)
        return True

    job = make_job()
    start(now_open(job), hand)
    monkeypatch.setattr(claims, "count_change", uncounted)

    def claim():
        with transaction.atomic():
            return claims.claim(job.runs.get(stage__number=10), 0).status

    assert at_once([claim, claim]) == ["running", "running"]


@pytest.mark.django_db
def test_what_was_seen_counts_only_while_nothing_changed(hand):
    """A run that was read a moment ago is claimed as it was seen, or read again."""
    job = make_job()
    start(now_open(job), hand)
    reads = StageRun.objects.as_seen()
    with transaction.atomic():
        first, second = reads.get(job=job), reads.get(job=job)
        assert claims.claim_as_seen(first, 1) is first
        assert (first.job.version, Job.objects.get(pk=job.pk).version) == (2, 2)
        again = claims.claim_as_seen(second, None)
        assert (again is second, again.job.version) == (False, 3)
        with pytest.raises(Conflict):
            claims.claim_as_seen(second, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_saw_the_same_run_do_not_both_have_it(hand):
    job = make_job()
    start(now_open(job), hand)

    def claim(run):
        with transaction.atomic():
            return claims.claim_as_seen(run, 1).status

    seen = [StageRun.objects.as_seen().get(job=job) for _ in range(4)]
    told = at_once([partial(claim, run) for run in seen])
    assert [each for each in told if not isinstance(each, Conflict)] == ["running"]
