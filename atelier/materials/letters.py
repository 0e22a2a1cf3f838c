"""Mails about goods in the house's care."""

from django.conf import settings
from django.urls import reverse

from atelier.house.models import House
from atelier.journal import outbox
from atelier.materials.documents import receipt_pdf
from atelier.materials.models import Incident, Receipt
from atelier.materials.models.custody import ReceiptKind
from atelier.paper import attachment

_WORDS = {
    ReceiptKind.RECEIVED: "Your goods are in our care. The receipt {number} is attached, with both "
    "signatures on it. Please keep it: they are handed back against your signature.",
    ReceiptKind.HANDED_BACK: "Your goods are with you again. The receipt {number} is attached, "
    "with both signatures on it.",
}


def sentence_of(receipt: Receipt) -> str:
    """Return what a mail says about a receipt."""
    return _WORDS[ReceiptKind(receipt.kind)].format(number=receipt.number)


def attached(receipt: Receipt) -> dict[str, str]:
    """Return the receipt's PDF as an attachment of the outbox."""
    return attachment(receipt_pdf(receipt), f"receipt-{receipt.number}.pdf")


def mail_receipt(receipt: Receipt) -> None:
    """Mail a receipt that belongs to no commission, with its PDF.

    Who has no address takes it home on paper.
    """
    if not receipt.client.email:
        return
    outbox.post(
        "receipt.signed",
        to=receipt.client.email,
        subject=f"Your receipt {receipt.number}",
        text=f"Dear {receipt.client},\n\n{sentence_of(receipt)}\n\n{House.current().name}\n",
        dedup_key=f"receipt.signed:{receipt.pk}",
        attachments=[attached(receipt)],
    )


def tell_owner(incident: Incident) -> None:
    """Tell the house's owner that something happened to goods in its care."""
    thing = incident.thing
    page = reverse("admin:incident", args=[incident.public_id])
    outbox.post(
        "incident.reported",
        to=House.current().email,
        subject=f"Incident: {incident.get_kind_display().lower()}",
        text=f"{incident.by_name} reported about {thing}:\n\n{incident.what_happened}\n\n"
        f"{settings.SITE_URL}{page}\n",
        dedup_key=f"incident.reported:{incident.pk}",
        commission_id=incident.commission_id,
    )
