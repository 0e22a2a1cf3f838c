"""The papers of an offer and of an agreement, for the client they were made for."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from atelier.paper import pdf_response
from atelier.portal.my.access import client_page
from atelier.portal.my.offers import own_approval, own_offer
from orders.documents import agreement_pdf, quote_pdf


@client_page
def offer_paper(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One sent version with its options side by side."""
    quote = own_offer(request, public_id, number)
    return pdf_response(quote_pdf(quote), f"options-{quote.commission.reference}-{number}")


@client_page
def agreement_paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The agreed version, made from the frozen words alone."""
    approval = own_approval(request, public_id)
    return pdf_response(agreement_pdf(approval), f"agreement-{approval.commission.reference}")
