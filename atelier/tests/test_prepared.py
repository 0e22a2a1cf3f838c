"""A queryset worked out once reads what it would read each time."""

from typing import Any

import pytest

from atelier.prepared import Prepared, slot
from production.models import StageRun
from production.tests.factories import make_crew, make_job, now_open, play_to

pytestmark = pytest.mark.django_db
RUN = Prepared(lambda: StageRun.objects.for_the_bench().filter(pk=slot("run")))
OF_JOB = Prepared(
    lambda: StageRun.objects.filter(job=slot("job"), stage__number__gt=slot("number"))
)


def as_read(run: StageRun) -> dict[str, Any]:
    """Everything of a run and of what was joined to it."""
    joined: dict[str, Any] = {
        "job": run.job,
        "commission": run.job.commission,
        "jeweller": run.jeweller,
    }
    joined |= {"reasons": run.stage.reasons, "house's": run.stage.stage}
    return {name: value for name, value in vars(run).items() if name != "_state"} | joined


def test_it_reads_relations_annotations_and_json(django_assert_num_queries: Any) -> None:
    run = play_to(make_job(), 40, make_crew())
    known = StageRun.objects.for_the_bench().get(pk=run.pk)
    with django_assert_num_queries(1):
        again = as_read(RUN.get(run=run.pk))
    assert again == as_read(known)
    assert again["reasons"][0]["code"] == "B-OVERFILED"
    assert again["maker_name"] == known.maker_name != ""


def test_each_call_has_its_own_values() -> None:
    crew = make_crew()
    jobs = [make_job(), make_job()]
    for job in jobs:
        play_to(job, 30, crew)
    for job in jobs:
        assert OF_JOB.all(job=job.pk, number=10) == list(job.runs.order_by("pk")[1:])
        assert OF_JOB.first(job=job.pk, number=20) == now_open(job)
        assert OF_JOB.first(job=job.pk, number=30) is None
    with pytest.raises(StageRun.DoesNotExist):
        OF_JOB.get(job=0, number=0)
    with pytest.raises(KeyError):
        OF_JOB.all(job=0)
