"""What search engines are told: what the page says, and only for jobs an employer stands behind."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils import timezone

from listings.markup import job_posting_jsonld
from qualifications.models import Formula
from tests.factories.listings import PostingFactory, live_posting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def test_live_job_of_an_employer_is_told_in_full(clinic_site, recruiter, moderator):
    posting = live_posting(clinic_site, recruiter, moderator)

    data = job_posting_jsonld(posting)

    assert data["title"] == "RN Care Coordinator"
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 36.5,
        "maxValue": 46.0,
        "unitText": "HOUR",
    }
    assert data["jobLocation"]["address"]["addressCountry"] == "US"
    assert data["hiringOrganization"]["name"] == "Tall Oaks Medical Group"
    assert data["validThrough"].startswith(
        (timezone.localdate() + dt.timedelta(days=30)).isoformat() + "T23:59:59-"
    )
    assert data["educationRequirements"] == "no requirements"
    assert data["employmentType"] == "FULL_TIME"
    json.dumps(data)


@pytest.mark.parametrize(
    "traits", [{"imported": True}, {"paused": True}, {"closed": True}, {"vacancy": "talent_pool"}]
)
def test_no_markup_without_a_confirmed_open_vacancy(traits):
    assert job_posting_jsonld(PostingFactory(**traits)) is None


def test_remote_job_names_where_one_may_live():
    data = job_posting_jsonld(PostingFactory(remote=True))

    assert data["jobLocationType"] == "TELECOMMUTE"
    assert [place["name"] for place in data["applicantLocationRequirements"]] == [
        "OH, USA",
        "TX, USA",
    ]
    assert "jobLocation" not in data


def test_experience_in_place_of_a_degree():
    tree = {
        "op": "all",
        "children": [
            {
                "op": "any",
                "children": [
                    {"term": "bachelor", "reason": "payer"},
                    {
                        "term": "experience",
                        "areas": ["case-management"],
                        "experience_months": 48,
                        "reason": "payer",
                    },
                ],
            },
            {
                "term": "experience",
                "areas": ["any-healthcare"],
                "experience_months": 12,
                "reason": "payer",
            },
        ],
    }

    data = job_posting_jsonld(PostingFactory(formula=Formula.objects.for_tree(tree)))

    assert data["experienceInPlaceOfEducation"] is True
    assert data["experienceRequirements"]["monthsOfExperience"] == 12
    assert data["educationRequirements"] == "no requirements"


def test_pay_by_the_visit_is_left_out():
    assert "baseSalary" not in job_posting_jsonld(PostingFactory(pay_unit="visit"))


def test_experience_instead_of_a_degree_names_both():
    tree = {
        "op": "any",
        "children": [
            {"term": "bachelor", "necessity": "required", "reason": "accreditation"},
            {
                "term": "experience",
                "areas": ["care-coordination"],
                "experience_months": 48,
                "necessity": "required",
                "reason": "accreditation",
            },
        ],
    }

    data = job_posting_jsonld(
        PostingFactory(formula=Formula.objects.for_tree(tree, states=("OH",)))
    )

    assert data["experienceInPlaceOfEducation"] is True
    assert data["experienceRequirements"]["monthsOfExperience"] == 48
    assert data["educationRequirements"]["credentialCategory"] == "bachelor degree"
