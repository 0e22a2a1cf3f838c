"""The client's own stones: who holds each now, and every hand it passed through."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from atelier.materials.models import Stone
from atelier.materials.models.stones import Title
from atelier.portal.my.access import client_page, own_commission, show


@client_page
def stones(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The stones of one commission, the client's own with their ledger."""
    commission = own_commission(request, public_id)
    meant = Stone.objects.filter(meant_for__commission=commission).select_related("variety", "cut")
    found = list(meant.prefetch_related("movements"))
    context = {
        "commission": commission,
        "own": [stone for stone in found if stone.title == Title.CLIENT],
        "others": [stone for stone in found if stone.title != Title.CLIENT],
    }
    return show(request, "stones", context)
