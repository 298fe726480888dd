import django.utils.timezone
from django.db import migrations, models

from core.postgres import kept_for


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_recruiter_role"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("day", models.DateField()),
                ("actor_id", models.BigIntegerField()),
                ("party_id", models.BigIntegerField()),
                ("subject_id", models.BigIntegerField()),
                (
                    "how",
                    models.CharField(
                        choices=[("listed", "in a list"), ("opened", "opened")], max_length=10
                    ),
                ),
                ("named", models.BooleanField()),
            ],
            options={
                "db_table": "core_accesslog",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["subject_id", "-id"], name="accesslog_of_subject"),
                    models.Index(fields=["at"], name="accesslog_by_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actor_id", "party_id", "subject_id", "how", "named", "day"),
                        name="accesslog_once_a_day",
                    )
                ],
            },
        ),
        kept_for("core_accesslog", "4 years"),
    ]
