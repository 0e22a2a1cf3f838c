from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0010_close_links_of_old_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="hold",
            name="by_house",
            field=models.BooleanField(default=False),
        ),
    ]
