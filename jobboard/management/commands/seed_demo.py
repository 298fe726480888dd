from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from jobboard.demo_accounts import ACCOUNTS
from jobboard.sample import hiring, world
from profiles.models import User
from qualifications import vocabulary


class Command(BaseCommand):
    help = "Fill an empty site with invented clinics, people, jobs and applications, all through the services."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(email=ACCOUNTS["admin"][0]).exists():
            self.stdout.write("The demo is already here; nothing was changed.")
            return
        # one transaction: a killed run leaves nothing, and the next one starts afresh
        with transaction.atomic(), vocabulary.pinned():
            made = world.make_world()
            _run("Employers", world.make_employers(made))
            _run("Jobs", world.make_postings(made))
            _run("Candidates", hiring.make_candidates(made))
            _run("Applications", hiring.make_applications(made))
        self.stdout.write(
            f"{len(made.postings)} jobs, {len(made.employers)} employers and their people are in."
        )


def _run(what: str, steps: Iterator[str]) -> None:
    for _step in tqdm(steps, desc=what, file=sys.stderr, disable=None):
        pass
