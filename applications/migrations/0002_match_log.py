import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from core.postgres import kept_for


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
        ("listings", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MatchLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("actor_id", models.BigIntegerField()),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("fit_on", "Applicants grouped by fit"),
                            ("fit_off", "Applicants by date again"),
                        ],
                        max_length=20,
                    ),
                ),
                ("until", models.DateTimeField(null=True)),
                ("rule_version", models.CharField(max_length=20)),
                ("shown", models.JSONField(default=list)),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="listings.jobposting",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["posting", "actor_id", "-id"], name="matchlog_of_switch"),
                    models.Index(fields=["at"], name="matchlog_by_time"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gt", models.F("at")), _connector="OR"
                        ),
                        name="matchlog_ends_after_it_begins",
                    )
                ],
            },
        ),
        # four years: California's rule for records of automated decision systems (2 CCR 11013)
        kept_for("applications_matchlog", "4 years"),
    ]
