"""What a tablet keeps for a time without network: the app itself, and the next jobs' screens."""

import copy
import hashlib
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.http import JsonResponse as Json
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from atelier import live
from atelier.headers import PAGES
from atelier.house.models import House
from production.bench import badges, signed_in_quietly
from production.benches import bench_of
from production.live import BENCH
from production.models import Job, StageKind
from production.statuses import RunStatus
from production.views.jobs import may, screen, with_card, with_last_weighing, with_reasons

JOBS_KEPT = 20
# A kept screen carries its jeweller's badge, which must not grow too old.
RENEWED_SECONDS = 6 * 3600
ONLINE_ONLY = "The number is inscribed and read back online."
# What was said on another page is not said again days later.
KEPT = {"messages": (), "kept": True, "frame": "bench/base.html"}
WAITS = "Kept on this tablet. What comes next opens when it is online again."
SHELL = ["css/tokens.css", "css/bench.css", "fonts/hanken.woff2", "fonts/cormorant.woff2"]
SHELL += ["img/bench.svg", "img/mark.svg", "img/bench-192.png"]
SHELL += [f"js/bench{part}.js" for part in ("", "-mark", "-keep", "-queue")]
SHELL += ["js/live.js"]
# Named by the modules themselves, so without a hash.
MODULES = [f"js/bench-{part}.js" for part in ("say", "shrink", "states", "store")]
# What a tap that was not sent yet makes of a run that is now ready, in hand or paused.
IMAGINED = (RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.DONE, RunStatus.FAILED)


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
    shell += [settings.STATIC_URL + name for name in MODULES]
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
    shown = {"bench": bench, "etag": ""}
    home = _drawn(request, "home", shown)
    jobs = [{"envelope": row.run.job.envelope, "mark": _mark(row.run.job)} for row in rows]
    return Json({"pages": {reverse("bench:home"): home}, "jobs": jobs})


@signed_in_quietly
def kept_job(request: Any, envelope: str) -> HttpResponse:
    """Return a job's screens: as they are now, and as this tablet's own taps will make them.

    The keys are what follows the job's address, then "#" and the imagined status.
    """
    shown = with_card(screen(request, envelope))
    if shown["run"] and shown["run"].stage.kind == StageKind.INSCRIPTION:
        shown["until_online"] = ONLINE_ONLY
    return Json({"mark": _mark(shown["job"]), "screens": dict(_screens(request, shown))})


def _screens(request: Any, shown: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "#", _drawn(request, "job", shown)
    yield "picture/#", _drawn(request, "picture", shown)
    yield "problem/?note=1#", _drawn(request, "problem", shown)
    if shown["run"] is None:
        return
    yield from _in_hand(request, shown, "")
    for status in IMAGINED:
        imagined = _imagine(shown, status, request.jeweller)
        yield f"#{status}", _drawn(request, "job", imagined)
        if status == RunStatus.RUNNING:
            yield from _in_hand(request, imagined, status)


def _in_hand(request: Any, shown: dict[str, Any], status: str) -> Iterator[tuple[str, str]]:
    if shown["in_my_hands"]:
        if shown["run"].stage.weighs:
            yield f"weigh/#{status}", _drawn(request, "weigh", with_last_weighing(shown))
        yield f"problem/#{status}", _drawn(request, "problem", with_reasons(shown))


def _imagine(shown: dict[str, Any], status: RunStatus, jeweller: Any) -> dict[str, Any]:
    run = copy.copy(shown["run"])
    run.status, run.jeweller = status, jeweller
    waits = WAITS if status in (RunStatus.DONE, RunStatus.FAILED) else shown.get("until_online")
    now = {"state": status.value, "word": status.label}
    strip = [replace(mark, **now) if mark.is_now else mark for mark in shown["strip"]]
    return shown | {"run": run, "strip": strip, "until_online": waits} | may(run, jeweller)


def _drawn(request: Any, page: str, shown: dict[str, Any]) -> str:
    return render_to_string(f"bench/{page}.html", shown | KEPT, request)


def _mark(job: Job) -> str:
    told = [job.version, len(job.note), int(time.time()) // RENEWED_SECONDS, *map(static, SHELL)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
