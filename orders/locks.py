"""The one order in which rows are locked: the commission first, then its quote.

Whoever changes a quote holds its commission, so two such changes wait for each other instead of
crossing, and never deadlock.
"""

from orders.models import Commission, Quote


def locked_commission(commission_id: int) -> Commission:
    """Return the commission, re-read and held until the transaction ends."""
    return Commission.objects.select_for_update(of=("self",), no_key=True).get(pk=commission_id)


def locked_quote(quote: Quote) -> Quote:
    """Return the quote with its commission, both re-read and held until the transaction ends."""
    commission = locked_commission(quote.commission_id)
    held = Quote.objects.select_for_update(of=("self",), no_key=True).get(pk=quote.pk)
    held.commission = commission
    return held
