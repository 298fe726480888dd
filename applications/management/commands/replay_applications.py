from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.models import Application
from applications.selectors.replaying import replay_application


class Command(BaseCommand):
    help = (
        "Work out the verdicts of applications again from what was stored with them, and say which do "
        "not come out the same. Ends with 1 when one does not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("public_ids", nargs="*", help="These only; default all.")
        parser.add_argument("--quiet-same", action="store_true", help="Print only what differs.")

    def handle(self, *args: Any, **options: Any) -> None:
        applications = Application.objects.select_related("formula").order_by("pk")
        if options["public_ids"]:
            applications = applications.filter(public_id__in=options["public_ids"])
        done, differing = 0, 0
        for application in applications.iterator(200):
            replayed = replay_application(application)
            done += 1
            differing += not replayed.is_same
            if replayed.is_same and options["quiet_same"]:
                continue
            word = "same" if replayed.is_same else f"differs: {'; '.join(replayed.differences)}"
            news = f" (by now: {'; '.join(replayed.since)})" if replayed.since else ""
            self.stdout.write(f"{replayed.public_id} {word}{news}")
        self.stdout.write(f"{done} replayed, {differing} differ.")
        if differing:
            raise CommandError("Some stored verdicts do not replay.")
