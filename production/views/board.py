"""The wall board, on a television enrolled like a tablet: nobody signs in, nothing changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse

from atelier import live
from atelier.people.tablets import COOKIE
from production.bench import on_tablet
from production.boards import board_now as house_now
from production.live import BENCH


@on_tablet
def board(request: Any) -> HttpResponse:
    """Show every piece on its stage."""
    return _show(request, "bench/base.html", _etag(request))


def board_now(request: HttpRequest) -> HttpResponseBase:
    """Answer the board's poll: 304 without a query while nothing changed, else the board."""
    if live.is_unchanged(request, reader=_reader(request)):
        return HttpResponseNotModified()
    return _board_now(request)


@on_tablet
def _board_now(request: Any) -> HttpResponseBase:
    etag = _etag(request)
    return live.tagged(_show(request, "bench/now.html", etag), etag)


def _show(request: HttpRequest, frame: str, etag: str) -> HttpResponse:
    shown = {"frame": frame, "etag": etag, "board": house_now()}
    return render(request, "bench/board.html", shown)


def _etag(request: HttpRequest) -> str:
    return live.tag(BENCH, page=reverse("bench:board_now"), reader=_reader(request))


def _reader(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")
