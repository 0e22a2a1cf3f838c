"""Comparing a stone with its record, before it is set and before it leaves the house."""

from datetime import datetime

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.materials.goods import Checked
from atelier.people.models import Jeweller
from atelier.pictures.models import Picture
from orders.models import CommissionStone, StoneProof
from orders.policies.proofs import check_not_proved, check_prove, differences_of, unlike


@transaction.atomic
def prove_stone(
    *,
    promise: CommissionStone,
    moment: str,
    checked: Checked,
    by: Actor,
    report_number: str = "",
    picture: Picture | None = None,
    is_alike: bool = False,
    since: datetime | None = None,
    jeweller: Jeweller | None = None,
) -> StoneProof:
    """Write down what was found of a stone and whether it is the one on record.

    `picture` is the microphoto, `is_alike` whether it is like the intake's. One that differs is
    kept too and told; only one that matches lets the piece go on. A proof from before `since`
    counts no more. Raises `Refusal` without the microphoto, `NotAllowed` for a client,
    `WrongState` where somebody found the same a moment ago.
    """
    locked = CommissionStone.objects.select_for_update(of=("self",), no_key=True)
    promise = locked.select_related("stone__variety").get(pk=promise.pk)
    check_prove(promise, picture, by)
    found = differences_of(checked, report_number, moment) + unlike(promise.stone, is_alike)
    if not found:
        check_not_proved(promise, moment, since)
    proof = StoneProof.objects.create(
        promise=promise,
        moment=moment,
        carats=checked.carats,
        length=checked.length,
        width=checked.width,
        depth=checked.depth,
        inscription=checked.inscription[:60],
        report_number=report_number.strip()[:40],
        picture=picture,
        differences=found,
        matches=not found,
        jeweller=jeweller,
        by_name=by.name[:120],
    )
    kind = "stone.differs" if found else "stone.proved"
    said = {"stone": str(promise.stone), "differences": "; ".join(found)}
    record(kind, promise.stone, by=by, commission_id=promise.commission_id, **said)
    return proof
