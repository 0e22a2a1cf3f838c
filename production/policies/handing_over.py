"""To whom a piece in hand may be given."""

from atelier.journal.refusals import Refusal
from atelier.people.models import Jeweller
from production.models import StageKind, StageRun
from production.policies.runs import (
    check_in_hand,
    check_kind,
    check_not_own_work,
    check_skill,
    makers_of,
)

# An inscription is read back by a second person; it is begun and ended by one.
GIVEN = (StageKind.WORK, StageKind.INSPECTION, StageKind.TRY_ON)


def check_hand_over(run: StageRun, jeweller: Jeweller, to: Jeweller) -> None:
    """Raise a `Refusal` unless `jeweller` has it in hand and `to` may go on with it."""
    check_kind(run, *GIVEN)
    check_in_hand(run, jeweller, "hand_over")
    if to.pk == jeweller.pk or not to.is_active:
        raise Refusal("Please choose somebody else who works here.")
    check_skill(run, to)
    check_not_own_work(run, to)


def takers_of(run: StageRun) -> list[Jeweller]:
    """Return who may be given this piece, by name; one query."""
    others = Jeweller.objects.filter(is_active=True, skills__contains=[run.stage.skill])
    holder = [run.jeweller_id] if run.jeweller_id else []
    return list(others.exclude(pk__in=[*holder, *makers_of(run)]))
