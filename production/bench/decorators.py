"""Lets a view be seen on an enrolled tablet only, and only by somebody who signed in there."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from atelier.house.models import House
from atelier.people.models import Jeweller, Tablet
from atelier.people.tablets import tablet_with
from production.bench import badges

View = Callable[..., HttpResponseBase]


class BenchRequest(HttpRequest):
    """A request from an enrolled tablet with somebody signed in.

    `met` is who its word names, read with the tablet and not yet proven.
    """

    tablet: Tablet
    met: Jeweller | None
    jeweller: Jeweller
    badge: str
    idle_seconds: int


def on_tablet(view: View) -> View:
    """Show the view on an enrolled tablet, giving `request.tablet`; else ask to enrol it."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.tablet, request.met = tablet_with(request, badges.named_in(request))
        if request.tablet is None:
            return redirect(f"{reverse('bench:enrol')}{_then(request)}")
        with timezone.override(_zone(request.tablet)):
            response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return guarded


def _then(request: HttpRequest) -> str:
    """A television goes on to the board it came for; a tablet begins with the names."""
    board = reverse("bench:board")
    return f"?next={quote(board)}" if request.path == board else ""


def _zone(tablet: Tablet) -> ZoneInfo:
    return ZoneInfo(tablet.house_zone) if tablet.house_zone else House.current().zone


def signed_in(view: View) -> View:
    """Show the view to somebody who signed in, giving `request.jeweller` and `request.tablet`.

    Anybody else meets the names first and comes back afterwards. Each look keeps the tablet
    unlocked for a while.
    """

    @wraps(view)
    def kept(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if badges.COOKIE not in response.cookies and badges.is_ageing(request):
            badges.let_in(response, request.jeweller, request.tablet)
        return response

    return signed_in_quietly(kept)


def signed_in_quietly(view: View) -> View:
    """Do as `signed_in`, for what a page asks by itself: it keeps no tablet unlocked."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.jeweller = badges.jeweller_of(request)
        if request.jeweller is None:
            return _to_names(request)
        request.badge = badges.badge(request.jeweller, request.tablet)
        request.idle_seconds = badges.IDLE_SECONDS
        return view(request, *args, **kwargs)

    return on_tablet(guarded)


def _to_names(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return redirect("bench:names")
    return redirect(f"{reverse('bench:names')}?next={quote(request.get_full_path())}")
