"""Every page of the room opens for who may see it, in every state."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications import services


@pytest.mark.parametrize("who", ["visitor", "candidate", "owner", "outsider", "moderator"])
def test_posting_detail_is_public(who, request, posting, browse):
    client = browse(request.getfixturevalue(who))

    response = client.get(f"/jobs/{posting.public_id}/{posting.slug}/")

    assert response.status_code == 200
    assert posting.title in response.content.decode()


def test_me_pages_open(application, candidate, browse):
    client = browse(candidate)

    for path in ("/me/", "/me/applications/", f"/me/applications/{application.public_id}/"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("who", ["owner", "recruiter", "reviewer"])
def test_hire_pages_open_for_members(who, request, application, browse):
    client = browse(request.getfixturevalue(who))
    job = f"/hire/jobs/{application.posting.public_id}/applicants/"

    for path in ("/hire/", job, f"{job}grid/", f"/hire/applicants/{application.public_id}/"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("act", ["invite", "offer", "hire", "decline"])
def test_answer_pages_open_for_recruiter_only(act, application, recruiter, reviewer, browse):
    path = f"/hire/applicants/{application.public_id}/{act}/"

    assert browse(recruiter).get(path).status_code == 200
    assert browse(reviewer).get(path).status_code == 403


def test_employer_detail_shows_record(application, clinic, browse, visitor, recruiter):
    services.decline_application(
        application=application, by=recruiter, version=application.version, reason="pay"
    )

    page = browse(visitor).get(reverse("applications:employer_detail", args=[clinic.slug]))

    assert page.status_code == 200
    assert "<b>1 of 1</b> on time" in page.content.decode()
