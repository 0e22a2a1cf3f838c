"""Consultations in writing: asked, answered by a day, or withdrawn."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Refusal
from atelier.people.models import Client, User
from consultations import emails_written, policies
from consultations.actions.booking import tell_commission
from consultations.actions.drafts import drop_draft
from consultations.actions.followups import NewFollowUp, add_follow_ups
from consultations.models import Topic, WrittenConsultation
from consultations.statuses import WRITTEN, NextStep, WrittenStatus
from consultations.working_days import answer_day
from orders.locks import locked_commission
from orders.models import Commission


@transaction.atomic
def ask_in_writing(
    *,
    client: Client,
    advisor: User,
    question: str,
    by: Actor,
    commission: Commission | None = None,
    topic: Topic | None = None,
    due_on: date | None = None,
) -> WrittenConsultation:
    """Take down a client's question for an advisor, to be answered by `due_on`.

    Unless staff name a day it is `BookingRules.written_days` working days ahead. The same open
    question again returns the first. Raises `Refusal`.
    """
    policies.check_acts_for(client, by)
    policies.check_reads_mail(client)
    policies.check_advises(advisor)
    policies.check_commission(commission, client)
    day = _day(due_on, by)
    if not question.strip():
        raise Refusal("Please write what you would like to know.")
    if commission:
        locked_commission(commission.pk)
    # Two sendings of one form wait for each other here.
    Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)
    asked = {
        "client": client,
        "advisor": advisor,
        "commission": commission,
        "topic": topic,
        "question": question.strip(),
    }
    if same := WrittenConsultation.objects.open().filter(**asked).first():
        return same
    return _ask(WrittenConsultation(due_on=day, **asked), by)


@transaction.atomic
def answer_in_writing(
    *,
    written: WrittenConsultation,
    answer: str,
    notes: str,
    by: Actor,
    next_step: str = NextStep.QUOTE,
    follow_ups: Sequence[NewFollowUp] = (),
) -> WrittenConsultation:
    """Answer a question; the client is mailed the answer, never the notes.

    Raises `Refusal` without an answer, `WrongState` when it was answered or withdrawn before.
    """
    policies.check_keeps_diary(by)
    policies.check_next_step(next_step)
    if not answer.strip():
        raise Refusal("Please write the answer.")
    now = _lock(written)
    now.status = WRITTEN.after("answer", now.status)
    now.answer, now.notes, now.next_step = answer.strip(), notes.strip(), next_step
    now.answered_at = timezone.now()
    now.save(update_fields=["status", "answer", "notes", "next_step", "answered_at"])
    drop_draft(now)
    add_follow_ups(follow_ups, of=now, by=by)
    _record("written.answered", now, by, next_step=next_step)
    emails_written.tell_answered(now)
    return now


@transaction.atomic
def withdraw_written(*, written: WrittenConsultation, by: Actor) -> WrittenConsultation:
    """Take a question back before it is answered; again changes nothing.

    A client takes back their own. Raises `WrongState` once it was answered.
    """
    policies.check_acts_for(written.client, by)
    now = _lock(written)
    if now.status == WrittenStatus.WITHDRAWN:
        return now
    now.status = WRITTEN.after("withdraw", now.status)
    now.save(update_fields=["status"])
    drop_draft(now)
    _record("written.withdrawn", now, by)
    return now


def _day(due_on: date | None, by: Actor) -> date:
    if due_on is None or not by.is_house:
        return answer_day()
    policies.check_day_to_come(due_on)
    return due_on


def _ask(written: WrittenConsultation, by: Actor) -> WrittenConsultation:
    written.save(force_insert=True)
    if written.commission:
        tell_commission(written.advisor, written.commission, by)
    _record("written.asked", written, by, due_on=written.due_on)
    emails_written.tell_asked(written)
    return written


def _lock(written: WrittenConsultation) -> WrittenConsultation:
    everything = WrittenConsultation.objects.select_related(
        "client__user", "advisor__staff", "commission", "topic"
    )
    return everything.select_for_update(of=("self",), no_key=True).get(pk=written.pk)


def _record(kind: str, written: WrittenConsultation, by: Actor, **data: object) -> None:
    record(
        kind,
        written,
        by=by,
        commission_id=written.commission_id,
        advisor=str(written.advisor),
        **data,
    )
