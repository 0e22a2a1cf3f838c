"""A gemmologist at the loupe: the evaluation is written, read, and printed."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from atelier.journal.refusals import Conflict, Refusal
from atelier.materials.documents import evaluation_pdf
from atelier.materials.evaluation_drafts import drop_draft, keep_draft
from atelier.materials.evaluation_words import found_rows, told
from atelier.materials.evaluations import evaluate_stone
from atelier.materials.models import Evaluation, EvaluationDraft, Stone
from atelier.materials.outlines import outline_of, path_of
from atelier.materials.policies import can_evaluate, check_evaluates
from atelier.materials.receipt_words import title_of
from atelier.office.forms.evaluation import EvaluationForm, as_posted
from atelier.office.forms.marks import pins_of
from atelier.office.pages import needs, page, say, staff_of
from atelier.office.views.goods import commission_id_of
from atelier.paper import pdf_response
from atelier.people.actors import actor_of


@require_http_methods(["GET", "POST"])
@needs("materials.view_stone")
def evaluate_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write an evaluation of a stone; whatever is typed and pinned is kept until it is written.

    `step=keep` keeps what is typed without writing it down, `step=afresh` forgets it.
    """
    stones = Stone.objects.select_related("variety", "cut", "owner").prefetch_related("reports")
    stone = get_object_or_404(stones, public_id=public_id)
    check_evaluates(actor_of(request))
    if request.method != "POST":
        return _begin(request, stone)
    if request.POST.get("step") in _ASIDE:
        return _ASIDE[request.POST["step"]](request, stone)
    form, pins = EvaluationForm(request.POST, stone=stone), pins_of("pins", request.POST)
    if not all([form.is_valid(), not pins.is_bound or pins.is_valid()]):
        return _write(request, stone, form, pins, status=400)
    try:
        evaluation = _evaluate(request, stone, form, pins)
    except Refusal as refused:
        return _write(request, stone, form, pins, refusal=refused)
    say(request, f"Written down: {evaluation.get_verdict_display().lower()}.")
    return redirect("admin:evaluation", evaluation.public_id)


@require_safe
@needs("materials.view_evaluation")
def evaluation_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an evaluation as it was written, and what superseded it."""
    evaluation = _find(public_id)
    stone = evaluation.stone
    newest = stone.evaluations.first()
    return page(
        request,
        "office/evaluation/page.html",
        title=f"Evaluation: {title_of(stone)}",
        evaluation=evaluation,
        stone=stone,
        name=title_of(stone),
        found=told(found_rows(evaluation)),
        marks=list(evaluation.marks.all()),
        plot=path_of(evaluation.frozen["map"]),
        newest=newest if newest != evaluation else None,
        others=[each for each in stone.evaluations.all() if each.pk != evaluation.pk],
        may_evaluate=can_evaluate(actor_of(request)),
    )


@require_safe
@needs("materials.view_evaluation")
def evaluation_document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return the evaluation as PDF, as the client may read it."""
    return pdf_response(evaluation_pdf(_find(public_id)), "evaluation")


def _begin(request: HttpRequest, stone: Stone) -> HttpResponse:
    """Show the form with what this gemmologist typed before, else with what is known."""
    form = EvaluationForm(stone=stone)
    draft = stone.evaluation_drafts.filter(by=staff_of(request)).first()
    data = as_posted(draft.words) if draft else None
    if data:
        form.initial = {**form.initial, **form.typed(data)}
    pins = pins_of("pins", data)
    if pins.is_bound and pins.is_valid():
        pins = pins_of("pins", spots=pins.spots())
    return _write(request, stone, form, pins, draft=draft)


def _keep(request: HttpRequest, stone: Stone) -> HttpResponse:
    """Keep what was typed, sound or not."""
    names = set(EvaluationForm(stone=stone).fields)
    words = {
        name: [str(each) for each in said]
        for name, said in request.POST.lists()
        if name in names or name.startswith("pins-")
    }
    asked = EvaluationForm.base_fields["request_id"]
    try:
        request_id = asked.clean(request.POST.get("request_id"))
        keep_draft(stone=stone, words=words, request_id=request_id, by=actor_of(request))
    except (Refusal, ValidationError):
        return HttpResponse(status=409)
    return HttpResponse(status=204)


def _afresh(request: HttpRequest, stone: Stone) -> HttpResponse:
    """Forget what was typed and begin with what is known."""
    drop_draft(stone=stone, by=actor_of(request))
    return redirect("admin:evaluate", stone.public_id)


_ASIDE = {"keep": _keep, "afresh": _afresh}


def _find(public_id: uuid.UUID) -> Evaluation:
    related = ("stone__variety", "stone__cut", "stone__owner", "variety", "report", "map_picture")
    return get_object_or_404(Evaluation.objects.select_related(*related), public_id=public_id)


def _evaluate(request: HttpRequest, stone: Stone, form: EvaluationForm, pins: Any) -> Evaluation:
    return evaluate_stone(
        stone=stone,
        found=form.findings(),
        judgement=form.judgement(),
        by=actor_of(request),
        marks=pins.spots() if pins.is_bound else (),
        map_picture=form.map_picture(),
        commission_id=commission_id_of(stone),
        request_id=form.cleaned_data["request_id"],
    )


def _write(
    request: HttpRequest,
    stone: Stone,
    form: EvaluationForm,
    pins: Any,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
    draft: EvaluationDraft | None = None,
) -> HttpResponse:
    return page(
        request,
        "office/evaluation/write.html",
        title=f"Evaluate: {title_of(stone)}",
        status=refusal.status if refusal else status,
        stone=stone,
        name=title_of(stone),
        form=form,
        pins=pins,
        sheets=form.sheets.items(),
        plot=path_of(outline_of(stone.cut)),
        earlier=stone.evaluations.first(),
        refusal=refusal,
        draft=draft,
        is_another=isinstance(refusal, Conflict),
    )
