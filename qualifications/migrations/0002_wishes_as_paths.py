from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("qualifications", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="formulapath",
            name="wish",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
