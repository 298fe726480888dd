"""What saved searches are asked about: every search row that comes or changes, noted in its own transaction."""

from django.db import migrations

# A row whose words were not written yet has just come, which is noted already.
SQL = """
CREATE FUNCTION matching_job_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO matching_jobnews (posting_id) SELECT posting_id FROM new_rows;
    RETURN NULL;
END $$;
CREATE TRIGGER matching_job_came AFTER INSERT ON listings_searchrow
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION matching_job_came();
CREATE FUNCTION matching_job_turned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO matching_jobnews (posting_id, before)
    SELECT n.posting_id, to_jsonb(o) - 'words' - 'title_words'
    FROM new_rows n JOIN old_rows o USING (posting_id)
    WHERE o.words IS NOT NULL AND o IS DISTINCT FROM n;
    RETURN NULL;
END $$;
CREATE TRIGGER matching_job_turned AFTER UPDATE ON listings_searchrow
    REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION matching_job_turned();
"""
UNDO = """
DROP TRIGGER matching_job_came ON listings_searchrow; DROP FUNCTION matching_job_came();
DROP TRIGGER matching_job_turned ON listings_searchrow; DROP FUNCTION matching_job_turned();
"""


class Migration(migrations.Migration):
    dependencies = [("matching", "0004_saved_searches"), ("listings", "0001_initial")]

    operations = [migrations.RunSQL(SQL, UNDO)]
