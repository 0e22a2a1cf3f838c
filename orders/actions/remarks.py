"""What client and house say to each other about a drawing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.people.models import User
from orders import emails_revisions
from orders.locks import locked_revision
from orders.models import Pin, Remark, Revision
from orders.policies.revisions import check_remark


@transaction.atomic
def write_remark(
    *,
    revision: Revision,
    body: str,
    by: Actor,
    author: User,
    from_client: bool,
    pin: Pin | None = None,
) -> Remark:
    """Say something about a pin, or about the whole drawing; the other side is told.

    Their mail leaves at the end of the running half hour, one for all that was said in it. The
    same words twice within a minute by the same hand are one remark. Raises `Refusal`.
    """
    held = locked_revision(revision)
    check_remark(held, body=body, pin=pin, by=by, from_client=from_client)
    written = {"author": author, "from_client": from_client, "body": body.strip(), "pin": pin}
    recent = timezone.now() - timedelta(minutes=1)
    if again := held.remarks.filter(**written, at__gt=recent).first():
        return again
    remark = held.remarks.create(**written)
    record("remark.written", remark, by=by, commission_id=held.commission_id, number=held.number)
    emails_revisions.tell_remarks(remark)
    return remark
