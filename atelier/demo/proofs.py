"""The demo's stones, compared with their records: they are the ones that came in."""

from datetime import datetime

from atelier.demo.pictures import picture_of
from atelier.materials.goods import Checked
from atelier.materials.identity import inscription_of, recorded_carats
from atelier.people.actors import jeweller_actor
from atelier.people.models import Jeweller
from orders.actions.proofs import prove_stone
from orders.models import CommissionStone
from production.models import Job, StageRun
from production.policies.proofs import moment_of, since_of, to_prove

DRAWN = "AT-R02"


def prove_all(job: Job, run: StageRun | None, jeweller: Jeweller) -> None:
    """Find every stone that is to be compared now to be the right one."""
    for promise in to_prove(job, run).select_related("stone"):
        _prove(promise, moment_of(job, run), since_of(run), jeweller)


def _prove(
    promise: CommissionStone, moment: str, since: datetime | None, jeweller: Jeweller
) -> None:
    stone, by = promise.stone, jeweller_actor(jeweller)
    name = f"microphoto-{promise.pk}-{moment}.webp"
    prove_stone(
        promise=promise,
        moment=moment,
        checked=Checked(
            stone,
            carats=recorded_carats(stone),
            length=stone.length,
            width=stone.width,
            depth=stone.depth,
            inscription=inscription_of(stone),
        ),
        report_number=stone.report.number if stone.report else "",
        picture=picture_of(DRAWN, name, by) if stone.pictures.exists() else None,
        is_alike=True,
        since=since,
        jeweller=jeweller,
        by=by,
    )
