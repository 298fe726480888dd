from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from core.errors import Refused
from core.events import Event
from core.mail import Outbox
from listings import services as listing_services
from listings.enums import PostingState, RevisionState
from listings.models import SearchRow
from moderation import services
from moderation.enums import CaseState
from moderation.models import Case
from profiles.enums import MemberRole
from tests.factories.listings import content, draft_posting, submitted_posting
from tests.factories.moderation import waiting_case
from tests.factories.profiles import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
SCAM = "Send your bank routing number so we can pay for equipment. Text us on WhatsApp to start."


def test_open_cases_opens_one_case_per_sending(clinic_site, recruiter) -> None:
    posting = submitted_posting(clinic_site, recruiter)

    assert services.open_cases() == 1
    assert services.open_cases() == 0

    case = Case.objects.get()
    assert (case.posting, case.state, case.content["title"]) == (
        posting,
        CaseState.OPEN,
        "RN Care Coordinator",
    )
    assert case.target_at - case.opened_at == services.TARGET


def test_open_cases_ends_a_case_whose_version_was_taken_back(clinic_site, recruiter) -> None:
    case = waiting_case(clinic_site, recruiter)
    listing_services.withdraw_revision(posting=case.posting, by=recruiter)

    services.open_cases()

    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN


def test_case_risk_is_the_sum_of_its_findings(clinic_site, recruiter) -> None:
    case = waiting_case(clinic_site, recruiter, description=SCAM)

    assert {finding["rule"] for finding in case.findings} >= {"F-03", "F-05"}
    assert case.risk == sum(finding["weight"] for finding in case.findings)


def test_approve_case_publishes_and_logs(clinic_site, recruiter, moderator) -> None:
    case = waiting_case(clinic_site, recruiter)

    services.approve_case(case=case, by=moderator)

    case.refresh_from_db()
    assert (case.state, case.decided_by) == (CaseState.APPROVED, moderator)
    assert case.posting.state == PostingState.LIVE
    assert SearchRow.objects.filter(posting=case.posting).exists()
    assert Event.objects.filter(verb="case.approved", actor_id=moderator.pk).count() == 1
    assert Outbox.objects.filter(recipient=recruiter.email).exists()


def test_approve_case_with_a_hard_stop_needs_the_moderators_word(
    clinic_site, recruiter, moderator
) -> None:
    case = waiting_case(clinic_site, recruiter, description=SCAM)

    with pytest.raises(Refused):
        services.approve_case(case=case, by=moderator)
    case.posting.refresh_from_db()
    assert case.posting.state == PostingState.IN_REVIEW

    services.approve_case(case=case, by=moderator, harmless=True)
    case.posting.refresh_from_db()
    assert case.posting.state == PostingState.LIVE


def test_approve_case_taken_back_meanwhile_is_refused(clinic_site, recruiter, moderator) -> None:
    case = waiting_case(clinic_site, recruiter)
    listing_services.withdraw_revision(posting=case.posting, by=recruiter)

    with pytest.raises(Refused):
        services.approve_case(case=case, by=moderator)

    case.posting.refresh_from_db()
    assert case.posting.state == PostingState.DRAFT


def test_approve_case_changed_and_sent_again_is_refused(clinic_site, recruiter, moderator) -> None:
    case = waiting_case(clinic_site, recruiter)
    posting = listing_services.withdraw_revision(posting=case.posting, by=recruiter).posting
    listing_services.save_draft(
        posting=posting, by=recruiter, content_patch={"title": "Nurse Navigator"}
    )
    listing_services.submit_posting(posting=posting, by=recruiter)

    with pytest.raises(Refused):
        services.approve_case(case=case, by=moderator)

    posting.refresh_from_db()
    assert posting.state == PostingState.IN_REVIEW


def test_decide_twice_names_who_was_first(clinic_site, recruiter, moderator, admin) -> None:
    case = waiting_case(clinic_site, recruiter)
    services.approve_case(case=case, by=moderator)

    with pytest.raises(Refused, match="Mona"):
        services.reject_case(case=case, by=admin, reason="scam")

    assert Event.objects.filter(verb__startswith="case.", subject_id=str(case.pk)).count() == 2


def test_send_back_case_gives_reason_and_notes_per_field(clinic_site, recruiter, moderator) -> None:
    case = waiting_case(clinic_site, recruiter)

    services.send_back_case(
        case=case,
        by=moderator,
        reason="pay_range",
        note="Too wide.",
        field_notes={"pay_max": "Say how it is placed."},
    )

    case.refresh_from_db()
    case.revision.refresh_from_db()
    assert (case.state, case.reason) == (CaseState.SENT_BACK, "pay_range")
    assert case.revision.state == RevisionState.SENT_BACK
    assert case.revision.field_notes["pay_max"] == "Say how it is placed."
    assert "Too wide." in case.revision.field_notes["title"]


def test_send_back_case_again_opens_a_second_case(clinic_site, recruiter, moderator) -> None:
    case = waiting_case(clinic_site, recruiter)
    services.send_back_case(case=case, by=moderator, reason="unclear")
    listing_services.save_draft(
        posting=case.posting, by=recruiter, content_patch={"pay_max": "44.00"}
    )
    listing_services.submit_posting(posting=case.posting, by=recruiter)

    services.open_cases()

    assert list(case.posting.cases.order_by("pk").values_list("state", flat=True)) == [
        "sent_back",
        "open",
    ]


@pytest.mark.parametrize("reason", ["", "nonsense"])
def test_reject_case_without_a_reason_changes_nothing(
    clinic_site, recruiter, moderator, reason: str
) -> None:
    case = waiting_case(clinic_site, recruiter)

    with pytest.raises(Refused):
        services.reject_case(case=case, by=moderator, reason=reason)

    case.refresh_from_db()
    assert case.state == CaseState.OPEN


def test_reject_case_of_an_edit_keeps_the_live_version(clinic_site, recruiter, moderator) -> None:
    case = waiting_case(clinic_site, recruiter)
    services.approve_case(case=case, by=moderator)
    posting = case.posting
    listing_services.save_draft(
        posting=posting, by=recruiter, content_patch={"title": "Something else"}
    )
    listing_services.submit_posting(posting=posting, by=recruiter)
    services.open_cases()

    services.reject_case(case=posting.cases.waiting().get(), by=moderator, reason="unclear")

    posting.refresh_from_db()
    assert (posting.state, posting.title) == (PostingState.LIVE, "RN Care Coordinator")


def test_hold_case_needs_a_note_and_goes_to_the_end(clinic_site, recruiter, moderator) -> None:
    first = waiting_case(clinic_site, recruiter, description=SCAM)
    second = waiting_case(clinic_site, recruiter, title="Nurse Navigator")

    with pytest.raises(Refused):
        services.hold_case(case=first, by=moderator, note=" ")
    services.hold_case(case=first, by=moderator, note="Waiting for the clinic's call.")

    assert list(Case.objects.in_queue_order()) == [second, first]


def test_decide_a_job_of_ones_own_employer_is_refused(clinic_site, recruiter, moderator) -> None:
    case = waiting_case(clinic_site, recruiter)
    MembershipFactory(user=moderator, employer=clinic_site.employer, role=MemberRole.REVIEWER)

    with pytest.raises(Refused):
        services.approve_case(case=case, by=moderator)

    case.refresh_from_db()
    assert case.state == CaseState.OPEN


def test_case_waiting_twice_for_one_revision_is_refused_by_the_database(
    clinic_site, recruiter
) -> None:
    case = waiting_case(clinic_site, recruiter)

    with pytest.raises(IntegrityError), transaction.atomic():
        case.pk = None
        case.public_id = "another00000"
        case.save(force_insert=True)


def test_draft_has_no_case(clinic_site, recruiter) -> None:
    draft_posting(clinic_site, recruiter)

    assert services.open_cases() == 0
    assert content(clinic_site)["title"] == "RN Care Coordinator"
