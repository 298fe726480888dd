from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_text_search_extensions"),
        ("profiles", "0002_walls"),
        ("qualifications", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="credential",
            name="status",
            field=models.CharField(
                choices=[
                    ("active", "Active"),
                    ("pending", "Pending: applied for or exam scheduled"),
                    ("limited_permit", "Limited permit to practice under supervision"),
                    ("inactive", "Inactive"),
                    ("lapsed", "Lapsed or expired"),
                    ("encumbered", "Restricted, on probation or suspended"),
                ],
                default="active",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "limited_permit"), _negated=True),
                    models.Q(("expires_on__isnull", False), ("issued_on__isnull", False)),
                    _connector="OR",
                ),
                name="credential_permit_has_dates",
                violation_error_message="A limited permit needs both its dates.",
            ),
        ),
    ]
