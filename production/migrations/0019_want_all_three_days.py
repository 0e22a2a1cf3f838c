"""A kind's own days are all three or none; two of them passed, the missing one being unknown."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def forget_halves(apps: Any, schema_editor: Any) -> None:
    """Without the usual one, the house's own days were taken already."""
    stages = apps.get_model("production", "RouteStage").objects.filter(days_mode=None)
    stages.update(days_min=None, days_max=None)


class Migration(migrations.Migration):
    dependencies = [("production", "0018_give_kinds_routes")]

    operations = [
        migrations.RunPython(forget_halves, migrations.RunPython.noop),
        migrations.RemoveConstraint("routestage", "route_stage_days_in_order"),
        migrations.AddConstraint(
            "routestage",
            models.CheckConstraint(
                condition=Q(days_min=None, days_mode=None, days_max=None)
                | Q(
                    days_min__isnull=False,
                    days_mode__isnull=False,
                    days_max__isnull=False,
                    days_min__lte=models.F("days_mode"),
                    days_mode__lte=models.F("days_max"),
                ),
                name="route_stage_days_in_order",
                violation_error_message="Give all three days, the fewest first, or none.",
            ),
        ),
    ]
