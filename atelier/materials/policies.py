"""Who may judge a stone, and what a judgement allows."""

from collections.abc import Iterable

from django.db.models import Q

from atelier.journal.actor import Actor
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.models import Evaluation, Stone
from atelier.materials.models.evaluations import Verdict
from atelier.people.models import User


def check_evaluates(by: Actor) -> None:
    """Refuse anybody but a gemmologist of the house, or its owner. Raises `NotAllowed`."""
    gemmologists = Q(staff__is_gemmologist=True) | Q(is_superuser=True)
    staff = User.objects.filter(gemmologists, is_active=True, is_staff=True)
    if by.user_id is None or not staff.filter(pk=by.user_id).exists():
        raise NotAllowed("Only a gemmologist of the house evaluates stones.")


def can_evaluate(by: Actor) -> bool:
    """Tell whether somebody may evaluate stones."""
    try:
        check_evaluates(by)
    except Refusal:
        return False
    return True


def newest_evaluations(stones: Iterable[int]) -> dict[int, Evaluation]:
    """Return the evaluation that holds for each of these stones (keys), in one query."""
    rows = Evaluation.objects.filter(stone__in=list(stones)).select_related("variety")
    found = rows.order_by("stone_id", "-number")
    return {each.stone_id: each for each in found.distinct("stone_id")}


def check_accepted(stones: Iterable[int], by: Actor) -> None:
    """Refuse stones (keys) that the gemmologist did not accept. Raises `WrongState`.

    The house reads who refused which and why; a client, that their offer is looked at again.
    """
    judged = newest_evaluations(stones).values()
    for each in judged:
        if each.verdict == Verdict.REJECT:
            raise WrongState(_why(each) if by.is_house else _TO_CLIENT)


def is_rejected(stone: Stone) -> bool:
    """Tell whether the house does not work with this stone."""
    judged = newest_evaluations([stone.pk]).get(stone.pk)
    return judged is not None and judged.verdict == Verdict.REJECT


_TO_CLIENT = (
    "Our gemmologist found that a stone of this option cannot be worked with. Nothing was"
    " approved; we come back to you with another choice."
)


def _why(judged: Evaluation) -> str:
    variety, day = judged.variety.name.lower(), f"{judged.at:%-d %B %Y}"
    if judged.verdict == Verdict.CONDITIONAL:
        return f"{judged.by_name} accepted the {variety} on conditions: {judged.because}"
    return f"{judged.by_name} did not accept the {variety} on {day}: {judged.because}"


def verdict_notes(stones: Iterable[int]) -> dict[int, str]:
    """Return what the house must keep in mind of these stones (keys): all but the accepted."""
    judged = newest_evaluations(stones).items()
    return {key: _why(each) for key, each in judged if each.verdict != Verdict.ACCEPT}


def conditions_of(stones: Iterable[int]) -> list[str]:
    """Return the conditions on which these stones (keys) were accepted, a sentence each."""
    judged = newest_evaluations(stones).values()
    return [_why(each) for each in judged if each.verdict == Verdict.CONDITIONAL]
