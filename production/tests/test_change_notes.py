"""What the bench reads of changes on a job's card."""

from datetime import UTC, datetime
from typing import Any

import pytest

from orders.models import ChangeOrder
from orders.tests.changing import make_change, make_sent_change, make_signed_change
from production.changes import Note, notes_of
from production.models import Job
from production.tests.factories import make_job

pytestmark = pytest.mark.django_db


def test_a_signed_change_says_what_to_do_and_since_when() -> None:
    job = make_job()
    make_signed_change(job.commission)
    ChangeOrder.objects.update(closed_at=datetime(2026, 11, 3, 15, tzinfo=UTC))
    assert notes_of(job) == [
        Note("Change 1, signed 3 Nov:", "Twelve seats of 1.3 mm, six each side.")
    ]


def test_a_waiting_one_says_what_holds_and_not_what_to_do() -> None:
    job = make_job()
    make_sent_change(job.commission, stages=[80, 90])
    [note] = notes_of(job)
    assert note.waits
    assert note.heading == "Change 1 waits for the client's signature."
    assert note.words == "Setting and stress test hold until then."


def test_drafts_and_changes_without_a_word_for_the_bench_are_not_shown() -> None:
    job = make_job()
    make_change(job.commission)
    make_signed_change(job.commission, instructions="", stages=[], days=3)
    assert notes_of(job) == []


def test_one_query_for_one_or_three(django_assert_num_queries: Any) -> None:
    job = make_job()
    for more in (1, 2):
        for _ in range(more):
            make_signed_change(job.commission)
        found = Job.objects.prefetch_related("stages").get(pk=job.pk)
        with django_assert_num_queries(1):
            notes_of(found)
