"""How a version of an offer stands, said kindly: why it is closed, and what happens now."""

from dataclasses import dataclass

from django.utils.formats import date_format

from atelier.house.amounts import plain
from orders.models import Quote
from orders.models.quotes import ClosedBecause
from orders.statuses import QuoteStatus


@dataclass(frozen=True)
class Standing:
    """A heading and a sentence; `asks` is what a button invites to, or empty."""

    heading: str
    sentence: str = ""
    asks: str = ""


OPEN = Standing("Your options")
DECLINED = Standing(
    "You declined these options",
    "Thank you for telling us. Your advisor reads your words and comes back with something closer.",
    "Add a word",
)


def standing_of(quote: Quote, *, is_open: bool, newer: Quote | None) -> Standing:
    """Return how a version stands; `newer` is a later one the client may see."""
    if is_open:
        return OPEN
    if quote.status == QuoteStatus.DECLINED:
        return DECLINED
    if quote.closed_because == ClosedBecause.METAL:
        return _metal_moved(quote)
    if quote.status == QuoteStatus.SUPERSEDED:
        return _superseded(newer)
    return _expired(quote)


def _expired(quote: Quote) -> Standing:
    day = date_format(quote.valid_until, "j F Y") if quote.valid_until else "yesterday"
    return Standing(
        "These options have expired",
        f"They were good until {day}. Metal and stones are priced by the day, so we write them "
        "afresh rather than hold you to old figures. Nothing was approved, and nothing is lost.",
        "Ask for fresh options",
    )


def _metal_moved(quote: Quote) -> Standing:
    return Standing(
        "The metal has moved",
        f"Its price moved by more than {plain(quote.metal_move_percent)} % since we wrote these "
        "options, so we closed them and price them again at today's. You receive the new version "
        "by mail; nothing was approved.",
        "Ask your advisor",
    )


def _superseded(newer: Quote | None) -> Standing:
    if newer is None:
        return Standing(
            "We are preparing a newer version",
            "You receive it by mail. This one is kept for you to look at.",
            "Ask your advisor",
        )
    return Standing(
        "A newer version is ready",
        "We have prepared a newer version since. This one is kept for you to look at.",
    )
