"""The order in which rows are locked: the commission, its quote, revision or change, then stones.

Whoever changes one of these holds its commission, so two such changes wait for each other instead
of crossing, and never deadlock.
"""

from collections.abc import Collection

from atelier.materials.models import Stone
from orders.models import ChangeOrder, Commission, Quote, Revision


def locked_commission(commission_id: int) -> Commission:
    """Return the commission, re-read and held until the transaction ends."""
    return Commission.objects.select_for_update(of=("self",), no_key=True).get(pk=commission_id)


def locked_quote(quote: Quote) -> Quote:
    """Return the quote with its commission, both re-read and held until the transaction ends."""
    commission = locked_commission(quote.commission_id)
    held = Quote.objects.select_for_update(of=("self",), no_key=True).get(pk=quote.pk)
    held.commission = commission
    return held


def locked_change(change: ChangeOrder) -> ChangeOrder:
    """Return the change with its commission, both re-read and held until the transaction ends."""
    commission = locked_commission(change.commission_id)
    held = ChangeOrder.objects.select_for_update(of=("self",), no_key=True).get(pk=change.pk)
    held.commission = commission
    return held


def locked_revision(revision: Revision) -> Revision:
    """Return the revision with its commission, both re-read and held until the transaction ends."""
    commission = locked_commission(revision.commission_id)
    held = Revision.objects.select_for_update(of=("self",), no_key=True).get(pk=revision.pk)
    held.commission = commission
    return held


def locked_stones(keys: Collection[int]) -> list[Stone]:
    """Return stones in the order of their keys, re-read and held; lock them after the quote."""
    held = Stone.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    return list(held.order_by("pk"))
