from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.personal import retention_report


class Command(BaseCommand):
    help = "Erase what is past its time, as the registry of personal fields says."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be erased")

    def handle(self, *args: Any, **options: Any) -> None:
        for line in retention_report(purge=not options["dry_run"]):
            due = "with the account" if line.due is None else f"{line.due} rows due"
            self.stdout.write(f"{line.label}: {line.retention} ({due})")
