from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def test_bench_says_time_queries_and_weight_of_a_page(db: None) -> None:
    out = StringIO()

    call_command("bench", "/healthz", "--times", "2", "--json", stdout=out)

    row = json.loads(out.getvalue())
    assert (row["page"], row["status"], row["queries"]) == ("/healthz", 200, 0)
    assert 0 < row["median_ms"] <= row["worst_ms"]


def test_bench_without_a_measurement_is_refused(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("bench", "/healthz", "--times", "0")
