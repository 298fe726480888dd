from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_basis"),
    ]

    operations = [
        migrations.AlterField(
            model_name="matchlog",
            name="use",
            field=models.CharField(
                choices=[
                    ("fit_on", "Applicants grouped by fit"),
                    ("fit_off", "Applicants by date again"),
                    ("people_fit_on", "People who can be found grouped by fit"),
                    ("people_fit_off", "People who can be found by date again"),
                ],
                max_length=20,
            ),
        ),
    ]
