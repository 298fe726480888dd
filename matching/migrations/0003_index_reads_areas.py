"""People stand in the index by their coarse area, which their own row keeps; a moved ZIP is no change of it."""

from django.db import migrations

COLUMNS = (
    "visibility",
    "area_state",
    "area_lat",
    "area_lng",
    "hidden_from",
    "radius_miles",
    "open_to_remote",
    "updated_at",
    "held_terms",
    "denied_terms",
)
OLD_COLUMNS = (
    "visibility",
    "place_id",
    "radius_miles",
    "open_to_remote",
    "updated_at",
    "held_terms",
    "denied_terms",
)


def noting(columns: tuple[str, ...]) -> str:
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in "no")
    return f"""
        CREATE OR REPLACE FUNCTION matching_person_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO matching_indexchange (what, row_id)
            SELECT 'person', n.id FROM new_rows n JOIN old_rows o USING (id)
            WHERE (n.visibility <> 'hidden' OR o.visibility <> 'hidden')
                AND ({new}) IS DISTINCT FROM ({old});
            RETURN NULL;
        END $$;
    """


MOVED = """
    CREATE FUNCTION matching_person_moved() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO matching_indexchange (what, row_id)
        SELECT 'person', p.id FROM profiles_candidateprofile p
        JOIN new_rows n ON n.zip = p.place_id JOIN old_rows o ON o.zip = n.zip
        WHERE p.visibility <> 'hidden' AND (n.lat, n.lng, n.state) IS DISTINCT FROM (o.lat, o.lng, o.state);
        RETURN NULL;
    END $$;
    CREATE TRIGGER matching_person_moved AFTER UPDATE ON core_place
        REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION matching_person_moved();
"""


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_walls"), ("matching", "0002_index_changes")]

    operations = [
        migrations.RunSQL(noting(COLUMNS), noting(OLD_COLUMNS)),
        migrations.RunSQL(
            "DROP TRIGGER matching_person_moved ON core_place; DROP FUNCTION matching_person_moved();",
            MOVED,
        ),
    ]
