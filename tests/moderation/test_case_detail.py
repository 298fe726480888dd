from __future__ import annotations

import pytest
from django.urls import reverse

from listings import services as listing_services
from moderation import services
from moderation.enums import CaseState
from tests.factories.listings import DESCRIPTION
from tests.factories.moderation import waiting_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def url(name: str, case) -> str:
    return reverse(f"moderation:{name}", args=[case.public_id])


def test_case_detail_shows_the_words_that_fired(browse, moderator, clinic_site, recruiter) -> None:
    case = waiting_case(
        clinic_site, recruiter, description=f"{DESCRIPTION} Send your bank routing number now."
    )

    page = browse(moderator).get(url("case_detail", case)).text

    assert "<mark>bank routing number</mark>" in page
    assert "Hard stop" in page


def test_case_detail_of_an_edit_shows_a_word_diff(
    browse, moderator, clinic_site, recruiter
) -> None:
    case = waiting_case(clinic_site, recruiter)
    client = browse(moderator)
    client.post(url("case_approve", case))
    listing_services.save_draft(
        posting=case.posting, by=recruiter, content_patch={"title": "RN Care Lead"}
    )
    listing_services.submit_posting(posting=case.posting, by=recruiter)
    services.open_cases()

    page = client.get(url("case_detail", case.posting.cases.waiting().get())).text

    assert "<del>Coordinator</del>" in page
    assert "<ins>Lead</ins>" in page
    assert "the approved version stays live" in page


def test_case_detail_unknown_is_404(browse, moderator) -> None:
    assert (
        browse(moderator).get(reverse("moderation:case_detail", args=["nosuchcase00"])).status_code
        == 404
    )


def test_case_approve_opens_the_next_case(browse, moderator, clinic_site, recruiter) -> None:
    first = waiting_case(clinic_site, recruiter)
    second = waiting_case(clinic_site, recruiter, title="Second")

    response = browse(moderator).post(url("case_approve", first))

    first.refresh_from_db()
    assert first.state == CaseState.APPROVED
    assert response.url == url("case_detail", second)


def test_case_send_back_without_reason_keeps_what_was_typed(
    browse, moderator, clinic_site, recruiter
) -> None:
    case = waiting_case(clinic_site, recruiter)

    response = browse(moderator).post(
        url("case_send_back", case), {"note": "Please explain.", "note_pay_max": "Too far apart?"}
    )

    case.refresh_from_db()
    assert response.status_code == 422
    assert case.state == CaseState.OPEN
    assert "Please explain." in response.text
    assert "Too far apart?" in response.text


def test_case_reject_decides(browse, moderator, clinic_site, recruiter) -> None:
    case = waiting_case(clinic_site, recruiter)

    response = browse(moderator).post(url("case_reject", case), {"reason": "scam"})

    case.refresh_from_db()
    assert (response.status_code, case.state) == (302, CaseState.REJECTED)


def test_case_hold_keeps_it_waiting(browse, moderator, clinic_site, recruiter) -> None:
    case = waiting_case(clinic_site, recruiter)

    browse(moderator).post(url("case_hold", case), {"note": "Calling the clinic."})

    case.refresh_from_db()
    assert (case.state, case.note) == (CaseState.HELD, "Calling the clinic.")


@pytest.mark.parametrize("action", ["case_approve", "case_send_back", "case_hold", "case_reject"])
def test_case_actions_refuse_others_and_change_nothing(
    browse, owner, clinic_site, recruiter, action: str
) -> None:
    case = waiting_case(clinic_site, recruiter)

    response = browse(owner).post(url(action, case), {"reason": "scam", "note": "x"})

    case.refresh_from_db()
    assert (response.status_code, case.state) == (403, CaseState.OPEN)


def test_log_tells_who_decided(browse, moderator, clinic_site, recruiter) -> None:
    case = waiting_case(clinic_site, recruiter)
    client = browse(moderator)
    client.post(url("case_reject", case), {"reason": "scam"})

    page = client.get(reverse("moderation:log")).text

    assert "Mona Bauer" in page
    assert "case rejected" in page
