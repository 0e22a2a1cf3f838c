"""Which stones may be offered, whom they are promised to, and what must be known of them first."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.refusals import Conflict, Refusal, WrongState
from atelier.materials.models import LaboratoryReport, Stone
from atelier.materials.models.stones import Title
from atelier.materials.policies import check_accepted
from atelier.materials.wording import stone_wording
from orders.models import Commission, CommissionStone, OptionStone, QuoteOption, ReportWaiver
from orders.policies.sides import check_house

CENTRE = "centre"
"""The place of the one stone a piece is built around."""


class StonePromised(Conflict):
    """Another piece was first; `promise` is the one that holds, for the house alone."""

    code = "stone-promised"

    def __init__(self, promise: CommissionStone, *, to_house: bool) -> None:
        super().__init__(_to_house(promise) if to_house else _to_client(promise))
        self.promise = promise


def promised_elsewhere(
    stones: Collection[int], commission: Commission
) -> QuerySet[CommissionStone]:
    """Return the promises by which these stones (keys) belong to other pieces."""
    living = CommissionStone.objects.living().filter(stone__in=stones)
    others = living.exclude(commission=commission).order_by("stone_id")
    return others.select_related("commission__advisor", "stone__variety")


def check_free(stones: Collection[int], commission: Commission, by: Actor) -> None:
    """Refuse stones that another piece holds. Raises `StonePromised`.

    The house reads which commission, whose it is and since when; a client only since when.
    """
    if promise := promised_elsewhere(stones, commission).first():
        raise StonePromised(promise, to_house=by.is_house)


def check_offer(stone: Stone, commission: Commission, by: Actor) -> None:
    """Refuse a stone that left the house for good, is another client's or was not accepted.

    One on memo may be offered: it is bought before it is set. Raises `Refusal`.
    """
    if stone.returned_at:
        raise WrongState("This stone went back to its owner, so it cannot be offered.")
    if stone.title == Title.CLIENT and stone.owner_id != commission.client_id:
        raise Refusal("This stone belongs to another client, so it cannot be offered here.")
    check_accepted([stone.pk], by)


def promise_words(promise: CommissionStone, zone: ZoneInfo | None = None) -> str:
    """Return "promised to C-7K3M9Q, looked after by Ada, on 3 May 2026 at 14:05", for the house.

    `zone` is the house's; a page with several promises reads it once.
    """
    advisor = promise.commission.advisor
    whose = f", looked after by {advisor}," if advisor else ""
    reference = promise.commission.reference
    return f"promised to {reference}{whose} on {day_and_time(promise.promised_at, zone)}"


def day_and_time(moment: datetime, zone: ZoneInfo | None = None) -> str:
    """Return "3 May 2026 at 14:05" on the clock of the house."""
    return f"{timezone.localtime(moment, zone or House.current().zone):%-d %B %Y at %H:%M}"


def awaits_centre_report(commission: Commission, option: QuoteOption | None = None) -> bool:
    """Tell whether a centre diamond, promised or in `option`, has no GIA report yet."""
    return unreported(commission, option).exists()


def unreported(commission: Commission, option: QuoteOption | None = None) -> QuerySet[Stone]:
    """Return the centre diamonds that have no GIA report (brief: every one has).

    A report of another weight than the stone's counts as none. Those promised to a commission,
    and those of an `option` of its offer; a client's own may come without one where the house
    agreed to it.
    """
    promised = commission.stones.living().filter(place=CENTRE).values("stone")
    offered = OptionStone.objects.filter(option=option, place=CENTRE).values("stone")
    centre = Stone.objects.filter(Q(pk__in=offered) | Q(pk__in=promised))
    diamonds = centre.filter(variety__name__icontains="diamond")
    without = diamonds.exclude(reports__in=LaboratoryReport.objects.of_gia())
    return without.exclude(report_waivers__commission=commission)


def without_report(commission: str) -> QuerySet[CommissionStone]:
    """Return the centre diamonds without a GIA report, for an outer query.

    `commission` is the outer query's path to the commission; the same rule as `unreported`.
    """
    reported = LaboratoryReport.objects.of_gia().filter(stone=OuterRef("stone"))
    waived = ReportWaiver.objects.filter(stone=OuterRef("stone"), commission=OuterRef("commission"))
    centre = CommissionStone.objects.living().filter(
        commission=OuterRef(commission), place=CENTRE, stone__variety__name__icontains="diamond"
    )
    return centre.filter(~Exists(reported), ~Exists(waived))


def check_waive(stone: Stone, commission: Commission, because: str, by: Actor) -> None:
    """Refuse to go without a GIA report for anything but the client's own. Raises `Refusal`."""
    check_house(by)
    if stone.title != Title.CLIENT or stone.owner_id != commission.client_id:
        raise Refusal("Only the client's own diamond may come without a GIA report.")
    if not because.strip():
        raise Refusal("Please say why, in words the client may read.")


def _to_house(promise: CommissionStone) -> str:
    return f"The {_name(promise.stone)} is {promise_words(promise)}."


def _to_client(promise: CommissionStone) -> str:
    return (
        f"The {_name(promise.stone)} of this option was promised to another piece on"
        f" {day_and_time(promise.promised_at)}. We are preparing a new choice for you at once."
    )


def _name(stone: Stone) -> str:
    return stone_wording(stone.variety, stone.growth, stone.colour)
