"""One consultation: what to prepare, what to record, and what follows from it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.journal.refusals import Refusal
from atelier.office.brief import Brief
from atelier.office.forms.recording import RecordForm, Sheet, words_of
from atelier.office.meeting import Meeting
from atelier.office.pages import needs, page, say, staff_of
from atelier.office.steps.proposals import proposals
from atelier.office.views.drafting import draft_of, keep_draft, sheet_context
from atelier.people.actors import actor_of
from consultations.actions.outcomes import miss, record
from consultations.actions.preparing import tick_preparation, write_preparation
from consultations.letters import spoken_facts
from consultations.models import Appointment
from consultations.preparation import lines_of
from consultations.sizes import read_sizes
from consultations.statuses import AppointmentStatus, NextStep

_NOT_MAILED = "Kept with the consultation. No mail reaches them: please read it to them."


@require_http_methods(["GET", "POST"])
@needs("consultations.change_appointment")
def appointment_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Show a consultation; while it is booked, record what was said."""
    appointment = find(public_id)
    if request.method == "POST":
        return _record(request, appointment)
    draft = draft_of(appointment)
    words = draft.words if draft else _first_words(appointment)
    return show_appointment(request, appointment, Sheet.of(RecordForm, words), words)


@require_POST
@needs("consultations.change_appointment")
def record_draft(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Keep what was typed so far."""
    return keep_draft(request, find(public_id), RecordForm, show_appointment)


@require_POST
@needs("consultations.change_appointment")
def missed(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Note that nobody came."""
    appointment = find(public_id)
    try:
        miss(appointment=appointment, by=actor_of(request))
    except Refusal as refused:
        return _show_again(request, appointment, refused)
    say(request, f"Noted: {appointment.client} did not come.")
    return redirect("admin:recorded", appointment.public_id)


@require_POST
@needs("consultations.change_appointment")
def prepare(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Rewrite the list of what to prepare, or tick a line of it."""
    appointment, by = find(public_id), actor_of(request)
    try:
        prepared(appointment, request.POST, by)
    except Refusal as refused:
        return _show_again(request, appointment, refused)
    return redirect(f"{request.path.removesuffix('prepare/')}#to-prepare")


def prepared(of: Any, data: Mapping[str, str], by: Any) -> None:
    """Do what the list's form asks: `tick` and `untick` name a line, else it is rewritten."""
    for name, is_ready in (("tick", True), ("untick", False)):
        if name in data:
            number, _, words = data[name].partition(":")
            line = int(number) if number.isdecimal() and len(number) < 5 else 0
            tick_preparation(of=of, number=line, words=words, is_ready=is_ready, by=by)
            return
    write_preparation(of=of, to_prepare=data.get("to_prepare", ""), by=by)


@require_safe
@needs("consultations.change_appointment")
def recorded(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what follows from a consultation that was held, or missed, as one main button."""
    appointment = find(public_id)
    if Meeting(appointment).is_booked:
        return redirect("admin:appointment", public_id)
    first, others = proposals(appointment)
    return page(
        request,
        "office/consultation/recorded.html",
        title="Recorded",
        appointment=appointment,
        meeting=Meeting(appointment),
        step=first,
        others=others,
        follow_ups=appointment.follow_ups.select_related("assignee"),
    )


def find(public_id: uuid.UUID) -> Appointment:
    """Return an appointment with all its head names; else 404."""
    everything = Appointment.objects.with_people().select_related(
        "room__place", "topic", "draft__saved_by", "commission__advisor"
    )
    return get_object_or_404(everything, public_id=public_id)


def show_appointment(
    request: HttpRequest,
    appointment: Appointment,
    sheet: Sheet,
    words: Mapping[str, str],
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Render the page, with what was typed."""
    meeting = Meeting(appointment)
    if not appointment.client.email:
        sheet.form.fields["summary"].help_text = _NOT_MAILED
    return page(
        request,
        "office/consultation/appointment.html",
        title=f"Consultation with {appointment.client}",
        status=refusal.status if refusal else 200,
        appointment=appointment,
        meeting=meeting,
        brief=Brief(appointment.client, appointment.commission, without=appointment),
        to_prepare=lines_of(appointment.to_prepare),
        companions=appointment.companions.select_related("advisor"),
        follow_ups=appointment.follow_ups.select_related("assignee", "done_by"),
        refusal=refusal,
        prepare_url=reverse("admin:prepare", args=[appointment.public_id]),
        why_not=f"It can be finished once it has begun, on {meeting.begins}.",
        to_tell=_to_tell(appointment, meeting),
        measured=read_sizes(appointment.sizes_measured),
        next_words=NextStep(appointment.next_step).label if appointment.next_step else "",
        **sheet_context(
            appointment, sheet, words, refusal=refusal, preview="preview" in request.GET
        ),
    )


def _to_tell(appointment: Appointment, meeting: Meeting) -> dict[str, object] | None:
    """Return what a client whom no mail reaches has to hear, before it begins."""
    is_news = appointment.status in (AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED)
    if appointment.client.email or meeting.has_begun or not is_news:
        return None
    return spoken_facts(appointment)


def _record(request: HttpRequest, appointment: Appointment) -> HttpResponseBase:
    words = words_of(RecordForm, request.POST)
    sheet = Sheet.posted(RecordForm, words)
    if not sheet.is_valid():
        return show_appointment(request, appointment, sheet, words)
    try:
        record(
            appointment=appointment,
            by=actor_of(request),
            follow_ups=sheet.follow_ups(staff_of(request)),
            **sheet.form.cleaned_data,
        )
    except Refusal as refused:
        return show_appointment(request, appointment, sheet, words, refused)
    return redirect("admin:recorded", appointment.public_id)


def _show_again(request: HttpRequest, appointment: Appointment, refused: Refusal) -> HttpResponse:
    draft = draft_of(appointment)
    words = draft.words if draft else _first_words(appointment)
    return show_appointment(request, appointment, Sheet.of(RecordForm, words), words, refused)


def _first_words(appointment: Appointment) -> dict[str, str]:
    return {"attended": appointment.client.name, "next_step": NextStep.QUOTE}
