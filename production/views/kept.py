"""What a tablet keeps for a time without network: the app itself, and the next jobs' screens."""

import copy
import hashlib
import time
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.http import JsonResponse as Json
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from atelier import live
from atelier.headers import PAGES
from atelier.house.models import House
from production.bench import badges, signed_in_quietly
from production.benches import Bench, Row, bench_of
from production.live import BENCH
from production.models import Job
from production.views.bench import station_of, with_bench
from production.views.doors import people
from production.views.foreseen import drawn, screens_of
from production.views.jobs import screen, with_card
from production.views.stones import stones_left

JOBS_KEPT = 20
# A kept screen carries its jeweller's badge, which must not grow too old.
RENEWED_SECONDS = 6 * 3600
SHELL = ["css/tokens.css", "css/bench.css", "fonts/hanken.woff2", "fonts/cormorant.woff2"]
SHELL += ["img/bench.svg", "img/mark.svg", "img/bench-192.png"]
PARTS = ["early", "keep", "lock", "mark", "queue", "unlock"]
# What those take from each other.
PARTS += ["database", "doors", "people", "say", "settle", "shrink", "states", "store", "waiting"]
SHELL += ["js/live.js", "js/bench.js", *(f"js/bench-{part}.js" for part in PARTS)]


def manifest(request: HttpRequest) -> HttpResponse:
    """Answer what makes the bench an app on the tablet."""
    icons = [
        {"src": static(f"img/bench-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    shown = {
        "id": reverse("bench:home"),
        "name": f"{House.current().name}: the bench",
        "short_name": "Bench",
        "start_url": reverse("bench:home"),
        "scope": reverse("bench:home"),
        "display": "standalone",
        "background_color": "#fbf8f2",
        "theme_color": "#1f3a33",
        "icons": [each | {"purpose": "any maskable"} for each in icons],
    }
    return Json(shown, content_type="application/manifest+json")


def worker(request: HttpRequest) -> HttpResponse:
    """Answer the script that serves the bench without network."""
    shell = [static(name) for name in SHELL]
    shown = {"shell": shell, "policy": PAGES}
    response = render(request, "bench/worker.js", shown, "text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


def kept(request: HttpRequest) -> HttpResponseBase:
    """Name the jobs to keep, each with a mark of its present state; 304 while nothing changed."""
    reader = badges.reader_of(request)
    if live.is_unchanged(request, reader=reader):
        return HttpResponseNotModified()
    etag = live.tag(BENCH, page=request.path, reader=reader)
    return live.tagged(_kept(request), etag)


@signed_in_quietly
def _kept(request: Any) -> HttpResponse:
    bench = bench_of(request.jeweller)
    rows = [*bench.now, *bench.next, *bench.waiting][:JOBS_KEPT]
    told = {
        "who": request.jeweller.name,
        "jobs": [{"envelope": row.run.job.envelope, "mark": _mark(row.run.job)} for row in rows],
        "pages": dict(_pages(request, bench)),
        "doors": dict(_doors(request)),
        "people": {each.name: badges.pin_print(each) for each in people()},
        "station": station_of(request),
    }
    return Json(told)


def _pages(request: Any, bench: Bench) -> Iterator[tuple[str, str]]:
    """Draw what only this person sees: the bench at each of their stations."""
    home = reverse("bench:home")
    for station in ["", *request.jeweller.skills]:
        shown = with_bench(request, _at(bench, station, request.jeweller), station)
        yield f"{home}?station={station}", drawn(request, "home", shown)
    yield reverse("bench:waiting"), drawn(request, "waiting", {})
    yield "absent", drawn(request, "absent", {})


def _at(bench: Bench, station: str, jeweller: Any) -> Bench:
    """Return the same lists as they are at one station, whatever is in their hands included."""

    def there(rows: list[Row]) -> list[Row]:
        mine = (station, jeweller.pk)
        return [row for row in rows if set(mine) & {row.run.stage.skill, row.run.jeweller_id}]

    if not station:
        return bench
    return Bench(bench.calls, there(bench.now), there(bench.next), there(bench.waiting))


def _doors(request: Any) -> Iterator[tuple[str, str]]:
    """Draw what anybody sees: the names, and where this person types their PIN."""
    shut = copy.copy(request)
    shut.jeweller = None
    yield reverse("bench:names"), drawn(shut, "names", {"people": people()})
    pin = reverse("bench:pin", args=[request.jeweller.pk])
    yield pin, drawn(shut, "pin", {"jeweller": request.jeweller})
    yield reverse("bench:waiting"), drawn(shut, "waiting", {})
    yield "absent", drawn(shut, "absent", {})


@signed_in_quietly
def kept_job(request: Any, envelope: str) -> HttpResponse:
    """Return a job's screens, and the stones that are still to be compared."""
    shown = with_card(screen(request, envelope))
    told = {"who": request.jeweller.name, "mark": _mark(shown["job"])}
    told |= {"stones": [each.pk for each in stones_left(shown)]}
    return Json(told | {"screens": dict(screens_of(request, shown))})


def _mark(job: Job) -> str:
    told = [job.version, len(job.note), int(time.time()) // RENEWED_SECONDS, *map(static, SHELL)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
