"""Names the metal a piece was cast from, on the commission's page."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from atelier.journal.refusals import Refusal
from atelier.office.forms.lots import LotForm
from atelier.office.pages import needs, say
from atelier.office.views.commission import find, show
from atelier.people.actors import actor_of
from orders.models import Commission
from production.actions.lots import name_lot, take_lot_back
from production.models import Job, JobLot
from production.statuses import JobStatus


@require_POST
@needs("orders.change_commission")
def name(request: HttpRequest, reference: str) -> HttpResponse:
    """Note one lot."""
    commission = find(reference)
    job = get_object_or_404(_living(commission))
    form = LotForm(request.POST, job=job)
    if not form.is_valid():
        return show(request, commission, "production", status=400, lot_form=form)
    try:
        named = name_lot(job=job, by=actor_of(request), **form.cleaned_data)
    except Refusal as refused:
        status, sentence = refused.status, str(refused)
        return show(request, commission, "production", status=status, refusal=sentence)
    say(request, f"Cast from {named.lot.number}.")
    return redirect("admin:commission", reference, "production")


@require_POST
@needs("orders.change_commission")
def take_back(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Undo a mistake."""
    mine = JobLot.objects.filter(job__in=_living(find(reference))).select_related("lot")
    named = get_object_or_404(mine, pk=pk)
    take_lot_back(named=named, by=actor_of(request))
    say(request, f"{named.lot.number} is no longer named.")
    return redirect("admin:commission", reference, "production")


def _living(commission: Commission) -> QuerySet[Job]:
    jobs = Job.objects.filter(commission=commission).exclude(status=JobStatus.CANCELLED)
    return jobs.select_related("approval__option__alloy")
