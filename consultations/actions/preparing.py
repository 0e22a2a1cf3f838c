"""What the advisor lays ready before a consultation."""

from dataclasses import replace

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Conflict
from consultations import policies
from consultations.models import Appointment, WrittenConsultation
from consultations.preparation import lines_of, text_of

Consultation = Appointment | WrittenConsultation


@transaction.atomic
def write_preparation(*, of: Consultation, to_prepare: str, by: Actor) -> Consultation:
    """Replace the list of what to prepare, a line each; the same list again changes nothing."""
    policies.check_keeps_diary(by)
    now = _lock(of)
    words = text_of([line for line in lines_of(to_prepare) if line.words])
    if words == now.to_prepare:
        return now
    now.to_prepare = words
    now.save(update_fields=["to_prepare"])
    record(
        "consultation.preparation_written",
        now,
        by=by,
        commission_id=now.commission_id,
        to_prepare=words,
    )
    return now


@transaction.atomic
def tick_preparation(
    *, of: Consultation, number: int, words: str, is_ready: bool, by: Actor
) -> Consultation:
    """Tick one line of the list, or take the tick back. `words` is how the line read.

    Ticking again changes nothing. Raises `Conflict` when the list was rewritten meanwhile.
    """
    policies.check_keeps_diary(by)
    now = _lock(of)
    lines = lines_of(now.to_prepare)
    line = next((each for each in lines if (each.number, each.words) == (number, words)), None)
    if line is None:
        raise Conflict("This list was rewritten in the meantime. Please look at it again.")
    if line.is_ready == is_ready:
        return now
    lines[number - 1] = replace(line, is_ready=is_ready)
    now.to_prepare = text_of(lines)
    now.save(update_fields=["to_prepare"])
    _tell(now, words, is_ready, by)
    return now


def _tell(now: Consultation, words: str, is_ready: bool, by: Actor) -> None:
    kind = "consultation.prepared" if is_ready else "consultation.unprepared"
    record(kind, now, by=by, commission_id=now.commission_id, words=words)


def _lock(of: Consultation) -> Consultation:
    everything = Appointment.objects if isinstance(of, Appointment) else WrittenConsultation.objects
    return everything.select_for_update(of=("self",), no_key=True).get(pk=of.pk)
