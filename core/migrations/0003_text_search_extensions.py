from django.contrib.postgres.operations import (
    BtreeGinExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations


class Migration(migrations.Migration):
    """Misspelled words (pg_trgm), accents (unaccent), and one index over arrays and plain columns (btree_gin).

    All three are trusted extensions: the owner of the database may create them.
    """

    dependencies = [("core", "0002_cache_table")]

    operations = [TrigramExtension(), UnaccentExtension(), BtreeGinExtension()]
