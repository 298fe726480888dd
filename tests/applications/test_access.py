"""Who may open and do what: 404 for who must not know, 403 for who may not, 302 for visitors."""

from __future__ import annotations

import pytest

from applications import services
from applications.models import Application, PrivateNote
from tests.factories.applications import complete, resume_of, sent_application
from tests.factories.listings import PostingFactory
from tests.factories.profiles import FacilityFactory

HIRE = "/hire/applicants/{id}/"
MINE = "/me/applications/{id}/"
EMPLOYER_POSTS = ["review/", "note/", "message/", "invite/", "offer/", "decline/", "undo/", "hire/"]


def code(client, path, method="get"):
    return getattr(client, method)(path).status_code


@pytest.mark.parametrize(
    ("who", "mine", "theirs"),
    [
        ("visitor", 302, 302),
        ("candidate", 200, 403),
        ("other_candidate", 404, 404),
        ("reviewer", 403, 200),
        ("recruiter", 403, 200),
        ("owner", 403, 200),
        ("outsider", 404, 404),
        ("moderator", 404, 404),
        ("admin", 404, 404),
    ],
)
def test_reading_an_application(who, mine, theirs, request, application, browse):
    client = browse(request.getfixturevalue(who))

    assert code(client, MINE.format(id=application.public_id)) == mine
    assert code(client, HIRE.format(id=application.public_id)) == theirs


@pytest.mark.parametrize("act", EMPLOYER_POSTS)
@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("candidate", 403),
        ("other_candidate", 404),
        ("outsider", 404),
        ("moderator", 404),
        ("admin", 404),
    ],
)
def test_answering_is_for_members(act, who, expected, request, application, browse):
    client = browse(request.getfixturevalue(who))

    assert code(client, HIRE.format(id=application.public_id) + act, "post") == expected
    assert not PrivateNote.objects.exists()
    assert Application.objects.get().version == application.version


@pytest.mark.parametrize("act", ["message/", "invite/", "offer/", "decline/", "undo/", "hire/"])
def test_reviewer_reads_and_notes_only(act, application, reviewer, browse):
    client = browse(reviewer)

    assert code(client, HIRE.format(id=application.public_id) + act, "post") == 403
    note = client.post(HIRE.format(id=application.public_id) + "note/", {"note-body": "calm"})
    assert note.status_code == 302
    assert PrivateNote.objects.get().body == "calm"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("recruiter", 403),
        ("owner", 403),
        ("other_candidate", 404),
        ("outsider", 404),
        ("admin", 404),
    ],
)
def test_withdrawing_is_the_candidates(who, expected, request, application, browse):
    client = browse(request.getfixturevalue(who))

    assert code(client, MINE.format(id=application.public_id) + "withdraw/", "post") == expected
    assert Application.objects.get().state == "sent"


def test_below_level_one_counts_but_nobody(application, clinic, owner, browse):
    clinic.level = 0
    clinic.save()
    client = browse(owner)

    page = client.get(f"/hire/jobs/{application.posting.public_id}/applicants/").content.decode()

    assert "1 person applied." in page
    assert "Dana" not in page
    assert application.public_id not in page
    assert code(client, HIRE.format(id=application.public_id)) == 404
    assert application.public_id not in client.get("/hire/").content.decode()


def test_a_member_of_another_site_sees_nothing(application, clinic, recruiter, browse):
    recruiter.memberships.get().facilities.add(FacilityFactory(employer=clinic))
    client = browse(recruiter)

    assert code(client, HIRE.format(id=application.public_id)) == 404
    assert code(client, f"/hire/jobs/{application.posting.public_id}/applicants/") == 404


@pytest.mark.parametrize("who", ["outsider", "candidate", "moderator"])
def test_lists_of_a_job_are_for_its_members(who, request, application, browse):
    client = browse(request.getfixturevalue(who))
    job = f"/hire/jobs/{application.posting.public_id}/applicants/"

    assert [
        code(client, job),
        code(client, job + "grid/"),
        code(client, job + "next/", "post"),
    ] == [404] * 3


@pytest.mark.parametrize("who", ["recruiter", "moderator", "admin", "outsider"])
def test_applying_without_a_profile_is_forbidden(who, request, posting, browse):
    client = browse(request.getfixturevalue(who))

    assert code(client, f"/jobs/{posting.public_id}/apply/") == 403


@pytest.mark.parametrize("state", ["draft", "in_review", "rejected", "removed"])
def test_unpublished_jobs_are_not_there_for_the_public(
    state, posting, visitor, candidate, outsider, owner, browse
):
    type(posting).objects.filter(pk=posting.pk).update(state=state)
    path = f"/jobs/{posting.public_id}/{posting.slug}/"

    assert [code(browse(who), path) for who in (visitor, candidate, outsider, owner)] == [
        404,
        404,
        404,
        200,
    ]
    assert code(browse(visitor), f"/jobs/{posting.public_id}/") == 404
    assert "State:" in browse(owner).get(path).content.decode()


def test_resume_is_open_while_the_application_lives(
    posting, candidate, recruiter, outsider, other_candidate, moderator, browse
):
    resume = resume_of(complete(candidate))
    application = sent_application(posting, candidate, resume=resume)
    path = HIRE.format(id=application.public_id) + "resume/"

    response = browse(recruiter).get(path)

    assert response.status_code == 200
    assert response.content == b"%PDF-1.4 resume"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert [code(browse(u), path) for u in (outsider, other_candidate, moderator)] == [404] * 3
    assert code(browse(candidate), MINE.format(id=application.public_id) + "resume/") == 200
    Application.objects.update(state="withdrawn", ended_at="2026-11-24T00:00Z")
    assert code(browse(recruiter), path) == 403


def test_what_is_held_back_appears_after_the_invitation(posting, candidate, recruiter, browse):
    resume = resume_of(complete(candidate))
    application = sent_application(
        posting, candidate, resume=resume, hidden_fields=["name", "contact", "schools", "employers"]
    )
    client = browse(recruiter)
    path = HIRE.format(id=application.public_id)
    secrets = ["Dana", "dana@example.org", "513-555-0142", "Gateway College", "Licking Valley"]
    job = f"/hire/jobs/{posting.public_id}/applicants/"
    pages = [client.get(p).content.decode() for p in (path, job, job + "grid/", "/hire/")]

    assert [s for s in secrets if any(s in page for page in pages)] == []
    assert code(client, path + "resume/") == 403

    Application.objects.update(state="interview")
    shown = client.get(path).content.decode()
    assert [s for s in secrets if s not in shown] == []
    assert code(client, path + "resume/") == 200


def test_the_candidate_never_sees_notes_or_a_held_refusal(
    application, recruiter, candidate, browse
):
    services.write_note(application=application, by=recruiter, body="zebra-note")
    services.decline_application(
        application=application,
        by=recruiter,
        version=application.version,
        reason="pay",
        text="zebra-words",
    )
    client = browse(candidate)

    for path in (MINE.format(id=application.public_id), "/me/", "/me/applications/"):
        page = client.get(path).content.decode()
        assert "zebra" not in page
        assert "chose not to go on" not in page


def test_imported_job_shows_its_source_and_promises_nothing(visitor, candidate, browse, vocabulary):
    posting = PostingFactory(imported=True)

    response = browse(visitor).get(f"/jobs/{posting.public_id}/{posting.slug}/")
    page = response.content.decode()

    assert response["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in page
    assert "Found on feed" in page
    assert "/apply/" not in page
    assert "ld+json" not in page
    assert "hear by" not in page
    assert code(browse(candidate), f"/jobs/{posting.public_id}/apply/") == 410
