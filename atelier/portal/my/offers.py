"""An offer as its client sees it: options with their rows and sums, never the house's cost."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from atelier.portal.my.access import own_commission
from orders.freezing import treatment_of
from orders.models import Quote, QuoteLine, QuoteOption
from orders.totals import Totals, option_total


@dataclass(frozen=True)
class ShownOption:
    """One column of the comparison: the same rows for every option."""

    option: QuoteOption
    rows: tuple[tuple[str, str], ...]
    totals: Totals


def own_offer(request: HttpRequest, public_id: UUID, number: int) -> Quote:
    """Return one sent version of one of the client's commissions, or a 404."""
    commission = own_commission(request, public_id)
    options = QuoteOption.objects.select_related("alloy").prefetch_related(
        # The house's cost is not even read.
        Prefetch("lines", QuoteLine.objects.defer("unit_cost"))
    )
    sent = commission.quotes.filter(sent_at__isnull=False)
    quote = get_object_or_404(sent.prefetch_related(Prefetch("options", options)), number=number)
    quote.commission = commission
    return quote


def own_option(quote: Quote, position: int) -> QuoteOption:
    """Return one option of an offer already loaded, or a 404."""
    options = [option for option in quote.options.all() if option.position == position]
    return options[0] if options else get_object_or_404(QuoteOption.objects.none())


def shown(option: QuoteOption) -> ShownOption:
    """Return an option's rows, in the order in which all options have them."""
    rows = (
        ("Metal", option.alloy.name),
        ("Stone", option.stone),
        ("Treatment", treatment_of(option)),
        ("Durability", option.durability),
        ("Upkeep", option.upkeep),
        ("Made in", f"{option.weeks_min} to {option.weeks_max} weeks"),
    )
    return ShownOption(option=option, rows=rows, totals=option_total(option))
