"""The client's own stones: who holds each now, and every hand it passed through."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from atelier.materials.models import Stone
from atelier.materials.models.stones import Title
from atelier.materials.wording import describe, report_wording, weight_wording
from atelier.portal.my.access import client_page, own_commission, show


@dataclass(frozen=True)
class ShownStone:
    """A stone in the trade's careful words: what is unknown is said to be."""

    stone: Stone
    wording: str
    weight: str
    report: str


@client_page
def stones(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The stones of one commission, the client's own with their ledger."""
    commission = own_commission(request, public_id)
    meant = Stone.objects.filter(
        promises__commission=commission, promises__released_at__isnull=True
    ).select_related("variety", "cut")
    found = [_shown(stone) for stone in meant.prefetch_related("movements", "reports")]
    context = {
        "commission": commission,
        "own": [each for each in found if each.stone.title == Title.CLIENT],
        "others": [each for each in found if each.stone.title != Title.CLIENT],
    }
    return show(request, "stones", context)


def _shown(stone: Stone) -> ShownStone:
    return ShownStone(
        stone=stone,
        wording=describe(stone),
        weight=weight_wording(stone),
        report=report_wording(stone),
    )
