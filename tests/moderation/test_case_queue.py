from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.listings import DESCRIPTION, submitted_posting
from tests.factories.moderation import waiting_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
URL = reverse("moderation:case_queue")


def test_case_queue_opens_the_gravest_first(browse, moderator, clinic_site, recruiter) -> None:
    waiting_case(clinic_site, recruiter, title="Quiet Coordinator")
    grave = waiting_case(
        clinic_site,
        recruiter,
        title="Odd Coordinator",
        description=f"{DESCRIPTION} Text us on Telegram.",
    )

    response = browse(moderator).get(URL)

    assert response.status_code == 200
    assert response.context["case"] == grave
    assert [item["title"] for item in response.context["items"]] == [
        "Odd Coordinator",
        "Quiet Coordinator",
    ]


def test_case_queue_empty_says_so(browse, moderator) -> None:
    assert "Nothing is waiting" in browse(moderator).get(URL).text


def test_case_queue_counts_what_was_just_sent(browse, moderator, clinic_site, recruiter) -> None:
    submitted_posting(clinic_site, recruiter)

    assert "1 just sent" in browse(moderator).get(URL).text


@pytest.mark.parametrize("name", ["candidate", "owner", "recruiter", "outsider"])
def test_case_queue_is_for_moderators(browse, cast, name: str) -> None:
    assert browse(cast[name]).get(URL).status_code == 403


def test_case_queue_takes_as_many_queries_for_three_as_for_one(
    browse, moderator, clinic_site, recruiter
) -> None:
    waiting_case(clinic_site, recruiter)
    client = browse(moderator)
    client.get(URL)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    waiting_case(clinic_site, recruiter, title="Second")
    waiting_case(clinic_site, recruiter, title="Third")
    with CaptureQueriesContext(connection) as three:
        client.get(URL)

    assert len(three) == len(one)
