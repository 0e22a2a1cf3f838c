"""Mails the link with which a draft is gone on with on another device."""

from django.db import transaction

from atelier.journal.actor import Actor
from atelier.journal.record import record
from atelier.journal.refusals import Refusal
from atelier.people.models import SecretLink
from orders import emails
from orders.locks import locked_commission
from orders.models import Commission
from orders.policies.requests import check_write

# Enough for mistyped addresses; too few to fill a stranger's letter box.
MOST_LINKS = 3


class EnoughLinks(Refusal):
    """A draft has sent its last link."""

    code = "enough-links"
    status = 429


@transaction.atomic
def mail_resume_link(*, commission: Commission, to: str, by: Actor) -> None:
    """Mail a link to go on with the draft. Raises `WrongState` once sent, `EnoughLinks`."""
    held = locked_commission(commission.pk)
    check_write(held)
    sent = SecretLink.objects.filter(purpose="resume_request", subject_id=held.pk).count()
    if sent >= MOST_LINKS:
        raise EnoughLinks("We have mailed this link three times. Please look into your mail.")
    emails.tell_resume(held, to=to, number=sent + 1)
    record("request.link_mailed", held, by=by, commission_id=held.pk)
