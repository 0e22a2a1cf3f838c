"""A wake is a courtesy: it goes to the right queue, and a broken broker hurts nobody."""

import socket
import time
import uuid

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.db import transaction

from atelier.journal import sending, tasks
from atelier.journal.actor import Actor
from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.record import record
from atelier.journal.tests.factories import post_message


def use_broker(monkeypatch, url: str, **options: object) -> None:
    """Let the tasks be started through another broker, with the house's own settings."""
    app = Celery("test", broker=url, set_as_current=False)
    app.conf.task_routes = settings.CELERY_TASK_ROUTES
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS | options
    monkeypatch.setattr(tasks, "current_app", app)


@pytest.fixture
def frozen_port():
    """A port at which somebody takes the connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def queued(monkeypatch):
    """Return how many tasks wait in a queue of the real broker, under a prefix of its own."""
    prefix = f"test-{uuid.uuid4().hex}-"
    use_broker(monkeypatch, settings.REDIS_URL, global_keyprefix=prefix)
    client = redis.Redis.from_url(settings.REDIS_URL)
    yield lambda queue: client.llen(prefix + queue)
    for key in client.scan_iter(f"{prefix}*"):
        client.delete(key)


@pytest.mark.django_db(transaction=True)
def test_a_posted_mail_wakes_the_sender_after_the_commit(queued):
    with transaction.atomic():
        post_message()
        assert queued("mail") == 0
    assert queued("mail") == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_mail_no_event_and_no_wake(queued):
    with transaction.atomic():
        message = post_message()
        record("picture.received", message, by=Actor.system())
        transaction.set_rollback(True)
    assert (OutgoingMessage.objects.count(), Event.objects.count()) == (0, 0)
    assert (queued("mail"), queued("pictures")) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_an_event_wakes_what_waits_for_its_kind(queued):
    with transaction.atomic():
        message = post_message()
        record("picture.received", message, by=Actor.system())
        record("picture.looked_at", message, by=Actor.system())
    assert queued("pictures") == 1
    assert queued("default") == 0


def test_an_event_nobody_waits_for_wakes_nobody(queued):
    tasks.wake("quote.viewed")
    assert [queued(name) for name in ("default", "mail", "pictures", "serials", "celery")] == [
        0
    ] * 5


def test_a_dead_broker_is_noted_and_left_alone(monkeypatch, caplog):
    use_broker(monkeypatch, "redis://127.0.0.1:1/0")
    tasks.wake_sender()
    tasks.wake("picture.received")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "journal.send_waiting was not woken" in caplog.text


def test_a_frozen_broker_costs_one_page_a_few_seconds_and_the_next_nothing(
    monkeypatch, frozen_port
):
    use_broker(monkeypatch, f"redis://127.0.0.1:{frozen_port}/0")
    started = time.monotonic()
    tasks.wake_sender()
    assert time.monotonic() - started < 8
    started = time.monotonic()
    for _ in range(10):
        tasks.wake_sender()
    # Ten together cost less than one wait of two seconds: none was tried.
    assert time.monotonic() - started < 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_posted_while_the_broker_is_frozen_is_kept_and_sent(
    monkeypatch, frozen_port, post_office
):
    use_broker(monkeypatch, f"redis://127.0.0.1:{frozen_port}/0")
    post_message()
    assert sending.send_waiting() == 1
