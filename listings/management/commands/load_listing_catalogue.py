from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from listings.services.catalogue import load_listing_catalogue


class Command(BaseCommand):
    help = "Load role templates and pay laws. Run load_vocabulary first; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, counts in load_listing_catalogue().items():
            told = ", ".join(f"{count} {what}" for what, count in counts.items())
            self.stdout.write(f"{name.replace('_', ' ')}: {told}")
