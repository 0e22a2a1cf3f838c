"""What may keep a stage from starting, as fields of a query: one for its run, one for the rest."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from atelier.materials.models.stones import Title
from atelier.people.skills import Skill
from designs.models import WORN_ON_FINGER
from orders.arrears import open_before
from orders.models import CommissionStone, Piece
from orders.policies.changes import holding_change
from orders.policies.choosing import unfound_in
from orders.policies.stones import without_report

SHAPED_TO_SIZE = (Skill.MODELLER, Skill.CASTER)


class Obstacles:
    """The fields that `obstacle_fields` adds, each null or false where nothing is in the way.

    `memo_dealer` is a dealer who still owns a stone of the piece; `waiting_change` is the change
    order that waits for the client's signature, as {"number", "stages"}; `money_missing` is what
    is open of the part of the price the stage needs; `lacks_size` is asked where a piece is shaped
    to its size, `lacks_report` and `unfound_stone`, an agreed stone that nobody has chosen yet,
    where its stones are set. `advisor_name` is who speaks with the client.
    """

    memo_dealer: str | None
    waiting_change: dict[str, Any] | None
    money_missing: Decimal | None
    lacks_size: bool
    lacks_report: bool
    unfound_stone: str | None
    advisor_name: str | None


def obstacle_fields(stage: str = "") -> dict[str, Any]:
    """Return the annotations; `stage` is the outer query's path to the job's stage, with "__"."""
    commission = "job__commission"
    skill, needs_paid = f"{stage}skill", f"{stage}stage__needs_paid"
    memo = CommissionStone.objects.living().filter(
        commission=OuterRef(commission), stone__title=Title.MEMO
    )
    unsized = Piece.objects.filter(
        commission=OuterRef(commission),
        piece_type__in=WORN_ON_FINGER,
        ring_diameter__isnull=True,
    )
    return {
        "memo_dealer": Subquery(memo.values("stone__memo__dealer__name")[:1]),
        "waiting_change": holding_change(commission),
        "money_missing": Case(
            When(**{needs_paid: ""}, then=None),
            default=open_before(commission, needs_paid),
        ),
        "lacks_size": _asked(Q(**{f"{skill}__in": SHAPED_TO_SIZE}), Exists(unsized)),
        "lacks_report": _asked(Q(**{skill: Skill.SETTER}), Exists(without_report(commission))),
        "unfound_stone": Case(
            When(
                **{skill: Skill.SETTER},
                then=Subquery(unfound_in(commission).values("name")[:1]),
            ),
            default=None,
        ),
        "advisor_name": F(f"{commission}__advisor__name"),
    }


def _asked(where: Q, missing: Exists) -> Case:
    """Ask only where it matters, so that no other stage pays for the question."""
    return Case(When(where, then=missing), default=Value(False), output_field=models.BooleanField())
