"""Consultations in writing: the question, the answer, and what follows."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from atelier.journal.refusals import Refusal
from atelier.office.brief import Brief
from atelier.office.forms.follow_ups import QuestionForm
from atelier.office.forms.recording import AnswerForm, Sheet, words_of
from atelier.office.pages import needs, page, say, staff_of
from atelier.office.views.clients import find_client
from atelier.office.views.commission import find as find_commission
from atelier.office.views.drafting import draft_of, keep_draft, sheet_context
from atelier.office.views.recording import prepared
from atelier.people.actors import actor_of
from atelier.people.models import Client
from consultations.actions.written import (
    answer_in_writing,
    ask_in_writing,
    withdraw_written,
)
from consultations.models import WrittenConsultation
from consultations.preparation import lines_of
from consultations.statuses import NextStep, WrittenStatus
from orders.models import Commission
from orders.policies.sides import client_of


@require_http_methods(["GET", "POST"])
@needs("consultations.add_writtenconsultation")
def write_consultation(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Note a client's question; `?about=` names one of their commissions."""
    client = find_client(public_id)
    about = request.GET.get("about", "")
    commission = find_commission(about) if about else None
    if commission and client_of(commission) != client:
        commission = None
    form = QuestionForm(request.POST or None, initial={"advisor": _advisor(request, commission)})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _ask(request, client, commission, form)
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "office/consultation/ask.html",
        title=f"A question in writing from {client}",
        status=refusal.status if refusal else 200,
        client=client,
        commission=commission,
        form=form,
        refusal=refusal,
    )


@require_http_methods(["GET", "POST"])
@needs("consultations.change_writtenconsultation")
def written_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Show a question with what is known beforehand; while it is open, answer it."""
    written = find(public_id)
    if request.method == "POST":
        return _answer(request, written)
    draft = draft_of(written)
    words = draft.words if draft else {"next_step": str(NextStep.WAIT)}
    return show_written(request, written, Sheet.of(AnswerForm, words), words)


@require_POST
@needs("consultations.change_writtenconsultation")
def answer_draft(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Keep what was typed of an answer so far."""
    return keep_draft(request, find(public_id), AnswerForm, show_written)


@require_POST
@needs("consultations.change_writtenconsultation")
def prepare_written(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Rewrite the list of what to prepare, or tick a line of it."""
    prepared(find(public_id), request.POST, actor_of(request))
    return redirect(f"{reverse('admin:written', args=[public_id])}#to-prepare")


@require_POST
@needs("consultations.change_writtenconsultation")
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Take a question back that needs no answer any more."""
    written = find(public_id)
    withdraw_written(written=written, by=actor_of(request))
    say(request, "The question is withdrawn.")
    return redirect("admin:client_consultations", written.client.public_id)


def find(public_id: uuid.UUID) -> WrittenConsultation:
    """Return a consultation in writing with its people; else 404."""
    everything = WrittenConsultation.objects.select_related(
        "client__user", "advisor__staff", "commission__advisor", "topic", "draft__saved_by"
    )
    return get_object_or_404(everything, public_id=public_id)


def show_written(
    request: HttpRequest,
    written: WrittenConsultation,
    sheet: Sheet,
    words: Mapping[str, str],
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Render the page, with what was typed."""
    return page(
        request,
        "office/consultation/written.html",
        title=f"A question from {written.client}",
        status=refusal.status if refusal else 200,
        written=written,
        is_open=written.status == WrittenStatus.OPEN,
        is_late=written.due_on < timezone.localdate(),
        brief=Brief(written.client, written.commission, without=written),
        to_prepare=lines_of(written.to_prepare),
        prepare_url=reverse("admin:written_prepare", args=[written.public_id]),
        follow_ups=written.follow_ups.select_related("assignee", "done_by"),
        next_words=NextStep(written.next_step).label if written.next_step else "",
        refusal=refusal,
        **sheet_context(written, sheet, words, refusal=refusal),
    )


def _answer(request: HttpRequest, written: WrittenConsultation) -> HttpResponseBase:
    words = words_of(AnswerForm, request.POST)
    sheet = Sheet.posted(AnswerForm, words)
    if not sheet.is_valid():
        return show_written(request, written, sheet, words)
    try:
        answer_in_writing(
            written=written,
            by=actor_of(request),
            follow_ups=sheet.follow_ups(staff_of(request)),
            **sheet.form.cleaned_data,
        )
    except Refusal as refused:
        return show_written(request, written, sheet, words, refused)
    say(request, f"Your answer is on its way to {written.client}.")
    return redirect("admin:written", written.public_id)


def _ask(
    request: HttpRequest, client: Client, commission: Commission | None, form: QuestionForm
) -> HttpResponseBase:
    asked: dict[str, Any] = form.cleaned_data
    written = ask_in_writing(client=client, commission=commission, by=actor_of(request), **asked)
    say(request, f"{client} is told that you answer by {written.due_on:%A %-d %B}.")
    return redirect("admin:written", written.public_id)


def _advisor(request: HttpRequest, commission: Commission | None) -> Any:
    return (commission.advisor_id if commission else None) or request.user.pk
