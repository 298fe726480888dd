from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.selectors.match_log import log_lines


class Command(BaseCommand):
    help = "For an audit: every verdict an application was sent with, and every use of matching by an employer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since", default="", help="a day, such as 2026-01-01; default: all kept"
        )
        parser.add_argument(
            "--employer", default="", help="one employer, by its address name (slug)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            since = dt.date.fromisoformat(options["since"]) if options["since"] else None
        except ValueError:
            raise CommandError("--since needs a day such as 2026-01-01.") from None
        for line in log_lines(since=since, employer_slug=options["employer"]):
            self.stdout.write(line)
