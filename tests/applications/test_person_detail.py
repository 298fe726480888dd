"""One person as one employer may see her."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.access import AccessLog, How
from profiles import services
from profiles.enums import Visibility
from tests.applications.test_people_search import job, label, seeker
from tests.factories.matching import holds

__all__ = ["job"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def dana(candidate):
    profile = holds(candidate.candidate_profile, "rn", "bachelor:nursing")
    services.set_visibility(profile=profile, by=candidate, visibility=Visibility.ANONYMOUS)
    return services.recompute_terms(profile=profile)


@pytest.fixture
def open_person(browse, recruiter, job):
    def ask(profile, user=recruiter):
        path = reverse("applications:person_detail", args=[profile.public_id])
        return browse(user).get(path, {"job": job.public_id})

    return ask


def test_requirements_and_facts_without_a_name(open_person, dana):
    html = open_person(dana).content.decode()

    assert label(dana) in html
    assert "They have not told you." in html
    assert [secret for secret in ("Dana", "dana@example.org", "45203") if secret in html] == []


def test_contact_with_consent_for_this_employer_only(open_person, dana, clinic, rival):
    services.give_consent(profile=dana, by=dana.user, employer=rival)
    before = open_person(dana).content.decode()

    services.give_consent(profile=dana, by=dana.user, employer=clinic)

    assert "dana@example.org" not in before
    assert 'href="mailto:dana@example.org"' in open_person(dana).content.decode()


def test_opening_is_on_record(open_person, dana, recruiter):
    open_person(dana)

    row = AccessLog.objects.get()
    assert (row.actor_id, row.subject_id, row.how) == (recruiter.pk, dana.user_id, How.OPENED)


def test_who_may_not_be_seen_is_not_found(open_person, dana, clinic, reviewer, outsider):
    hidden = seeker("rn", visibility=Visibility.HIDDEN)
    statuses = [open_person(hidden).status_code, open_person(dana, outsider).status_code]
    services.exclude_employer(profile=dana, by=dana.user, employer=clinic)

    assert [*statuses, open_person(dana).status_code] == [404, 404, 404]
    assert open_person(dana, reviewer).status_code == 403
    assert AccessLog.objects.count() == 0


def test_hour_has_a_limit(open_person, dana, monkeypatch):
    monkeypatch.setattr("applications.views.people.PEOPLE_AN_HOUR", 1)
    open_person(dana)

    answer = open_person(dana)

    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()
