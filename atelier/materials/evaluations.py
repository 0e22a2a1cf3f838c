"""A gemmologist examines a stone: what is found becomes what the house knows of it."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Refusal, WrongState
from atelier.materials import evaluation_words
from atelier.materials.custody import holder_kind_of, locked
from atelier.materials.findings import Findings, Judgement, check_weight, report_match
from atelier.materials.marks import Spot, keep_marks
from atelier.materials.models import Evaluation, Stone
from atelier.materials.models.stones import Growth, HolderKind
from atelier.materials.policies import check_evaluates
from atelier.paper import fingerprint
from atelier.pictures.models import Picture

# What a stone is known by as tested; growth, treatment and filler follow even to "unknown".
_ALWAYS = ("variety", "growth", "treatment", "filler")
_WHERE_STATED = ("length", "width", "depth", "carats", "carats_estimated", "colour", "tone")
_ALSO_STATED = ("saturation", "colour_grade", "fancy_grade", "clarity")


@transaction.atomic
def evaluate_stone(
    *,
    stone: Stone,
    found: Findings,
    judgement: Judgement,
    by: Actor,
    marks: Sequence[Spot] = (),
    map_picture: Picture | None = None,
    commission_id: int | None = None,
    request_id: uuid.UUID | None = None,
) -> Evaluation:
    """Write an evaluation down and let the stone's record follow; a later one supersedes it.

    The same `request_id` gives the same evaluation. Raises `NotAllowed` for anybody but a
    gemmologist, `WrongState` for a stone that is not here, `Conflict` for a weight that is not
    the recorded one, else a `Refusal` that says what is missing.
    """
    check_evaluates(by)
    held: Any = locked(stone)
    if request_id and (made := held.evaluations.filter(request_id=request_id).first()):
        return made
    _check(held, found, judgement)
    evaluation = _write(held, found, judgement, by, map_picture, commission_id, request_id, marks)
    keep_marks(evaluation, marks)
    held.evaluation_drafts.filter(by_id=by.user_id).delete()
    before = _apply(held, found)
    record(
        "stone.evaluated",
        held,
        by=by,
        commission_id=commission_id,
        number=evaluation.number,
        verdict=evaluation.get_verdict_display().lower(),
        before=before,
        sha256=evaluation.sha256,
    )
    return evaluation


def _check(stone: Stone, found: Findings, judgement: Judgement) -> None:
    if stone.returned_at or holder_kind_of(stone) == HolderKind.OWNER:
        raise WrongState("This stone is not in the house: receive it first.")
    if found.report and found.report.stone_id != stone.pk:
        raise Refusal("This report belongs to another stone.")
    found.check()
    judgement.check()
    check_weight(stone, found)


def _write(
    stone: Stone,
    found: Findings,
    judgement: Judgement,
    by: Actor,
    map_picture: Picture | None,
    commission_id: int | None,
    request_id: uuid.UUID | None,
    marks: Sequence[Spot],
) -> Evaluation:
    last = stone.evaluations.first()
    evaluation = Evaluation(
        stone=stone,
        number=last.number + 1 if last else 1,
        by_name=by.name,
        at=timezone.now(),
        map_picture=map_picture,
        commission_id=commission_id,
        request_id=request_id,
        report_match=report_match(found),
        **_columns(found),
        **{name: words.strip() for name, words in asdict(judgement).items()},
    )
    evaluation.frozen = evaluation_words.paper(evaluation, marks)
    evaluation.sha256 = fingerprint(evaluation.frozen)
    evaluation.save()
    return evaluation


def _columns(found: Findings) -> dict[str, Any]:
    """Return the findings under the names of their columns."""
    low, high = found.refraction or (None, None)
    window, extinction, brilliance = found.brightness or (None, None, None)
    told = {each.name: getattr(found, each.name) for each in fields(found)}
    del told["refraction"], told["brightness"]
    return told | {
        "instruments": list(found.instruments),
        "refractive_low": low,
        "refractive_high": high,
        "window": window,
        "extinction": extinction,
        "brilliance": brilliance,
    }


def _apply(stone: Stone, found: Findings) -> dict[str, str]:
    """Let the stone's record follow and return what stood there before, as text."""
    new = {name: getattr(found, name) for name in _ALWAYS}
    stated = {name: getattr(found, name) for name in (*_WHERE_STATED, *_ALSO_STATED)}
    new |= {name: value for name, value in stated.items() if value not in (None, "")}
    new |= _ousted(new)
    changed = {name: value for name, value in new.items() if getattr(stone, name) != value}
    before = {name: str(getattr(stone, name) or "") for name in changed}
    for name, value in changed.items():
        setattr(stone, name, value)
    stone.save(update_fields=list(changed))
    return before


def _ousted(new: dict[str, Any]) -> dict[str, str]:
    """Return what cannot stand beside what was found: constraints refuse both at once."""
    ousted = {}
    if new["growth"] != Growth.LAB:
        ousted["lab_grown_grade"] = ""
    if new.get("colour_grade"):
        ousted["fancy_grade"] = ""
    if new.get("fancy_grade"):
        ousted["colour_grade"] = ""
    return ousted
