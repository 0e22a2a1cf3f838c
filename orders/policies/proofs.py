"""Whether a stone is the one on record, and what waits until somebody has looked."""

from dataclasses import replace
from datetime import datetime

from atelier.journal.actor import Actor, ActorKind
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.goods import Checked
from atelier.materials.identity import differences, recorded_carats
from atelier.materials.models import Stone
from atelier.materials.models.stones import Title
from atelier.pictures.models import Picture
from orders.models import Commission, CommissionStone
from orders.models.pieces import CommissionStoneQuerySet
from orders.models.proofs import ProofMoment, without_proof


def check_prove(promise: CommissionStone, picture: Picture | None, by: Actor) -> None:
    """Raise unless somebody of the house compares a promised stone, its microphoto taken.

    A picture is asked for where the intake has one to compare it with.
    """
    if by.kind == ActorKind.CLIENT:
        raise NotAllowed("Only the atelier compares a stone with its record.")
    if promise.released_at is not None:
        raise WrongState("This stone is no longer promised to the piece.")
    if picture is None and promise.stone.pictures.exists():
        raise Refusal("Please take a microphoto, to lay beside the intake's.")


def check_not_proved(promise: CommissionStone, moment: str, since: datetime | None) -> None:
    """Raise `WrongState` when the newest comparison found the stone to be the right one already.

    Only a second one that finds the same is refused: what differs is always written down.
    """
    proofs = promise.proofs.filter(moment=moment)
    newest = (proofs.filter(at__gte=since) if since else proofs).order_by("-id").first()
    if newest and newest.matches:
        raise WrongState(f"{newest.by_name} found {promise.stone} to be the same already.")


def differences_of(checked: Checked, report_number: str, moment: str) -> list[str]:
    """Return in what a stone differs from its record, a few words each.

    A set stone is neither weighed nor measured in depth; what is taken all the same must agree.
    """
    stone = checked.thing
    if not isinstance(stone, Stone):
        return []
    if moment == ProofMoment.HAND_OVER:
        checked = _as_set(checked, stone)
    return differences(checked) + _report(stone, report_number)


def unlike(stone: Stone, is_alike: bool) -> list[str]:
    """Return whether the microphoto is not like the intake's, where there is one."""
    return ["not like the intake's picture"] if stone.pictures.exists() and not is_alike else []


def _as_set(checked: Checked, stone: Stone) -> Checked:
    return replace(
        checked,
        carats=checked.carats or recorded_carats(stone),
        length=checked.length or stone.length,
        width=checked.width or stone.width,
        depth=checked.depth or stone.depth,
    )


def _report(stone: Stone, read: str) -> list[str]:
    report = stone.report
    if report is None or "".join(read.split()) == "".join(report.number.split()):
        return []
    return [f"report “{read.strip() or 'not read'}”, {report} on record"]


def unproved_of(
    commission: Commission, moment: str, since: datetime | None = None
) -> CommissionStoneQuerySet:
    """Return the commission's living promises that still have to be compared."""
    living: CommissionStoneQuerySet = CommissionStone.objects.living()
    # A dealer's stone is never set, and goes back to the dealer.
    meant = living.filter(commission=commission).exclude(stone__title=Title.MEMO)
    return without_proof(meant, moment, since)


def check_same_stones(commission: Commission) -> None:
    """Raise `WrongState` while a stone of the piece was not compared for the hand-over."""
    for promise in unproved_of(commission, ProofMoment.HAND_OVER).select_related("stone__variety"):
        raise WrongState(f"{promise.stone} was not compared with its record yet, on a tablet.")
