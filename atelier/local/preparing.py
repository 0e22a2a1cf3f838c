"""Brings database, reference data, fonts, static files and the demo house up to date.

One process for all of it, because starting Django is the slowest step of each.
`python -m atelier.local.preparing STEP …` takes only the steps named.
"""

import hashlib
import os
import shlex
import sys
import time
from collections.abc import Callable
from io import StringIO

import django
from django.core.management import call_command, get_commands

_STATIC_STAMP = ".collected"


def prepare(chosen: list[str]) -> None:
    """Take the `chosen` steps, or all, saying each on a line with its seconds."""
    for name, (sentence, step) in _STEPS.items():
        if name in chosen or not chosen:
            _take(sentence, step)


def _take(sentence: str, step: Callable[[], None]) -> None:
    started = time.monotonic()
    step()
    sys.stdout.write(f"  {sentence:<16}{time.monotonic() - started:5.1f} s\n")
    sys.stdout.flush()


def _command(name: str, *arguments: str) -> Callable[[], None]:
    def run() -> None:
        if name in get_commands():
            call_command(name, *arguments, stdout=StringIO())

    return run


def _collect() -> None:
    """Collect and compress the static files, unless these very files are collected."""
    from django.conf import settings

    stamp, fingerprint = settings.STATIC_ROOT / _STATIC_STAMP, _static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    call_command("collectstatic", "--no-input", "--clear", stdout=StringIO())
    stamp.write_text(fingerprint)


def _static_fingerprint() -> str:
    """Return a digest of every static file's name, size and time of change."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = os.stat(storage.path(name))
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _furnish() -> None:
    """Load the demo house, where there is to be one; a repeat adds nothing."""
    from django.conf import settings

    if settings.DEMO:
        call_command("catalogue", stdout=StringIO())
        call_command("demo", stdout=StringIO())
    else:
        tell_how_to_enter()


def tell_how_to_enter() -> None:
    """Keep beside the data how the first account is made, until somebody may enter the admin."""
    from django.conf import settings
    from django.contrib.auth import get_user_model

    path = settings.DATA_DIR / "sign-ins.txt"
    if get_user_model().objects.filter(is_staff=True).exists():
        path.unlink(missing_ok=True)
        return
    command = f"ATELIER_DATA={shlex.quote(str(settings.DATA_DIR))} {sys.executable} manage.py"
    path.write_text(
        "Nobody may enter the admin yet. Make the owner's account, in a second shell that has\n"
        "the same environment as this one:\n"
        f"  {command} createsuperuser\n"
        f"Then sign in at {settings.SITE_URL}/admin/ and add the others there.\n"
    )


_STEPS: dict[str, tuple[str, Callable[[], None]]] = {
    "database": ("Database", _command("migrate", "--no-input")),
    "reference": ("Reference data", _command("reference")),
    "fonts": ("Fonts", _command("fonts")),
    "static": ("Static files", _collect),
    "demo": ("House", _furnish),
}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.settings")
    django.setup()
    prepare(sys.argv[1:])
