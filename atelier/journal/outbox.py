"""Puts mails into the outbox, in the transaction of their cause; a worker sends them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from atelier.journal.models import OutgoingMessage
from atelier.journal.refusals import Refusal

_SUBJECT_LENGTH, _NAME_LENGTH = 200, 80
_WITHDRAWN = "What it says was overtaken while it was on its way."


def post(
    kind: str,
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    dedup_key: str,
    commission_id: int | None = None,
    sender_name: str = "",
    secrets: Mapping[str, str] | None = None,
    attachments: Sequence[Mapping[str, str]] = (),
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
) -> OutgoingMessage:
    """Put one mail into the outbox and return it; the same `dedup_key` returns the first one.

    It leaves from `due_at` on and never after `useful_until`; then it is dropped, for staff to see.
    `secrets` maps a name to what `[[name]]` in subject and bodies becomes as the mail leaves.
    `attachments` are {"name", "type", "base64"}. Belongs inside the change that causes it.
    Raises `Refusal` for an address that is none and for a line break where a mail has one line.
    """
    _check_lines(to, subject, sender_name, *(part["name"] for part in attachments))
    _check_address(to)
    message, made = OutgoingMessage.objects.get_or_create(
        dedup_key=dedup_key,
        defaults={
            "kind": kind,
            "to": to,
            "subject": subject[:_SUBJECT_LENGTH],
            "text": text,
            "html": html,
            "commission_id": commission_id,
            "sender_name": sender_name[:_NAME_LENGTH],
            "secrets": dict(secrets or {}),
            "attachments": list(attachments),
            "due_at": due_at or timezone.now(),
            "useful_until": useful_until,
        },
    )
    if made:
        wake_after_commit()
    return message


def withdraw(*, dedup_prefix: str) -> list[str]:
    """Take back the mails of this key that have not left yet.

    Return the keys of those nobody can have received: no worker ever took them, and they are gone.
    One that a worker has taken may be with the mail server at this very moment. It is not tried
    again, and stays on record: as sent if it did leave, else as dropped.
    """
    unsent = OutgoingMessage.objects.filter(sent_at__isnull=True, dropped_at__isnull=True)
    of_key = unsent.filter(dedup_key__startswith=dedup_prefix)
    # Locked, so a worker takes each either before this line or never.
    untried = of_key.filter(attempts=0).select_for_update()
    rows = dict(untried.values_list("pk", "dedup_key"))
    OutgoingMessage.objects.filter(pk__in=rows).delete()
    of_key.update(
        dropped_at=timezone.now(), parked_at=None, leased_until=None, last_error=_WITHDRAWN
    )
    return list(rows.values())


def wake_after_commit() -> None:
    """Wake the sender once the change is certain; nothing is lost if that fails."""
    transaction.on_commit(_wake_sender, robust=True)


def _check_lines(*lines: str) -> None:
    if any("\n" in line or "\r" in line for line in lines):
        raise Refusal("Please write the name and the subject on one line.")


def _check_address(to: str) -> None:
    try:
        validate_email(to)
    except ValidationError:
        raise Refusal(f"“{to}” is not a complete email address.") from None


def _wake_sender() -> None:
    from atelier.journal.tasks import wake_sender

    wake_sender()
