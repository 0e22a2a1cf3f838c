"""The papers of an offer and of an agreement, for the house."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from atelier.office.pages import needs
from atelier.office.views.commission import find
from atelier.paper import pdf_response
from orders.comparison import with_options
from orders.documents import agreement_pdf, quote_pdf
from orders.models import Approval, Quote


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
