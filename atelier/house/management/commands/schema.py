"""Writes atelier/house/schema.sql from the migrations, in a database made for it and dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from atelier.house import schema
from atelier.local.programs import folder

# Only this one names constraints as the embedded server will.
_SERVER = 180000


class Command(BaseCommand):
    """`manage.py schema`, beside a `bin/serve` with its embedded PostgreSQL."""

    help = (
        "Write atelier/house/schema.sql anew: fresh databases then start from the last migration."
    )

    def handle(self, *args: object, **options: object) -> None:
        """Migrate a new database one by one, and write what came of it."""
        if schema.server(connection) < _SERVER:
            raise CommandError(
                "Please write it with the embedded PostgreSQL: start bin/serve first."
            )
        with new_database():
            call_command("migrate", one_by_one=True, verbosity=0)
            text = schema.written(connection, pg_programs())
        schema.FILE.write_text(text, encoding="utf-8")


def pg_programs() -> Path:
    """Return the folder of pg_dump."""
    return folder(None, Path())


@contextmanager
def new_database() -> Iterator[None]:
    """Lead this connection to an empty database of its own, and back."""
    usual = connection.settings_dict["NAME"]
    _lead_to("postgres", f'CREATE DATABASE "{usual}_schema"')
    connection.settings_dict["NAME"] = f"{usual}_schema"
    try:
        yield
    finally:
        _lead_to("postgres", f'DROP DATABASE "{usual}_schema"')
        connection.settings_dict["NAME"] = usual


def _lead_to(database: str, statement: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
