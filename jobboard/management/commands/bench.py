from __future__ import annotations

import gzip
import json
import re
import statistics
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from listings.reading.measuring_report import add_reader_arguments, report_reader
from matching.bench.telling import add_match_arguments, report_match
from matching.measuring import measure_searches

# What anonymous visitors open most; {job} is the first job of the search.
PAGES = [
    "/",
    "/jobs/",
    "/jobs/?q=care+coordinator",
    "/jobs/?near=45203&radius=25",
    "/jobs/?state=OH",
    "{job}",
]
JOB_LINK = re.compile(r'href="(/jobs/[a-z0-9]{12}/[^"]*)"')


class Command(BaseCommand):
    help = "Median time, queries and weight of the main public pages on the data that is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "pages",
            nargs="*",
            help="paths to measure instead of the usual ones; or search: the search itself; "
            "or reader: the reader of adverts against adverts labelled by hand; "
            "or match: matching at scale, in a database of its own",
        )
        parser.add_argument(
            "--times", type=int, default=15, help="how often each is asked for (default 15)"
        )
        parser.add_argument("--json", action="store_true", help="one line of JSON per page")
        add_reader_arguments(parser)
        add_match_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["pages"] == ["search"]:
            return self.searches(options["times"], options["json"])
        if options["pages"] == ["reader"]:
            return report_reader(options, self.stdout.write)
        if options["pages"] == ["match"]:
            return report_match(options, self.stdout.write)
        client = Client(headers={"host": "localhost"})
        if not options["json"]:
            self.stdout.write(
                f"{'page':<42}{'status':>7}{'median ms':>11}{'worst ms':>10}{'queries':>9}{'gzip kB':>9}"
            )
        for page in self.pages(client, options["pages"]):
            row = self.measure(client, page, options["times"])
            self.stdout.write(json.dumps(row) if options["json"] else self.line(row))

    def searches(self, times: int, as_json: bool) -> None:
        rows = measure_searches(times)
        if not as_json:
            self.stdout.write(
                f"{'search':<36}{'jobs':>9}{'median ms':>11}{'worst ms':>10}{'queries':>9}{'x floor':>9}"
            )
        for row in rows:
            self.stdout.write(
                json.dumps(row)
                if as_json
                else f"{row['search']:<36}{row['jobs']:>9}{row['median_ms']:>11}{row['worst_ms']:>10}"
                f"{row['queries']:>9}{row['vs_floor']:>9}"
            )

    def pages(self, client: Client, wanted: list[str]) -> list[str]:
        found = JOB_LINK.search(client.get("/jobs/").content.decode())
        pages = wanted or PAGES
        if found is None and not wanted:
            self.stderr.write("No job is listed; the job page is left out.")
            return [page for page in pages if "{job}" not in page]
        return [page.replace("{job}", found[1] if found else "") for page in pages]

    def measure(self, client: Client, page: str, times: int) -> dict[str, Any]:
        if times < 1:
            raise CommandError("--times must be 1 or more.")
        client.get(page)  # loads templates; not counted
        seconds = []
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page)
        for _ in range(times):
            begun = time.perf_counter()
            answer = client.get(page)
            seconds.append(time.perf_counter() - begun)
        return {
            "page": page,
            "status": answer.status_code,
            "median_ms": round(statistics.median(seconds) * 1000, 1),
            "worst_ms": round(max(seconds) * 1000, 1),
            "queries": len(queries),
            "gzip_kb": round(len(gzip.compress(answer.content)) / 1024, 1),
        }

    def line(self, row: dict[str, Any]) -> str:
        return (
            f"{row['page'][:41]:<42}{row['status']:>7}{row['median_ms']:>11}{row['worst_ms']:>10}"
            f"{row['queries']:>9}{row['gzip_kb']:>9}"
        )
