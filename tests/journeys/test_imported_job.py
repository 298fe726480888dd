"""A job of a feed: found and read with its source and age, never applied to here, never put before search engines."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from listings.models import JobPosting

ROW = {
    "id": "row1",
    "title": "RN Care Coordinator",
    "company": "Alder Creek Clinic",
    "location": "Portland, OR, US",
    "state": "OR",
    "zip": None,
    "country": "US",
    "description": "You coordinate care in our outpatient clinic. Requirements: RN required.",
    "requirements": None,
    "salary_min": 38.0,
    "salary_max": 46.5,
    "salary_period": "hour",
    "employment_type": "Full-time",
    "fraudulent": None,
    "tier": 2,
    "role_family": "registered_nurse",
}


def bring_in(tmp_path: Path) -> dict:
    posted = timezone.localdate() - dt.timedelta(days=20)
    rows = [
        {**ROW, "posted_at": posted.isoformat()},
        {
            **ROW,
            "id": "row2",
            "posted_at": posted.isoformat(),
            "salary_min": None,
            "salary_max": None,
        },
    ]
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = StringIO()
    call_command("import_postings", str(feed), "--source", "countyfeed", "--json", stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def test_imported_job(walk, tmp_path):
    report = bring_in(tmp_path)
    assert (report["read"], report["live"], report["draft"]) == (2, 1, 1)
    posting = JobPosting.objects.get(source_id="row1")
    dana = walk("visitor")

    dana.go("/jobs/?near=97201").sees("1 outpatient job", "RN Care Coordinator", "$38")
    dana.picture("search-imported").follow("RN Care Coordinator", exact=False)

    dana.at(f"/jobs/{posting.public_id}/").sees(
        "Alder Creek Clinic", "countyfeed", "$38", "posted there on"
    )
    assert (
        dana.page.locator('meta[name="robots"]')
        .first.get_attribute("content")
        .startswith("noindex")
    )
    assert not dana.page.locator(
        'script[type="application/ld+json"]', has_text="JobPosting"
    ).count()
    assert not dana.page.locator(f'a[href*="/jobs/{posting.public_id}/apply/"]').count()
    dana.picture("job-imported")
    assert posting.public_id not in dana.page.request.get("/sitemap.xml").text()
