"""Every tap of a tablet arrives here, as a plain form or from the tablet's queue."""

import hashlib
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from atelier.people.actors import actor_of
from atelier.people.models import Jeweller
from atelier.prepared import Prepared, slot
from production.actions.updates import Answer, Sent, known, quarantine, receive
from production.bench import badges, on_tablet
from production.forms import TapForm, first_error
from production.models import Job, StageRun
from production.policies.weights import UnusualWeight
from production.tapping import TAPS, WARNING, Tap, perform
from production.views.jobs import screen

CARRIED = {*TapForm.base_fields, "csrfmiddlewaretoken"}
WEIGHTS = ("weight_in", "weight_out", "scrap", "lemel", "added")
UNREADABLE, LOCKED = 400, 401
_SHOWN = Q(pk=slot("run"), job__envelope=slot("envelope"))
_SEEN = Prepared(lambda: StageRun.objects.as_seen().filter(_SHOWN))
_SEEN_WITH_MAKER = Prepared(lambda: StageRun.objects.as_seen().with_maker().filter(_SHOWN))
# These ask whose work it is.
_ASK_MAKER = ("pass", "hand-over")


@require_POST
@on_tablet
def act(request: Any, envelope: str, kind: str) -> HttpResponse:
    """Do what was tapped, once; answer JSON to the queue, a page to a plain form."""
    carried = TapForm(request.POST)
    seen = carried.cleaned_data["run"] if carried.is_valid() else None
    job, run = _as_seen(envelope, seen, _SEEN_WITH_MAKER if kind in _ASK_MAKER else _SEEN)
    if kind not in TAPS or not carried.is_valid():
        return _respond(request, job, kind, _refused(UNREADABLE, "unreadable", "Please try again."))
    request.jeweller = _whose(request, carried.cleaned_data["badge"])
    if request.jeweller is None:
        return _respond(request, job, kind, _refused(LOCKED, "locked", "Please sign in again."))
    return _respond(request, job, kind, _do(request, kind, carried.cleaned_data, job, run))


def _as_seen(
    envelope: str, seen: int | None, reads: Prepared[StageRun]
) -> tuple[Job, StageRun | None]:
    """Return the job and the run that the screen showed, in one query."""
    if seen and (run := reads.first(run=seen, envelope=envelope)):
        return run.job, run
    return get_object_or_404(Job, envelope=envelope), None


def _do(request: Any, kind: str, carried: dict[str, Any], job: Job, run: StageRun | None) -> Answer:
    sent = Sent(
        uuid=carried["uuid"],
        kind=kind,
        job=job,
        tablet=request.tablet,
        jeweller=request.jeweller,
        base_version=carried["base_version"],
        body=_body(request) | {"run": carried["run"]},
        device_time=carried["device_time"],
        after=carried["after"],
    )
    if not request.jeweller.is_active:
        return quarantine(sent)
    if sent.after:
        if answer := known(sent):
            return answer
        run = _left(sent)
    form = TAPS[kind].form(request.POST, request.FILES, run=run)
    if not form.is_valid():
        return _refused(UNREADABLE, "incomplete", first_error(form))
    tap = Tap(job, run, sent, actor_of(request), form)
    return receive(sent, lambda: perform(tap))


def _left(sent: Sent) -> StageRun | None:
    """What follows another tap unheard is about the run that one left, not the one it saw."""
    runs = StageRun.objects.as_seen().with_maker().filter(job=sent.job)
    return runs.order_by("-pk").first()


def _whose(request: Any, badge: str) -> Jeweller | None:
    """A queued tap is its maker's, whoever is signed in by now."""
    if badge:
        return badges.wearer_of(badge, request)
    return badges.jeweller_of(request)


def _body(request: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        name: request.POST.getlist(name) for name in sorted(request.POST) if name not in CARRIED
    }
    for name, upload in request.FILES.items():
        body[name] = hashlib.sha256(upload.read()).hexdigest()
        upload.seek(0)
    return body


def _respond(request: Any, job: Job, kind: str, answer: Answer) -> HttpResponse:
    queued = "json" in request.headers.get("Accept", "")
    warns = answer.body.get("tone") == WARNING
    if answer.body["ok"] and (warns or not queued or request.headers.get("X-Now")):
        level = messages.WARNING if warns else messages.SUCCESS
        messages.add_message(request, level, answer.body["sentence"])
    if queued:
        return JsonResponse(answer.body, status=answer.status)
    if answer.body.get("code") == UnusualWeight.code:
        return _confirm_weights(request, job, answer)
    if not answer.body["ok"]:
        messages.error(request, answer.body["sentence"])
    if answer.status == LOCKED:
        return redirect("bench:names")
    return redirect(_back(kind, answer), envelope=job.envelope)


def _back(kind: str, answer: Answer) -> str:
    return TAPS[kind].back if kind in TAPS and answer.status == UNREADABLE else "bench:job"


def _confirm_weights(request: Any, job: Job, answer: Answer) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in WEIGHTS}
    shown = screen(request, job.envelope) | typed | {"unusual": answer.body["sentence"]}
    return render(request, "bench/weigh.html", shown, status=answer.status)


def _refused(status: int, code: str, sentence: str) -> Answer:
    return Answer(status, {"ok": False, "code": code, "sentence": sentence})
