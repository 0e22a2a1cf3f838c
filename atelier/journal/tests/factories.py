"""Messages for other rooms' tests."""

import itertools

from django.db import transaction

from atelier.journal import outbox
from atelier.journal.models import OutgoingMessage

_numbers = itertools.count(1)


def post_message(**over: object) -> OutgoingMessage:
    """A mail put into the outbox as an action does it."""
    words = {
        "kind": "test.sent",
        "to": "ada@example.com",
        "subject": "Your options are ready",
        "text": "Take your time.",
        "dedup_key": f"test:{next(_numbers)}",
    }
    with transaction.atomic():
        return outbox.post(**(words | over))  # type: ignore[arg-type]
