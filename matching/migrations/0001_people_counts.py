import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from core.postgres import behind_wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("profiles", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountedPerson",
            fields=[
                (
                    "profile",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="profiles.candidateprofile",
                    ),
                ),
                (
                    "held_terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                ("area_state", models.CharField(blank=True, max_length=2)),
                ("area_lat", models.FloatField(null=True)),
                ("area_lng", models.FloatField(null=True)),
                ("radius_miles", models.PositiveSmallIntegerField()),
                ("open_to_remote", models.BooleanField()),
                ("counted_on", models.DateField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area_lat", "area_lng"], name="countedperson_area"),
                    models.Index(fields=["area_state"], name="countedperson_state"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeopleCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("counted_on", models.DateField()),
                ("digest", models.CharField(max_length=64)),
                ("answer", models.JSONField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="profiles.employer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("employer", "counted_on", "digest"), name="peoplecount_once_a_day"
                    )
                ],
            },
        ),
        # Who is hidden or hides from this employer by now is not counted, whatever last night's copy says.
        behind_wall(
            "matching_countedperson",
            columns=[
                "profile_id",
                "held_terms",
                "area_state",
                "area_lat",
                "area_lng",
                "radius_miles",
                "open_to_remote",
            ],
            rule="EXISTS (SELECT FROM profiles_candidateprofile p WHERE p.id = profile_id)",
        ),
    ]
