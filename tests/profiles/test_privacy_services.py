from __future__ import annotations

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress

from core import personal
from core.errors import Refused
from core.files import StoredFile, save_file
from profiles import services
from profiles.models import CandidateProfile, Credential, Membership, User


def unpacked(packed: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packed))


def test_every_personal_column_is_registered():
    ours = ("profiles.", "account.", "mfa.", "admin.")

    assert [name for name in personal.missing() if name.startswith(ours)] == []


def test_export_holds_everything_about_the_person(full_profile, candidate):
    save_file(
        content=b"my letter",
        name="letter.txt",
        content_type="text/plain",
        owner_id=candidate.pk,
        purpose="resume",
    )

    archive = unpacked(services.export(user=candidate, by=candidate))

    data = json.loads(archive.read("data.json"))["data"]
    assert data["profiles.user"][0]["email"] == "dana@example.org"
    assert data["profiles.credential"][0]["number"] == "SECRETNUMBER"
    assert data["profiles.education"][0]["finished_year"] == 1987
    names = [name for name in archive.namelist() if name.startswith("files/")]
    assert archive.read(names[0]) == b"my letter"


def test_export_holds_nothing_of_others(full_profile, candidate, other_candidate):
    archive = unpacked(services.export(user=candidate, by=candidate))

    assert other_candidate.email not in archive.read("data.json").decode()


def test_export_by_someone_else_refused(candidate, other_candidate):
    with pytest.raises(Refused):
        services.export(user=candidate, by=other_candidate)


def test_request_deletion_leaves_no_personal_word(full_profile, candidate):
    save_file(
        content=b"x",
        name="l.txt",
        content_type="text/plain",
        owner_id=candidate.pk,
        purpose="resume",
    )

    services.request_deletion(user=candidate, by=candidate)

    user = User.objects.get(pk=candidate.pk)
    assert (user.full_name, user.is_active) == ("", False)
    assert "dana" not in user.email
    assert not Credential.objects.exists()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not StoredFile.objects.filter(owner_id=user.pk).exists()
    row = CandidateProfile.objects.get(user=user)
    assert (row.headline, row.place, row.held_terms, row.visibility) == ("", None, [], "hidden")


def test_request_deletion_by_someone_else_changes_nothing(candidate, other_candidate):
    with pytest.raises(Refused):
        services.request_deletion(user=candidate, by=other_candidate)

    assert User.objects.get(pk=candidate.pk).email == "dana@example.org"


def test_request_deletion_of_last_owner_with_a_team_refused(owner, recruiter, clinic):
    with pytest.raises(Refused) as refusal:
        services.request_deletion(user=owner, by=owner)

    assert clinic.name in refusal.value.reason
    assert Membership.objects.filter(user=owner).exists()


def test_request_deletion_of_the_only_member_suspends_the_employer(owner, clinic):
    services.request_deletion(user=owner, by=owner)

    clinic.refresh_from_db()
    assert clinic.suspended_at is not None
    assert not clinic.memberships.exists()


def test_request_deletion_then_the_address_is_free_again(candidate):
    services.request_deletion(user=candidate, by=candidate)

    again = User.objects.create_user("dana@example.org")

    assert again.pk != candidate.pk
