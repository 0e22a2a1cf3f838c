"""Triggers by which Postgres itself refuses to change what has been written."""

from django.db import migrations

_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


def append_only(table: str, *columns: str) -> migrations.RunSQL:
    """Return the migration step that refuses DELETE on `table`, and UPDATE of `columns`.

    Without `columns` every UPDATE is refused.
    """
    update = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
    return migrations.RunSQL(
        f"""{_FUNCTION}
        CREATE TRIGGER {table}_append_only BEFORE {update} OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION journal_refuse_change();""",
        f"DROP TRIGGER {table}_append_only ON {table};",
    )
