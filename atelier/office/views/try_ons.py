"""Links a try-on to its appointment, on the commission's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Refusal
from atelier.office.forms.try_ons import TryOnForm
from atelier.office.pages import needs, say
from atelier.office.views.commission import find, show
from atelier.people.actors import actor_of
from production.actions.try_ons import link_try_on, unlink_try_on
from production.models import Job, TryOn


@require_POST
@needs("orders.change_commission")
def link(request: HttpRequest, reference: str) -> HttpResponse:
    """Say at which appointment the client tries the piece on."""
    commission = find(reference)
    job = get_object_or_404(Job.objects.in_the_workshop(), commission=commission)
    form = TryOnForm(request.POST, job=job)
    if not form.is_valid():
        return show(request, commission, "production", status=400, try_on_form=form)
    try:
        link_try_on(job=job, by=actor_of(request), **form.cleaned_data)
    except Refusal as refused:
        status, sentence = refused.status, str(refused)
        return show(request, commission, "production", status=status, refusal=sentence)
    say(request, "The bench sees when the client comes.")
    return redirect("admin:commission", reference, "production")


@require_POST
@needs("orders.change_commission")
def take_back(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take a link to the wrong appointment back; what is gone already stays gone."""
    commission = find(reference)
    links = TryOn.objects.filter(run__job__commission=commission)
    linked = links.select_related("run__job", "appointment").filter(pk=pk).first()
    try:
        if linked:
            job, appointment = linked.run.job, linked.appointment
            unlink_try_on(job=job, appointment=appointment, by=actor_of(request))
    except Refusal as refused:
        status, sentence = refused.status, str(refused)
        return show(request, commission, "production", status=status, refusal=sentence)
    say(request, "The link is taken back; the appointment itself stays.")
    return redirect("admin:commission", reference, "production")
