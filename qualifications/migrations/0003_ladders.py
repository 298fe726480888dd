import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("qualifications", "0002_wishes_as_paths"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ladder",
            fields=[
                (
                    "valid_from",
                    models.DateField(blank=True, help_text="Empty: before our records.", null=True),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, help_text="The last day it holds.", null=True),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "certainty",
                    models.CharField(
                        choices=[("H", "High"), ("M", "Medium"), ("L", "Low")],
                        default="M",
                        max_length=1,
                    ),
                ),
                ("locally_edited", models.BooleanField(default=False)),
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=90), size=None
                    ),
                ),
                ("retired", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="LadderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "valid_from",
                    models.DateField(blank=True, help_text="Empty: before our records.", null=True),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, help_text="The last day it holds.", null=True),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "certainty",
                    models.CharField(
                        choices=[("H", "High"), ("M", "Medium"), ("L", "Low")],
                        default="M",
                        max_length=1,
                    ),
                ),
                ("locally_edited", models.BooleanField(default=False)),
                ("id", models.IntegerField(serialize=False)),
                ("slug", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=120)),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=90), size=None
                    ),
                ),
                ("retired", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ladder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "qualifications_ladderevent" ("certainty", "id", "locally_edited", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "slug", "source", "steps", "valid_from", "valid_to", "verified_on") VALUES (OLD."certainty", OLD."id", OLD."locally_edited", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."retired", OLD."slug", OLD."source", OLD."steps", OLD."valid_from", OLD."valid_to", OLD."verified_on"); RETURN NULL;',
                    hash="33c6f631eb330c7802a6d660284909e99073d989",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac1db",
                    table="qualifications_ladder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ladder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "qualifications_ladderevent" ("certainty", "id", "locally_edited", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired", "slug", "source", "steps", "valid_from", "valid_to", "verified_on") VALUES (OLD."certainty", OLD."id", OLD."locally_edited", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."retired", OLD."slug", OLD."source", OLD."steps", OLD."valid_from", OLD."valid_to", OLD."verified_on"); RETURN NULL;',
                    hash="84b7ab49f4dabaa292da6e211b057cefa09bfb92",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_43d8c",
                    table="qualifications_ladder",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="ladderevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="ladderevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="qualifications.ladder",
            ),
        ),
    ]
