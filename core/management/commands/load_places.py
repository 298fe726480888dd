from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.places.loading import load_places


class Command(BaseCommand):
    help = "Load the ZIP places. Can be run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = load_places()
        self.stdout.write("Places: " + ", ".join(f"{n} {word}" for word, n in counts.items()))
