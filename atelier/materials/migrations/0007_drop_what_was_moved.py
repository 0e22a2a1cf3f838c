"""Drop the columns whose words are records of their own, and hold a memo stone to its memo."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("materials", "0006_move_reports_and_memos")]

    operations = [
        migrations.RemoveConstraint(model_name="stone", name="stone_memo_has_dealer_and_due"),
        migrations.RemoveField(model_name="stone", name="inscription"),
        migrations.RemoveField(model_name="stone", name="laboratory"),
        migrations.RemoveField(model_name="stone", name="memo_dealer"),
        migrations.RemoveField(model_name="stone", name="memo_due"),
        migrations.RemoveField(model_name="stone", name="report_date"),
        migrations.RemoveField(model_name="stone", name="report_number"),
        migrations.AddConstraint(
            model_name="stone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", "memo"), _negated=True),
                    ("memo__isnull", False),
                    _connector="OR",
                ),
                name="stone_on_memo_has_memo",
            ),
        ),
    ]
