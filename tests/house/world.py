"""One small world in which every address leads somewhere: a live job, a draft, a case, an application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse

from listings.models import SavedJob
from matching.services import save_search, subscribe_profile
from profiles import services
from profiles.models import Employer
from qualifications.models import Term
from tests.factories.applications import complete, posting_of, resume_of, sent_application
from tests.factories.listings import draft_posting
from tests.factories.moderation import waiting_case
from tests.factories.profiles import EmployerFactory
from tests.house.tree import own_addresses

# What a request may write besides the business: who is signed in, and what was asked how often.
BESIDE = (
    "django_session",
    "core_cache",
    "core_bucket",
    "core_limit",
    "core_accesslog",
    "core_access",
    "core_counter",
)


class World:
    """`args` holds the arguments of every address that has some, by its full name."""

    def __init__(self, cast: dict[str, Any], clinic: Employer, site: Any) -> None:
        self.cast = cast
        me, owner, recruiter = cast["candidate"], cast["owner"], cast["recruiter"]
        profile = complete(me)
        services.add_language(
            profile=profile, by=me, term=Term.objects.get(slug="spanish:professional")
        )
        hidden_from = EmployerFactory(name="Maple Street Family Practice")
        services.exclude_employer(profile=profile, by=me, employer=hidden_from)
        self.posting = posting_of(clinic, facility=site, title="RN Care Coordinator")
        self.draft = draft_posting(site, recruiter)
        self.case = waiting_case(site, recruiter, title="Referral Coordinator")
        SavedJob.objects.create(profile=profile, posting=self.posting)
        own = subscribe_profile(profile=profile, by=me)
        self.search = save_search(subscriber=own, by=me, query=QueryDict("kind=clinical"))
        self.application = sent_application(self.posting, me, resume=resume_of(profile))
        self.invitation = services.invite_member(
            employer=clinic, by=owner, email="ned@talloaks.example", role="reviewer"
        )
        self.args = self._args(profile, clinic, site, hidden_from)

    def _args(self, profile: Any, clinic: Employer, site: Any, hidden: Employer) -> dict[str, list]:
        job, draft, mine = self.posting.public_id, self.draft.public_id, self.application.public_id
        seat = self.cast["reviewer"].memberships.get()
        fact = profile.credentials.get().public_id
        by_prefix = {
            "listings:job_": [job],
            "listings:": [draft],
            "applications:posting_detail": [job, self.posting.slug],
            "applications:posting_short": [job],
            "applications:application_create": [job],
            "applications:employer_detail": [clinic.slug],
            "applications:interview_choose": [mine, 1],
            "applications:applicant_list": [job],
            "applications:applicant_fit": [job],
            "applications:people_search": [],
            "applications:saved_list": [],
            "applications:people_fit": [job],
            "applications:applicant_grid": [job],
            "applications:applicant_next": [job],
            "applications:": [mine],
            "matching:qualification_detail": ["rn"],
            "matching:job_corner": ["ohio"],
            "matching:people_count": [draft],
            "matching:alert_confirm": ["no-such-link"],
            "matching:alert_stop": ["no-such-link"],
            "matching:alert_feedback": [self.search.public_id, job],
            "matching:alert_": [self.search.public_id],
            "moderation:": [self.case.public_id],
            "profiles:credential_create": ["certificate"],
            "profiles:credential_edit": [fact],
            "profiles:education_edit": [profile.education.get().public_id],
            "profiles:experience_edit": [profile.experience.get().public_id],
            "profiles:language_edit": [profile.languages.get().public_id],
            "profiles:fact_delete": ["credential", fact],
            "profiles:exclusion_delete": [hidden.public_id],
            "profiles:consent_create": [clinic.public_id],
            "profiles:facility_edit": [site.public_id],
            "profiles:facility_delete": [site.public_id],
            "profiles:member_edit": [seat.public_id],
            "profiles:member_remove": [seat.public_id],
            "profiles:invitation_revoke": [self.invitation.public_id],
            "profiles:invitation_accept": ["no-such-invitation"],
            "profiles:": [clinic.public_id],
        }
        found = {}
        for name, pattern in own_addresses():
            wanted = pattern.pattern.converters
            prefix = next((p for p in by_prefix if name.startswith(p)), "")
            found[name] = by_prefix[prefix] if prefix else []
            if name in {"listings:posting_edit", "listings:posting_save"}:
                found[name] = [draft, "role"]
            if not wanted and not self._parent_has_arguments(name):
                found[name] = []
        return found

    @staticmethod
    def _parent_has_arguments(name: str) -> bool:
        try:
            reverse(name)
        except Exception:
            return True
        return False

    def path(self, name: str) -> str:
        return reverse(name, args=self.args[name])


@pytest.fixture
def world(vocabulary, cast, clinic, clinic_site) -> World:
    return World(cast, clinic, clinic_site)


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collects what is written inside, but for sessions, caches and counters."""
    found: list[str] = []

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        words = str(sql).replace('"', "").split()
        if words and words[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
            table = words[1] if words[0].upper() == "UPDATE" else words[2]
            if not table.startswith(BESIDE):
                found.append(f"{words[0]} {table}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def ask(client: Client, method: str, path: str) -> tuple[int, list[str]]:
    """(status, what it wrote); afterwards everything is as it was."""
    client.raise_request_exception = False
    with transaction.atomic(), writes() as written:
        response: HttpResponse = getattr(client, method.lower())(path)
        transaction.set_rollback(True)
    return response.status_code, written
