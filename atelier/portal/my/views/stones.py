"""The client's own stones and pieces: who holds each now, every hand, every receipt."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from atelier.materials.documents import evaluation_pdf, receipt_pdf
from atelier.materials.models import Stone
from atelier.materials.models.stones import Title
from atelier.materials.wording import describe, report_wording, weight_wording
from atelier.paper import pdf_response
from atelier.portal.my.access import client_page, own_commission, show
from atelier.portal.my.care import own_goods, own_receipts
from orders.models import Commission


@dataclass(frozen=True)
class Meant:
    """A stone of the house's that is meant for the piece: what is unknown is said to be."""

    wording: str
    weight: str
    report: str


@client_page
def stones(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The stones of one commission, the client's own with their ledger."""
    commission = own_commission(request, public_id)
    context = {
        "commission": commission,
        "own": own_goods(commission),
        "others": _meant(commission),
        "receipts": list(own_receipts(commission)),
    }
    return show(request, "stones", context)


@client_page
def receipt(request: HttpRequest, commission: UUID, public_id: UUID) -> HttpResponse:
    """A custody receipt as PDF, as both sides signed it."""
    mine = own_receipts(own_commission(request, commission))
    found = get_object_or_404(mine, public_id=public_id)
    return pdf_response(receipt_pdf(found), f"receipt-{found.number}")


@client_page
def evaluation(request: HttpRequest, commission: UUID, public_id: UUID) -> HttpResponse:
    """The evaluation of one of their own stones as PDF; one that was superseded no longer."""
    for held in own_goods(own_commission(request, commission)):
        if held.judged and held.judged.public_id == public_id:
            return pdf_response(evaluation_pdf(held.judged), "evaluation")
    raise Http404


def _meant(commission: Commission) -> list[Meant]:
    promised = Stone.objects.filter(
        promises__commission=commission, promises__released_at__isnull=True
    )
    ours = promised.exclude(title=Title.CLIENT).select_related("variety", "cut")
    return [
        Meant(describe(stone), weight_wording(stone), report_wording(stone))
        for stone in ours.prefetch_related("reports")
    ]
