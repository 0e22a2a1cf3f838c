"""Keeps what was typed of a record until it is finished; nothing of it is lost."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict, WrongState
from consultations import policies
from consultations.models import Appointment, RecordDraft, WrittenConsultation
from consultations.statuses import AppointmentStatus, WrittenStatus

Consultation = Appointment | WrittenConsultation


# What a page had on its way when it was left has arrived within this time, or never will.
_UNDER_WAY = timedelta(seconds=30)


@transaction.atomic
def save_draft(
    *,
    of: Consultation,
    words: Mapping[str, str],
    seen: int,
    by: Actor,
    leaving: bool = False,
) -> RecordDraft:
    """Keep `words` as the unfinished record; `seen` is the version they were typed upon.

    The same words again change nothing. `leaving` are the last words of a page that was left: it
    may not have heard of its own save a moment before. Raises `Conflict`, with the other draft as
    `draft`, when somebody saved since, `WrongState` once it is finished. No event: a draft is
    nobody's word yet, and the record itself is told of.
    """
    policies.check_keeps_diary(by)
    _check_open(_lock(of))
    kept = RecordDraft.objects.filter(**_whose(of)).first()
    if kept and kept.words == dict(words):
        return kept
    is_heard = (kept.version if kept else 0) == seen
    if not is_heard and not (leaving and _was_under_way(kept, seen, by)):
        raise Conflict("Somebody else wrote here in the meantime.", draft=kept)
    return _keep(kept or RecordDraft(**_whose(of), version=0), words, by)


def _was_under_way(kept: RecordDraft | None, seen: int, by: Actor) -> bool:
    return (
        kept is not None
        and (kept.version, kept.saved_by_id) == (seen + 1, by.user_id)
        and timezone.now() - kept.saved_at < _UNDER_WAY
    )


def drop_draft(of: Consultation) -> None:
    """Forget the draft of what has now been recorded; call it inside that change."""
    RecordDraft.objects.filter(**_whose(of)).delete()


def _keep(draft: RecordDraft, words: Mapping[str, str], by: Actor) -> RecordDraft:
    draft.words, draft.version = dict(words), draft.version + 1
    draft.saved_by_id, draft.saved_at = by.user_id, timezone.now()
    draft.save()
    return draft


def _whose(of: Consultation) -> dict[str, Consultation]:
    return {"appointment" if isinstance(of, Appointment) else "written": of}


def _lock(of: Consultation) -> Consultation:
    everything = Appointment.objects if isinstance(of, Appointment) else WrittenConsultation.objects
    return everything.select_for_update(of=("self",), no_key=True).get(pk=of.pk)


def _check_open(of: Consultation) -> None:
    if of.status not in (AppointmentStatus.BOOKED, WrittenStatus.OPEN):
        raise WrongState("This consultation is closed, so there is nothing left to write down.")
