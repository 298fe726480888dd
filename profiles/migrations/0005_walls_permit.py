"""How long a limited permit runs decides whether it counts, so both its days are read for employers."""

from django.db import migrations

from core.postgres import open_column


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_recruiter_role"),
        ("profiles", "0004_terms_under"),
    ]

    operations = [open_column("profiles_credential", "issued_on")]
