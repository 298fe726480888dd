from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.profiles import FacilityFactory
from tests.profiles.pages import at, only, statuses


def test_facility_list_is_the_teams(browse, cast, clinic):
    allowed = only("owner", "recruiter", "reviewer", "moderator", "admin")

    assert statuses(browse, cast, at("facility_list", clinic.public_id)) == allowed


def test_facility_list_same_queries_for_one_and_three(browse, recruiter, clinic, clinic_site):
    client = browse(recruiter)
    client.get(at("facility_list", clinic.public_id))
    with CaptureQueriesContext(connection) as one:
        client.get(at("facility_list", clinic.public_id))
    FacilityFactory.create_batch(2, employer=clinic)

    with CaptureQueriesContext(connection) as three:
        client.get(at("facility_list", clinic.public_id))

    assert len(three) == len(one)


def test_facility_list_reviewer_sees_no_buttons(browse, reviewer, clinic, clinic_site):
    html = browse(reviewer).get(at("facility_list", clinic.public_id)).content.decode()

    assert "Tall Oaks Oncology" in html
    assert "Add a site" not in html
