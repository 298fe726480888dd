"""Importing other people's postings: each once, nothing invented, nothing dropped without a word."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core.events import Event
from listings.enums import Origin, PostingState
from listings.models import JobPosting, SearchRow
from listings.services.importing import Importer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "places")]
TODAY = "2026-11-23"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "postings" / "coordinator.jsonl"
TOTALS = ("live", "draft", "updated", "unchanged", "out_of_scope", "refused")


def row(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"row{number}",
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
        "posted_at": "2026-11-01",
        "fraudulent": None,
        "tier": 2,
        "role_family": "registered_nurse",
        **changes,
    }


def import_rows(tmp_path: Path, *rows: Any, as_of: str = TODAY) -> dict[str, Any]:
    file = tmp_path / "feed.jsonl"
    file.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows))
    out = StringIO()
    call_command(
        "import_postings", str(file), "--source", "feed", "--json", "--as-of", as_of, stdout=out
    )
    return json.loads(out.getvalue().splitlines()[-1])


def totals(report: dict[str, Any]) -> dict[str, int]:
    assert sum(report[name] for name in TOTALS) == report["read"]
    return {name: report[name] for name in TOTALS if report[name]}


def test_import_postings_lists_a_complete_job_as_unclaimed(tmp_path: Path) -> None:
    report = import_rows(tmp_path, row(1))

    posting = JobPosting.objects.get()
    assert totals(report) == {"live": 1}
    assert (posting.origin, posting.state, posting.employer) == (
        Origin.IMPORTED,
        PostingState.LIVE,
        None,
    )
    assert posting.role_family.slug == "rn-care-coordinator"
    assert (posting.city, posting.state_code, posting.place) == ("Portland", "OR", None)
    assert posting.listed_until == date(2026, 12, 23)
    assert posting.source_posted_on == date(2026, 11, 1)
    assert (posting.reply_days, posting.apply_by, posting.formula) == (None, None, None)
    assert posting.suggested_tree["children"][0]["term"] == "rn"
    assert SearchRow.objects.get().lat is not None


def test_import_postings_second_time_changes_nothing(tmp_path: Path) -> None:
    rows = [row(1), row(2, salary_min=None, salary_max=None), row(3, title="Cook")]
    import_rows(tmp_path, *rows)
    before = list(JobPosting.objects.order_by("pk").values())
    events_before = Event.objects.count()

    report = import_rows(tmp_path, *rows)

    assert totals(report) == {"unchanged": 2, "out_of_scope": 1}
    assert list(JobPosting.objects.order_by("pk").values()) == before
    assert Event.objects.count() == events_before


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"salary_min": None, "salary_max": None}, "draft.pay_missing"),
        ({"salary_min": 0.0}, "draft.pay_open_ended"),
        ({"salary_period": None}, "draft.pay_without_unit"),
        ({"salary_period": "year"}, "draft.pay_implausible"),
        ({"location": "Lake Park Building", "state": None}, "draft.state_missing"),
        ({"posted_at": "2025-11-01"}, "draft.posted_over_a_year_ago"),
    ],
)
def test_import_postings_incomplete_job_is_a_draft(
    tmp_path: Path, changes: dict, reason: str
) -> None:
    report = import_rows(tmp_path, row(1, **changes))

    assert totals(report) == {"draft": 1}
    assert report["reasons"][reason] == 1
    assert not SearchRow.objects.exists()


def test_import_postings_as_of_decides_what_is_old(tmp_path: Path) -> None:
    report = import_rows(tmp_path, row(1, posted_at="2019-02-01T00:00:00.000"), as_of="2019-03-01")

    assert totals(report) == {"live": 1}
    assert JobPosting.objects.get().listed_until == date(2019, 3, 31)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "refused.not_json"),
        ("[1, 2]", "refused.not_an_object"),
        (row(1, id=None), "refused.id_missing"),
        (row(1, title="  "), "refused.title_missing"),
        (row(1, country="GB"), "refused.not_in_the_us"),
        (row(1, fraudulent=1), "refused.labelled_fraudulent"),
    ],
)
def test_import_postings_refuses_with_a_reason(tmp_path: Path, line: Any, reason: str) -> None:
    report = import_rows(tmp_path, line)

    assert totals(report) == {"refused": 1}
    assert report["reasons"] == {reason: 1}
    assert not JobPosting.objects.exists()


def test_import_postings_changed_advert_is_updated(tmp_path: Path) -> None:
    import_rows(tmp_path, row(1))

    report = import_rows(tmp_path, row(1, salary_max=48.0))

    posting = JobPosting.objects.get()
    assert totals(report) == {"updated": 1}
    assert (float(posting.pay_max), posting.state) == (48.0, PostingState.LIVE)


def test_import_postings_update_without_pay_leaves_search(tmp_path: Path) -> None:
    import_rows(tmp_path, row(1))

    import_rows(tmp_path, row(1, salary_min=None, salary_max=None))

    assert JobPosting.objects.get().state == PostingState.DRAFT
    assert not SearchRow.objects.exists()


def test_import_postings_other_labels_of_the_file_decide_nothing(tmp_path: Path) -> None:
    import_rows(tmp_path, row(1, tier=1, role_family="care_manager"))

    report = import_rows(tmp_path, row(1, tier=2, role_family="provider"))

    assert totals(report) == {"unchanged": 1}
    assert JobPosting.objects.get().role_family.slug == "rn-care-coordinator"


def test_import_postings_never_raises_a_removed_job(tmp_path: Path) -> None:
    import_rows(tmp_path, row(1))
    JobPosting.objects.update(state=PostingState.REMOVED)

    report = import_rows(tmp_path, row(1, salary_max=48.0))

    assert totals(report) == {"unchanged": 1}
    assert report["reasons"] == {"unchanged.kept_as_it_is": 1}
    assert JobPosting.objects.get().state == PostingState.REMOVED


def test_import_postings_same_id_twice_in_a_file_counts_once(tmp_path: Path) -> None:
    report = import_rows(tmp_path, row(1), row(1, salary_max=60.0))

    assert totals(report) == {"live": 1, "unchanged": 1}
    assert JobPosting.objects.count() == 1


def test_import_postings_survives_what_postgresql_cannot_hold(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path, row(1, description="a\x00b \ud800 outpatient clinic", company="x" * 5000)
    )

    assert totals(report) == {"live": 1}
    assert len(JobPosting.objects.get().company_name) == 200


def test_import_postings_a_failing_batch_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer = Importer(source="feed", today=date(2026, 11, 23))
    monkeypatch.setattr("listings.services.importing.refresh_search_rows", lambda rows: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        importer.import_batch([json.dumps(row(1))])

    assert not JobPosting.objects.exists()


def test_import_postings_bad_arguments_are_explained(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("import_postings", str(tmp_path / "none.jsonl"), "--source", "feed")
    (tmp_path / "feed.jsonl").write_text("")
    with pytest.raises(CommandError, match="--source takes"):
        call_command("import_postings", str(tmp_path / "feed.jsonl"), "--source", "my feed")
    with pytest.raises(CommandError, match="takes a day"):
        call_command(
            "import_postings",
            str(tmp_path / "feed.jsonl"),
            "--source",
            "feed",
            "--as-of",
            "yesterday",
        )


@pytest.mark.skipif(not REAL.exists(), reason="the real postings are not beside this checkout")
def test_import_postings_real_rows_add_up_and_stay(tmp_path: Path) -> None:
    lines = REAL.read_text(encoding="utf-8").splitlines()[:1500]

    report = import_rows(tmp_path, *lines)
    again = import_rows(tmp_path, *lines)

    assert report["read"] == 1500
    assert sum(report[name] for name in TOTALS) == 1500
    assert report["live"] > 0
    assert again["unchanged"] == report["live"] + report["draft"]
    assert again["live"] == again["draft"] == again["updated"] == 0
    live = JobPosting.objects.filter(state=PostingState.LIVE)
    assert not live.filter(pay_min=None).exists()
    assert not live.filter(state_code="").exists()
