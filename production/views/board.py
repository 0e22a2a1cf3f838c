"""The wall board, on a television enrolled like a tablet: nobody signs in, nothing changes."""

from typing import Any

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
    told, drawn = _drawn()
    page = reverse("bench:board_now")
    etag = live.tag(BENCH, page=page, reader=_reader(request), told=told)
    shown = {"frame": frame, "etag": etag, "house_now": drawn}
    return render(request, "bench/board.html", shown), etag


def _drawn() -> tuple[str, str]:
    """Return the bench's version and the house as it stood, drawn once for every screen.

    Nothing in it is for one reader alone. A version is never given twice, is renewed after each
    commit at the bench and each minute, and is read before the rows: what is kept is never behind.
    """
    told, drawn = live.kept(BENCH, "board")
    if drawn is None:
        shown = {"house": House.current(), "board": house_now()}
        drawn = str(render_to_string("bench/parts/board.html", shown))
        live.keep("board", told, drawn)
    # Rendered by the template just above, or a moment ago.
    return told, mark_safe(drawn)  # noqa: S308


def _reader(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")
