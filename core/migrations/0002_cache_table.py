from django.db import migrations


class Migration(migrations.Migration):
    """Table of the database cache: the application may not create tables, so `createcachetable` is no way."""

    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL(
            # UNLOGGED: a cache may be lost in a crash, and is twice as fast without write-ahead log
            """
            CREATE UNLOGGED TABLE core_cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX core_cache_expires ON core_cache (expires);
            """,
            "DROP TABLE core_cache",
        )
    ]
