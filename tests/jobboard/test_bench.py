from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection


def test_bench_says_time_queries_and_weight_of_a_page(db: None) -> None:
    out = StringIO()

    call_command("bench", "/healthz", "--times", "2", "--json", stdout=out)

    row = json.loads(out.getvalue())
    assert (row["page"], row["status"], row["queries"]) == ("/healthz", 200, 0)
    assert 0 < row["median_ms"] <= row["worst_ms"]


def test_bench_without_a_measurement_is_refused(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("bench", "/healthz", "--times", "0")


@pytest.mark.long
def test_matching_at_scale_compares_every_answer_and_leaves_nothing_behind(
    transactional_db: None,
) -> None:
    out = StringIO()
    small = ("--postings", "400", "--candidates", "400", "--queries", "10", "--no-growth")

    call_command("bench", "match", *small, "--json", stdout=out)

    figures = json.loads(out.getvalue().splitlines()[-1])
    assert figures["mismatches"] == 0
    assert {
        "forward_p95_vs_floor",
        "forward_p95_vs_relational",
        "buckets_p95_vs_floor",
        "reverse_p95_vs_floor",
        "alerts_cpu_s",
        "mismatches",
    } <= figures["ratios"].keys()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'match_bench_%'")
        assert cursor.fetchone() == (0,)


def test_matching_at_scale_needs_somebody_to_match(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("bench", "match", "--postings", "0")
