"""A change is sent at the moment a stage it touches is begun: the stage holds, or is not touched.

First shown to happen: with the job's lock taken away the stage is begun and held at once.
"""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from atelier.journal.refusals import Refusal
from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from atelier.people.tests.factories import staff_actor
from atelier.people.tests.racing import at_once
from orders.models import ChangeOrder, Commission
from orders.tests.changing import make_change
from production.actions import changes, claims
from production.models import Job, StageRun
from production.policies import runs as policies
from production.tests.factories import make_hand, make_job, now_open, start

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4
Act = Callable[[], Any]


def sending(change: ChangeOrder) -> Act:
    return lambda: changes.send_change(
        change=ChangeOrder.objects.select_related("commission").get(pk=change.pk),
        by=staff_actor(),
    )


def starting(job: Job, modeller: Jeweller) -> Act:
    run = now_open(job)
    return lambda: start(run, modeller)


def test_a_stage_is_begun_or_held_never_both() -> None:
    for _ in range(ROUNDS):
        job, modeller = make_job(), make_hand(Skill.MODELLER)
        change = make_change(job.commission, stages=[10])
        sent, begun = at_once([sending(change), starting(job, modeller)])
        assert isinstance(sent, ChangeOrder) != isinstance(begun, StageRun)
        assert isinstance(sent, Refusal) != isinstance(begun, Refusal)


def test_without_the_lock_it_is_begun_and_held(monkeypatch: pytest.MonkeyPatch) -> None:
    job, modeller = make_job(), make_hand(Skill.MODELLER)
    acts = [sending(make_change(job.commission, stages=[10])), starting(job, modeller)]
    together = Barrier(2)

    def count_nothing(job_id: int) -> bool:
        return True

    def read_living(commission: Commission) -> Job | None:
        return commission.jobs.first()

    def check_then_wait(*args: Any) -> None:
        checked(*args)
        together.wait(timeout=30)

    def start_then_wait(run: StageRun, jeweller: Jeweller) -> None:
        startable(run, jeweller)
        together.wait(timeout=30)

    checked, startable = changes.check_stages, policies.check_start
    monkeypatch.setattr(claims, "count_change", count_nothing)
    monkeypatch.setattr(changes, "living_job", read_living)
    monkeypatch.setattr(changes, "check_stages", check_then_wait)
    monkeypatch.setattr(policies, "check_start", start_then_wait)
    sent, begun = at_once(acts)
    assert (type(sent), type(begun)) == (ChangeOrder, StageRun)
