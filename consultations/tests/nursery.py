"""Forks real workers and beats for a test that kills them; run as a program, told by its input.

Each line `worker NAME` or `beat NAME` starts one and is answered with its process number. They
share what this program has imported, so a new one works within a moment, and they end with it.
"""

import sys
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings

from atelier.local.parts import celery_part, load_programs
from atelier.local.processes import Fork, Running

# A killed sender's mail is free again after this; in the house after seventy seconds.
LEASE = timedelta(seconds=4)
EVERY = 0.5
_WORKER = ["--queues", "default,mail", "--concurrency", "1", "--loglevel", "WARNING"]
_APART = ["--without-gossip", "--without-mingle"]


def main(prefix: str, log: Path) -> None:
    """Make ready, say so, and start what is asked for until the input ends."""
    _prepare(prefix)
    _say("ready")
    started: list[Running] = []
    for line in sys.stdin:
        kind, name = line.split()
        started.append(_part(kind, name).start(log))
        _say(str(started[-1].pid))
        for one in started:
            one.poll()


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _prepare(prefix: str) -> None:
    """Keep these workers' queues to themselves, and let beat tick for reminders and mail alone."""
    django.setup()
    from atelier.journal import sending

    sending.LEASE = LEASE
    settings.CELERY_BROKER_TRANSPORT_OPTIONS |= {"global_keyprefix": prefix}
    settings.CELERY_BEAT_SCHEDULE = {
        name: settings.CELERY_BEAT_SCHEDULE[name] | {"schedule": EVERY}
        for name in ("send-reminders", "send-waiting-messages")
    }
    load_programs()


def _part(kind: str, name: str) -> Fork:
    if kind == "worker":
        return celery_part(name, "worker", *_WORKER, *_APART, "--hostname", f"{name}@%h")
    return celery_part(name, "beat", "--loglevel", "WARNING", "--pidfile", "")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
