"""Sends what waits in the outbox: claim, send, note it down.

A worker claims one message at a time with a lease and counts the attempt in the same short
transaction, before it speaks to the mail server. Killed in between, the lease runs out and
another worker sends the same mail again under the same Message-ID: none is lost, and at most one
arrives twice.
"""

import logging
import smtplib
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from atelier.journal.letters import mail_of
from atelier.journal.models import OutgoingMessage

logger = logging.getLogger(__name__)

# What Celery lets one run live. The lease is longer, so a living worker never loses its own.
SOFT_SECONDS, HARD_SECONDS = 50, 60
LEASE = timedelta(seconds=HARD_SECONDS + 10)
# After the first, second, ... failure; the fifth parks the message for a person to look at.
PAUSES = [timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
MAX_ATTEMPTS = len(PAUSES) + 1
# While the mail server does not answer, nobody else tries it for so long.
REST = timedelta(seconds=30)
# One run ends after so many seconds; the next tick goes on.
RUN_SECONDS = 20

_EXHAUSTED = "The worker stopped every time it tried to send this."
_STALE = "It could not leave while it was of use."
# The fault lies in this one mail; any other OSError means the mail server went away.
_REFUSED = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    ValueError,
    KeyError,
)


def send_waiting() -> int:
    """Send what is due and return how many mails left; safe beside any number of other senders."""
    drop_stale()
    park_exhausted()
    if not OutgoingMessage.objects.waiting().exists():
        return 0
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        rest(error)
        return 0
    with closing(connection):
        return _send_claimed(connection)


def claim() -> OutgoingMessage | None:
    """Take the message that waits longest, with a lease and its attempt counted, or None."""
    with transaction.atomic():
        message = (
            OutgoingMessage.objects.waiting()
            .select_for_update(skip_locked=True)
            .order_by("due_at")
            .first()
        )
        if message is None:
            return None
        message.attempts += 1
        message.leased_until = timezone.now() + LEASE
        message.save(update_fields=["attempts", "leased_until"])
    return message


def drop_stale() -> int:
    """Drop what is of no use any more, such as a reminder that waited out its appointment."""
    return OutgoingMessage.objects.stale().update(
        dropped_at=timezone.now(), leased_until=None, last_error=_STALE
    )


def park_exhausted() -> int:
    """Park what used up its attempts without an answer: each time the worker itself died."""
    return (
        OutgoingMessage.objects.waiting()
        .filter(attempts__gte=MAX_ATTEMPTS)
        .update(parked_at=timezone.now(), leased_until=None, last_error=_EXHAUSTED)
    )


def rest(error: OSError) -> None:
    """Let everything wait a little, uncounted, because the mail server cannot be reached."""
    logger.warning("the mail server cannot be reached: %s", error)
    with transaction.atomic():
        waiting = OutgoingMessage.objects.waiting().select_for_update(skip_locked=True)
        ids = list(waiting.values_list("pk", flat=True))
        OutgoingMessage.objects.filter(pk__in=ids).update(
            leased_until=timezone.now() + REST, last_error=_in_words(error)
        )


def _claims() -> Iterator[OutgoingMessage]:
    end = time.monotonic() + RUN_SECONDS
    while time.monotonic() < end and (message := claim()):
        yield message


def _send_claimed(connection: BaseEmailBackend) -> int:
    sent = 0
    for message in _claims():
        try:
            connection.send_messages([mail_of(message, connection)])
        except _REFUSED as error:
            _put_back(message, error)
        except OSError as error:
            _put_back(message, error)
            break
        else:
            _mark_sent(message)
            sent += 1
    return sent


def _mark_sent(message: OutgoingMessage) -> None:
    """Note that the mail left, whoever holds the lease by now."""
    done: dict[str, object] = {"sent_at": timezone.now(), "parked_at": None, "dropped_at": None}
    done |= {"leased_until": None, "last_error": ""}
    if not settings.DEMO:
        done["secrets"] = {}
    OutgoingMessage.objects.filter(pk=message.pk, sent_at__isnull=True).update(**done)


def _put_back(message: OutgoingMessage, error: Exception) -> None:
    """Let the message wait for its next attempt, or park it after the last.

    Only while it is still ours: `attempts` has moved on if another worker took it over, and what
    was withdrawn meanwhile stays so.
    """
    logger.warning("mail %s, attempt %s: %s", message.pk, message.attempts, error)
    now = timezone.now()
    tried_enough = message.attempts >= MAX_ATTEMPTS
    OutgoingMessage.objects.unsettled().filter(pk=message.pk, attempts=message.attempts).update(
        last_error=_in_words(error),
        parked_at=now if tried_enough else None,
        leased_until=None if tried_enough else now + PAUSES[message.attempts - 1],
    )


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
