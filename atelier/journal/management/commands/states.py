"""Writes docs/states.md from the transition tables, or tells whether it is up to date."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from atelier.journal.diagrams import document


class Command(BaseCommand):
    """`manage.py states` writes the file; `--check` compares it."""

    help = "Write docs/states.md from the transition tables; --check compares it instead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: object, check: bool = False, **options: object) -> None:
        """Write or compare the file."""
        path = settings.BASE_DIR / "docs" / "states.md"
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(document(), encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != document():
            raise CommandError("docs/states.md is out of date. Please run: manage.py states")
