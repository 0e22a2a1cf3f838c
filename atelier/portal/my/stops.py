"""Kind pages for an approval that cannot go on: why, and what happens next."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse

from atelier.journal.refusals import Refusal
from atelier.portal.my.access import show
from orders.comparison import Column

# By the refusal's code: a heading, and what the client may expect now.
_WORDS = {
    "conflict": ("This offer has changed", "Nothing was approved. Please look at it once more."),
    "stone-promised": (
        "This stone has found another piece",
        "Nothing was approved, and nothing is lost: we look for one of the same character and "
        "send you a new version. Your other options can still be chosen.",
    ),
    "metal-moved": (
        "The metal has moved",
        "Nothing was approved. You receive a new version with today's prices, and decide then.",
    ),
    "not-allowed": ("Not just now", "Nothing was approved, and nothing is lost."),
}
_OTHERWISE = ("This cannot be approved just now", "Nothing was approved.")


def stopped(request: HttpRequest, column: Column, refusal: Refusal) -> HttpResponse:
    """Return the page of a refused approval, with the refusal's own sentence and status."""
    heading, expect = _WORDS.get(refusal.code, _OTHERWISE)
    total = refusal.details.get("total")
    context = {
        "commission": column.option.quote.commission,
        "quote": column.option.quote,
        "option": column.option,
        "heading": heading,
        "sentence": str(refusal),
        "expect": expect,
        "total": Decimal(str(total)) if total else None,
    }
    return show(request, "stopped", context, status=refusal.status)
