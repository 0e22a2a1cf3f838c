"""The papers of an offer, of an agreement and of a job, for the house."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from atelier.office.pages import needs
from atelier.office.views.commission import find
from atelier.paper import pdf_response
from orders.comparison import with_options
from orders.documents import agreement_pdf, quote_pdf
from orders.models import Approval, Quote
from production.documents import Format, envelope_pdf
from production.models import Job
from production.statuses import JobStatus


@require_safe
@needs("orders.view_quote")
def quote_paper(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """An offer as its client may print it; a draft says that it is one."""
    quotes = with_options(Quote.objects.select_related("commission__client"))
    quote = get_object_or_404(quotes, public_id=public_id)
    return pdf_response(quote_pdf(quote), f"options-{quote.commission.reference}-{quote.number}")


@require_safe
@needs("orders.view_quote")
def agreement_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The agreed version, made from the frozen words alone."""
    commission = find(reference)
    approval = get_object_or_404(Approval, commission=commission)
    return pdf_response(agreement_pdf(approval), f"agreement-{commission.reference}")


@require_safe
@needs("production.view_job")
def envelope_paper(request: HttpRequest, reference: str, paper: str) -> HttpResponse:
    """The envelope of the commission's job, for the printer that `paper` names: a5 or label."""
    if paper not in Format.values:
        raise Http404
    jobs = Job.objects.select_related("commission", "approval__option__alloy")
    living = jobs.exclude(status=JobStatus.CANCELLED)
    job = get_object_or_404(living, commission=find(reference))
    return pdf_response(envelope_pdf(job, Format(paper)), f"envelope-{job.envelope}-{paper}")
