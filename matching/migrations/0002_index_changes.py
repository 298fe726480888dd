"""Notes of changes for the indexes in memory, written by statement triggers on the tables they come from."""

import django.db.models.functions.datetime
from django.db import migrations, models

import matching.models.changes

# Each function is given the rows of one statement. An update notes only rows whose columns in an index
# changed; of people only those who are or were open to employers.
CHANGED_JOB = """
    SELECT 'job', n.posting_id FROM new_rows n JOIN old_rows o USING (posting_id)
    WHERE (n.formula_id, n.workplace, n.states, n.lat, n.lng, n.published_at)
        IS DISTINCT FROM (o.formula_id, o.workplace, o.states, o.lat, o.lng, o.published_at)
"""
CHANGED_PERSON = """
    SELECT 'person', n.id FROM new_rows n JOIN old_rows o USING (id)
    WHERE (n.visibility <> 'hidden' OR o.visibility <> 'hidden')
        AND (n.visibility, n.place_id, n.radius_miles, n.open_to_remote, n.updated_at, n.held_terms, n.denied_terms)
        IS DISTINCT FROM (o.visibility, o.place_id, o.radius_miles, o.open_to_remote, o.updated_at, o.held_terms, o.denied_terms)
"""
# name of the function -> (table, event, what to note)
NOTES = {
    "job_added": ("listings_searchrow", "INSERT", "SELECT 'job', posting_id FROM new_rows"),
    "job_changed": ("listings_searchrow", "UPDATE", CHANGED_JOB),
    "job_gone": ("listings_searchrow", "DELETE", "SELECT 'job', posting_id FROM old_rows"),
    "job_emptied": ("listings_searchrow", "TRUNCATE", "VALUES ('job', 0)"),
    "person_added": (
        "profiles_candidateprofile",
        "INSERT",
        "SELECT 'person', id FROM new_rows WHERE visibility <> 'hidden'",
    ),
    "person_changed": ("profiles_candidateprofile", "UPDATE", CHANGED_PERSON),
    "person_gone": (
        "profiles_candidateprofile",
        "DELETE",
        "SELECT 'person', id FROM old_rows WHERE visibility <> 'hidden'",
    ),
    "person_emptied": ("profiles_candidateprofile", "TRUNCATE", "VALUES ('person', 0)"),
    # a ZIP whose middle moved takes its people along
    "person_moved": (
        "core_place",
        "UPDATE",
        """SELECT 'person', p.id FROM profiles_candidateprofile p
        JOIN new_rows n ON n.zip = p.place_id JOIN old_rows o ON o.zip = n.zip
        WHERE p.visibility <> 'hidden' AND (n.lat, n.lng, n.state) IS DISTINCT FROM (o.lat, o.lng, o.state)""",
    ),
    "formula_added": ("qualifications_formula", "INSERT", "SELECT 'formula', id FROM new_rows"),
    "formula_changed": (
        "qualifications_formula",
        "UPDATE",
        """SELECT 'formula', n.id FROM new_rows n JOIN old_rows o USING (id)
        WHERE n.required_count IS DISTINCT FROM o.required_count""",
    ),
    "formula_gone": ("qualifications_formula", "DELETE", "SELECT 'formula', id FROM old_rows"),
    "formula_emptied": ("qualifications_formula", "TRUNCATE", "VALUES ('formula', 0)"),
    **{
        f"path_{word}": (
            "qualifications_formulapath",
            event,
            f"SELECT DISTINCT 'formula', formula_id FROM {rows}",
        )
        for word, event, rows in (
            ("added", "INSERT", "new_rows"),
            ("changed", "UPDATE", "new_rows"),
            ("gone", "DELETE", "old_rows"),
        )
    },
    **{
        f"anyof_{word}": (
            "qualifications_formulaanyof",
            event,
            f"""SELECT DISTINCT 'formula', p.formula_id FROM {rows} a
            JOIN qualifications_formulapath p ON p.id = a.path_id""",
        )
        for word, event, rows in (
            ("added", "INSERT", "new_rows"),
            ("changed", "UPDATE", "new_rows"),
            ("gone", "DELETE", "old_rows"),
        )
    },
}
SEEN = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
    "TRUNCATE": "",
}


def note(name: str, table: str, event: str, rows: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION matching_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO matching_indexchange (what, row_id) {rows};
            RETURN NULL;
        END $$;
        CREATE TRIGGER matching_{name} AFTER {event} ON {table} {SEEN[event]}
            FOR EACH STATEMENT EXECUTE FUNCTION matching_{name}();
        """,
        f"DROP TRIGGER matching_{name} ON {table}; DROP FUNCTION matching_{name}();",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0001_people_counts"),
        ("core", "0003_text_search_extensions"),
        ("qualifications", "0002_wishes_as_paths"),
        ("profiles", "0001_initial"),
        ("listings", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("job", "Job"),
                            ("person", "Person"),
                            ("formula", "Formula"),
                            ("pruned", "Pruned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("row_id", models.BigIntegerField()),
                (
                    "xid",
                    matching.models.changes.TransactionIdField(
                        db_default=matching.models.changes.CurrentTransaction()
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["xid"], name="indexchange_by_transaction")],
            },
        ),
        *(note(name, *told) for name, told in NOTES.items()),
    ]
