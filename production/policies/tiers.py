"""How far a piece is when it is cancelled: what was modelled, cast, set is work that was done."""

from django.db.models import Max, Min, Q

from atelier.journal.refusals import WrongState
from atelier.people.skills import Skill
from orders.models import CancellationTier, Commission
from orders.reference.tiers import AFTER_CASTING, AFTER_MODEL, AFTER_SETTING, BEFORE_MODEL
from production.models import JobStage, StageRun
from production.statuses import RunStatus

# The first stage of each trade ends the tier before it; the last one first.
_ENDS = (
    (Skill.SETTER, AFTER_SETTING),
    (Skill.CASTER, AFTER_CASTING),
    (Skill.MODELLER, AFTER_MODEL),
)
# Work that rework made void was done all the same.
_DONE = Q(status__in=[RunStatus.DONE, RunStatus.PASSED, RunStatus.SKIPPED]) | Q(
    status=RunStatus.VOID, started_at__isnull=False
)


def tier_of(commission: Commission) -> CancellationTier:
    """Return the tier of how far the commission's piece is, from the stages it has passed.

    Raises `WrongState` where the house has no such tier.
    """
    code = _code(commission)
    tier = CancellationTier.objects.filter(code=code).first()
    if tier is None:
        raise WrongState(f"The house has no tier “{code}”. Please add it in the admin first.")
    return tier


def _code(commission: Commission) -> str:
    runs = StageRun.objects.filter(_DONE, job__commission=commission)
    reached = runs.aggregate(last=Max("stage__number"))["last"]
    if reached is None:
        return BEFORE_MODEL
    stages = JobStage.objects.filter(job__commission=commission)
    begins = stages.aggregate(
        **{skill.value: Min("number", filter=Q(skill=skill)) for skill, _ in _ENDS}
    )
    for skill, code in _ENDS:
        if begins[skill.value] is not None and begins[skill.value] <= reached:
            return code
    return BEFORE_MODEL
