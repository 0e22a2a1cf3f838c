"""A job's screens for a time without network: as they are, and as this tablet's taps make them.

The keys are what follows the job's address, then "#" and the state; see `bench-states.js`, which
works the state out from what waits.
"""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string

from orders.models import CommissionStone
from production.foresight import INSCRIBED_ONLINE, next_run, why_not_yet, worked_on
from production.models import StageKind, StageRun
from production.statuses import RunStatus
from production.views.album import with_album
from production.views.jobs import may, with_last_weighing, with_reasons
from production.views.stones import stones_left, with_stone

# What was said on another page is not said again days later.
KEPT = {"messages": (), "kept": True, "frame": "bench/base.html"}
WAITS = "Kept on this tablet. What comes next opens when it is online again."
COMPARED = "Kept on this tablet. Setting opens when the house has compared it with the record."
# How many stages beyond the present one somebody may begin before the house has heard of them.
STAGES_AHEAD = 2

Shown = dict[str, Any]


def drawn(request: Any, page: str, shown: Shown) -> str:
    """Return one page of the bench as it is kept."""
    return render_to_string(f"bench/{page}.html", shown | KEPT, request)


def screens_of(request: Any, shown: Shown) -> Iterator[tuple[str, str]]:
    """Yield each screen's key and its page."""
    run = shown["run"]
    if run and run.stage.kind == StageKind.INSCRIPTION:
        shown = shown | {"until_online": INSCRIBED_ONLINE}
    left = stones_left(shown)
    shown = shown | {"to_prove": len(left)}
    yield "#", drawn(request, "job", shown)
    yield "picture/#", drawn(request, "picture", shown)
    yield "problem/?note=1#", drawn(request, "problem", shown)
    yield "#over", drawn(request, "job", shown | {"until_online": WAITS})
    if request.jeweller.may_release:
        yield "pictures/#", drawn(request, "album", with_album(shown))
    yield from _comparisons(request, shown, left)
    if run and not shown.get("until_online") and _may_act(shown):
        yield from _in_hand(request, shown, "")
        yield from _steps(request, shown | {"worked": worked_on(run)}, 0)


def _may_act(shown: Shown) -> bool:
    ready = shown["run"].status == RunStatus.READY
    return bool(shown["in_my_hands"] or (ready and not shown["why_not"]))


def _comparisons(
    request: Any, shown: Shown, left: list[CommissionStone]
) -> Iterator[tuple[str, str]]:
    for promise in left:
        page = drawn(request, "compare", with_stone(shown, promise, left))
        yield f"stones/?stone={promise.pk}#", page
    if left:
        compared = shown | {"until_online": COMPARED, "to_prove": 0}
        yield "#compared", drawn(request, "job", compared)


def _steps(request: Any, shown: Shown, step: int) -> Iterator[tuple[str, str]]:
    """What may happen in this stage, and where its good end leads."""
    for status in (RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.FAILED):
        imagined = _imagine(shown, status, request.jeweller)
        yield f"#{step}{status}", drawn(request, "job", imagined)
        if status == RunStatus.RUNNING:
            yield from _in_hand(request, imagined, f"{step}{status}")
    following = _following(shown, request.jeweller)
    if following is None:
        return
    yield f"#{step + 1}ready", drawn(request, "job", following)
    if not following["why_not"] and step < STAGES_AHEAD:
        yield from _steps(request, following, step + 1)


def _in_hand(request: Any, shown: Shown, state: str) -> Iterator[tuple[str, str]]:
    if shown["in_my_hands"]:
        if shown["run"].stage.weighs:
            yield f"weigh/#{state}", drawn(request, "weigh", with_last_weighing(shown))
        yield f"problem/#{state}", drawn(request, "problem", with_reasons(shown))


def _imagine(shown: Shown, status: RunStatus, jeweller: Any) -> Shown:
    run = copy.copy(shown["run"])
    run.status, run.jeweller = status, jeweller
    waits = WAITS if status == RunStatus.FAILED else ""
    return _as(shown, run, status) | {"until_online": waits} | may(run, jeweller)


def _following(shown: Shown, jeweller: Any) -> Shown | None:
    """Return the screen of the next stage, ready: to be begun, or with what it waits for."""
    run = shown["run"]
    if (coming := next_run(run, jeweller, shown["worked"])) is None:
        return None
    ended = _as(shown, run, RunStatus.DONE)
    why_not = why_not_yet(coming, jeweller, shown["ahead"])
    said = f"Kept on this tablet. {why_not}" if why_not else ""
    worked = [*shown["worked"], StageRun(stage=run.stage, jeweller=jeweller, hands=run.hands)]
    nothing = {"in_my_hands": False, "can_skip": False, "takers": [], "try_ons": None}
    marks = [replace(mark, is_now=mark.stage.pk == coming.stage.pk) for mark in ended["strip"]]
    ended |= {"run": coming, "strip": marks, "worked": worked}
    return _as(ended, coming, RunStatus.READY) | nothing | {"why_not": said}


def _as(shown: Shown, run: StageRun, status: RunStatus) -> Shown:
    now = {"state": status.value, "word": status.label}
    strip = [replace(mark, **now) if mark.is_now else mark for mark in shown["strip"]]
    return shown | {"run": run, "strip": strip}
