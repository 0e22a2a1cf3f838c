"""Metal prices that come by themselves: a house plugs in a feed, or uses the one for a CSV.

`METAL_FEED` is the dotted path of a class without arguments whose `read()` returns prices. It is
called outside any transaction and may use the network.
"""

import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.module_loading import import_string

from atelier.house.models import House
from atelier.journal.actor import Actor
from atelier.journal.models import OutgoingMessage
from atelier.journal.outbox import post
from atelier.journal.record import record
from atelier.materials.models import MetalPrice
from atelier.materials.price_imports import Imported, keep, known_prices
from atelier.materials.price_lists import Quoted, read_prices

JUMP = Decimal("0.25")
"""A price further than this share from the last one is kept out until somebody looked."""
TIMEOUT = 10
TOTAL_SECONDS = 30
MOST_BYTES = 1024 * 1024
_BY = Actor.system("Metal feed")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class FeedFailed(Exception):
    """The feed could not be reached or understood; the next tick tries again."""


class MetalFeed(Protocol):
    """Whatever tells metal prices."""

    def read(self) -> Sequence[Quoted]:
        """Return today's prices. Raises `FeedFailed`."""
        ...


class CsvFeed:
    """Reads a CSV, with the columns of the import page, from the address in `METAL_FEED_URL`."""

    def read(self) -> Sequence[Quoted]:
        """Return every row; one bad row fails the list."""
        found = read_prices(_download(settings.METAL_FEED_URL))
        if found.faults:
            raise FeedFailed(" ".join(found.faults[:5]))
        return list(found.rows.values())


def configured_feed() -> MetalFeed | None:
    """Return the house's feed, or None where it has none."""
    return import_string(settings.METAL_FEED)() if settings.METAL_FEED else None


@transaction.atomic
def take_in(quoted: Sequence[Quoted]) -> Imported:
    """Keep what a feed told; a price that jumped is kept out, and the house is told of it."""
    known = known_prices(quoted)
    fresh = [each for each in quoted if each.key not in known]
    last = _last_prices()
    jumped = [each for each in fresh if _jumps(each, last)]
    added = keep([each for each in fresh if each not in jumped])
    for each in jumped:
        _tell(each, last[each.metal.pk, each.currency])
    if added:
        record("metal_prices.imported", House.current(), by=_BY, added=added)
    return Imported(added=added, known=len(quoted) - len(fresh))


def _last_prices() -> dict[tuple[int, str], Decimal]:
    newest = MetalPrice.objects.order_by("metal_id", "currency", "-at", "-pk")
    rows = newest.distinct("metal_id", "currency").values_list("metal_id", "currency", "per_ozt")
    return {(metal, currency): price for metal, currency, price in rows}


def _jumps(each: Quoted, last: dict[tuple[int, str], Decimal]) -> bool:
    before = last.get((each.metal.pk, each.currency))
    return before is not None and abs(each.per_ozt - before) > before * JUMP


def _tell(each: Quoted, before: Decimal) -> None:
    """One mail for each price kept out, however often the feed repeats it."""
    house, name = House.current(), each.metal.name
    key = f"metal.jumped:{each.metal.code}:{each.currency}:{each.at:%Y-%m-%d}:{each.source}"
    if OutgoingMessage.objects.filter(dedup_key=key).exists():
        return
    post(
        "metal.jumped",
        to=house.email,
        subject=f"{name}: a price was kept out",
        text=(
            f"{each.source} gives {each.per_ozt} {each.currency} for a troy ounce of "
            f"{name.lower()} on {each.at:%-d %B %Y}. The last price was {before}, more than a "
            "quarter away, so it was kept out.\n\nIf it is right, please enter it in the admin "
            "under Metal prices."
        ),
        dedup_key=key,
    )
    record("metal_price.kept_out", each.metal, by=_BY, metal=name, price=str(each.per_ozt))


class _NoRedirects(HTTPRedirectHandler):
    """An address that points elsewhere is given anew by the owner, not followed."""

    def redirect_request(self, *args: object, **options: object) -> None:
        return None


def _download(address: str) -> str:
    """Return a text of at most a megabyte, from https alone (or from this machine, for a trial)."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ImproperlyConfigured("METAL_FEED_URL must be an https address.")
    request = Request(address, headers={"Accept": "text/csv", "User-Agent": "Atelier"})
    try:
        with build_opener(_NoRedirects).open(request, timeout=TIMEOUT) as answer:
            content = _bounded(answer)
        return content.decode("utf-8-sig")
    except (URLError, OSError, UnicodeDecodeError) as error:
        raise FeedFailed(f"{parts.hostname}: {error}") from error


def _bounded(answer: Any) -> bytes:
    until, content = time.monotonic() + TOTAL_SECONDS, b""
    while chunk := answer.read1(65536):
        content += chunk
        if len(content) > MOST_BYTES or time.monotonic() > until:
            raise FeedFailed("The list is too large or comes too slowly.")
    return content
