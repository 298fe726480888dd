"""Lists are flat: the same number of queries for one row and for three."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.models import SavedJob
from tests.factories.applications import posting_of, sent_application
from tests.factories.moderation import waiting_case
from tests.factories.profiles import CandidateProfileFactory, UserFactory

pytestmark = pytest.mark.usefixtures("vocabulary")


class Rows:
    """Adds one more of everything that the lists show."""

    def __init__(self, cast, clinic, site):
        self.cast, self.clinic, self.site = cast, clinic, site
        self.first = posting_of(clinic, facility=site)

    def add(self, number: int) -> None:
        me, recruiter = self.cast["candidate"], self.cast["recruiter"]
        posting = posting_of(self.clinic, facility=self.site, title=f"Coordinator {number}")
        SavedJob.objects.create(profile=me.candidate_profile, posting=posting)
        sent_application(posting, me)
        someone = CandidateProfileFactory(
            user=UserFactory(email=f"applicant{number}@example.org")
        ).user
        sent_application(self.first, someone)
        waiting_case(self.site, recruiter, title=f"Navigator {number}")


LISTS = [
    ("visitor", "/jobs/"),
    ("candidate", "/jobs/"),
    ("candidate", "/me/"),
    ("candidate", "/me/applications/"),
    ("candidate", "/me/saved/"),
    ("recruiter", "/hire/"),
    ("recruiter", "/hire/jobs/"),
    ("recruiter", "/hire/jobs/{first}/applicants/"),
    ("recruiter", "/hire/jobs/{first}/applicants/grid/"),
    ("owner", "/hire/organization/{clinic}/team/"),
    ("moderator", "/moderation/"),
    ("moderator", "/moderation/log/"),
    ("visitor", "/employers/{slug}/"),
    ("visitor", "/api/v1/postings/"),
    ("visitor", "/jobs/?have=rn:OH"),
]


@pytest.mark.parametrize(("person", "path"), LISTS)
def test_list_asks_as_much_for_three_rows_as_for_one(
    person, path, cast, clinic, clinic_site, browse
):
    rows = Rows(cast, clinic, clinic_site)
    client = browse(cast[person])
    address = path.format(first=rows.first.public_id, clinic=clinic.public_id, slug=clinic.slug)

    def queries() -> list[str]:
        client.get(address)  # what is asked once per process or session is asked now
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return [query["sql"][:160] for query in asked.captured_queries]

    rows.add(1)
    one = queries()
    rows.add(2)
    rows.add(3)
    three = queries()

    assert len(three) == len(one), "\n".join(sorted(set(three) - set(one)))
