"""A gate is failed: the piece goes back, later passes are void, the third time the owner looks."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.models import Jeweller, Tablet
from atelier.pictures.models import Picture
from production.actions.claims import claim
from production.actions.moves import move, open_run, stage_to_redo, tell
from production.actions.pictures import Mark, as_fields
from production.actions.reviews import ask_owner
from production.actions.voiding import make_void
from production.models import ReasonCode, RunPicture, StageKind, StageRun
from production.pairs import pieces_of
from production.policies import runs as policies
from production.reasons import Reason, read, reasons_of
from production.rework import SetStones


@transaction.atomic
def fail_run(
    *,
    run: StageRun,
    jeweller: Jeweller,
    by: Actor,
    reason: ReasonCode,
    note: str = "",
    set_stones: str = "",
    piece: str = "",
    picture: Picture | None = None,
    mark: Mark | None = None,
    tablet: Tablet | None = None,
    base_version: int | None = None,
) -> StageRun:
    """Fail a stage for `reason` and return the new attempt, ready where the piece goes back to.

    `piece` is the one of a pair, empty for both. `set_stones` (see `SetStones`) is asked when
    the piece returns to metal work with its stones set. `picture` shows the defect at `mark`.
    Raises `Refusal`.
    """
    run = claim(run, base_version)
    policies.check_kind(run, StageKind.WORK, *policies.JUDGED)
    policies.check_in_hand(run, jeweller, "fail")
    known = policies.check_reason(run, reason)
    set_stones = policies.check_set_stones(run, known.back_to, set_stones)
    policies.check_piece(piece, pieces_of(run.job))
    run.piece = piece
    if picture:
        RunPicture.objects.create(run=run, picture=picture, caption=known.label, **as_fields(mark))
    return _send_back(run, reason, known, note, by, set_stones=set_stones, tablet=tablet)


@transaction.atomic
def fail_inscription(
    *, run: StageRun, code: str, note: str, reader: Jeweller, by: Actor
) -> StageRun:
    """Fail the inscription for `code` (I-TEXT, I-POS), found by `reader`.

    The caller makes the number void. Raises `Refusal`.
    """
    run = claim(run, None)
    policies.check_kind(run, StageKind.INSCRIPTION)
    run.second_reader = reader
    run.save(update_fields=["second_reader"])
    reason = ReasonCode.objects.select_related("back_to").get(code=code)
    known = next((each for each in reasons_of(run.stage) if each.code == code), read(reason))
    return _send_back(run, reason, known, note, by)


def _send_back(
    run: StageRun,
    reason: ReasonCode,
    known: Reason,
    note: str,
    by: Actor,
    *,
    set_stones: str = "",
    tablet: Tablet | None = None,
) -> StageRun:
    stage = stage_to_redo(run.job, known.back_to)
    voided = make_void(run, stage, by)
    minded = run.note
    decided = {"set_stones": set_stones, "piece": run.piece}
    move(run, "fail", reason=reason, note=note, **decided)
    tell(
        "stage.failed",
        run,
        by,
        tablet=tablet.pk if tablet else None,
        reason=reason.code,
        opens=stage.number,
        voided=voided,
        note=note,
        note_before=minded,
    )
    if known.is_incident:
        _tell_incident(run, known, by)
    ask_owner(run, reason, by)
    return open_run(run.job, stage, by, note=_what_to_mind(run, known, note, set_stones))


def _tell_incident(run: StageRun, reason: Reason, by: Actor) -> None:
    job = run.job
    job.note = "\n".join(filter(None, [job.note, f"{reason}."]))
    job.save(update_fields=["note"])
    record("job.incident", job, by=by, commission_id=job.commission_id, reason=reason.code)


def _what_to_mind(run: StageRun, reason: Reason, note: str, set_stones: str) -> str:
    stones = SetStones(set_stones).label if set_stones else ""
    which = f"{run.piece}: {reason}" if run.piece else str(reason)
    return "\n".join(filter(None, [which, note, stones]))
