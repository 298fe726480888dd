from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils import timezone

from applications import permissions, services
from applications.enums import DeclineReason
from applications.models import Application, Decision
from applications.selectors.applicants import applicant_name, grid, shown_snapshot
from applications.selectors.fitting import deciding_lines, open_reasons, verdict_for
from applications.selectors.record import reply_record
from applications.services import sending, sweeping
from core.errors import Refused
from listings.models import JobPosting
from profiles.models import CandidateProfile
from tests.factories.applications import posting_of, sent_application

PATHS = {
    "op": "all",
    "children": [
        {
            "op": "any",
            "children": [
                {"op": "all", "label": "Nursing", "children": [_leaf]}
                for _leaf in (
                    {"term": "rn", "necessity": "required", "reason": "law"},
                    {"term": "bls", "necessity": "required", "reason": "safety"},
                )
            ],
        }
    ],
}


def test_membership_for_visitor_and_unclaimed_job(posting, visitor, owner):
    assert permissions.membership_for(visitor, posting) is None
    posting.employer_id = None
    assert permissions.membership_for(owner, posting) is None


def test_can_read_applicants_of_a_suspended_employer(application, owner, clinic):
    clinic.suspended_at = timezone.now()
    clinic.save()
    posting = JobPosting.objects.get(pk=application.posting_id)

    assert "suspended" in permissions.can_read_applicants(owner, posting).reason
    assert not Application.objects.visible_to(owner).exists()


def test_can_view_resume_says_why_not(application, candidate, recruiter, outsider):
    assert permissions.can_view_resume(candidate, application)
    assert permissions.can_view_resume(recruiter, application)
    assert "not work" in permissions.can_view_resume(outsider, application).reason
    application.hidden_fields = ["name"]
    assert "holds the résumé back" in permissions.can_view_resume(recruiter, application).reason
    application.state = "closed"
    assert "ended" in permissions.can_view_resume(recruiter, application).reason


def test_a_posting_without_formula_is_not_ready(posting, ready):
    posting.formula = None
    profile = CandidateProfile.objects.with_facts().get(user=ready)

    with pytest.raises(Refused, match="not ready"):
        sending._create(posting, profile, "", (), None)


def test_another_broken_constraint_is_not_called_a_second_application(posting, ready):
    profile = CandidateProfile.objects.with_facts().get(user=ready)
    posting.opening_id = None

    with pytest.raises(IntegrityError):
        sending._create(posting, profile, "", (), None)


def test_start_review_after_an_offer_only_notes_the_view(application, recruiter):
    services.make_offer(application=application, by=recruiter, version=application.version)
    Application.objects.update(viewed_at=None)

    services.start_review(application=application, by=recruiter)
    application.refresh_from_db()

    assert application.viewed_at is not None
    assert application.state == "offer"


def test_a_sweep_that_comes_second_does_nothing(application, ready):
    now = timezone.now()
    services.withdraw_application(application=application, by=ready)

    assert sweeping._close(application.pk, now) == 0
    assert sweeping._tell_expired(application.pk, now) == 0
    assert sweeping._remind(Application.objects.all(), "due_told_at", lambda *_: None, now) == 0


def test_requirement_refusal_needs_its_requirement(application, recruiter):
    with pytest.raises(IntegrityError):
        Decision.objects.create(
            application=application,
            outcome="declined",
            reason=DeclineReason.REQUIREMENT,
            decided_at=timezone.now(),
            final_at=timezone.now(),
            state_before="sent",
        )


def test_a_line_of_a_path_nobody_needs_is_no_reason(clinic, ready, recruiter, vocabulary):
    posting = posting_of(clinic)
    posting.formula = type(posting.formula).objects.for_tree(PATHS, states=("OH",))
    posting.save(update_fields=["formula"])
    profile = CandidateProfile.objects.with_facts().get(user=ready)
    verdict = verdict_for(posting, profile)
    rn = next(line for line in verdict.lines if "RN" in line.text)

    assert verdict.is_met
    assert open_reasons(verdict) == []
    assert rn not in deciding_lines(verdict)
    application = sent_application(posting, ready)
    with pytest.raises(Refused, match="cannot be the reason"):
        services.decline_application(
            application=application,
            by=recruiter,
            version=application.version,
            reason="requirement",
            requirement=rn.path,
        )


def test_reply_record_counts_late_and_silent(
    application, posting, clinic, other_candidate, recruiter
):
    other = sent_application(posting, other_candidate)
    services.decline_application(
        application=other, by=recruiter, version=other.version, reason="pay"
    )
    Application.objects.filter(pk=other.pk).update(first_due_at=timezone.now().replace(year=2020))
    Application.objects.filter(pk=application.pk).update(
        first_due_at=timezone.now().replace(year=2020)
    )

    record = reply_record(clinic)

    assert (record.promised, record.on_time, record.late, record.waiting) == (2, 0, 1, 1)
    assert record.percent == 0
    assert record.not_kept == 2


def test_reply_record_of_nobody(clinic):
    record = reply_record(clinic)

    assert (record.promised, record.median_days, record.percent) == (0, None, 0)


def test_a_withdrawn_application_shows_nothing_of_the_person(application, ready):
    services.withdraw_application(application=application, by=ready)
    application.refresh_from_db()

    assert shown_snapshot(application) == {}
    assert applicant_name(application).startswith("Applicant ")
    assert grid([], by_fit=False) == ([], [])
