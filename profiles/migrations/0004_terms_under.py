from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0003_credential_limited_permit"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidateprofile",
            name="terms_under",
            field=models.CharField(
                blank=True, default="", db_default="", editable=False, max_length=36
            ),
        ),
    ]
