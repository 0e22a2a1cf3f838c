"""A receipt as it was signed, on a page and on paper."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from atelier.journal.models import OutgoingMessage
from atelier.materials.documents import receipt_pdf
from atelier.materials.models import Receipt
from atelier.materials.photographs import with_photographs
from atelier.office.pages import needs, page
from atelier.paper import pdf_response
from consultations.models import AppointmentReceipt
from orders.goods import commission_of


@require_safe
@needs("materials.view_receipt")
def receipt_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a receipt as it was signed."""
    receipt = get_object_or_404(Receipt.objects.select_related("client__user"), public_id=public_id)
    return page(
        request,
        "office/goods/receipt.html",
        title=f"Receipt {receipt.number}",
        receipt=receipt,
        words=receipt.frozen,
        goods=with_photographs(receipt.frozen["goods"]),
        commission=commission_of(receipt),
        visit=AppointmentReceipt.objects.select_related("appointment")
        .filter(receipt=receipt)
        .first(),
        mail=mail_of(receipt),
    )


@require_safe
@needs("materials.view_receipt")
def receipt_mail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say again whether the mail has left: the page asks until it has."""
    receipt = get_object_or_404(Receipt.objects.select_related("client__user"), public_id=public_id)
    context = {"receipt": receipt, "mail": mail_of(receipt)}
    return render(request, "office/parts/receipt_mail.html", context)


def mail_of(receipt: Receipt) -> OutgoingMessage | None:
    """Return the mail that carries a receipt."""
    return OutgoingMessage.objects.filter(dedup_key=f"receipt.signed:{receipt.pk}").first()


@require_safe
@needs("materials.view_receipt")
def receipt_document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return the receipt as PDF."""
    receipt = get_object_or_404(Receipt, public_id=public_id)
    return pdf_response(receipt_pdf(receipt), f"receipt-{receipt.number}")
