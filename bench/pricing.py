"""Prices: an option of 40 lines and the live General price, beside a bare view.

Both are worked out from the database each time. The bare view answers a page of 2 kB through the
same middleware. Rounds are interleaved in one process, and the median round counts.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from atelier.local.stack import BASE, EMPTY, opened
from bench.figures import Figure

ROUNDS = 9
TIMES = 40
LINES = 40


def measure() -> Iterator[Figure]:
    """Yield how fast each is, as a share of a bare view's pace, and the queries they ask."""
    with tempfile.TemporaryDirectory(prefix="atelier-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o711)
        with opened(Path(place) / "house", **EMPTY) as house:
            found = _run(house.environment)
    share = "× a bare view's pace"
    yield Figure("pricing an option of 40 lines", found["option"], share, 0.03, at_least=True)
    yield Figure("the live General price", found["live"], share, 0.015, at_least=True)
    yield Figure("queries of the live General price", found["queries"], "queries", 10)


def _run(environment: dict[str, str]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.pricing"]
    done = subprocess.run(
        command, env=environment, cwd=BASE, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _inside() -> None:
    """Measure inside the house, with Django set up."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.settings")
    django.setup()
    for command in ("reference", "catalogue"):
        call_command(command, verbosity=0)
    found_paces = paces({"bare": bare_page(), "option": _option(), "live": _live()})
    found = {name: found_paces[name] / found_paces["bare"] for name in ("option", "live")}
    sys.stdout.write(json.dumps(found | {"queries": _queries()}) + "\n")


def paces(acts: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Return how often a second each act goes, in the median of the rounds."""
    rounds: dict[str, list[float]] = {name: [] for name in acts}
    for act in acts.values():
        act()
    for _ in range(ROUNDS):
        for name, act in acts.items():
            started = time.perf_counter()
            for _ in range(TIMES):
                act()
            rounds[name].append(TIMES / (time.perf_counter() - started))
    return {name: statistics.median(paces) for name, paces in rounds.items()}


def bare_page() -> Callable[[], Any]:
    """A page of 2 kB from a template, without a query, through all of the house's middleware."""
    from django.conf import settings
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.urls import path
    from django.utils.module_loading import import_string

    page = engines["django"].from_string("<p>{{ words }}</p>" * 40)

    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse(page.render({"words": "forty letters of nothing in particular.."}))

    urls = import_string(f"{settings.ROOT_URLCONF}.urlpatterns")
    urls.insert(0, path("bare/", bare))
    return asking("/bare/")


def _live() -> Callable[[], Any]:
    return asking("/designs/AT-E01/price/?metal=18KR&size=8&system=us")


def asking(address: str) -> Callable[[], Any]:
    """Return the act of looking at an address through all of the house's middleware."""
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})

    def ask() -> None:
        if client.get(address, secure=True).status_code != 200:
            raise RuntimeError(f"{address} did not answer")

    return ask


def _option() -> Callable[[], Any]:
    """Today's figures, 40 lines from them, and their total with tax and deposit."""
    from decimal import Decimal

    from atelier.materials.models import Alloy
    from designs.models import Design
    from orders.figures import Figures
    from orders.models import Quote
    from orders.priced_lines import Choice, PricedLine, lines_for
    from orders.totals import total_of

    design = Design.objects.get(code="AT-E01")
    alloy = Alloy.objects.get(code="18KR")
    quote = Quote(tax_rate=Decimal("8.875"))

    def price() -> None:
        figures = Figures.today()
        lines: list[PricedLine] = []
        while len(lines) < LINES:
            lines += lines_for(Choice(design, alloy), figures)
        total_of(lines[:LINES], quote)

    return price


def _queries() -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask = _live()
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


if __name__ == "__main__":
    _inside()
