"""A commission's pictures: the client's own, what was released or shared, stones on offer."""

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
    offered = Q(
        goodspicture__stone__offered_in__option__quote__commission=mine,
        goodspicture__stone__offered_in__option__quote__sent_at__isnull=False,
    )
    drawn = Q(
        revisionfile__revision__commission=mine,
        revisionfile__revision__shared_at__isnull=False,
    )
    own = Q(goodspicture__stone__owner=mine.client_id) | Q(
        goodspicture__brought_piece__owner=mine.client_id
    )
    # A stone stands in several options, and its picture is still one.
    shown = sent_or_released | from_bench | offered | drawn | own
    meant = Picture.objects.filter(shown).distinct()
    found = get_object_or_404(meant, public_id=public_id)
    return serve(found, width)
