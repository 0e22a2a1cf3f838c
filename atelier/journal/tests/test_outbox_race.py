"""Many senders, one outbox; and a sender that is killed."""

import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from atelier.journal import sending
from atelier.journal.models import OutgoingMessage
from atelier.journal.tests.factories import post_message

pytestmark = pytest.mark.django_db(transaction=True)

SENDERS = 8


def run_senders() -> None:
    """Eight senders at once, each with a connection of its own."""

    def run() -> None:
        try:
            sending.send_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDERS) as pool:
        for done in [pool.submit(run) for _ in range(SENDERS)]:
            done.result()


def claim_without_a_lock() -> OutgoingMessage | None:
    """What `claim` would be without FOR UPDATE SKIP LOCKED and without the lease."""
    return OutgoingMessage.objects.waiting().order_by("due_at").first()


def copies(post_office) -> Counter[str]:
    return Counter(mail["Message-ID"] for mail in post_office.mails)


def test_eight_senders_send_two_hundred_mails_once_each(post_office):
    for _ in range(200):
        post_message()
    run_senders()
    assert len(copies(post_office)) == 200
    assert set(copies(post_office).values()) == {1}
    assert OutgoingMessage.objects.filter(sent_at=None).count() == 0


def test_canary_without_the_lock_mails_arrive_twice(post_office, monkeypatch):
    """If this stops failing to be once, the test above no longer shows anything."""
    monkeypatch.setattr(sending, "claim", claim_without_a_lock)
    for _ in range(20):
        post_message()
    run_senders()
    assert max(copies(post_office).values()) > 1


def test_a_sender_killed_in_mid_mail_loses_nothing(post_office):
    """The server has the mail, the sender is killed before it knows: sent again, same identity."""
    message = post_message()
    post_office.mood = "thinking"
    sender = start_sender(post_office.port)
    assert post_office.took_one.wait(20)
    sender.kill()
    assert sender.wait(10) == -9
    post_office.mood = "kind"
    assert sending.send_waiting() == 0
    OutgoingMessage.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert sending.send_waiting() == 1
    assert copies(post_office) == {f"<{message.pk}@localhost>": 2}
    message.refresh_from_db()
    assert (message.attempts, message.sent_at is None) == (2, False)


def start_sender(port: int) -> subprocess.Popen[bytes]:
    """A sender in a process of its own, on this test's database."""
    script = (
        "import django; django.setup(); from atelier.journal import sending as s; s.send_waiting()"
    )
    held = connection.settings_dict
    database = (
        f"postgres://{held['USER']}:{held['PASSWORD']}@/{held['NAME']}"
        f"?host={held['HOST']}&port={held['PORT'] or 5432}"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "atelier.settings",
        "DATABASE_URL": database,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    return subprocess.Popen([sys.executable, "-c", script], env=environment)
