"""My bench, the list that keeps itself fresh, and the way from an envelope to its job."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse

from atelier import live
from atelier.people.skills import Skill
from production.bench import badges, signed_in, signed_in_quietly
from production.benches import Bench, bench_of
from production.live import BENCH
from production.models import Job

# A scanner types the whole address; a person types the eight characters, perhaps in two groups.
ENVELOPE = re.compile(r"([A-HJ-NP-Z2-9]{8})/*$")

# The cookie that remembers which station the tablet stands at.
STATION = "station"


@signed_in
def home(request: Any) -> HttpResponse:
    """Show Now, Next and Waiting, at the station that was chosen on this tablet."""
    if STATION in request.GET:
        response = redirect("bench:home")
        response.set_cookie(STATION, request.GET[STATION][:12], samesite="Lax", httponly=True)
        return response
    etag, station = _etag(request), station_of(request)
    shown = with_bench(request, bench_of(request.jeweller, station), station)
    return render(request, "bench/home.html", shown | {"etag": etag})


def with_bench(request: Any, bench: Bench, station: str) -> dict[str, Any]:
    """Return what the bench's page shows: the lists, and the stations to choose from."""
    trades = [Skill(each) for each in request.jeweller.skills]
    return {"bench": bench, "station": station, "trades": trades}


def listing(request: HttpRequest) -> HttpResponseBase:
    """Answer a tablet's poll: 304 without a query while nothing changed, else the list."""
    if live.is_unchanged(request, reader=_reader(request)):
        return HttpResponseNotModified()
    etag = _etag(request)
    return live.tagged(_list(request), etag)


@signed_in
def find(request: Any) -> HttpResponse:
    """Open the job of a scanned or typed envelope code."""
    typed = request.GET.get("code", "").strip()
    code = typed.upper().replace(" ", "").replace("-", "")
    match = ENVELOPE.search(code)
    if match and Job.objects.filter(envelope=match[1]).exists():
        return redirect("bench:job", envelope=match[1])
    messages.error(request, f"No envelope says “{typed[:40]}”. Please look again.")
    return redirect("bench:home")


@signed_in_quietly
def _list(request: Any) -> HttpResponse:
    return render(
        request, "bench/parts/list.html", {"bench": bench_of(request.jeweller, station_of(request))}
    )


def _etag(request: HttpRequest) -> str:
    return live.tag(BENCH, page=reverse("bench:list"), reader=_reader(request))


def _reader(request: HttpRequest) -> str:
    """Say who reads, and at which station."""
    reader = badges.reader_of(request)
    return reader and f"{reader} {request.COOKIES.get(STATION, '')}"


def station_of(request: Any) -> str:
    """Return the trade that is looked at; "" for all of the jeweller's."""
    chosen = str(request.COOKIES.get(STATION, ""))
    return chosen if chosen in request.jeweller.skills else ""
