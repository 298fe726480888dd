from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from listings.services.importing import Importer, ImportReport


class Command(BaseCommand):
    help = (
        "Import postings from a JSON lines file, once each by (source, id). Imported jobs are unclaimed. "
        "The report says what became of every row; with --json it is the last line of standard output."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path, help="JSON lines, one posting a line, UTF-8")
        parser.add_argument(
            "--source", required=True, help="name of the feed; part of each posting's identity"
        )
        parser.add_argument(
            "--json", action="store_true", help="print the report as one line of JSON"
        )
        parser.add_argument(
            "--as-of",
            type=_day,
            default=None,
            metavar="YYYY-MM-DD",
            help="the day to take as today",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["source"].strip()
        if not re.fullmatch(r"[\w.-]{1,60}", source):
            raise CommandError(
                "--source takes letters, digits, dots, dashes and underscores, 60 at most."
            )
        try:
            with options["file"].open(encoding="utf-8", errors="replace") as lines:
                total = sum(1 for _line in lines)
                lines.seek(0)
                report = self._import(lines, total, source, options["as_of"])
        except OSError as error:
            raise CommandError(f"Cannot read {options['file']}: {error.strerror}.") from error
        self._print(report, options["json"])

    def _import(self, lines: Any, total: int, source: str, as_of: date | None) -> ImportReport:
        importer = Importer(source=source, today=as_of or timezone.localdate())
        with tqdm(total=total, unit="row", file=sys.stderr, disable=None) as bar:
            for done in importer.run(lines):
                bar.update(done - bar.n)
        return importer.report

    def _print(self, report: ImportReport, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_dict()))
            return
        for name, count in report.as_dict().items():
            if name != "reasons":
                self.stdout.write(f"{name.replace('_', ' '):<14}{count:>8}")
        for reason, count in report.reasons.most_common():
            self.stdout.write(f"  {reason:<44}{count:>8}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--as-of takes a day such as 2026-11-23, not {text!r}.") from error
