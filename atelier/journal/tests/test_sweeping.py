"""The real worker and the real beat, on the running house."""

import time
import uuid

import pytest
import redis

from atelier.local.stack import Stack

pytestmark = pytest.mark.stack

INSERT = """
INSERT INTO journal_outgoingmessage (id, kind, dedup_key, "to", sender_name, subject, text, html,
    secrets, attachments, created_at, due_at, attempts, last_error)
VALUES (%s, 'test.swept', %s, 'ada@example.com', '', 'Hello', 'Hello', '', '{}', '[]', now(),
    now(), 0, '')
"""


def test_an_emptied_broker_loses_no_mail(stack: Stack) -> None:
    """Nobody wakes the sender for these rows, and the queues are emptied on top of that."""
    ids = [str(uuid.uuid4()) for _ in range(50)]
    with stack.sql() as cursor:
        cursor.executemany(INSERT, [(id_, f"swept:{id_}") for id_ in ids])
    with redis.Redis.from_url(stack.environment["REDIS_URL"]) as valkey:
        valkey.flushall()

    started = time.monotonic()
    while _left(stack, ids):
        assert time.monotonic() - started < 60
        time.sleep(0.5)

    with stack.sql() as cursor:
        cursor.execute(
            "SELECT DISTINCT attempts FROM journal_outgoingmessage WHERE id::text = ANY(%s)", [ids]
        )
        assert cursor.fetchall() == [(1,)]


def _left(stack: Stack, ids: list[str]) -> int:
    with stack.sql() as cursor:
        cursor.execute(
            "SELECT id FROM journal_outgoingmessage WHERE id::text = ANY(%s) AND sent_at IS NULL",
            [ids],
        )
        return len(cursor.fetchall())
