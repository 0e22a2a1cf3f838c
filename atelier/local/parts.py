"""The parts that serve: web, workers, beat, each with its command line."""

import os
import sys
from collections.abc import Mapping

from atelier.local.processes import Part

_CELERY = [sys.executable, "-m", "celery", "--app", "atelier", "--quiet"]
_WEB = [
    *(sys.executable, "-m", "gunicorn", "atelier.wsgi:application"),
    *("--worker-class", "gthread", "--preload", "--graceful-timeout", "4"),
    # A worker says "alive" through this file; in memory it never waits for a disk.
    *(("--worker-tmp-dir", "/dev/shm") if os.path.isdir("/dev/shm") else ()),
]


def web(environment: Mapping[str, str], listening: int) -> Part:
    """Return gunicorn on the socket `listening`, which outlives it: a restart refuses nobody."""
    workers = environment.get("WEB_WORKERS", "2")
    threads = environment.get("WEB_THREADS", "4")
    size = ["--workers", workers, "--threads", threads, "--bind", f"fd://{listening}"]
    return Part("web", [*_WEB, *size], environment, files=[listening])


def workers(environment: Mapping[str, str]) -> list[Part]:
    """Return the worker for everything short, and the one that works on pictures."""
    level = ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    short = ["--queues", "default,mail,serials", "--concurrency", "2", "--hostname", "worker@%h"]
    long = ["--queues", "pictures", "--concurrency", "1", "--hostname", "pictures@%h"]
    return [
        Part("worker", [*_CELERY, "worker", *level, *short], environment),
        Part("pictures", [*_CELERY, "worker", *level, *long], environment),
    ]


def beat(environment: Mapping[str, str]) -> Part:
    """Return the clock."""
    return Part("beat", [*_CELERY, "beat", "--loglevel", "INFO", "--pidfile", ""], environment)
