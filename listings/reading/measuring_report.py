"""`bench reader`: the measurement of the reader as a table or as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from listings.reading.labels import HALVES, LabelsAbsent, read_rows
from listings.reading.measuring import AIMED, Measurement, measure_file

GOLD = Path(settings.BASE_DIR) / "tests" / "matching" / "gold"
ADVERTS = Path(settings.BASE_DIR).parent / "shared" / "data" / "postings" / "full_text.jsonl"


def add_reader_arguments(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("reader")
    group.add_argument(
        "--half", choices=HALVES, help="only this half of the labels (default: both)"
    )
    group.add_argument("--gold", type=Path, help="a file of labels to measure against instead")
    group.add_argument(
        "--adverts", type=Path, default=ADVERTS, help="the adverts the labels are about"
    )
    group.add_argument(
        "--errors",
        action="store_true",
        help="each difference, with the advert's id; tune half only",
    )


def report_reader(options: dict[str, Any], write: Callable[[str], Any]) -> None:
    halves = [options["half"]] if options["half"] else list(HALVES)
    if options["errors"] and options["half"] != "tune":
        raise CommandError("--errors goes with --half tune: the other half stays unseen.")
    files = {half: options["gold"] or GOLD / f"{half}.jsonl" for half in halves}
    if options["gold"] and not options["half"]:
        files = {options["gold"].stem: options["gold"]}
    try:
        rows = read_rows(options["adverts"])
        measured = {name: measure_file(path, rows) for name, path in files.items()}
    except LabelsAbsent as absent:
        raise CommandError(str(absent)) from absent
    if options["json"]:
        write(json.dumps({name: result.as_dict() for name, result in measured.items()}))
        return
    for name, result in measured.items():
        write(table(name, result))
        if options["errors"]:
            write("\n".join(json.dumps(error) for error in result.errors))


def table(name: str, result: Measurement) -> str:
    lines = [
        f"{name}: {result.adverts} adverts",
        f"{'kind':<24}{'found':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}",
    ]
    for kind, count in result.kinds.items():
        mark = " *" if kind in AIMED else ""
        lines.append(
            f"{kind + mark:<24}{count.found:>7}{count.wrong:>7}{count.missed:>8}"
            f"{_figure(count.precision):>11}{_figure(count.recall):>8}"
        )
    lines.append(f"{'adverts read right':<24}{'':>7}{'share':>7}")
    for kind, share in result.as_dict()["adverts_right"].items():
        lines.append(f"{kind:<24}{'':>7}{_figure(share):>7}")
    lines.append("* the kinds with an aim: precision 0.95, recall 0.85")
    return "\n".join(lines)


def _figure(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
