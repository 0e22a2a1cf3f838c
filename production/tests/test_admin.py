"""The office's view of the workshop: to be read, the route to be edited."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from atelier.people.tests.factories import make_staff
from production.models import BenchUpdate, Job, ReasonCode, Stage
from production.promises import due_of
from production.statuses import JobStatus
from production.tests.factories import make_crew, make_job, play_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(admin_client):
    return admin_client


@pytest.fixture
def admin_user():
    return make_staff()


def _list(model):
    return reverse(f"admin:production_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("model", [Stage, ReasonCode, Job, BenchUpdate])
def test_every_list_opens(office, model):
    make_job()
    assert office.get(_list(model)).status_code == 200


def test_a_job_says_where_it_is(office):
    job = make_job()
    play_to(job, 30, make_crew())
    page = office.get(_list(Job)).content.decode()
    assert job.envelope in page
    assert "Casting inspection: ready" in page
    assert "Due 1 Mar" in page


def test_a_job_cannot_be_edited(office):
    job = make_job()
    page = reverse("admin:production_job_change", args=[job.pk])
    assert office.get(page).status_code == 200
    assert office.post(page, {"note": "x"}).status_code == 403
    assert office.get(reverse("admin:production_job_add")).status_code == 403


@pytest.mark.parametrize(
    ("finished", "says"),
    [
        (datetime(2026, 3, 2, 4, 59, tzinfo=UTC), "Kept"),
        (datetime(2026, 3, 2, 5, 0, tzinfo=UTC), "Finished late, was due 1 Mar"),
    ],
)
def test_a_finished_piece_kept_its_promise_only_by_the_end_of_its_day(finished, says):
    job = make_job(due=date(2026, 3, 1))
    job.status, job.finished_at = JobStatus.FINISHED, finished
    with timezone.override("America/New_York"):
        assert due_of(job, None).text == says


def test_the_list_begins_with_what_is_being_made(office):
    finished, later, sooner = (make_job(due=date(2026, 3, day)) for day in (1, 9, 5))
    Job.objects.filter(pk=finished.pk).update(
        status=JobStatus.FINISHED, finished_at=datetime(2026, 2, 27, tzinfo=UTC)
    )
    rows = list(office.get(_list(Job)).context["cl"].result_list)
    assert rows == [sooner, later, finished]


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_list_takes_the_same_queries(office, jobs, django_assert_num_queries):
    for _ in range(jobs):
        make_job()
    with django_assert_num_queries(6):
        office.get(_list(Job))


def test_the_owner_edits_a_stage(office):
    stage = Stage.objects.get(number=20)
    page = reverse("admin:production_stage_change", args=[stage.pk])
    assert office.get(page).status_code == 200
    assert office.post(reverse("admin:production_stage_delete", args=[stage.pk])).status_code == 403
