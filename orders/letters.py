"""How a mail about a commission is put together; every one goes through the same discretion."""

from collections.abc import Mapping

from django.conf import settings
from django.template.loader import render_to_string

from atelier.house.models import House
from atelier.journal import outbox
from orders.discretion import sender_of, subject_of
from orders.models import Commission
from orders.policies.sides import client_of


def client_address(commission: Commission) -> str:
    """Return the address of the client's page, as a link in a mail."""
    return f"{settings.SITE_URL}/my/{commission.public_id}/"


def to_client(
    commission: Commission,
    kind: str,
    *,
    subject: str,
    template: str,
    context: Mapping[str, object],
    dedup_key: str,
) -> None:
    """Mail the client from `template`; while it is a surprise, only that there is news.

    A quiet mail names neither piece nor price: those stand behind the sign-in.
    """
    client, sender = client_of(commission), sender_of(commission)
    text = render_to_string(
        "mail/quiet_note.txt" if commission.is_surprise else template,
        {
            "commission": commission,
            "client": client,
            "address": client_address(commission),
            "sender": sender,
            **context,
        },
    )
    outbox.post(
        kind,
        to=client.email,
        subject=subject_of(commission, subject),
        text=text,
        html=_with_the_look(commission, text, sender),
        dedup_key=dedup_key,
        commission_id=commission.pk,
        sender_name=sender,
    )


def _with_the_look(commission: Commission, text: str, sender: str) -> str:
    """The same words in the house's frame; under a surprise even the frame keeps quiet."""
    context = {"commission": commission, "text": text, "sender": sender, "house": House.current()}
    return render_to_string("mail/letter.html", context)


def to_house(
    commission: Commission, kind: str, *, subject: str, sentence: str, dedup_key: str
) -> None:
    """Mail whoever looks after the commission: its advisor, else the house."""
    to = commission.advisor.email if commission.advisor else House.current().email
    outbox.post(
        kind,
        to=to,
        subject=subject,
        text=f"{sentence}\n\n{settings.SITE_URL}/admin/\n",
        dedup_key=dedup_key,
        commission_id=commission.pk,
    )
