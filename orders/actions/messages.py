"""Notes between a client and the house."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.models import User
from orders import letters
from orders.models import Commission, Message
from orders.policies.messages import check_message
from orders.policies.sides import check_client, check_house


@transaction.atomic
def write_message(
    *, commission: Commission, body: str, by: Actor, author: User, from_client: bool
) -> Message:
    """Write a note and mail the other side; of a surprise the mail says nothing. Raises `Refusal`.

    The same words twice within a minute by the same hand are one note: a doubled submit.
    """
    Commission.objects.select_for_update(of=("self",), no_key=True).get(pk=commission.pk)
    check_message(commission, body=body, by=by, from_client=from_client)
    written = {"author": author, "from_client": from_client, "body": body.strip()}
    recent = timezone.now() - timedelta(minutes=1)
    if again := commission.messages.filter(**written, at__gt=recent).first():
        return again
    message = commission.messages.create(**written)
    record("message.written", message, by=by, commission_id=commission.pk, from_client=from_client)
    _tell_other_side(message)
    return message


@transaction.atomic
def mark_read(*, commission: Commission, by: Actor, from_client: bool) -> int:
    """Note that one side's notes were read by the other; return how many were new.

    `from_client` names whose notes: True is read by the house, False by the client.
    """
    if from_client:
        check_house(by)
    else:
        check_client(commission, by)
    unread = commission.messages.filter(from_client=from_client, read_at__isnull=True)
    return unread.update(read_at=timezone.now())


def _tell_other_side(message: Message) -> None:
    commission = message.commission
    if message.from_client:
        letters.to_house(
            commission,
            "message.written",
            subject=f"{commission.reference}: a message from {commission.client}",
            sentence=message.body,
            dedup_key=f"message:{message.pk}",
        )
        return
    letters.to_client(
        commission,
        "message.written",
        subject="A message from the atelier",
        template="mail/message_written.txt",
        context={"author": message.author, "body": message.body},
        dedup_key=f"message:{message.pk}",
        page="messages/",
        button="Answer",
    )
