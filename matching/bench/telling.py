"""The figures as a table for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser

from matching.bench.running import Size, run

LEAST = 10
TARGETS = {
    "forward_p95_vs_floor": 2.0,
    "forward_p95_vs_relational": 1 / 30,
    "buckets_p95_vs_floor": 3.0,
    "reverse_p95_vs_floor": 3.0,
    "alerts_cpu_s": 2.0,
    "mismatches": 0,
}
MEANS = {
    "forward_p95_vs_floor": "best 20 jobs, p95: ours / numpy scan",
    "forward_p95_vs_relational": "best 20 jobs, p95: ours / relational query",
    "buckets_p95_vs_floor": "bucket counts of all jobs, p95: ours / numpy scan",
    "buckets_p95_vs_relational": "bucket counts of all jobs, p95: ours / relational query",
    "reverse_p95_vs_floor": "best 50 people, p95: ours / numpy scan",
    "reverse_p95_vs_tables": "best 50 people, p95: ours / arrays in SQL",
    "alerts_cpu_s": "100,000 saved searches x 1,000 new jobs, CPU seconds",
    "mismatches": "answers that differ, of all compared",
}


def add_match_arguments(parser: CommandParser) -> None:
    group = parser.add_argument_group("match")
    group.add_argument("--postings", type=int, default=1_000_000)
    group.add_argument("--candidates", type=int, default=1_000_000)
    group.add_argument("--queries", type=int, default=100, help="questions of each kind")
    group.add_argument("--no-growth", action="store_true", help="leave out a tenth of the size")


def report_match(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    """What is done and then the table; with --json the last line is one object."""
    size = Size(options["postings"], options["candidates"], options["queries"])
    if min(size.postings, size.candidates, size.queries) < LEAST:
        raise CommandError(f"--postings, --candidates and --queries must be {LEAST} or more.")
    figures = run(size, say=say, growth=not options["no_growth"])
    say(told(figures))
    if options["json"]:
        say(json.dumps(figures))


def told(figures: dict[str, Any]) -> str:
    return "\n".join(_lines(figures))


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    n = figures["n"]
    yield (
        f"{n['postings']:,} postings x {n['candidates']:,} candidates, {n['formulas']:,} formulas, "
        f"{n['queries']} questions of each kind (fewer of the relational query)"
    )
    yield (
        f"{'what':<20}{'who':<12}{'n':>5}{'median ms':>11}{'p95 ms':>10}"
        f"{'CPU median':>12}{'CPU p95':>10}{'growth':>8}"
    )
    small = {(row["what"], row["who"]): row for row in (figures["tenth"] or {}).get("times", [])}
    for row in figures["times"]:
        tenth = small.get((row["what"], row["who"]))
        growth = row["wall_median_ms"] / tenth["wall_median_ms"] if tenth else None
        yield (
            f"{row['what']:<20}{row['who']:<12}{row['n']:>5}{row['wall_median_ms']:>11.2f}"
            f"{row['wall_p95_ms']:>10.2f}{row['cpu_median_ms']:>12.2f}{row['cpu_p95_ms']:>10.2f}"
            + (f"{growth:>7.1f}x" if growth else "")
        )
    alerts, sizes = figures["alerts"], figures["sizes"]
    yield (
        f"alerts: {alerts['searches']:,} searches x {alerts['jobs']:,} jobs: {alerts['pairs']:,} pairs in "
        f"{alerts['cpu_s']} s CPU ({alerts['of_it_ready_s']} s of it to get ready)"
    )
    yield (
        f"jobs in memory: {sizes['bytes_per_posting']} bytes a posting, ready in {figures['jobs_ready_s']} s; "
        f"people: {sizes['bytes_per_person']} bytes a person, ready in {figures['people_ready_s']} s "
        f"({sizes['asked_terms']:,} asked terms)"
    )
    yield "Ratios are ours divided by the other: smaller is better."
    for name, value in figures["ratios"].items():
        target = TARGETS.get(name)
        wanted = "" if target is None else f"  (wanted: at most {target:.3g})"
        yield f"{MEANS[name]:<60}{value:>9.4g}{wanted}"
