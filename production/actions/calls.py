"""Calling the bench lead to a piece, and answering."""

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.models import Jeweller, Tablet
from production.actions.claims import lock_job
from production.live import tell_tablets
from production.models import HelpCall, Job
from production.policies.calls import check_answer, check_call


@transaction.atomic
def call_for_help(
    *, job: Job, jeweller: Jeweller, about: str, by: Actor, tablet: Tablet | None = None
) -> HelpCall:
    """Call the bench lead. Called again while it waits, it is the same call, told once.

    The job's version stays: a call stops nobody. Raises `Refusal`.
    """
    job = lock_job(job.pk)
    check_call(job, about)
    waiting = HelpCall.objects.unanswered().filter(job=job, jeweller=jeweller).first()
    if waiting:
        return waiting
    call = HelpCall.objects.create(job=job, jeweller=jeweller, about=about, tablet=tablet)
    words = call.get_about_display()
    record("help.called", job, by=by, commission_id=job.commission_id, about=words)
    tell_tablets(job)
    return call


@transaction.atomic
def answer_call(*, call: HelpCall, by: Actor, jeweller: Jeweller | None = None) -> HelpCall:
    """Say that somebody comes, or came. Answered twice, it keeps its first answer.

    From a bench `jeweller` is its lead, or whoever called. Raises `NotAllowed`.
    """
    job = lock_job(call.job_id)
    call = HelpCall.objects.select_related("jeweller").get(pk=call.pk)
    check_answer(call, by, jeweller)
    if call.answered_at:
        return call
    call.answered_at, call.answered_by_name = timezone.now(), by.name
    call.save(update_fields=["answered_at", "answered_by_name"])
    record("help.answered", job, by=by, commission_id=job.commission_id, caller=call.jeweller.name)
    tell_tablets(job)
    return call
