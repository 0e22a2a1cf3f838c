"""Brings database, reference data, fonts, static files and the demo house up to date.

One process for all of it, because starting Django is the slowest step of each.
"""

import os
import sys
import time
from io import StringIO

import django
from django.core.management import call_command, get_commands


def main() -> None:
    """Run what exists of the steps, saying each on a line with its seconds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.settings")
    django.setup()
    for sentence, command, arguments in _steps():
        if command in get_commands():
            _take(sentence, command, arguments)


def _steps() -> list[tuple[str, str, list[str]]]:
    from django.conf import settings

    steps = [
        ("Database", "migrate", ["--no-input"]),
        ("Reference data", "reference", []),
        ("Fonts", "fonts", []),
        ("Static files", "collectstatic", ["--no-input"]),
    ]
    return steps + [("Demo house", "demo", [])] if settings.DEMO else steps


def _take(sentence: str, command: str, arguments: list[str]) -> None:
    started = time.monotonic()
    call_command(command, *arguments, stdout=StringIO())
    sys.stdout.write(f"  {sentence:<16}{time.monotonic() - started:5.1f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
