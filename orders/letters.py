"""How a mail about a commission is put together; every one goes through the same discretion."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from atelier.house.models import House
from atelier.journal import outbox
from orders.discretion import sender_of, subject_of
from orders.models import Commission
from orders.policies.sides import client_of


def client_address(commission: Commission, page: str = "") -> str:
    """Return the address of the client's page, or of one under it ("messages/"), for a mail."""
    return f"{settings.SITE_URL}/my/{commission.public_id}/{page}"


def to_client(
    commission: Commission,
    kind: str,
    *,
    subject: str,
    template: str,
    context: Mapping[str, object],
    dedup_key: str,
    page: str = "",
    button: str = "Open your page",
    due_at: datetime | None = None,
    attachments: Sequence[Mapping[str, str]] = (),
) -> None:
    """Mail the client from a text `template`, its link to `page` as a button in the other form.

    While it is a surprise the mail says only that there is news, under a neutral name: piece,
    price, house and papers stand behind the sign-in.
    """
    client, sender = client_of(commission), sender_of(commission)
    if commission.is_surprise:
        template, page, button, attachments = "mail/quiet_note.txt", "", "Read it", ()
    shown = {
        "commission": commission,
        "client": client,
        "address": client_address(commission, page),
        "sender": sender,
        **context,
    }
    text = render_to_string(template, shown)
    outbox.post(
        kind,
        to=client.email,
        subject=subject_of(commission, subject),
        text=text,
        html=in_frame(text, shown, button),
        dedup_key=dedup_key,
        commission_id=commission.pk,
        sender_name=sender,
        due_at=due_at,
        attachments=attachments,
    )


def in_frame(text: str, shown: Mapping[str, object], button: str) -> str:
    """Return the same words in the house's frame, the `address` of `shown` in them as a button.

    Under a surprise even the frame keeps quiet.
    """
    address = str(shown["address"])
    paragraphs = [each.strip() for each in text.split("\n\n") if each.strip()]
    words = [(each.replace(address, "").strip(), address in each) for each in paragraphs]
    context = {**shown, "house": House.current(), "paragraphs": words, "button": button}
    return render_to_string("mail/letter.html", context)


def to_house(
    commission: Commission,
    kind: str,
    *,
    subject: str,
    sentence: str,
    dedup_key: str,
    section: str = "brief",
    due_at: datetime | None = None,
) -> None:
    """Mail whoever looks after the commission: its advisor, else the house.

    The link leads to `section` of the commission's page.
    """
    to = commission.advisor.email if commission.advisor else House.current().email
    page = reverse("admin:commission", args=[commission.reference, section])
    outbox.post(
        kind,
        to=to,
        subject=subject,
        text=f"{sentence}\n\n{settings.SITE_URL}{page}\n",
        dedup_key=dedup_key,
        commission_id=commission.pk,
        due_at=due_at,
    )
