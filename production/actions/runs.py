"""What happens to one run of one stage: start, pause, resume, finish, pass, fail, skip.

Every action locks the job, compares the version the tablet saw, asks the policies, moves the run
along its table and tells of it. `tablet` is where it was tapped, None elsewhere.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.people.models import Jeweller, Tablet
from production.actions.claims import WITH_MAKER, WITH_OBSTACLES, claim, claim_as_seen
from production.actions.ends import go_on
from production.actions.failures import fail_inscription, fail_run
from production.actions.inscriptions import pass_inscription
from production.actions.metal import weigh
from production.actions.moves import move, tell
from production.metal import NONE, Scale
from production.models import StageKind, StageRun
from production.policies import runs as policies
from production.policies.proofs import check_compared
from production.policies.weights import check_scale

__all__ = [
    "fail_inscription",
    "fail_run",
    "finish_run",
    "pass_inscription",
    "pass_run",
    "pause_run",
    "resume_run",
    "skip_run",
    "start_run",
]


@transaction.atomic
def start_run(
    *,
    run: StageRun,
    jeweller: Jeweller,
    by: Actor,
    tablet: Tablet | None = None,
    base_version: int | None = None,
) -> StageRun:
    """Take a ready stage in hand. Raises `Refusal`: not ready, not their trade, own work."""
    run = claim(run, base_version, WITH_OBSTACLES)
    policies.check_start(run, jeweller)
    move(run, "start", jeweller=jeweller, started_at=timezone.now())
    tell("stage.started", run, by, tablet=_key(tablet))
    return run


@transaction.atomic
def pause_run(
    *,
    run: StageRun,
    jeweller: Jeweller,
    by: Actor,
    tablet: Tablet | None = None,
    base_version: int | None = None,
    note: str = "",
    waits_for: str = "",
) -> StageRun:
    """Lay the piece down; `waits_for` says why (see `WaitsFor`). Raises `Refusal`."""
    run = claim_as_seen(run, base_version)
    policies.check_in_hand(run, jeweller, "pause")
    minded = run.note
    move(run, "pause", note=note or minded, waits_for=waits_for)
    said = {"note": note, "note_before": minded, "waits_for": waits_for}
    tell("stage.paused", run, by, tablet=_key(tablet), **said)
    return run


@transaction.atomic
def resume_run(
    *,
    run: StageRun,
    jeweller: Jeweller,
    by: Actor,
    tablet: Tablet | None = None,
    base_version: int | None = None,
) -> StageRun:
    """Take a paused piece up again. Raises `Refusal`."""
    run = claim_as_seen(run, base_version)
    policies.check_in_hand(run, jeweller, "resume")
    waited_for = run.waits_for
    move(run, "resume")
    tell("stage.resumed", run, by, tablet=_key(tablet), waited_for=waited_for)
    return run


@transaction.atomic
def finish_run(
    *,
    run: StageRun,
    jeweller: Jeweller,
    by: Actor,
    tablet: Tablet | None = None,
    base_version: int | None = None,
    weight_in: Decimal | None = None,
    weight_out: Decimal | None = None,
    scrap: Decimal | None = None,
    lemel: Decimal | None = None,
    added: Decimal | None = None,
    weights_confirmed: bool = False,
) -> StageRun:
    """End a stage of work and open the next one. Weights in grams.

    Where metal is removed both weights are asked for. `scrap` and `lemel` went back, `added` is
    new metal; see `production.metal.Scale`. Raises `Refusal`, and `UnusualWeight` once when the
    loss is not the usual.
    """
    run = claim_as_seen(run, base_version)
    policies.check_kind(run, StageKind.WORK)
    policies.check_in_hand(run, jeweller, "finish")
    check_compared(run)
    if run.stage.weighs or weight_in is not None or weight_out is not None:
        check_scale(weight_in, weight_out)
        sides = {"scrap": scrap or NONE, "lemel": lemel or NONE, "added": added or NONE}
        scale = Scale(weight_in or NONE, weight_out or NONE, **sides)
        weigh(run, scale, by, confirmed=weights_confirmed)
    move(run, "finish", weight_in=weight_in, weight_out=weight_out)
    go_on(run, "stage.finished", by, tablet=_key(tablet))
    return run


@transaction.atomic
def pass_run(
    *,
    run: StageRun,
    jeweller: Jeweller,
    by: Actor,
    checks: Sequence[str],
    tablet: Tablet | None = None,
    base_version: int | None = None,
) -> StageRun:
    """Pass an inspection or a try-on, every check of its gate ticked. Raises `Refusal`."""
    run = claim_as_seen(run, base_version, WITH_MAKER)
    policies.check_kind(run, *policies.JUDGED)
    policies.check_in_hand(run, jeweller, "pass")
    policies.check_not_own_work(run, jeweller)
    policies.check_gate(run, checks)
    move(run, "pass", checks=list(checks))
    go_on(run, "stage.passed", by, tablet=_key(tablet))
    return run


@transaction.atomic
def skip_run(
    *,
    run: StageRun,
    jeweller: Jeweller,
    by: Actor,
    tablet: Tablet | None = None,
    base_version: int | None = None,
) -> StageRun:
    """Leave out a stage that this piece does not need, and open the next. Raises `Refusal`."""
    run = claim(run, base_version, WITH_OBSTACLES)
    policies.check_skip(run, jeweller)
    minded = run.note
    move(run, "skip", note=run.stage.skip_when)
    go_on(run, "stage.skipped", by, tablet=_key(tablet), why=run.note, note_before=minded)
    return run


def _key(tablet: Tablet | None) -> int | None:
    return tablet.pk if tablet else None
