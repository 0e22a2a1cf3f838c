"""The parts that serve: web, workers, beat. Each is a fork of this program."""

import gc
import importlib
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Timer

import django
from django.urls import get_resolver

from atelier.local.processes import Fork

_WEB = [
    *("--worker-class", "gthread", "--preload"),
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
_STOP_SECONDS = 10.0
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


def web(environment: Mapping[str, str], listening: int, certificate: Path | None) -> Fork:
    """Return gunicorn on the socket `listening`, which outlives it: a restart refuses nobody.

    With the file of a key and its certificate it speaks TLS.
    """
    workers, threads = environment.get("WEB_WORKERS", "2"), environment.get("WEB_THREADS", "4")
    tls = ["--config", "python:atelier.local.tls", "--certfile", str(certificate)]
    more = [*tls, "--keyfile", str(certificate)] if certificate else []
    size = ["--workers", workers, "--threads", threads]
    return _gunicorn("web", "atelier.wsgi:application", listening, *size, *more)


def door(listening: int) -> Fork:
    """Return the one page that is shown without TLS: how to trust the house's authority."""
    return _gunicorn("door", "atelier.local.door:application", listening, "--threads", "4")


def _gunicorn(name: str, application: str, listening: int, *arguments: str) -> Fork:
    def run() -> None:
        from gunicorn.app.wsgiapp import WSGIApplication

        sys.argv = ["gunicorn", application, *_WEB, *arguments, "--bind", f"fd://{listening}"]
        WSGIApplication().run()

    return Fork(name, run, files=[listening])


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
        from celery.signals import worker_shutting_down

        from atelier.celery import app

        worker_shutting_down.connect(_end_in_time)
        app.start(argv=["--quiet", *arguments])

    return Fork(name, run)


def _end_in_time(**_: object) -> None:
    """Give a worker that was asked to stop a while, then end it and its children by force.

    Celery waits without an end for a child that is frozen or whose answer nobody reads. The
    supervisor ends it sooner; this is for when the supervisor itself was killed.
    """
    patience = Timer(_STOP_SECONDS, os.killpg, (0, signal.SIGKILL))
    patience.daemon = True
    patience.start()
