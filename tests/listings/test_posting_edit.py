"""The five steps: what is typed is kept, what is wrong is said on its field, all without JavaScript."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from listings import services
from listings.drafting.content import content_of
from listings.drafting.preview import preview_of
from listings.models import JobPosting
from listings.pay_block import pay_of
from tests.factories.listings import content, draft_posting, live_posting, submitted_posting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
STEPS = ["role", "work", "requirements", "pay"]


def edit_url(posting, step):
    return reverse("listings:posting_edit", args=[posting.public_id, step])


def draft_of(posting):
    return posting.revisions.open().get().content


ROLE = {
    "title": "RN Lead",
    "role_family": "rn-care-coordinator",
    "workplace": "onsite",
    "settings": ["primary-care", "oncology"],
    "employment_type": "full_time",
    "hours_per_week": "36",
    "shifts": ["days"],
    "is_outpatient": "on",
}


@pytest.mark.parametrize("step", STEPS)
def test_posting_edit_draws_every_step_of_an_empty_draft(browse, clinic, recruiter, step):
    posting = services.create_posting(employer=clinic, by=recruiter)

    response = browse(recruiter).get(edit_url(posting, step))

    assert response.status_code == 200
    assert b"aria-invalid" not in response.content


@pytest.mark.parametrize("step", [*STEPS, "nonsense", "preview"])
def test_posting_edit_of_someone_elses_draft_is_not_found(
    browse, clinic_site, recruiter, outsider, candidate, step
):
    posting = draft_posting(clinic_site, recruiter)

    for person in (outsider, candidate):
        assert browse(person).get(edit_url(posting, step)).status_code == 404
        assert browse(person).post(edit_url(posting, step), ROLE).status_code == 404

    assert draft_of(posting)["title"] == "RN Care Coordinator"


def test_posting_edit_by_a_reviewer_is_forbidden(browse, clinic_site, recruiter, reviewer):
    posting = draft_posting(clinic_site, recruiter)

    response = browse(reviewer).post(edit_url(posting, "role"), ROLE)

    assert response.status_code == 403
    assert draft_of(posting)["title"] == "RN Care Coordinator"


def test_posting_edit_saves_a_step_and_goes_on(browse, clinic_site, recruiter):
    posting = draft_posting(clinic_site, recruiter)

    response = browse(recruiter).post(
        edit_url(posting, "role"), {**ROLE, "facility": clinic_site.public_id}
    )

    assert response.headers["Location"] == edit_url(posting, "work")
    kept = draft_of(posting)
    assert (kept["title"], kept["settings"], kept["hours_per_week"]) == (
        "RN Lead",
        ["primary-care", "oncology"],
        "36",
    )


def test_posting_edit_keeps_wrong_values_and_says_what_is_wrong(browse, clinic_site, recruiter):
    posting = draft_posting(clinic_site, recruiter)
    wrong = {
        "pay_min": "thirty",
        "pay_max": "40",
        "pay_unit": "hour",
        "benefits_summary": "",
        "apply_by": "",
    }

    response = browse(recruiter).post(edit_url(posting, "pay"), wrong)

    assert response.status_code == 422
    form = response.context["form"]
    assert {"pay_min", "benefits_summary", "apply_by"} <= set(form.errors)
    assert b'value="thirty"' in response.content
    assert draft_of(posting)["pay_min"] == "thirty"
    again = browse(recruiter).get(edit_url(posting, "pay"))
    assert b'value="thirty"' in again.content


def test_posting_save_keeps_a_half_filled_step_without_complaint(browse, clinic_site, recruiter):
    posting = draft_posting(clinic_site, recruiter)
    url = reverse("listings:posting_save", args=[posting.public_id, "pay"])

    response = browse(recruiter).post(url, {"pay_min": "3x"})

    assert response.status_code == 302
    assert draft_of(posting)["pay_min"] == "3x"
    assert (
        browse(recruiter).post(url, {"pay_min": "4"}, headers={"X-Autosave": "1"}).status_code
        == 204
    )


def test_posting_edit_over_another_save_keeps_both(browse, clinic_site, recruiter, owner):
    posting = draft_posting(clinic_site, recruiter)
    seen = posting.revisions.get().version
    services.save_draft(posting=posting, by=owner, content_patch={"title": "Hers"})

    response = browse(recruiter).post(
        edit_url(posting, "role"), {**ROLE, "title": "His", "version": seen}
    )

    assert response.status_code == 409
    assert b"Someone else has changed this job" in response.content
    assert b'value="His"' in response.content
    assert draft_of(posting)["title"] == "Hers"


def test_posting_edit_of_a_live_job_begins_a_new_revision_on_saving_only(
    browse, clinic_site, recruiter, moderator
):
    posting = live_posting(clinic_site, recruiter, moderator)
    page = browse(recruiter).get(edit_url(posting, "role"))
    assert b"the approved version stays live" in page.content
    assert posting.revisions.count() == 1

    browse(recruiter).post(edit_url(posting, "role"), {**ROLE, "facility": clinic_site.public_id})

    posting.refresh_from_db()
    assert (posting.title, posting.revisions.count()) == ("RN Care Coordinator", 2)
    assert draft_of(posting)["title"] == "RN Lead"


def test_posting_edit_while_in_review_is_refused_and_keeps_what_was_typed(
    browse, clinic_site, recruiter
):
    posting = submitted_posting(clinic_site, recruiter)

    response = browse(recruiter).post(edit_url(posting, "role"), ROLE)

    assert response.status_code == 409
    assert b'value="RN Lead"' in response.content


def test_component_add_and_remove_keep_the_rest(browse, clinic_site, recruiter):
    posting = draft_posting(clinic_site, recruiter)
    client = browse(recruiter)
    typed = {
        "pay_min": "31",
        "part-0-kind": "mileage",
        "part-0-amount_min": "0.70",
        "part-0-certainty": "guaranteed",
    }

    client.post(reverse("listings:component_add", args=[posting.public_id]), typed)
    assert [part.get("kind") for part in draft_of(posting)["pay_components"]] == ["mileage", None]
    assert draft_of(posting)["pay_min"] == "31"

    client.post(
        reverse("listings:component_remove", args=[posting.public_id]), {**typed, "at": "0"}
    )
    assert draft_of(posting)["pay_components"] == []


def test_posting_template_fills_the_role_and_keeps_the_title(browse, clinic_site, recruiter):
    services.load_listing_catalogue()
    posting = draft_posting(clinic_site, recruiter, title="Navigator")
    url = reverse("listings:posting_template", args=[posting.public_id])

    browse(recruiter).post(url, {**ROLE, "title": "Navigator", "role_family": "chw"})

    kept = draft_of(posting)
    assert (kept["title"], kept["home_visits_per_month"]) == ("Navigator", "25")
    assert kept["requirements"]["children"][1]["term"] == "drivers-license"


def test_posting_create_starts_from_the_template(browse, clinic_site, owner):
    services.load_listing_catalogue()

    response = browse(owner).post(
        reverse("listings:posting_create"),
        {
            "employer": clinic_site.employer.public_id,
            "role_family": "chw",
            "facility": clinic_site.public_id,
        },
    )

    posting = JobPosting.objects.get()
    assert response.headers["Location"] == edit_url(posting, "role")
    kept = draft_of(posting)
    assert kept["title"] == "Community Health Worker / Promotor(a)"
    assert kept["settings"] == ["primary-care"]


@pytest.mark.parametrize("who", ["candidate", "reviewer", "moderator"])
def test_posting_create_by_someone_who_may_not_post_is_forbidden(browse, request, clinic, who):
    response = browse(request.getfixturevalue(who)).get(reverse("listings:posting_create"))

    assert response.status_code == 403


def test_posting_create_for_another_employer_is_refused(browse, owner, rival):
    response = browse(owner).post(
        reverse("listings:posting_create"), {"employer": rival.public_id, "role_family": "chw"}
    )

    assert response.status_code == 422
    assert not JobPosting.objects.exists()


def test_from_template_to_review_takes_few_inputs(browse, clinic_site, recruiter):
    services.load_listing_catalogue()
    client = browse(recruiter)
    inputs = {"role_family": "rn-care-coordinator", "facility": clinic_site.public_id}
    client.post(
        reverse("listings:posting_create"), {"employer": clinic_site.employer.public_id, **inputs}
    )
    posting = JobPosting.objects.get()
    inputs |= {
        "pay_min": "36",
        "pay_max": "44",
        "pay_unit": "hour",
        "benefits_summary": "Health insurance.",
    }
    inputs["apply_by"] = (timezone.localdate() + dt.timedelta(days=30)).isoformat()
    pay = {
        name: inputs[name]
        for name in ("pay_min", "pay_max", "pay_unit", "benefits_summary", "apply_by")
    }

    response = client.post(
        edit_url(posting, "pay"),
        {**pay, "reply_days": 10, "openings_count": 1, "vacancy": "open_now"},
    )
    assert response.status_code == 302
    client.post(reverse("listings:posting_submit", args=[posting.public_id]))

    posting.refresh_from_db()
    assert posting.state == "in_review"
    assert len(inputs) <= 8


def test_posting_preview_lists_what_is_missing_with_a_way_to_it(browse, clinic, recruiter):
    posting = services.create_posting(
        employer=clinic, by=recruiter, content={"title": "Ninja nurse"}
    )

    response = browse(recruiter).get(reverse("listings:posting_preview", args=[posting.public_id]))

    assert response.status_code == 200
    steps = [missing.step for missing in response.context["preview"].missing]
    assert steps == ["role", "work", "pay"]
    assert f"{edit_url(posting, 'pay')}?check=1".encode() in response.content
    assert b"<mark>Ninja</mark>" in response.content


def test_posting_preview_reads_a_whole_draft(browse, clinic_site, reviewer, recruiter):
    posting = draft_posting(clinic_site, recruiter, description="**Bold** words. " * 8)

    response = browse(reviewer).get(reverse("listings:posting_preview", args=[posting.public_id]))

    assert response.context["preview"].is_complete
    assert b"<strong>Bold</strong>" in response.content
    assert b"Send to review" not in response.content


def test_posting_preview_draws_the_pay_block_of_the_job_page(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)

    preview = preview_of(content_of(posting), posting.employer)

    assert preview.pay_block == pay_of(posting)


def test_posting_submit_of_an_incomplete_draft_changes_nothing(browse, clinic, recruiter):
    posting = services.create_posting(employer=clinic, by=recruiter, content={"title": "Nurse"})

    response = browse(recruiter).post(
        reverse("listings:posting_submit", args=[posting.public_id]), follow=True
    )

    assert "not complete" in str(next(iter(response.context["messages"])))
    posting.refresh_from_db()
    assert posting.state == "draft"


def test_check_shows_the_complaints_of_a_step(browse, clinic, recruiter):
    posting = services.create_posting(employer=clinic, by=recruiter, content=content(None))

    response = browse(recruiter).get(edit_url(posting, "role") + "?check=1")

    assert list(response.context["form"].errors) == ["facility"]
