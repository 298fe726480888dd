"""The job page says how many applied, how many were opened, and how long the oldest waits."""

from __future__ import annotations

import datetime as dt
import re

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from tests.applications.acting import decline
from tests.factories.applications import sent_application


def dates_of(client, posting) -> str:
    path = reverse("applications:posting_detail", args=[posting.public_id, posting.slug])
    html = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_posting_detail_tells_how_long_the_oldest_waits(
    posting, candidate, other_candidate, recruiter, client
):
    assert "received" not in dates_of(client, posting)
    old, new = (sent_application(posting, person) for person in (candidate, other_candidate))
    Application.objects.filter(pk=old.pk).update(sent_at=timezone.now() - dt.timedelta(days=3))

    assert "2 applications received, 0 opened, the oldest waits 3 days for an answer." in dates_of(
        client, posting
    )

    decline(old, recruiter)
    assert "2 applications received, 1 opened." in dates_of(client, posting)
    decline(new, recruiter)
    assert "2 applications received, 2 opened." in dates_of(client, posting)
