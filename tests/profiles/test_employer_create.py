from __future__ import annotations

from profiles.models import Employer
from tests.profiles.pages import at

DATA = {"name": "Alder Clinic", "kind": "clinic", "website": "alder.org", "about": ""}


def test_employer_create_leads_to_the_first_site(browse, candidate):
    response = browse(candidate).post(at("employer_create"), DATA)

    employer = Employer.objects.get(name="Alder Clinic")
    assert response.headers["Location"] == at("facility_create", employer.public_id)
    assert employer.website == "https://alder.org"
    assert employer.memberships.get().user == candidate


def test_employer_create_bad_website_keeps_what_was_typed(browse, candidate):
    html = browse(candidate).post(at("employer_create"), {**DATA, "website": "no"}).content.decode()

    assert "Alder Clinic" in html
    assert not Employer.objects.exists()


def test_employer_create_cannot_verify_itself(browse, candidate):
    browse(candidate).post(at("employer_create"), {**DATA, "level": "3", "suspended_at": ""})

    assert Employer.objects.get().level == 0


def test_employer_create_needs_signing_in(client, db):
    assert client.post(at("employer_create"), DATA).status_code == 302
    assert not Employer.objects.exists()
