"""The database's schema at once, for a fresh database that needs no history.

`schema.sql` is what every migration up to its writing comes to, with their names recorded in it.
The migrations stay what is true: later ones run after it, and a test holds both against each other.
"""

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

FILE = Path(__file__).with_name("schema.sql")
# Tried on these; an older server takes one migration after the other.
_OLDEST_SERVER = 160000

_TITLE = """\
-- Written by `manage.py schema` from the migrations, which are what is true; see ADR 0022.
-- A fresh database starts from here and then takes the migrations that are not named at the end.
"""
_HEADING = re.compile(r"^--\n-- Name: .*\n--\n", re.MULTILINE)
_SETTING = re.compile(r"^SET default_table\w+ = .*;\n", re.MULTILINE)
_END = "--\n-- PostgreSQL database dump complete"
_BLANK_LINES = re.compile(r"\n{3,}")


def lay(connection: BaseDatabaseWrapper, text: str = "") -> bool:
    """Give an empty database the schema `text`, else `schema.sql`; tell whether that was done.

    It names the schema `public`: where tables go into another, the migrations put them there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema() = 'public'")
        usual = server(connection) >= _OLDEST_SERVER and cursor.fetchone() == (True,)
        if not usual or connection.introspection.table_names(cursor):
            return False
        with transaction.atomic(using=connection.alias):
            # A function may name a table that comes after it.
            cursor.execute("SET LOCAL check_function_bodies = false")
            cursor.execute(text or FILE.read_text(encoding="utf-8"))
    return True


def server(connection: BaseDatabaseWrapper) -> int:
    """Return the server's version as it numbers itself: 180004 is 18.4."""
    return int(connection.pg_version)  # type: ignore[attr-defined]


def written(connection: BaseDatabaseWrapper, programs: Path) -> str:
    """Return the schema of this database and the migrations it knows, as `schema.sql` holds them.

    `programs` is the folder of `pg_dump`. Raises `CalledProcessError` when it fails.
    """
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return f"{_TITLE}\n{dumped(connection, programs)}\n{_recorded(applied)}"


def dumped(connection: BaseDatabaseWrapper, programs: Path) -> str:
    """Return the schema of this database, the same text for the same schema."""
    of = connection.settings_dict
    where = {"--host": of["HOST"], "--port": of["PORT"], "--username": of["USER"]}
    given = [f"{name}={value}" for name, value in where.items() if value]
    quiet = ["--schema-only", "--no-owner", "--no-privileges", "--exclude-schema=kept"]
    run = subprocess.run(
        [str(programs / "pg_dump"), *quiet, *given, of["NAME"]],
        env={**os.environ, "PGPASSWORD": of["PASSWORD"]},
        check=True,
        capture_output=True,
        text=True,
    )
    return _plain(run.stdout)


def _plain(dump: str) -> str:
    """Leave the statements alone: no headings, no settings, nothing that differs by the day."""
    begun = _HEADING.search(dump)
    body = dump[begun.start() if begun else 0 : dump.index(_END)]
    bare = _SETTING.sub("", _HEADING.sub("", body))
    return _BLANK_LINES.sub("\n\n", bare).strip() + "\n"


def _recorded(applied: Iterable[tuple[str, str]]) -> str:
    rows = ",\n".join(f"    ('{app}', '{name}', now())" for app, name in applied)
    return f"INSERT INTO public.django_migrations (app, name, applied) VALUES\n{rows};\n"
