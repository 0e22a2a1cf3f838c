"""The parts that serve: web, workers, beat. Each is a fork of this program."""

import gc
import importlib
import os
import sys
from collections.abc import Mapping

import django
from django.urls import get_resolver

from atelier.local.processes import Fork

_WEB = [
    *("gunicorn", "atelier.wsgi:application", "--worker-class", "gthread", "--preload"),
    *("--graceful-timeout", "4", "--no-control-socket"),
    # A worker says "alive" through this file; in memory it never waits for a disk.
    *(("--worker-tmp-dir", "/dev/shm") if os.path.isdir("/dev/shm") else ()),
]
_QUIET = ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
# Pictures are prepared in a child with limits of its own, so a thread is enough to wait for it.
_WORKERS = {
    "worker": ["--queues", "default,mail,serials", "--concurrency", "2"],
    "pictures": ["--queues", "pictures", "--concurrency", "1", "--pool", "threads"],
}
_SHARED = [
    *("gunicorn.app.wsgiapp", "gunicorn.workers.gthread", "kombu.transport.redis"),
    *("celery.bin.celery", "celery.apps.worker", "celery.apps.beat", "celery.worker.consumer"),
    *("celery.concurrency.prefork", "celery.concurrency.thread"),
]


def load_programs() -> None:
    """Import once what every part needs."""
    django.setup()
    for name in _SHARED:
        importlib.import_module(name)
    from atelier.celery import app

    app.loader.import_default_modules()


def load_pages() -> None:
    """Import the pages, whose static files are known now, and keep the collector off it all.

    The garbage collector would touch, and so copy, what the parts share.
    """
    importlib.import_module("atelier.wsgi")
    assert get_resolver().url_patterns
    gc.collect()
    gc.freeze()


def web(environment: Mapping[str, str], listening: int) -> Fork:
    """Return gunicorn on the socket `listening`, which outlives it: a restart refuses nobody."""
    workers, threads = environment.get("WEB_WORKERS", "2"), environment.get("WEB_THREADS", "4")
    size = ["--workers", workers, "--threads", threads, "--bind", f"fd://{listening}"]

    def run() -> None:
        from gunicorn.app.wsgiapp import WSGIApplication

        sys.argv = [*_WEB, *size]
        WSGIApplication().run()

    return Fork("web", run, files=[listening])


def workers() -> list[Fork]:
    """Return the worker for everything short, and the one that waits for pictures."""
    return [
        celery_part(name, "worker", *_QUIET, *arguments, "--hostname", f"{name}@%h")
        for name, arguments in _WORKERS.items()
    ]


def beat() -> Fork:
    """Return the clock."""
    return celery_part("beat", "beat", "--loglevel", "INFO", "--pidfile", "")


def celery_part(name: str, *arguments: str) -> Fork:
    """Return one of Celery's programs, under this name."""

    def run() -> None:
        from atelier.celery import app

        app.start(argv=["--quiet", *arguments])

    return Fork(name, run)
