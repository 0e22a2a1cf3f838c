"""How a mail to a client is put together where there may be no commission yet."""

from collections.abc import Mapping

from django.template.loader import render_to_string

from atelier.house.models import House
from atelier.journal import outbox
from atelier.people.models import Client
from orders import letters
from orders.models import Commission


def to_client(
    client: Client,
    kind: str,
    *,
    commission: Commission | None,
    subject: str,
    template: str,
    context: Mapping[str, object],
    dedup_key: str,
    button: str,
) -> None:
    """Mail the client from a text `template`; `context` names the link's `address`.

    About a commission it goes through that commission's discretion.
    """
    if commission is not None:
        letters.to_client(
            commission,
            kind,
            subject=subject,
            template=template,
            context=context,
            dedup_key=dedup_key,
            button=button,
        )
        return
    house = House.current().name
    shown = {"client": client, "sender": house, **context}
    text = render_to_string(template, shown)
    outbox.post(
        kind,
        to=client.email,
        subject=subject,
        text=text,
        html=letters.in_frame(text, shown, button),
        dedup_key=dedup_key,
        sender_name=house,
    )
