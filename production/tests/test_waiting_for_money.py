"""A stage that needs a part of the price paid: shown before it starts, open once it came in."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from atelier.journal.models import Event
from atelier.journal.refusals import WrongState
from atelier.people.tests.factories import make_staff, staff_actor
from atelier.schedule import WAKES
from orders.actions.payments import draw_up_instalments, reverse_payment
from orders.balances import balance_of
from orders.models import Instalment
from orders.tests.factories import make_payment
from production import tasks
from production.benches import bench_of
from production.models import Job, Stage
from production.policies.obstacles import obstacles
from production.policies.opening import warnings_of
from production.tests.factories import (
    make_approved_commission,
    make_crew,
    make_job,
    now_open,
    play_to,
    start,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return make_crew()


def job_at_casting(crew, **over):
    """A job whose casting comes next, its price divided as agreed."""
    job = make_job(**over)
    draw_up_instalments(approval=job.approval, by=staff_actor())
    play_to(job, 20, crew)
    return job


def test_casting_waits_for_the_deposit_and_says_whom_to_ask(crew):
    job = job_at_casting(crew, advisor=make_staff(name="Ines Roth"))
    [row] = bench_of(crew["caster"]).waiting
    assert row.why == "Waits for the deposit. Ines Roth knows more."
    with pytest.raises(WrongState, match="Waits for the deposit"):
        start(now_open(job), crew["caster"])


def test_it_opens_with_the_last_cent(crew):
    job = job_at_casting(crew)
    deposit = balance_of(job.commission).due
    make_payment(job.commission, str(deposit - Decimal("0.01")))
    assert obstacles(now_open(job))
    make_payment(job.commission, "0.01")
    assert obstacles(now_open(job)) == []
    start(now_open(job), crew["caster"])


def test_a_reversal_closes_it_again(crew):
    job = job_at_casting(crew)
    paid = make_payment(job.commission, str(balance_of(job.commission).due))
    reverse_payment(payment=paid, reason="The cheque bounced", by=staff_actor())
    assert obstacles(now_open(job)) == [
        "Waits for the deposit. The office knows more.",
    ]


def test_the_owner_decides_what_a_stage_needs(crew):
    job = job_at_casting(crew)
    Stage.objects.filter(number=20).update(needs_paid="")
    assert obstacles(now_open(job)) == []
    Stage.objects.filter(number=20).update(needs_paid="hand_over")
    make_payment(job.commission, str(balance_of(job.commission).due))
    assert obstacles(now_open(job)) == ["Waits for the whole price. The office knows more."]


def test_what_a_change_took_off_is_not_waited_for(crew):
    job = job_at_casting(crew)
    total = balance_of(job.commission).agreed
    Instalment.objects.filter(commission=job.commission, when="hand_over").update(
        amount=Decimal("1.00")
    )
    Instalment.objects.filter(commission=job.commission, when="approval").update(amount=total)
    make_payment(job.commission, str(total))
    assert obstacles(now_open(job)) == []


def test_a_piece_whose_price_was_never_divided_waits_for_nothing(crew):
    job = make_job()
    play_to(job, 20, crew)
    assert obstacles(now_open(job)) == []


def test_releasing_says_it_beforehand():
    commission = make_approved_commission()
    draw_up_instalments(approval=commission.approval, by=staff_actor())
    assert warnings_of(commission) == ["Casting waits for the deposit."]


def test_casting_and_setting_bring_their_parts_due(crew):
    job = make_job()
    approval = job.approval
    approval.frozen["price"]["schedule"] = [
        {"percent": "40", "when": "approval"},
        {"percent": "40", "when": "casting"},
        {"percent": "20", "when": "setting"},
    ]
    draw_up_instalments(approval=approval, by=staff_actor())
    assert due_of(job) == ["approval"]
    play_to(job, 20, crew)
    assert due_of(job) == ["approval", "casting"]
    make_payment(job.commission, str(balance_of(job.commission).due))
    play_to(job, 80, crew)
    assert due_of(job) == ["approval", "casting", "setting"]


def due_of(job):
    fallen = job.commission.instalments.filter(due_on__isnull=False)
    assert all(each.due_on > timezone.localdate() - timedelta(days=1) for each in fallen)
    return [each.when for each in fallen]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_bench_reads_what_is_in_hand_and_what_is_ready(crew, rows, django_assert_num_queries):
    for _ in range(rows):
        job_at_casting(crew)
    with django_assert_num_queries(2):
        assert len(bench_of(crew["caster"]).waiting) == rows


def test_tablets_read_again_once_a_part_is_paid(crew):
    job = job_at_casting(crew)
    make_payment(job.commission, str(balance_of(job.commission).due))
    [told] = Event.objects.filter(kind="instalment.paid")
    assert WAKES[told.kind] == tasks.refresh_jobs.name
    job.refresh_from_db()
    assert tasks.refresh_jobs() == 1
    assert Job.objects.get(pk=job.pk).version == job.version + 1
