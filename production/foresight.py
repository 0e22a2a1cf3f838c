"""The stage after this one, as a tablet without network may foresee it.

Nothing here is written: the house decides when the taps arrive. What only the house can know by
then, a number or a stone that was compared, is waited for.
"""

from collections.abc import Sequence

from django.utils import timezone

from atelier.journal.refusals import NotAllowed
from atelier.people.models import Jeweller
from production.actions.moves import stage_after
from production.models import StageKind, StageRun
from production.policies.changes import held_by
from production.policies.obstacles import Ahead
from production.policies.proofs import to_prove
from production.policies.runs import check_not_own_work, check_skill
from production.statuses import RunStatus

INSCRIBED_ONLINE = (
    "The house gives the serial number and hears a second person read it back: "
    "both need the network. Please wait until the tablet is online."
)
COMPARED_FIRST = "Its stones are compared with their record first, once the network is back."


def next_run(run: StageRun, jeweller: Jeweller, worked: Sequence[StageRun]) -> StageRun | None:
    """Return the run that opens when `jeweller` ends this one well; None after the last.

    `worked` are the job's runs that were done.
    """
    stage = stage_after(run)
    if stage is None:
        return None
    now = timezone.now()
    coming = StageRun(job=run.job, stage=stage, attempt=stage.attempts + 1, ready_at=now)
    ended = StageRun(job=run.job, stage=run.stage, jeweller=jeweller, hands=run.hands)
    judged = stage.not_by_number or 0
    makers = [each for each in [*worked, ended] if each.stage.number <= judged]
    makers.sort(key=lambda each: each.stage.number)
    coming.maker_id = makers[-1].jeweller_id if makers else None
    coming.maker_hands = makers[-1].hands if makers else None
    coming.waiting_change = run.waiting_change
    return coming


def why_not_yet(coming: StageRun, jeweller: Jeweller, ahead: Sequence[Ahead]) -> str:
    """Return why this jeweller may not begin a foreseen run, or "" when they may."""
    try:
        check_skill(coming, jeweller)
        check_not_own_work(coming, jeweller)
    except NotAllowed as refusal:
        return str(refusal)
    missing = [each.sentences for each in ahead if each.stage.pk == coming.stage.pk]
    said = [held_by(coming.stage, coming), *(missing[0] if missing else [])]
    return next((sentence for sentence in said if sentence), "") or _only_the_house(coming)


def worked_on(run: StageRun) -> list[StageRun]:
    """Return the runs of this job that were done, oldest first."""
    return list(run.job.runs.filter(status=RunStatus.DONE).select_related("stage").order_by("pk"))


def _only_the_house(coming: StageRun) -> str:
    if coming.stage.kind == StageKind.INSCRIPTION:
        return INSCRIBED_ONLINE
    return COMPARED_FIRST if to_prove(coming.job, coming).exists() else ""
