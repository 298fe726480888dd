from __future__ import annotations

from profiles.models import Facility
from tests.profiles.pages import at, only, statuses


def test_facility_edit_is_for_owners_and_recruiters(browse, cast, clinic_site):
    expected = only("owner", "recruiter", "admin") | {"reviewer": 403, "moderator": 403}

    assert statuses(browse, cast, at("facility_edit", clinic_site.public_id)) == expected


def test_facility_edit_saves(browse, recruiter, clinic_site):
    data = {"name": "West", "setting": clinic_site.setting_id, "place": "45203"}

    browse(recruiter).post(at("facility_edit", clinic_site.public_id), data)

    assert [f.name for f in Facility.objects.all()] == ["West"]


def test_facility_edit_by_outsider_changes_nothing(browse, outsider, clinic_site):
    response = browse(outsider).post(at("facility_edit", clinic_site.public_id), {"name": "Mine"})

    assert response.status_code == 404
    assert Facility.objects.get().name == "Tall Oaks Oncology"
