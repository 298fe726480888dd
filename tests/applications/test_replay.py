"""What an application says it was judged by can be worked out again, years later."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from applications.models import Application
from applications.selectors.replaying import replay_application
from profiles import services as profile_services
from qualifications.models import CompactMember, Term
from qualifications.services import apply_admin_change
from tests.factories.applications import complete, sent_application


@pytest.fixture
def nurse_application(posting, candidate, vocabulary) -> Application:
    profile = complete(candidate)
    profile_services.add_credential(
        profile=profile,
        by=candidate,
        term=Term.objects.get(slug="rn:KY"),
        state="KY",
        scope="multistate",
    )
    return sent_application(posting, candidate)


def test_application_replays_the_day_it_is_sent(nurse_application):
    replayed = replay_application(nurse_application)

    assert nurse_application.bucket == "meets_all"
    assert (replayed.is_same, replayed.since) == (True, ())


def test_application_replays_after_the_vocabulary_changed(nurse_application):
    CompactMember.objects.filter(compact__slug="nlc", state="OH").delete()
    apply_admin_change()

    replayed = replay_application(Application.objects.get(pk=nurse_application.pk))

    assert replayed.is_same
    assert "truth: met / not_met" in replayed.since


def test_profile_changed_later_changes_nothing(nurse_application, candidate):
    for line in candidate.candidate_profile.credentials.all():
        line.delete()

    replayed = replay_application(Application.objects.get(pk=nurse_application.pk))

    assert (replayed.is_same, replayed.since) == (True, ())


def test_no_said_in_another_place_is_kept_with_the_application(posting, candidate, vocabulary):
    profile = complete(candidate)
    profile_services.update_profile(
        profile=profile, by=candidate, changes={"work_authorized": False}
    )

    application = sent_application(posting, candidate)

    assert application.snapshot["denied"] == ["work-authorization"]


def test_command_says_same_or_why_not(nurse_application):
    output = io.StringIO()
    call_command("replay_applications", stdout=output)
    assert output.getvalue() == (f"{nurse_application.public_id} same\n1 replayed, 0 differ.\n")

    Application.objects.update(bucket="stretch")
    with pytest.raises(CommandError):
        call_command("replay_applications", nurse_application.public_id, stdout=output)
    assert "differs: column bucket: stretch / meets_all" in output.getvalue()


def test_application_of_before_says_so(nurse_application):
    Application.objects.update(basis={})

    replayed = replay_application(Application.objects.get(pk=nurse_application.pk))

    assert replayed.differences == ("sent before what decides was kept",)
