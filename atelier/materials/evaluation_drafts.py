"""An evaluation in the making: every word is kept until it is written down."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict
from atelier.materials.custody import locked
from atelier.materials.models import EvaluationDraft, Stone
from atelier.materials.policies import check_evaluates

_LONGEST = 4000


@transaction.atomic
def keep_draft(
    *, stone: Stone, words: Mapping[str, Sequence[str]], request_id: uuid.UUID | None, by: Actor
) -> EvaluationDraft:
    """Keep what a gemmologist typed about a stone, in place of what they typed before.

    No event: a draft is nobody's word yet. Raises `Conflict` once the form of this `request_id`
    was written down.
    """
    check_evaluates(by)
    held: Any = locked(stone)
    if request_id and held.evaluations.filter(request_id=request_id).exists():
        raise Conflict("This was written down already.")
    kept, _ = EvaluationDraft.objects.update_or_create(
        stone=held, by_id=by.user_id, defaults={"words": _readable(words)}
    )
    return kept


@transaction.atomic
def drop_draft(*, stone: Stone, by: Actor) -> None:
    """Forget what somebody typed about a stone; forgetting it again changes nothing."""
    EvaluationDraft.objects.filter(stone=stone, by_id=by.user_id).delete()


def _readable(words: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {
        name: [said[:_LONGEST].replace("\x00", "") for said in each] for name, each in words.items()
    }
