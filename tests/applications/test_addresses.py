"""Every private address of the room sends a visitor to sign in, and takes only its own methods."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications.models import Application

READ = [
    "me_home",
    "application_list",
    "application_detail",
    "application_resume",
    "interview_calendar",
    "hire_home",
    "applicant_list",
    "applicant_fit",
    "applicant_grid",
    "applicant_detail",
    "applicant_resume",
]
ACT = [
    "application_message",
    "interview_choose",
    "applicant_fit_off",
    "applicant_fit_on",
    "applicant_next",
    "applicant_review",
    "applicant_note",
    "applicant_message",
    "applicant_decline_preview",
    "applicant_undo",
]
BOTH = [
    "application_create",
    "application_withdraw",
    "applicant_invite",
    "applicant_offer",
    "applicant_decline",
    "applicant_hire",
]
PUBLIC = ["posting_short", "posting_detail", "employer_detail"]
OF_NOTHING = {"me_home", "application_list", "hire_home"}
OF_POSTING = {
    "application_create",
    "applicant_fit",
    "applicant_fit_off",
    "applicant_fit_on",
    "applicant_grid",
    "applicant_list",
    "applicant_next",
}


def address(name: str, application: Application) -> str:
    posting = application.posting
    if name in OF_NOTHING:
        args = []
    elif name in OF_POSTING or name == "posting_short":
        args = [posting.public_id]
    elif name == "posting_detail":
        args = [posting.public_id, posting.slug]
    elif name == "employer_detail":
        args = [posting.employer.slug]
    elif name == "interview_choose":
        args = [application.public_id, 1]
    else:
        args = [application.public_id]
    return reverse(f"applications:{name}", args=args)


@pytest.mark.parametrize("name", [*READ, *ACT, *BOTH])
def test_a_visitor_is_sent_to_sign_in(name, application, browse, visitor):
    path = address(name, application)
    method = "post" if name in ACT else "get"

    response = getattr(browse(visitor), method)(path)

    assert response.status_code == 302
    assert "/accounts/login/" in response.url


@pytest.mark.parametrize("name", ACT)
def test_an_act_is_never_a_get(name, application, browse, owner, candidate):
    for user in (owner, candidate):
        assert browse(user).get(address(name, application)).status_code == 405


@pytest.mark.parametrize("name", [*READ, *PUBLIC])
def test_a_page_takes_no_post(name, application, browse, owner):
    assert browse(owner).post(address(name, application)).status_code == 405
