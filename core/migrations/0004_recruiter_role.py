from django.db import migrations

from core.postgres import RecruiterRole


class Migration(migrations.Migration):
    dependencies = [("core", "0003_text_search_extensions")]

    operations = [RecruiterRole()]
