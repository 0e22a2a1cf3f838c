"""A commission's pictures: the client's own, and what the house and the bench released."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from atelier.pictures.models import Picture
from atelier.pictures.responses import serve
from atelier.portal.my.access import client_page, own_commission


@client_page
def picture(
    request: HttpRequest, commission: UUID, public_id: UUID, width: int
) -> HttpResponseBase:
    """One picture at one width; what is not released does not exist."""
    mine = own_commission(request, commission)
    sent_or_released = Q(commissionpicture__commission=mine) & (
        Q(commissionpicture__from_client=True) | Q(commissionpicture__released_at__isnull=False)
    )
    from_bench = Q(runpicture__run__job__commission=mine, runpicture__released_at__isnull=False)
    found = get_object_or_404(Picture, sent_or_released | from_bench, public_id=public_id)
    return serve(found, width)
