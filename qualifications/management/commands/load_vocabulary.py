from typing import Any

from django.core.management.base import BaseCommand

from qualifications.services import load_vocabulary


class Command(BaseCommand):
    help = "Load qualifications/catalogue/ into the tables; safe to repeat. Prints what changed."

    def handle(self, *args: Any, **options: Any) -> None:
        changes = load_vocabulary()
        for change in changes:
            text = f"{change.total:>6} {change.name}"
            if change.is_change or change.kept:
                text += (
                    f": {change.added} added, {change.changed} changed, {change.retired} retired"
                )
            if change.kept:
                text += f", {change.kept} kept as edited here"
            self.stdout.write(text)
        if not any(change.is_change for change in changes):
            self.stdout.write("Nothing changed.")
