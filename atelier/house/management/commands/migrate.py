"""Django's own `migrate`, which gives an empty database the whole schema at once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from atelier.house import schema

_CHOOSY = ("app_label", "migration_name", "plan", "check_unapplied", "fake", "fake_initial")


class Command(migrate.Command):
    """`manage.py migrate`; `--one-by-one` takes the whole history on an empty database too."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --one-by-one."""
        super().add_arguments(parser)  # type: ignore[arg-type]
        parser.add_argument("--one-by-one", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the schema where nothing is yet, then run what has not run."""
        chosen = any(options[name] for name in _CHOOSY)
        if not chosen and not options["one_by_one"]:
            schema.lay(connections[options["database"]])
        super().handle(*args, **options)
