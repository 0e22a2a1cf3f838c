"""Two workers and two beats, killed again and again: every reminder arrives.

`ROUNDS=20 bin/test consultations/tests/test_reminder_faults.py -s` kills them for longer and
prints what it counted.
"""

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
import redis
from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from atelier.journal.models import OutgoingMessage
from atelier.journal.tests.post_office import PostOffice
from atelier.people.tests.factories import make_client
from consultations.actions.outcomes import cancel
from consultations.models import Appointment, Companion
from consultations.reminders import NOTICES, due
from consultations.tests.factories import STAFF, make_advisor, make_appointment

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = int(os.environ.get("ROUNDS", "1"))
NAMES = ("worker-1", "worker-2", "beat-1", "beat-2")
KILLS, APPOINTMENTS = 6, 24
SEED = 20261123
DAY = timedelta(days=1)


class Nursery:
    """Two workers and two beats of the house, each replaced as soon as it is killed."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self._program = program
        assert self._answer() == "ready"
        self.pids = {name: self._start(name) for name in NAMES}

    def kill(self, name: str, *, child_only: bool = False) -> None:
        """Kill one with signal 9, its child alone or all of it, and start it anew."""
        children = psutil.Process(self.pids[name]).children(recursive=True)
        if child_only and children:
            # The worker itself lives on and forks another.
            children[0].kill()
            return
        os.killpg(self.pids[name], signal.SIGKILL)
        self.pids[name] = self._start(name)

    def _start(self, name: str) -> int:
        assert self._program.stdin
        self._program.stdin.write(f"{name.partition('-')[0]} {name}\n")
        self._program.stdin.flush()
        return int(self._answer())

    def _answer(self) -> str:
        assert self._program.stdout
        return self._program.stdout.readline().strip()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server that takes its time over each mail, so that deaths fall into the middle."""
    with PostOffice() as office:
        office.pause = 0.02
        yield office


@pytest.fixture
def nursery(office: PostOffice, tmp_path: Path) -> Iterator[Nursery]:
    """The house's workers and beats on this test's database, with queues of their own."""
    prefix = f"faults-{uuid.uuid4().hex}-"
    program = subprocess.Popen(
        [sys.executable, "-m", "consultations.tests.nursery", prefix, str(tmp_path / "log")],
        env=_environment(office),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Nursery(program)
    finally:
        _end(program)
        with redis.Redis.from_url(settings.REDIS_URL) as valkey:
            for key in valkey.scan_iter(f"{prefix}*"):
                valkey.delete(key)


def test_killed_workers_and_beats_lose_no_reminder(house, office, nursery, capsys):
    chance = random.Random(SEED)
    killed: Counter[str] = Counter()
    for _ in range(ROUNDS):
        make_due(APPOINTMENTS)
        for _ in range(KILLS):
            wait_for_mails(office, chance.randint(1, 7))
            killed[kill_one(nursery, chance, office.pause)] += 1
            call_one_off(chance)
        until(nothing_waits, 60)
    counted = copies(office)
    with capsys.disabled():
        sys.stdout.write(report(killed, counted))
    assert_each_once_or_once_more(counted, deaths=killed["worker"] + killed["child"])


def kill_one(nursery: Nursery, chance: random.Random, pause: float) -> str:
    """Kill somebody at some moment of a mail's way; say who it was."""
    name = chance.choice(("worker-1", "worker-1", "worker-2", "worker-2", "beat-1", "beat-2"))
    child_only = name.startswith("worker") and chance.random() < 0.5
    time.sleep(chance.random() * pause)
    nursery.kill(name, child_only=child_only)
    return "child" if child_only else name.partition("-")[0]


def call_one_off(chance: random.Random) -> None:
    """Cancel one of those that stand, whether its reminders are written, on their way or there."""
    standing = list(Appointment.objects.booked().order_by("pk"))
    cancel(appointment=chance.choice(standing), reason="", by=STAFF)


def assert_each_once_or_once_more(counted: Counter[str], *, deaths: int) -> None:
    """Every mail due arrived; one more only by a sender's death, under the same identity.

    Nothing that was taken back before a sender had it arrived at all: its row is gone.
    """
    mails = OutgoingMessage.objects.all()
    attempts = {f"<{mail.pk}@localhost>": mail.attempts for mail in mails}
    sent = {f"<{mail.pk}@localhost>" for mail in mails.filter(sent_at__isnull=False)}
    assert sent <= set(counted) <= set(attempts)
    assert all(counted[each] <= attempts[each] for each in counted)
    assert sum(counted.values()) - len(counted) <= deaths
    standing = Appointment.objects.booked()
    reminders = Q(kind="appointment.reminder_day", sent_at__isnull=False)
    for each in standing.annotate(joined=Count("companions")):
        assert each.reminders.count() == 1
        of_this = mails.filter(reminders, dedup_key__contains=f":{each.public_id}:")
        assert of_this.count() == 2 + each.joined
    called_off = Appointment.objects.exclude(pk__in=standing)
    told = mails.filter(kind="appointment.cancelled", sent_at__isnull=False).count()
    assert (
        told == 2 * called_off.count() + Companion.objects.exclude(appointment__in=standing).count()
    )


def make_due(number: int) -> None:
    """Appointments whose reminder of the day before has just fallen due, some with a companion."""
    soon = timezone.now() + timedelta(hours=23)
    clients = [make_client() for _ in range(number)]
    companion = make_advisor()
    made = [make_appointment(client=client, starts_at=soon) for client in clients]
    Companion.objects.create(appointment=made[0], advisor=companion)
    # Agreed two days ago: from here on they are due.
    Appointment.objects.filter(client__in=clients).update(timed_at=timezone.now() - 2 * DAY)


def copies(office: PostOffice) -> Counter[str]:
    """How often each mail arrived."""
    return Counter(mail["Message-ID"] for mail in office.mails)


def report(killed: Counter[str], counted: Counter[str]) -> str:
    """What was killed and what arrived, in a line."""
    extra = sum(counted.values()) - len(counted)
    return (
        f"\n{ROUNDS} rounds, killed {dict(killed)}: {len(counted)} mails due, "
        f"{sum(counted.values())} arrived, {extra} a second time, "
        f"{max(counted.values())} copies at most.\n"
    )


def wait_for_mails(office: PostOffice, more: int) -> None:
    """Wait until so many more mails were taken, or all are on their way."""
    wanted = len(office.mails) + more
    until(lambda: len(office.mails) >= wanted or nothing_waits(), 60)


def nothing_waits() -> bool:
    """Tell whether every reminder was handed over and no mail is on its way."""
    return not due(NOTICES[0]).exists() and not OutgoingMessage.objects.unsettled().exists()


def until(true: Callable[[], bool], seconds: float) -> None:
    """Wait for `true`, asking often. Fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _environment(office: PostOffice) -> dict[str, str]:
    held = connection.settings_dict
    database = (
        f"postgres://{held['USER']}:{held['PASSWORD']}@/{held['NAME']}"
        f"?host={held['HOST']}&port={held['PORT'] or 5432}"
    )
    given = {"DATABASE_URL": database, "EMAIL_URL": f"smtp://127.0.0.1:{office.port}"}
    return os.environ | given | {"DEMO": "", "DJANGO_SETTINGS_MODULE": "atelier.settings"}


def _end(program: subprocess.Popen[str]) -> None:
    """End the nursery; whatever it forked ends with it."""
    program.kill()
    program.wait(10)
