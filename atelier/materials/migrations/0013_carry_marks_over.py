"""The one mark of a picture becomes its first; evaluations and marks are append-only, by trigger."""

from django.db import migrations

from atelier.journal.append_only import append_only

# A deferred key would still be waiting when the columns go.
_FORWARDS = """
INSERT INTO materials_mark (goods_picture_id, number, x, y, note)
  SELECT id, 1, mark_x, mark_y, '' FROM materials_goodspicture WHERE mark_x IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""
_BACKWARDS = """
UPDATE materials_goodspicture AS picture SET mark_x = mark.x, mark_y = mark.y
  FROM materials_mark AS mark WHERE mark.goods_picture_id = picture.id AND mark.number = 1;
"""


class Migration(migrations.Migration):
    dependencies = [("materials", "0012_add_evaluations_intakes_and_marks")]

    operations = [
        migrations.RunSQL(_FORWARDS, _BACKWARDS),
        migrations.RemoveConstraint("goodspicture", "goods_picture_mark_is_inside"),
        migrations.RemoveField("goodspicture", "mark_x"),
        migrations.RemoveField("goodspicture", "mark_y"),
        append_only("materials_mark"),
        append_only("materials_evaluation"),
    ]
