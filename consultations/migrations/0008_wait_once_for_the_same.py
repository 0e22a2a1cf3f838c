"""Keep a client from waiting twice for the same: one living place per commission and channel."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0007_guard_busy_time")]

    operations = [
        migrations.AddConstraint(
            model_name="waitinglistentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("waiting", "offered"))),
                fields=("client", "commission", "channel"),
                name="waiting_once_for_the_same",
                nulls_distinct=False,
            ),
        ),
    ]
