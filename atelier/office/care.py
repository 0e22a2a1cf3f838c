"""A commission's goods in our care, and damage the bench found that nobody wrote down."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from atelier.materials.custody import Thing
from atelier.materials.models import BroughtPiece, Incident, Receipt, Stone
from atelier.materials.models.stones import HolderKind, Title
from atelier.materials.receipt_words import title_of
from orders.models import Commission
from production.models import StageRun
from production.statuses import RunStatus


@dataclass(frozen=True)
class Kept:
    """One thing as a commission's page lists it."""

    thing: Thing
    place: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.thing)

    @property
    def whose(self) -> str:
        """Whose it is."""
        return self.thing.get_title_display() if isinstance(self.thing, Stone) else "The client's"

    @property
    def is_returnable(self) -> bool:
        """Whether it is a client's and not in the client's hands."""
        mine = isinstance(self.thing, BroughtPiece) or self.thing.title == Title.CLIENT
        return mine and self.thing.holder_kind != HolderKind.OWNER  # type: ignore[union-attr]

    @property
    def open_incidents(self) -> int:
        """How many incidents are still to be settled."""
        return int(self.thing.open_incidents)  # type: ignore[union-attr]


def kept_for(commission: Commission) -> list[Kept]:
    """Return the stones promised to a commission and the pieces brought for it, in two queries."""
    unsettled = Count("incidents", filter=Q(incidents__outcome__isnull=True), distinct=True)
    stones = Stone.objects.with_holder().select_related("variety", "cut")
    stones = stones.annotate(open_incidents=unsettled)
    places = dict(commission.stones.living().values_list("stone_id", "place"))
    pieces = BroughtPiece.objects.with_holder().annotate(open_incidents=unsettled)
    brought = pieces.filter(receipt_items__receipt__commission_id=commission.pk).distinct()
    found = [Kept(each, places[each.pk]) for each in stones.filter(pk__in=places)]
    return [*found, *(Kept(each) for each in brought)]


def receipts_of(commission: Commission) -> QuerySet[Receipt]:
    """Return a commission's receipts, the newest first."""
    return Receipt.objects.filter(commission_id=commission.pk)


def unrecorded_damage() -> QuerySet[StageRun]:
    """Return failures that damaged a stone and have no incident written down since."""
    since = Incident.objects.filter(
        commission_id=OuterRef("job__commission_id"), at__gte=OuterRef("ended_at")
    )
    return StageRun.objects.filter(
        ~Exists(since), status=RunStatus.FAILED, reason__is_incident=True
    )


def goods_section(commission: Commission) -> dict[str, Any]:
    """Return what the section of goods shows."""
    things = kept_for(commission)
    damage = unrecorded_damage().filter(job__commission=commission)
    return {
        "things": things,
        "receipts": receipts_of(commission),
        "any_held": any(each.is_returnable for each in things),
        "damage": damage.select_related("reason", "stage").first(),
    }
