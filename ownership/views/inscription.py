"""The last stage at the bench: the number is inscribed, and a second person reads it back.

Plain forms, a page a step, so that it works on any tablet and without JavaScript.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier import live
from atelier.journal.refusals import Refusal
from atelier.people.actors import actor_of
from ownership.actions.inscriptions import find_misplaced
from ownership.actions.inscriptions import inscribe as mark_inscribed
from ownership.actions.inscriptions import read_back as compare
from ownership.forms import ReadBackForm
from ownership.models import Serial
from ownership.numbers import parse
from ownership.places import RING
from ownership.statuses import SerialStatus
from production.actions.runs import start_run
from production.bench import badges, signed_in, signed_in_quietly
from production.bench.decorators import BenchRequest
from production.models import About, Job, StageKind, StageRun
from production.policies.runs import why_not_start
from production.statuses import OPEN_RUNS

Step = Callable[[BenchRequest, Job, StageRun], HttpResponse]


def in_inscription(view: Step) -> Any:
    """Let a tap through while the inscription is open; one that comes late sees the job instead."""

    @signed_in
    @require_POST
    @wraps(view)
    def guarded(request: BenchRequest, envelope: str) -> HttpResponse:
        job = _job(envelope)
        if run := _open_run(job):
            return view(request, job, run)
        messages.info(request, "This inscription is over. Here is where the piece is now.")
        return redirect("bench:job", envelope=job.envelope)

    return guarded


@signed_in
@never_cache
@require_safe
def inscribe(request: BenchRequest, envelope: str) -> HttpResponse:
    """Show the number and what is to be done with it now."""
    return _now(request, envelope)


@require_safe
def inscribe_now(request: HttpRequest, envelope: str) -> HttpResponseBase:
    """Answer the screen's poll: 304 without a query while nothing changed, else its parts."""
    if live.is_unchanged(request, reader=badges.reader_of(request)):
        return HttpResponseNotModified()
    return _anew(request, envelope)


@signed_in_quietly
def _anew(request: BenchRequest, envelope: str) -> HttpResponseBase:
    etag = _etag(request, _job(envelope))
    return live.tagged(_now(request, envelope, frame="bench/now.html"), etag)


def _now(request: BenchRequest, envelope: str, frame: str = "bench/base.html") -> HttpResponse:
    job = _job(envelope)
    # Read before the rows: what changes in between is found by the next poll.
    etag = _etag(request, job)
    run = _open_run(job)
    if run is None:
        return redirect("bench:job", envelope=envelope)
    return _page(request, job, run, etag=etag, frame=frame)


def _etag(request: BenchRequest, job: Job) -> str:
    page = reverse("ownership:inscribe_now", args=[job.envelope])
    subject = f"commission:{job.commission_id}"
    return live.tag(subject, page=page, reader=badges.reader_of(request))


@in_inscription
def start(request: BenchRequest, job: Job, run: StageRun) -> HttpResponse:
    """Take the inscription in hand."""
    try:
        start_run(run=run, jeweller=request.jeweller, by=actor_of(request), tablet=request.tablet)
    except Refusal as refusal:
        return _page(request, job, run, refusal=refusal)
    return redirect("ownership:inscribe", envelope=job.envelope)


@in_inscription
def inscribed(request: BenchRequest, job: Job, run: StageRun) -> HttpResponse:
    """Say that the laser has done its work."""
    serial = get_object_or_404(_living(job))
    try:
        mark_inscribed(serial=serial, jeweller=request.jeweller, by=actor_of(request))
    except Refusal as refusal:
        return _page(request, job, run, refusal=refusal)
    return redirect("ownership:inscribe", envelope=job.envelope)


@in_inscription
def read_back(request: BenchRequest, job: Job, run: StageRun) -> HttpResponse:
    """Compare what the second person typed; a first mismatch asks them to look once more.

    A slip of the thumb must not cost a good piece its number, so only the same answer given
    twice, or a second different one, is the engraver's I-TEXT.
    """
    serial = get_object_or_404(_living(job))
    form = ReadBackForm(request.POST)
    if not form.is_valid():
        return _page(request, job, run, form=form)
    read = form.cleaned_data["read"]
    if parse(read) != serial.text and not request.POST.get("looked_twice"):
        return _page(request, job, run, form=form, look_again=True)
    try:
        agreed = compare(serial=serial, read=read, reader=request.jeweller, by=actor_of(request))
    except Refusal as refusal:
        return _page(request, job, run, form=form, refusal=refusal)
    return render(request, "ownership/read_back.html", {"job": job, "serial": serial, "ok": agreed})


@in_inscription
def misplaced(request: BenchRequest, job: Job, run: StageRun) -> HttpResponse:
    """Say that the number stands in the wrong place."""
    serial = get_object_or_404(_living(job))
    try:
        find_misplaced(serial=serial, reader=request.jeweller, by=actor_of(request))
    except Refusal as refusal:
        return _page(request, job, run, refusal=refusal)
    shown = {"job": job, "serial": serial, "misplaced": True}
    return render(request, "ownership/read_back.html", shown)


def _page(
    request: BenchRequest,
    job: Job,
    run: StageRun,
    *,
    form: ReadBackForm | None = None,
    refusal: Refusal | None = None,
    look_again: bool = False,
    frame: str = "bench/base.html",
    etag: str = "",
) -> HttpResponse:
    serial = _living(job).first()
    words: dict[str, Any] = {
        "frame": frame,
        "etag": etag,
        "job": job,
        "run": run,
        "serial": serial,
        "groups": serial.text.split("-") if serial else [],
        "on_shank": serial is not None and serial.place.startswith(RING),
        "step": _step(run, serial),
        "why_not": "" if run.started_at else why_not_start(run, request.jeweller),
        "is_engraver": run.jeweller_id == request.jeweller.pk,
        "form": form or ReadBackForm(),
        "refusal": refusal,
        "look_again": look_again,
        "helps": [(uuid.uuid4(), value, label) for value, label in About.choices],
        "back": reverse("bench:job", args=[job.envelope]),
    }
    status = refusal.status if refusal else 200
    return render(request, "ownership/inscription.html", words, status=status)


def _step(run: StageRun, serial: Serial | None) -> str:
    """Return which of the screen's four faces is shown."""
    if serial is None:
        return "wait"
    if serial.status == SerialStatus.INSCRIBED:
        return "read"
    return "inscribe" if run.started_at else "start"


def _job(envelope: str) -> Job:
    return get_object_or_404(Job.objects.select_related("commission"), envelope=envelope.upper())


def _open_run(job: Job) -> StageRun | None:
    runs = job.runs.for_the_bench().filter(status__in=OPEN_RUNS)
    return runs.filter(stage__kind=StageKind.INSCRIPTION).first()


def _living(job: Job) -> Any:
    return job.serials.exclude(status=SerialStatus.VOID)
