from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.crypto.rotation import rotate_all


class Command(BaseCommand):
    help = "Write encrypted columns anew under the first key of FIELD_KEYS; afterwards the others can go."

    def handle(self, *args: Any, **options: Any) -> None:
        for column, count in rotate_all().items():
            self.stdout.write(f"{column}: {count} values")
