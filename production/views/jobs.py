"""A job's screens: the envelope's front, weighing, failing or noting, taking a picture."""

import uuid
from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse

from atelier import live
from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from atelier.pictures.responses import serve
from production.actions.notes import OFTEN_SAID
from production.actions.undo import SHOWN_SECONDS, undoable
from production.bench import badges, signed_in, signed_in_quietly
from production.calls import calls_at
from production.cards import card_of
from production.castings import agreed_grams, casting_words, last_weighing
from production.changes import notes_of
from production.live import subject_of
from production.models import About, Job, RunPicture, StageKind, StageRun
from production.pairs import pieces_of
from production.policies import runs as policies
from production.policies.handing_over import takers_of
from production.policies.obstacles import ahead_of
from production.policies.proofs import to_prove
from production.promises import due_of
from production.reasons import reasons_of
from production.rework import SetStones
from production.statuses import OPEN_RUNS, RunStatus, WaitsFor
from production.strip import strip_of


@signed_in
def job(request: Any, envelope: str) -> HttpResponse:
    """Show a job: what it is, where it is, and the one thing to do next."""
    return _job(request, envelope)


def job_now(request: HttpRequest, envelope: str) -> HttpResponseBase:
    """Answer a job screen's poll: 304 without a query while nothing changed, else its parts."""
    if live.is_unchanged(request, reader=badges.reader_of(request)):
        return HttpResponseNotModified()
    return _job_now(request, envelope)


@signed_in
def weigh(request: Any, envelope: str) -> HttpResponse:
    """Ask for the grams in and out, and finish with them."""
    shown = screen(request, envelope)
    if not shown["in_my_hands"]:
        return redirect("bench:job", envelope=envelope)
    return render(request, "bench/weigh.html", with_last_weighing(shown))


@signed_in
def problem(request: Any, envelope: str) -> HttpResponse:
    """Offer the stage's reasons with where each sends the piece, and a note for all else."""
    shown = screen(request, envelope)
    if shown["run"] and shown["in_my_hands"] and "note" not in request.GET:
        shown = with_reasons(shown)
    return render(request, "bench/problem.html", shown)


@signed_in
def take_picture(request: Any, envelope: str) -> HttpResponse:
    """Take a picture of the piece as it is now."""
    return render(request, "bench/picture.html", screen(request, envelope))


@signed_in_quietly
def picture(request: Any, public_id: uuid.UUID, width: int) -> HttpResponseBase:
    """Serve a picture that was taken at the bench."""
    taken = RunPicture.objects.select_related("picture")
    return serve(get_object_or_404(taken, picture__public_id=public_id).picture, width)


@signed_in_quietly
def _job_now(request: Any, envelope: str) -> HttpResponseBase:
    etag = _etag(request, envelope)
    return live.tagged(_job(request, envelope, frame="bench/now.html"), etag)


def _job(request: Any, envelope: str, *, frame: str = "bench/base.html") -> HttpResponse:
    shown = screen(request, envelope) | {"frame": frame}
    run = shown["run"]
    if run and run.stage.kind == StageKind.INSCRIPTION and (address := _inscription(envelope)):
        return redirect(address)
    event = undoable(shown["job"], request.jeweller, request.tablet)
    shown |= {"to_prove": to_prove(shown["job"], run).count()}
    shown |= {"undo": event, "undo_seconds": SHOWN_SECONDS}
    return render(request, "bench/job.html", with_card(shown))


def screen(request: Any, envelope: str) -> dict[str, Any]:
    """Return what every screen of a job shows, and what this jeweller may do."""
    etag = _etag(request, envelope)
    jobs = Job.objects.select_related("commission", "approval__option__alloy").prefetch_related(
        "stages"
    )
    job = get_object_or_404(jobs, envelope=envelope.upper())
    runs = list(job.runs.for_the_bench().prefetch_related("pictures__picture__renditions"))
    run = next((each for each in runs if each.status in OPEN_RUNS), None)
    return {
        "job": job,
        "etag": etag,
        "run": run,
        "strip": strip_of(job, runs, run),
        "due": due_of(job, run),
        "calls": calls_at(job, request.jeweller),
        "pictures": [taken for each in reversed(runs) for taken in each.pictures.all()][:6],
        "uuids": [uuid.uuid4() for _ in range(8)],
        "often_said": OFTEN_SAID,
        **may(run, request.jeweller),
    }


def _etag(request: HttpRequest, envelope: str) -> str:
    page = reverse("bench:job_now", args=[envelope])
    return live.tag(subject_of(envelope.upper()), page=page, reader=badges.reader_of(request))


def with_card(shown: dict[str, Any]) -> dict[str, Any]:
    """Add the envelope's front, what was changed since it was agreed, and what lies ahead."""
    job = shown["job"]
    shown = shown | {"card": card_of(job), "changes": notes_of(job)}
    shown |= {"ahead": ahead_of(job, shown["run"]), "waits": _choices(WaitsFor)}
    if shown["run"] and shown["run"].stage.kind == StageKind.TRY_ON:
        shown |= {"try_ons": shown["run"].try_ons.select_related("appointment__advisor")}
    if shown["run"] and shown["judged"]:
        shown |= {"casting": casting_words(job)}
    takers = _takers(shown["run"]) if shown["in_my_hands"] else []
    return shown | {"helps": _choices(About), "takers": takers}


def with_last_weighing(shown: dict[str, Any]) -> dict[str, Any]:
    """Add what the piece weighed when it was last on the scales, and should weigh when cast."""
    weighed: dict[str, Any] = {"last_weighing": last_weighing(shown["job"])}
    if shown["run"].stage.skill == Skill.CASTER:
        weighed |= {"agreed_grams": agreed_grams(shown["job"])}
    return shown | weighed


def with_reasons(shown: dict[str, Any]) -> dict[str, Any]:
    """Add the reasons a stage may fail for, and what is to be decided about set stones."""
    reasons = reasons_of(shown["run"].stage)
    set_at = policies.stones_set_at(shown["run"])
    asks = any(each.back_to < set_at for each in reasons)
    shown |= {"pair": pieces_of(shown["job"])}
    return shown | {"reasons": reasons, "set_stones": SetStones.choices if asks else []}


def may(run: StageRun | None, jeweller: Any) -> dict[str, Any]:
    """Return what this jeweller may do with the run."""
    if run is None:
        return {"in_my_hands": False}
    ready = run.status == RunStatus.READY
    return {
        "in_my_hands": not ready and run.jeweller_id == jeweller.pk,
        "why_not": policies.why_not_start(run, jeweller) if ready else "",
        "can_skip": ready and policies.can_skip(run, jeweller),
        "judged": run.stage.kind in policies.JUDGED,
        "gate": policies.gate_lines(run.stage),
    }


def _takers(run: StageRun) -> list[tuple[uuid.UUID, Jeweller]]:
    """Return to whom it can be given, each a form of its own."""
    return [(uuid.uuid4(), each) for each in takers_of(run)]


def _choices(choices: type[TextChoices]) -> list[tuple[uuid.UUID, str, str]]:
    """Return what can be tapped, each a form of its own with its own UUID."""
    return [(uuid.uuid4(), str(value), label) for value, label in choices.choices]


def _inscription(envelope: str) -> str:
    try:
        return reverse("ownership:inscribe", args=[envelope])
    except NoReverseMatch:
        return ""
