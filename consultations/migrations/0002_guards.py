"""Postgres refuses two booked appointments of one advisor, or in one room, at one time.

Written as SQL because the embedded Postgres has no btree_gist: the key stands as a one-point
int8range beside the time range.
"""

from django.db import migrations

_RULE = """
ALTER TABLE consultations_appointment ADD CONSTRAINT appointment_one_per_{what}
EXCLUDE USING gist (int8range({what}_id, {what}_id, '[]') WITH &&, busy WITH &&)
WHERE (status = 'booked' AND {what}_id IS NOT NULL);
"""


def _exclude(what: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        _RULE.format(what=what),
        f"ALTER TABLE consultations_appointment DROP CONSTRAINT appointment_one_per_{what};",
    )


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_initial")]

    operations = [_exclude("advisor"), _exclude("room")]
