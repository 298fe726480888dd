"""Grouping applicants by fit: off by default, a notice before it, a record of it, and off again by itself."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from applications import services
from applications.models import Application, MatchLog
from applications.personal import pseudonymous
from applications.selectors.applicants import applicants_of, fit_groups
from applications.selectors.fit_switch import fit_on_until
from core.errors import Refused
from core.events import Event
from qualifications.evaluation import RULE_VERSION
from tests.database import owner_role
from tests.factories.applications import sent_application


def address(name: str, posting) -> str:
    return reverse(f"applications:{name}", args=[posting.public_id])


@pytest.fixture
def two(posting, application, other_candidate) -> list[Application]:
    """The older one fits, the newer one does not."""
    Application.objects.filter(pk=application.pk).update(
        bucket="meets_all", sent_at=timezone.now() - dt.timedelta(days=2)
    )
    newer = sent_application(posting, other_candidate)
    Application.objects.filter(pk=newer.pk).update(bucket="stretch")
    return [Application.objects.get(pk=application.pk), Application.objects.get(pk=newer.pk)]


def shown_order(html: str, applications: list[Application]) -> list[str]:
    places = {a.public_id: html.index(f"/hire/applicants/{a.public_id}/") for a in applications}
    return sorted(places, key=places.__getitem__)


@pytest.mark.parametrize("page", ["applicant_list", "applicant_grid"])
def test_by_date_without_groups_until_turned_on(page, two, posting, recruiter, browse):
    older, newer = two

    html = browse(recruiter).get(address(page, posting)).content.decode()

    assert shown_order(html, two) == [newer.public_id, older.public_id]
    assert 'class="lane"' not in html
    assert address("applicant_fit", posting) in html


def test_applicant_fit_shows_notice_and_changes_nothing(two, posting, recruiter, browse):
    html = browse(recruiter).get(address("applicant_fit", posting)).content.decode()

    assert "It refuses nobody and hides nobody." in html
    assert RULE_VERSION in html
    assert reverse("matching:how_matching_works") in html
    assert not MatchLog.objects.exists()


@pytest.mark.parametrize("page", ["applicant_list", "applicant_grid"])
def test_applicant_fit_on_groups_both_views(page, two, posting, recruiter, browse):
    older, newer = two
    client = browse(recruiter)

    client.post(address("applicant_fit_on", posting))
    html = client.get(address(page, posting)).content.decode()

    assert shown_order(html, two) == [older.public_id, newer.public_id]
    assert html.count('class="lane"') == 2
    assert "This is on record." in html


def test_applicant_fit_on_records_who_what_and_rules(two, posting, recruiter):
    older, newer = two

    row = services.turn_fit_on(posting=posting, by=recruiter)

    assert (row.actor_id, row.use, row.rule_version) == (recruiter.pk, "fit_on", RULE_VERSION)
    assert row.shown == [
        {"of": newer.public_id, "bucket": "stretch"},
        {"of": older.public_id, "bucket": "meets_all"},
    ]
    event = Event.objects.get(verb="matching.fit_on")
    assert (event.actor_id, event.data) == (recruiter.pk, {"log": row.pk})


def test_switch_is_one_persons_and_one_jobs(two, posting, recruiter, owner):
    services.turn_fit_on(posting=posting, by=recruiter)

    assert fit_on_until(recruiter, posting) is not None
    assert fit_on_until(owner, posting) is None


def test_switch_goes_off_after_a_day(two, posting, recruiter):
    services.turn_fit_on(posting=posting, by=recruiter)

    with time_machine.travel(timezone.now() + dt.timedelta(hours=24, minutes=1), tick=False):
        assert fit_on_until(recruiter, posting) is None


def test_applicant_fit_off_is_recorded_once(two, posting, recruiter, browse):
    client = browse(recruiter)
    client.post(address("applicant_fit_on", posting))

    client.post(address("applicant_fit_off", posting))
    client.post(address("applicant_fit_off", posting))

    assert list(MatchLog.objects.values_list("use", flat=True)) == ["fit_off", "fit_on"]
    assert 'class="lane"' not in client.get(address("applicant_list", posting)).content.decode()


def test_applicant_fit_on_is_refused_to_others(two, posting, outsider, clinic, recruiter):
    with pytest.raises(Refused):
        services.turn_fit_on(posting=posting, by=outsider)
    clinic.level = 0
    clinic.save(update_fields=["level"])
    posting.employer.refresh_from_db()
    with pytest.raises(Refused):
        services.turn_fit_on(posting=posting, by=recruiter)

    assert not MatchLog.objects.exists()


def test_groups_hold_everyone_exactly_once(two, posting, recruiter):
    from applications.selectors.applicants import applicant

    people = [applicant(a) for a in applicants_of(posting, recruiter, by_fit=True)]

    groups = fit_groups(people, by_fit=True)

    assert [group.bucket for group in groups] == ["meets_all", "stretch"]
    assert sum(len(group.people) for group in groups) == 2


# --- the record -------------------------------------------------------------------------------
def test_log_cannot_be_changed_or_removed_early(two, posting, recruiter):
    row = services.turn_fit_on(posting=posting, by=recruiter)

    with pytest.raises(DatabaseError), transaction.atomic():
        MatchLog.objects.filter(pk=row.pk).update(use="fit_off")
    with pytest.raises(DatabaseError), transaction.atomic():
        MatchLog.objects.filter(pk=row.pk).delete()
    with owner_role(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as c:
        c.execute("DELETE FROM applications_matchlog")

    assert MatchLog.objects.get().use == "fit_on"


def test_log_goes_after_four_years_and_not_before(two, posting, recruiter):
    row = services.turn_fit_on(posting=posting, by=recruiter)
    old = MatchLog.objects.create(
        at=timezone.now() - dt.timedelta(days=4 * 366 + 1),
        actor_id=recruiter.pk,
        posting=posting,
        use="fit_on",
        rule_version="1",
    )

    assert services.purge_match_log() == 1
    assert list(MatchLog.objects.values_list("pk", flat=True)) == [row.pk]
    assert not MatchLog.objects.filter(pk=old.pk).exists()


def test_export_match_log_tells_inputs_and_use_without_names(two, posting, recruiter, candidate):
    services.turn_fit_on(posting=posting, by=recruiter)
    out = StringIO()

    call_command("export_match_log", employer=posting.employer.slug, stdout=out)

    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["record"] for line in lines] == ["sent", "sent", "used"]
    first = lines[0]
    assert first["rule_version"] == RULE_VERSION
    assert {fact["term"].split(":")[0] for fact in first["inputs"]["facts"]} >= {
        "associate",
        "experience",
    }
    assert first["lines"][0]["truth"] in {"met", "not_met", "not_stated"}
    assert lines[-1]["shown"][0].keys() == {"of", "bucket"}
    for private in (candidate.full_name, candidate.email):
        assert private not in out.getvalue()


def test_erasure_keeps_what_was_judged_without_names(application):
    kept = pseudonymous(application)

    terms = [fact["term"] for fact in application.snapshot["facts"]]
    assert terms and [fact["term"] for fact in kept["facts"]] == terms
    assert not [fact for fact in kept["facts"] if {"label", "source_ref"} & fact.keys()]


def test_export_match_log_refuses_a_wrong_day():
    with pytest.raises(CommandError, match="2026-01-01"):
        call_command("export_match_log", since="yesterday")
