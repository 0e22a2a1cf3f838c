"""A fresh database is laid at once, an old one is led on; both come to the same."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from atelier.house import schema
from atelier.house.management.commands.schema import new_database, pg_programs

# Where a house stood that was opened before the schema was first written as a whole.
_OLD_HOUSE = [("orders", "0012"), ("production", "0012")]


@pytest.mark.django_db(transaction=True)
def test_laid_at_once_or_led_on_from_an_old_house_it_is_the_same() -> None:
    at_once = schema.dumped(connection, pg_programs())
    applied = set(MigrationRecorder(connection).applied_migrations())
    with new_database():
        for step in (*_OLD_HOUSE, ()):
            call_command("migrate", *step, one_by_one=True, verbosity=0)
        led_on = schema.dumped(connection, pg_programs())
        assert set(MigrationRecorder(connection).applied_migrations()) == applied

    assert at_once == _read_back(led_on)
    assert led_on.count("CREATE TRIGGER") > 30


def _read_back(text: str) -> str:
    """Postgres writes `a AND (b AND c)` without the brackets once it has read it back."""
    with new_database():
        assert schema.lay(connection, text)
        return schema.dumped(connection, pg_programs())


def test_the_schema_knows_only_migrations_that_are_there() -> None:
    text = schema.FILE.read_text(encoding="utf-8")
    known = {f"('{app}', '{name}', now())" for app, name in MigrationLoader(None).disk_migrations}

    recorded = {line.strip().rstrip(",;") for line in text.splitlines() if "', now())" in line}

    assert len(recorded) > 100
    assert recorded <= known


@pytest.mark.django_db
def test_a_database_that_holds_anything_is_left_as_it_is() -> None:
    assert not schema.lay(connection)


@pytest.mark.django_db(transaction=True)
def test_where_tables_go_elsewhere_the_migrations_put_them_there() -> None:
    with new_database(), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA atelier; SET search_path = atelier, public")
        assert not schema.lay(connection)
