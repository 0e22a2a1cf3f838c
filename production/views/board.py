"""The wall board, on a television enrolled like a tablet: nobody signs in, nothing changes."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from atelier import live
from atelier.house.models import House
from atelier.people.tablets import COOKIE
from production.bench import on_tablet
from production.boards import board_now as house_now
from production.live import BENCH


@on_tablet
def board(request: Any) -> HttpResponse:
    """Show every piece on its stage."""
    return _show(request, "bench/base.html")[0]


def board_now(request: HttpRequest) -> HttpResponseBase:
    """Answer the board's poll: 304 without a query while nothing changed, else the board."""
    if live.is_unchanged(request, reader=_reader(request)):
        return HttpResponseNotModified()
    return _board_now(request)


@on_tablet
def _board_now(request: Any) -> HttpResponseBase:
    return live.tagged(*_show(request, "bench/now.html"))


def _show(request: HttpRequest, frame: str) -> tuple[HttpResponse, str]:
    """Return the page and its tag."""
    # Read before the rows: what changes in between is found by the next poll.
    told = live.version(BENCH)
    page = reverse("bench:board_now")
    etag = live.tag(BENCH, page=page, reader=_reader(request), told=told)
    shown = {"frame": frame, "etag": etag, "house_now": _drawn(told)}
    return render(request, "bench/board.html", shown), etag


def _drawn(told: str) -> str:
    """Return the house as it stood at a version, drawn once for every screen of the house.

    Nothing in it is for one reader alone. A version is never given twice, and it is renewed
    after each commit at the bench and each minute, so what is kept under it is never behind.
    """
    key = f"board:{told}"
    if (drawn := cache.get(key)) is None:
        shown = {"house": House.current(), "board": house_now()}
        drawn = str(render_to_string("bench/parts/board.html", shown))
        cache.set(key, drawn, timeout=2 * live.REREAD_SECONDS)
    # Rendered by the template just above, or a minute ago.
    return mark_safe(drawn)  # noqa: S308


def _reader(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")
