"""A client's own offers and their agreement, looked up from the client and never from an id."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from atelier.portal.my.access import own_commission
from orders.comparison import Column, compare, with_options
from orders.models import Approval, Quote


def own_offer(request: HttpRequest, public_id: UUID, number: int) -> Quote:
    """Return one sent version of one of the client's commissions, or a 404."""
    commission = own_commission(request, public_id)
    sent = commission.quotes.filter(sent_at__isnull=False)
    quote = get_object_or_404(with_options(sent), number=number)
    quote.commission = commission
    return quote


def own_column(request: HttpRequest, public_id: UUID, number: int, position: int) -> Column:
    """Return one option of a sent version as it is shown to the client, or a 404."""
    for column in compare(own_offer(request, public_id, number)):
        if column.option.position == position:
            return column
    raise Http404("There is no such option.")


def own_approval(request: HttpRequest, public_id: UUID) -> Approval:
    """Return what was agreed for one of the client's commissions, or a 404."""
    commission = own_commission(request, public_id)
    found = Approval.objects.filter(commission=commission).select_related("option").first()
    if found is None:
        raise Http404("Nothing was approved yet.")
    found.commission = commission
    return found
