"""Drafts, review and the life of a posting, through the services."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from core import events
from core.errors import Refused
from core.mail.models import Outbox
from listings import services
from listings.enums import PostingState, RevisionState
from listings.errors import Incomplete, Stale
from listings.models import JobPosting, PostingRevision, SearchRow
from tests.factories.listings import (
    draft_posting,
    live_posting,
    submitted_posting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def state_of(posting):
    return JobPosting.objects.get(pk=posting.pk).state


def verbs(posting):
    return list(events.for_subject(posting).order_by("pk").values_list("verb", flat=True))


def test_create_posting_starts_a_draft_with_its_first_revision(clinic_site, recruiter):
    posting = services.create_posting(
        employer=clinic_site.employer, by=recruiter, content={"title": "RN Care Coordinator"}
    )

    revision = posting.revisions.get()
    assert (posting.state, revision.number, revision.state) == ("draft", 1, "draft")
    assert (posting.title, posting.slug) == ("RN Care Coordinator", "rn-care-coordinator")
    assert revision.content["reply_days"] == 10
    assert verbs(posting) == ["posting.created"]


@pytest.mark.parametrize("who", ["reviewer", "outsider", "candidate", "moderator"])
def test_create_posting_by_someone_else_is_refused(request, clinic, who):
    with pytest.raises(Refused):
        services.create_posting(employer=clinic, by=request.getfixturevalue(who))

    assert not JobPosting.objects.exists()


def test_create_posting_for_a_suspended_employer_is_refused(clinic, owner):
    clinic.suspended_at = timezone.now()
    clinic.save()

    with pytest.raises(Refused):
        services.create_posting(employer=clinic, by=owner)

    assert not JobPosting.objects.exists()


def test_create_posting_with_an_unknown_field_is_an_error_of_the_caller(clinic, owner):
    with pytest.raises(ValueError, match="salary"):
        services.create_posting(employer=clinic, by=owner, content={"salary": 3})


def test_save_draft_keeps_what_was_typed_even_when_it_is_wrong(clinic_site, recruiter):
    posting = draft_posting(clinic_site, recruiter)

    revision = services.save_draft(
        posting=posting,
        by=recruiter,
        content_patch={"pay_min": "thirty", "title": "Nurse\x00 lead"},
    )

    assert revision.content["pay_min"] == "thirty"
    assert revision.content["title"] == "Nurse lead"
    assert state_of(posting) == "draft"
    assert verbs(posting)[-1] == "posting.draft_saved"


def test_save_draft_without_a_change_writes_nothing(clinic_site, recruiter):
    posting = draft_posting(clinic_site, recruiter)
    before = posting.revisions.get().version

    revision = services.save_draft(
        posting=posting, by=recruiter, content_patch={"title": "RN Care Coordinator"}
    )

    assert revision.version == before
    assert verbs(posting) == ["posting.created"]


def test_save_draft_over_someone_elses_save_is_refused(clinic_site, recruiter, owner):
    posting = draft_posting(clinic_site, recruiter)
    seen = posting.revisions.get().version
    services.save_draft(posting=posting, by=owner, content_patch={"title": "Hers"}, version=seen)

    with pytest.raises(Stale):
        services.save_draft(
            posting=posting, by=recruiter, content_patch={"title": "His"}, version=seen
        )

    assert posting.revisions.get().content["title"] == "Hers"


@pytest.mark.parametrize("who", ["reviewer", "outsider", "candidate", "moderator"])
def test_save_draft_by_someone_else_changes_nothing(request, clinic_site, recruiter, who):
    posting = draft_posting(clinic_site, recruiter)

    with pytest.raises(Refused):
        services.save_draft(
            posting=posting, by=request.getfixturevalue(who), content_patch={"title": "Mine"}
        )

    assert posting.revisions.get().content["title"] == "RN Care Coordinator"


def test_save_draft_at_a_site_one_does_not_work_for_is_refused(clinic_site, recruiter, owner):
    from tests.factories.profiles import FacilityFactory

    other = FacilityFactory(employer=clinic_site.employer, name="Elsewhere")
    recruiter.memberships.get().facilities.add(other)
    posting = draft_posting(clinic_site, owner)

    with pytest.raises(Refused, match="site"):
        services.save_draft(posting=posting, by=recruiter, content_patch={"title": "Mine"})


def test_submit_posting_names_everything_that_is_missing(clinic, recruiter):
    posting = services.create_posting(employer=clinic, by=recruiter, content={"pay_min": "x"})

    with pytest.raises(Incomplete) as caught:
        services.submit_posting(posting=posting, by=recruiter)

    missing = set(caught.value.errors)
    assert {
        "title",
        "role_family",
        "facility",
        "settings",
        "employment_type",
        "is_outpatient",
    } <= missing
    assert {
        "duties",
        "description",
        "pay_min",
        "pay_max",
        "pay_unit",
        "benefits_summary",
    } <= missing
    assert "apply_by" in missing
    assert state_of(posting) == "draft"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"apply_by": "2020-01-01"}, "apply_by"),
        ({"apply_by": "9999-01-01"}, "apply_by"),
        ({"pay_min": "50", "pay_max": "40"}, "pay_max"),
        ({"pay_min": "52000", "pay_max": "60000"}, "pay_unit"),
        ({"pay_min": "6", "pay_max": "9"}, "pay_min"),
        ({"employment_type": "field_placement"}, "placement_hours"),
        ({"workplace": "remote"}, "remote_states"),
        ({"share_phone": "50", "share_desk": "20"}, "share_phone"),
        ({"vacancy": "future"}, "opens_on"),
        ({"reply_days": "31"}, "reply_days"),
        ({"is_outpatient": False}, "is_outpatient"),
        ({"facility": "zzzzzzzzzzzz"}, "facility"),
        (
            {"pay_components": [{"kind": "mileage", "amount_min": "5", "amount_max": "1"}]},
            "pay_components.0.amount_max",
        ),
        ({"requirements": {"op": "all", "children": [{"term": "rn", "reason": "preference"}]}}, "requirements.0"),
        ({"requirements": {"op": "all", "children": [{"term": "rn"}]}}, "requirements.0"),
        ({"requirements": {"op": "all", "children": [{"term": "wizard", "reason": "law"}]}}, "requirements.0"),
    ],
)  # fmt: skip
def test_submit_posting_refuses_one_bad_field(clinic_site, recruiter, changes, field):
    posting = draft_posting(clinic_site, recruiter, **changes)

    with pytest.raises(Incomplete) as caught:
        services.submit_posting(posting=posting, by=recruiter)

    assert list(caught.value.errors) == [field]


def test_submit_posting_waits_for_review(clinic_site, recruiter):
    posting = submitted_posting(clinic_site, recruiter)

    assert posting.state == PostingState.IN_REVIEW
    assert PostingRevision.objects.in_review().get().posting_id == posting.pk
    assert not SearchRow.objects.exists()


def test_approve_revision_publishes_its_content(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)

    assert posting.state == PostingState.LIVE
    assert (posting.city, posting.state_code, posting.place_id) == ("Cincinnati", "OH", "45203")
    assert (posting.pay_annual_min, posting.pay_annual_max) == (75920, 95680)
    assert posting.formula.tree["children"][0]["states"] == ["OH"]
    assert [s.slug for s in posting.settings.all()] == ["primary-care"]
    assert posting.pay_components.get().kind == "differential_bilingual"
    assert SearchRow.objects.get().posting_id == posting.pk
    assert verbs(posting)[-1] == "posting.approved"
    assert Outbox.objects.get().recipient == recruiter.email


@pytest.mark.parametrize("who", ["owner", "recruiter", "candidate", "outsider"])
def test_approve_revision_by_anyone_but_a_moderator_changes_nothing(
    request, clinic_site, recruiter, who
):
    posting = submitted_posting(clinic_site, recruiter)

    with pytest.raises(Refused):
        services.approve_revision(revision=posting.revisions.get(), by=request.getfixturevalue(who))

    assert state_of(posting) == PostingState.IN_REVIEW


def test_approve_revision_of_ones_own_employer_is_refused(clinic_site, recruiter):
    recruiter.is_moderator = True
    recruiter.save()
    posting = submitted_posting(clinic_site, recruiter)

    with pytest.raises(Refused, match="another moderator"):
        services.approve_revision(revision=posting.revisions.get(), by=recruiter)


def test_approve_revision_whose_date_has_passed_is_refused(clinic_site, recruiter, moderator):
    posting = submitted_posting(clinic_site, recruiter)
    revision = posting.revisions.get()
    revision.content["apply_by"] = "2020-01-01"
    revision.save()

    with pytest.raises(Incomplete):
        services.approve_revision(revision=revision, by=moderator)

    assert state_of(posting) == PostingState.IN_REVIEW


def test_edit_of_a_live_job_leaves_the_approved_version_live(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)

    revision = services.save_draft(
        posting=posting, by=recruiter, content_patch={"title": "RN Lead"}
    )
    services.submit_posting(posting=posting, by=recruiter)

    posting.refresh_from_db()
    assert (posting.title, posting.state) == ("RN Care Coordinator", "live")
    assert (revision.number, revision.content["pay_min"]) == (2, "36.50")
    services.approve_revision(revision=revision, by=moderator)
    posting.refresh_from_db()
    assert (posting.title, posting.slug, posting.state) == ("RN Lead", "rn-lead", "live")


def test_reject_revision_of_an_edit_keeps_the_live_job(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)
    revision = services.save_draft(posting=posting, by=recruiter, content_patch={"title": "SCAM"})
    services.submit_posting(posting=posting, by=recruiter)

    services.reject_revision(revision=revision, by=moderator, reason="misleading")

    posting.refresh_from_db()
    assert (posting.title, posting.state) == ("RN Care Coordinator", "live")
    assert SearchRow.objects.filter(posting=posting).exists()


def test_reject_revision_of_a_new_job_ends_it(clinic_site, recruiter, moderator):
    posting = submitted_posting(clinic_site, recruiter)

    services.reject_revision(revision=posting.revisions.get(), by=moderator, reason="scam")

    assert state_of(posting) == PostingState.REJECTED
    with pytest.raises(Refused):
        services.save_draft(posting=posting, by=recruiter, content_patch={"title": "Again"})


def test_send_back_revision_returns_the_draft_with_notes(clinic_site, recruiter, moderator):
    posting = submitted_posting(clinic_site, recruiter)

    revision = services.send_back_revision(
        revision=posting.revisions.get(), by=moderator, field_notes={"title": "Say which clinic."}
    )

    assert (state_of(posting), revision.state) == ("draft", "sent_back")
    assert revision.field_notes == {"title": "Say which clinic."}
    services.submit_posting(posting=posting, by=recruiter)
    assert posting.revisions.get().state == RevisionState.IN_REVIEW


def test_send_back_revision_without_a_note_is_refused(clinic_site, recruiter, moderator):
    posting = submitted_posting(clinic_site, recruiter)

    with pytest.raises(Refused):
        services.send_back_revision(
            revision=posting.revisions.get(), by=moderator, field_notes={"title": " "}
        )

    assert state_of(posting) == PostingState.IN_REVIEW


def test_save_draft_while_in_review_is_refused_until_taken_back(clinic_site, recruiter):
    posting = submitted_posting(clinic_site, recruiter)
    with pytest.raises(Refused, match="Take it back"):
        services.save_draft(posting=posting, by=recruiter, content_patch={"title": "Other"})

    services.withdraw_revision(posting=posting, by=recruiter)

    assert state_of(posting) == PostingState.DRAFT
    services.save_draft(posting=posting, by=recruiter, content_patch={"title": "Other"})


def test_approved_revision_can_never_change(clinic_site, recruiter, moderator):
    revision = live_posting(clinic_site, recruiter, moderator).revisions.get()

    for change in ({"content": {}}, {"state": "draft"}, {"number": 7}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PostingRevision.objects.filter(pk=revision.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        PostingRevision.objects.filter(pk=revision.pk).delete()

    assert PostingRevision.objects.filter(pk=revision.pk, made_by=None).count() == 0
    assert PostingRevision.objects.filter(pk=revision.pk).update(made_by=None) == 1


def test_discard_draft_drops_the_edit_only(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)
    services.save_draft(posting=posting, by=recruiter, content_patch={"title": "RN Lead"})

    services.discard_draft(posting=posting, by=recruiter)

    assert posting.revisions.get().state == RevisionState.APPROVED
