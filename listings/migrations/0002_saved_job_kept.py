"""What a saved job offered when it was saved, and whether its closing date was told; for jobs already saved, as of now."""

from django.db import migrations, models

FILL = """
UPDATE listings_savedjob s SET kept = jsonb_build_object(
    'pay_min', p.pay_min::text, 'pay_max', p.pay_max::text, 'pay_unit', p.pay_unit,
    'hours', p.hours_per_week::text, 'formula', p.formula_id)
FROM listings_jobposting p WHERE p.id = s.posting_id
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]

    operations = [
        migrations.AddField(
            "savedjob",
            "kept",
            models.JSONField(
                default=dict, db_default=models.Value({}, models.JSONField()), editable=False
            ),
        ),
        migrations.AddField(
            "savedjob", "reminded_at", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
