"""People are read for employers in a role of its own, row by row (docs/adr/0005-recruiter-role.md)."""

import django.contrib.postgres.fields
from django.db import migrations, models

from core.postgres import behind_wall, for_recruiters

# Where she lives, coarsely, and whom she hides from, follow from other rows. A trigger keeps them, so that no
# write of the row, a stale one included, can open a wall.
KEEP_WALLS = """
CREATE FUNCTION profiles_keep_walls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT state, round(lat::numeric, 1), round(lng::numeric, 1)
        INTO NEW.area_state, NEW.area_lat, NEW.area_lng FROM core_place WHERE zip = NEW.place_id;
    NEW.area_state := coalesce(NEW.area_state, '');
    NEW.hidden_from := coalesce(
        (SELECT array_agg(employer_id ORDER BY employer_id) FROM profiles_employerexclusion
         WHERE profile_id = NEW.id), '{}');
    RETURN NEW;
END $$;
CREATE TRIGGER candidateprofile_keep_walls
    BEFORE INSERT OR UPDATE OF place_id, area_state, area_lat, area_lng, hidden_from
    ON profiles_candidateprofile FOR EACH ROW EXECUTE FUNCTION profiles_keep_walls();

CREATE FUNCTION profiles_exclusion_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE profiles_candidateprofile SET hidden_from = '{}'
        WHERE id IN (OLD.profile_id, NEW.profile_id);
    RETURN NULL;
END $$;
CREATE TRIGGER employerexclusion_keep_walls AFTER INSERT OR UPDATE OR DELETE ON profiles_employerexclusion
    FOR EACH ROW EXECUTE FUNCTION profiles_exclusion_changed();

UPDATE profiles_candidateprofile SET hidden_from = '{}';
"""
DROP_WALLS = """
DROP TRIGGER employerexclusion_keep_walls ON profiles_employerexclusion;
DROP TRIGGER candidateprofile_keep_walls ON profiles_candidateprofile;
DROP FUNCTION profiles_exclusion_changed();
DROP FUNCTION profiles_keep_walls();
"""

# Both run as their owner, so that the recruiter role needs no right to read employers. Anything but the number
# of a verified, not suspended employer gives NULL, and every rule below is false for NULL.
WHO_READS = """
CREATE FUNCTION profiles_wall_employer() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM public.profiles_employer
    WHERE level >= 1 AND suspended_at IS NULL AND id = CASE
        WHEN current_setting('jobboard.employer_id', true) ~ '^[1-9][0-9]{0,17}$'
        THEN current_setting('jobboard.employer_id', true)::bigint END
$$;
CREATE FUNCTION profiles_wall_family() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE above AS (
        SELECT id, parent_id FROM public.profiles_employer WHERE id = public.profiles_wall_employer()
        UNION
        SELECT e.id, e.parent_id FROM public.profiles_employer e JOIN above ON e.id = above.parent_id
    ), family AS (
        SELECT id FROM above
        UNION
        SELECT e.id FROM public.profiles_employer e JOIN family ON e.parent_id = family.id
    )
    SELECT array_agg(id) FROM family
$$;
"""
DROP_WHO_READS = "DROP FUNCTION profiles_wall_family(); DROP FUNCTION profiles_wall_employer();"

SHOWN = "EXISTS (SELECT FROM profiles_candidateprofile p WHERE p.id = profile_id)"
NAMED = (
    "EXISTS (SELECT FROM profiles_candidateprofile p WHERE p.user_id = profiles_user.id AND (p.visibility = 'named'"
    " OR EXISTS (SELECT FROM profiles_employerconsent c WHERE c.profile_id = p.id)))"
)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_recruiter_role"), ("profiles", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="candidateprofile",
            name="area_state",
            field=models.CharField(
                blank=True, default="", db_default="", editable=False, max_length=2
            ),
        ),
        migrations.AddField(
            model_name="candidateprofile",
            name="area_lat",
            field=models.FloatField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidateprofile",
            name="area_lng",
            field=models.FloatField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidateprofile",
            name="hidden_from",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                db_default=models.Value(
                    [], django.contrib.postgres.fields.ArrayField(models.BigIntegerField())
                ),
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.RunSQL(KEEP_WALLS, DROP_WALLS),
        migrations.RunSQL(WHO_READS, DROP_WHO_READS),
        for_recruiters("profiles_wall_employer()"),
        for_recruiters("profiles_wall_family()"),
        # Never here: the ZIP code (place_id), phone, free text, the employers she hides from.
        behind_wall(
            "profiles_candidateprofile",
            columns=[
                "id",
                "public_id",
                "user_id",
                "visibility",
                "area_state",
                "area_lat",
                "area_lng",
                "radius_miles",
                "open_to_remote",
                "work_authorized",
                "employment_types",
                "shifts",
                "hours_min",
                "hours_max",
                "held_terms",
                "denied_terms",
                "terms_on",
                "updated_at",
            ],
            rule="visibility <> 'hidden' AND NOT (hidden_from && (SELECT profiles_wall_family()))",
        ),
        behind_wall(
            "profiles_employerconsent",
            columns=["profile_id", "employer_id"],
            rule=f"employer_id = (SELECT profiles_wall_employer()) AND {SHOWN}",
        ),
        behind_wall("profiles_user", columns=["id", "full_name", "email"], rule=NAMED),
        # Never: number, document, dates and persons of verification.
        behind_wall(
            "profiles_credential",
            columns=[
                "id",
                "profile_id",
                "term_id",
                "title",
                "state",
                "scope",
                "status",
                "expires_on",
                "privilege_states",
                "verification",
            ],
            rule=SHOWN,
        ),
        # Never: school, program, graduation year.
        behind_wall(
            "profiles_education",
            columns=["id", "profile_id", "term_id", "in_progress", "foreign_evaluated"],
            rule=SHOWN,
        ),
        # Never: employer, title and duties in her words. The dates are what months are added up from.
        behind_wall(
            "profiles_experience",
            columns=[
                "id",
                "profile_id",
                "role_family_id",
                "setting_id",
                "areas",
                "populations",
                "ehrs",
                "started_on",
                "ended_on",
                "hours_per_week",
            ],
            rule=SHOWN,
        ),
        behind_wall(
            "profiles_languageskill",
            columns=["id", "profile_id", "term_id", "language", "certified_interpreter"],
            rule=SHOWN,
        ),
        behind_wall("profiles_profileskill", columns=["id", "profile_id", "term_id"], rule=SHOWN),
        migrations.AddIndex(
            model_name="candidateprofile",
            index=models.Index(
                condition=models.Q(("visibility", "hidden"), _negated=True),
                fields=["area_lat", "area_lng"],
                name="candidateprofile_area",
            ),
        ),
        migrations.AddIndex(
            model_name="candidateprofile",
            index=models.Index(
                condition=models.Q(("visibility", "hidden"), _negated=True),
                fields=["-updated_at", "-id"],
                name="candidateprofile_by_update",
            ),
        ),
    ]
