"""What happened to goods: written down, then settled once."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from atelier.journal.refusals import NotAllowed, Refusal
from atelier.materials.custody import Thing
from atelier.materials.incidents import report_incident, settle_incident
from atelier.materials.models import Incident
from atelier.materials.receipt_words import title_of
from atelier.office.forms.incidents import IncidentForm, OutcomeForm
from atelier.office.pages import needs, page, say, staff_of
from atelier.office.views.goods import commission_id_of, find_thing
from atelier.people.actors import actor_of
from atelier.pictures.actions import receive


@require_http_methods(["GET", "POST"])
@needs("materials.add_incident")
def report_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down that something happened to a thing."""
    thing, refusal = find_thing(public_id), None
    first = {"kind": request.GET.get("kind", ""), "what_happened": request.GET.get("words", "")}
    form = IncidentForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return _report(request, thing, form)
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        "office/goods/report.html",
        title=f"Report an incident: {title_of(thing)}",
        status=refusal.status if refusal else 200,
        thing=thing,
        name=title_of(thing),
        form=form,
        refusal=refusal,
    )


@require_http_methods(["GET", "POST"])
@needs("materials.view_incident")
def incident_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an incident; until it is settled, whoever may settle it does so here."""
    may_settle = staff_of(request).has_perm("materials.add_incidentoutcome")
    if request.method == "POST" and not may_settle:
        raise NotAllowed(_NOT_YOURS)
    incidents = Incident.objects.select_related("outcome", "picture", "stone", "brought_piece")
    incident = get_object_or_404(incidents, public_id=public_id)
    form, refusal = OutcomeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            settle_incident(incident=incident, by=actor_of(request), **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            say(request, "The incident is settled.")
            return redirect("admin:incident", public_id)
    thing = find_thing(incident.thing.public_id)
    return page(
        request,
        "office/goods/incident.html",
        title=str(incident),
        status=refusal.status if refusal else 200,
        incident=incident,
        outcome=getattr(incident, "outcome", None),
        thing=thing,
        name=title_of(thing),
        form=form if may_settle else None,
        refusal=refusal,
    )


_NOT_YOURS = "Your account settles no incidents. Whoever keeps the accounts can change that."


def _report(request: HttpRequest, thing: Thing, form: IncidentForm) -> HttpResponse:
    by, told = actor_of(request), dict(form.cleaned_data)
    upload = told.pop("picture")
    incident = report_incident(
        thing=thing,
        by=by,
        picture=receive(upload, by=by) if upload else None,
        commission_id=commission_id_of(thing),
        **told,
    )
    say(request, "The incident is written down, and the owner of the house was told.")
    return redirect("admin:incident", incident.public_id)
