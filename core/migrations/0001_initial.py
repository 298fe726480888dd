import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.datetime
import django.utils.timezone
from django.db import migrations, models

import core.ids
from core.postgres.operations import REFUSE_CHANGE, ApplicationRole, append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        # Before any table: default privileges apply to tables made after them.
        ApplicationRole(),
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION core_refuse_change()"),
        migrations.CreateModel(
            name="FileBytes",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("content", models.BinaryField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "db_table": "core_file_bytes",
            },
        ),
        migrations.CreateModel(
            name="WorkerBeat",
            fields=[
                ("worker", models.CharField(max_length=80, primary_key=True, serialize=False)),
                (
                    "started_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "beat_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "core_worker_beat",
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("hits", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "db_table": "core_counter",
                "indexes": [models.Index(fields=["ends_at"], name="counter_by_end")],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("actor_id", models.BigIntegerField(null=True)),
                ("verb", models.CharField(max_length=60)),
                ("subject_type", models.CharField(max_length=80)),
                ("subject_id", models.CharField(max_length=40)),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("state_before", models.CharField(blank=True, max_length=40)),
                ("state_after", models.CharField(blank=True, max_length=40)),
                ("reason_code", models.CharField(blank=True, max_length=80)),
                ("data", models.JSONField(default=dict)),
                ("request_id", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "db_table": "core_event",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(
                        fields=["subject_type", "subject_id", "-id"], name="event_of_subject"
                    ),
                    models.Index(fields=["actor_id", "-id"], name="event_of_actor"),
                    models.Index(fields=["verb", "-at"], name="event_by_verb"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=200)),
                ("recipient", models.CharField(max_length=254)),
                ("user_id", models.BigIntegerField(null=True)),
                ("stream", models.CharField(default="transactional", max_length=20)),
                ("priority", models.SmallIntegerField(default=5)),
                ("language", models.CharField(default="en", max_length=10)),
                ("subject", models.CharField(max_length=250)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
                ("reply_to", models.CharField(blank=True, max_length=254)),
                ("unsubscribe_url", models.CharField(blank=True, max_length=500)),
                ("message_id", models.CharField(max_length=200, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "queued"),
                            ("sent", "sent"),
                            ("dropped", "dropped: the recipient may not be mailed any more"),
                            ("dead", "dead letter"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                (
                    "send_after",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease", models.CharField(blank=True, max_length=40)),
                ("lease_until", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("purged_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "outbox",
                "db_table": "core_outbox",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["priority", "send_after", "id"],
                        name="outbox_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["send_after"],
                        name="outbox_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("purged_at__isnull", True)),
                        fields=["finished_at"],
                        name="outbox_to_purge",
                    ),
                    models.Index(fields=["user_id"], name="outbox_of_user"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "recipient"), name="outbox_once_per_event_and_recipient"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("state", "queued")),
                            models.Q(
                                models.Q(("state", "queued"), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_finished_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodicSlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("slot", models.DateTimeField()),
            ],
            options={
                "db_table": "core_periodic_slot",
                "constraints": [
                    models.UniqueConstraint(fields=("name", "slot"), name="periodic_slot_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("zip", models.CharField(max_length=5, primary_key=True, serialize=False)),
                ("city", models.CharField(max_length=60)),
                ("state", models.CharField(max_length=2)),
                ("county", models.CharField(blank=True, max_length=60)),
                ("lat", models.FloatField()),
                ("lng", models.FloatField()),
                ("timezone", models.CharField(max_length=40)),
                ("is_post_office", models.BooleanField(default=False)),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
            ],
            options={
                "db_table": "core_place",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["names"], name="place_by_name"
                    ),
                    models.Index(fields=["state", "city"], name="place_by_state_city"),
                ],
            },
        ),
        migrations.CreateModel(
            name="QueuedTask",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("args", models.JSONField(default=list)),
                ("kwargs", models.JSONField(default=dict)),
                ("queue", models.CharField(default="default", max_length=40)),
                ("priority", models.SmallIntegerField(default=0)),
                ("unique_key", models.CharField(blank=True, max_length=200, null=True)),
                ("request_id", models.CharField(blank=True, max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("running", "running"),
                            ("done", "done"),
                            ("dead", "dead letter"),
                        ],
                        default="ready",
                        max_length=10,
                    ),
                ),
                (
                    "run_after",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                (
                    "enqueued_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("attempt", models.PositiveSmallIntegerField(default=0)),
                ("max_attempts", models.PositiveSmallIntegerField(default=5)),
                ("worker", models.CharField(blank=True, max_length=80)),
                ("lease_until", models.DateTimeField(null=True)),
                ("workers", models.JSONField(default=list)),
                ("result", models.JSONField(null=True)),
                ("error", models.TextField(blank=True)),
                ("error_class", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "db_table": "core_task",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "ready")),
                        fields=["-priority", "run_after"],
                        name="task_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "running")),
                        fields=["lease_until"],
                        name="task_leases",
                    ),
                    models.Index(fields=["state", "finished_at"], name="task_finished"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["ready", "running"])),
                        fields=("unique_key",),
                        name="task_unique_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease_until__isnull", False), ("state", "running")),
                            models.Q(("state", "running"), _negated=True),
                            _connector="OR",
                        ),
                        name="task_running_has_lease",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    core.ids.PublicIdField(
                        default=core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("owner_id", models.BigIntegerField(db_index=True, null=True)),
                ("purpose", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "db_table": "core_stored_file",
                "indexes": [models.Index(fields=["created_at"], name="stored_file_by_age")],
            },
        ),
        append_only("core_event"),
    ]
