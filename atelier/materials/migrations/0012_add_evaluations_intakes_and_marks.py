"""Evaluations, receipts in the making, and numbered marks."""

import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("materials", "0011_ask_for_recycled_share"),
        ("people", "0001_initial"),
        ("pictures", "0002_lease_waiting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("request_id", models.UUIDField(editable=False, null=True, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("commission_id", models.BigIntegerField(db_index=True, null=True)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "instruments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("loupe", "Loupe, 10×"),
                                ("microscope", "Microscope"),
                                ("refractometer", "Refractometer"),
                                ("polariscope", "Polariscope"),
                                ("spectroscope", "Spectroscope"),
                                ("dichroscope", "Dichroscope"),
                                ("uv_long", "Ultraviolet, long wave"),
                                ("uv_short", "Ultraviolet, short wave"),
                                ("chelsea", "Chelsea filter"),
                                ("scales", "Carat scales"),
                                ("gauge", "Gauge"),
                                ("gravity", "Hydrostatic scales"),
                                ("diamond", "Diamond tester"),
                                ("thermal", "Thermal probe"),
                                ("masters", "Master stones"),
                            ],
                            max_length=16,
                        ),
                        size=None,
                    ),
                ),
                (
                    "refractive_low",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=4, null=True),
                ),
                (
                    "refractive_high",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=4, null=True),
                ),
                (
                    "observations",
                    models.TextField(blank=True, help_text="What the instruments showed."),
                ),
                (
                    "growth",
                    models.CharField(
                        choices=[
                            ("natural", "Natural"),
                            ("lab", "Laboratory-grown"),
                            ("simulant", "Simulant"),
                            ("unknown", "Not determined"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "treatment",
                    models.CharField(
                        choices=[
                            ("unknown", "Treatment not determined"),
                            ("none", "No indications of treatment"),
                            ("heated", "Heated"),
                            ("heated_residue", "Heated, with residue"),
                            ("diffusion", "Diffusion-treated"),
                            ("glass_filled", "Glass-filled"),
                            ("oil_minor", "Clarity enhanced, minor (F1)"),
                            ("oil_moderate", "Clarity enhanced, moderate (F2)"),
                            ("oil_significant", "Clarity enhanced, significant (F3)"),
                            ("fracture_filled", "Fracture-filled"),
                            ("irradiated", "Irradiated"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
                ("filler", models.CharField(blank=True, max_length=40)),
                (
                    "length",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
                ),
                (
                    "width",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
                ),
                (
                    "depth",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
                ),
                (
                    "carats",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=7, null=True),
                ),
                (
                    "carats_estimated",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=7, null=True),
                ),
                (
                    "colour",
                    models.CharField(
                        blank=True, help_text="Hue, with its modifier.", max_length=60
                    ),
                ),
                ("tone", models.CharField(blank=True, max_length=30)),
                ("saturation", models.CharField(blank=True, max_length=30)),
                (
                    "colour_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("D", "D"),
                            ("E", "E"),
                            ("F", "F"),
                            ("G", "G"),
                            ("H", "H"),
                            ("I", "I"),
                            ("J", "J"),
                            ("K", "K"),
                            ("L", "L"),
                            ("M", "M"),
                            ("N", "N"),
                            ("O", "O"),
                            ("P", "P"),
                            ("Q", "Q"),
                            ("R", "R"),
                            ("S", "S"),
                            ("T", "T"),
                            ("U", "U"),
                            ("V", "V"),
                            ("W", "W"),
                            ("X", "X"),
                            ("Y", "Y"),
                            ("Z", "Z"),
                        ],
                        max_length=1,
                    ),
                ),
                (
                    "fancy_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("faint", "Faint"),
                            ("very_light", "Very Light"),
                            ("light", "Light"),
                            ("fancy_light", "Fancy Light"),
                            ("fancy", "Fancy"),
                            ("fancy_intense", "Fancy Intense"),
                            ("fancy_vivid", "Fancy Vivid"),
                            ("fancy_dark", "Fancy Dark"),
                            ("fancy_deep", "Fancy Deep"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "clarity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("FL", "Flawless"),
                            ("IF", "Internally flawless"),
                            ("VVS1", "VVS1"),
                            ("VVS2", "VVS2"),
                            ("VS1", "VS1"),
                            ("VS2", "VS2"),
                            ("SI1", "SI1"),
                            ("SI2", "SI2"),
                            ("I1", "I1"),
                            ("I2", "I2"),
                            ("I3", "I3"),
                        ],
                        max_length=4,
                    ),
                ),
                ("clarity_words", models.CharField(blank=True, max_length=200)),
                ("window", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("extinction", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("brilliance", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("setting_risks", models.TextField(blank=True)),
                (
                    "inscription",
                    models.CharField(blank=True, help_text="As read on the girdle.", max_length=40),
                ),
                ("report_match", models.JSONField(blank=True, default=list)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accept", "Accepted"),
                            ("conditional", "Accepted on conditions"),
                            ("reject", "Not accepted"),
                        ],
                        max_length=12,
                    ),
                ),
                ("because", models.TextField(blank=True, help_text="The conditions, or why not.")),
                ("for_client", models.TextField(blank=True, help_text="As the client reads it.")),
                ("notes", models.TextField(blank=True, help_text="Private to the house.")),
                (
                    "frozen",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("commission_id", models.BigIntegerField(db_index=True, null=True)),
                ("appointment_id", models.BigIntegerField(db_index=True, null=True)),
                (
                    "words",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("read", models.CharField(blank=True, max_length=64)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ["-changed_at"],
            },
        ),
        migrations.CreateModel(
            name="IntakePicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveSmallIntegerField()),
                (
                    "view",
                    models.CharField(
                        choices=[
                            ("face_up", "Face-up"),
                            ("profile", "Profile"),
                            ("inscription", "Inscription or microphoto"),
                            ("damage", "Damage, marked"),
                        ],
                        default="face_up",
                        max_length=12,
                    ),
                ),
                ("marks", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["row", "id"],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "x",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                    ),
                ),
                (
                    "y",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="map_picture",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pictures.picture",
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="materials.laboratoryreport",
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="stone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="materials.stone",
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="variety",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="materials.stonevariety"
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="begun_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intakes",
                to="people.client",
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="receipt",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intake",
                to="materials.receipt",
            ),
        ),
        migrations.AddField(
            model_name="intakepicture",
            name="intake",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pictures",
                to="materials.intake",
            ),
        ),
        migrations.AddField(
            model_name="intakepicture",
            name="picture",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intake_picture",
                to="pictures.picture",
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="evaluation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="marks",
                to="materials.evaluation",
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="goods_picture",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="marks",
                to="materials.goodspicture",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                fields=("stone", "number"), name="evaluation_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("instruments", []), _negated=True),
                name="evaluation_used_an_instrument",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", "accept"), models.Q(("because", ""), _negated=True), _connector="OR"
                ),
                name="evaluation_says_because",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("carats__isnull", True), ("carats_estimated__isnull", True), _connector="OR"
                ),
                name="evaluation_weighs_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("colour_grade", ""), ("fancy_grade", ""), _connector="OR"),
                name="evaluation_fancy_is_not_d_to_z",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refractive_high__isnull", True), ("refractive_low__isnull", True)),
                    ("refractive_low__lte", models.F("refractive_high")),
                    _connector="OR",
                ),
                name="evaluation_refraction_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("brilliance__isnull", True),
                        ("extinction__isnull", True),
                        ("window__isnull", True),
                    ),
                    models.Q(
                        ("brilliance__isnull", False),
                        ("extinction__isnull", False),
                        (
                            "window__gte",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(98), "-", models.F("extinction")
                                ),
                                "-",
                                models.F("brilliance"),
                            ),
                        ),
                        ("window__isnull", False),
                        (
                            "window__lte",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(102), "-", models.F("extinction")
                                ),
                                "-",
                                models.F("brilliance"),
                            ),
                        ),
                    ),
                    _connector="OR",
                ),
                name="evaluation_brightness_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("evaluation__isnull", True), ("goods_picture__isnull", False)),
                    models.Q(("evaluation__isnull", False), ("goods_picture__isnull", True)),
                    _connector="OR",
                ),
                name="mark_on_one_sheet",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("x__range", (0, 100)), ("y__range", (0, 100))),
                name="mark_is_inside",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(
                fields=("goods_picture", "number"), name="mark_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(
                fields=("evaluation", "number"), name="mark_number_once_on_map"
            ),
        ),
    ]
