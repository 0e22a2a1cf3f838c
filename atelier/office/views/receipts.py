"""A receipt as it was signed, on a page and on paper."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from atelier.materials.documents import receipt_pdf
from atelier.materials.models import Receipt
from atelier.office.pages import needs, page
from atelier.paper import pdf_response
from orders.goods import commission_of


@require_safe
@needs("materials.view_receipt")
def receipt_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a receipt as it was signed."""
    receipt = get_object_or_404(Receipt.objects.select_related("client"), public_id=public_id)
    return page(
        request,
        "office/goods/receipt.html",
        title=f"Receipt {receipt.number}",
        receipt=receipt,
        words=receipt.frozen,
        commission=commission_of(receipt),
    )


@require_safe
@needs("materials.view_receipt")
def receipt_document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return the receipt as PDF."""
    receipt = get_object_or_404(Receipt, public_id=public_id)
    return pdf_response(receipt_pdf(receipt), f"receipt-{receipt.number}")
