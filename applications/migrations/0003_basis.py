from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0002_match_log"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="basis",
            field=models.JSONField(default=dict, db_default=models.Value({}, models.JSONField())),
        ),
    ]
