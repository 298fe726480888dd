"""An admin switches a compact state on with a date: what people hold, the verdict and the database follow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from profiles import services, tasks
from profiles.models import CandidateProfile
from profiles.selectors import held_by
from qualifications.evaluation import evaluate
from qualifications.matching_sql import formulas_met_by, people_meeting
from qualifications.models import Compact, Formula
from tests.factories.qualifications import all_of, leaf

MASSACHUSETTS = all_of(leaf("rn", states=["MA"], reason="law"))


@pytest.fixture
def nurse(profile, candidate, term) -> CandidateProfile:
    services.add_credential(
        profile=profile, by=candidate, term=term("rn:KY"), state="KY", scope="multistate"
    )
    return profile


def switch_on(browse: Any, admin: Any, day: dt.date) -> None:
    form = {
        "id": 100_000,
        "compact": Compact.objects.get(slug="nlc").pk,
        "state": "MA",
        "status": "operational",
        "levels": "",
        "valid_from": day.isoformat(),
        "certainty": "H",
        "note": "",
        "source": "mass.gov",
    }
    response = browse(admin).post("/admin/qualifications/compactmember/add/", form)
    assert response.status_code == 302


def answers(profile: CandidateProfile, on: dt.date) -> tuple[str, bool, bool]:
    """The verdict, the formulas met, and the people found, as they are on that day."""
    formula = Formula.objects.for_tree(MASSACHUSETTS)
    held, denied = held_by(CandidateProfile.objects.with_facts().get(pk=profile.pk), on)
    people = CandidateProfile.objects.filter(people_meeting(formula.tree), pk=profile.pk)
    return (
        evaluate(formula.tree, held, denied, on).truth,
        formulas_met_by(held.ids).filter(pk=formula.pk).exists(),
        people.exists(),
    )


def test_state_switched_on_from_tomorrow_counts_tomorrow(browse, admin, nurse) -> None:
    today = timezone.localdate()
    tomorrow = today + dt.timedelta(days=1)
    switch_on(browse, admin, tomorrow)

    services.refresh_terms()
    assert answers(nurse, today) == ("not_met", False, False)

    # nothing else happens: the day turns, and the task runs as it does every quarter of an hour
    noon = dt.datetime.combine(tomorrow, dt.time(12), tzinfo=timezone.get_current_timezone())
    with time_machine.travel(noon):
        tasks.refresh_terms.func()
        assert answers(nurse, timezone.localdate()) == ("met", True, True)


def test_state_switched_on_from_today_counts_today(browse, admin, nurse) -> None:
    today = timezone.localdate()
    services.refresh_terms(on=today)
    assert answers(nurse, today) == ("not_met", False, False)

    switch_on(browse, admin, today)
    done = services.refresh_terms(on=today)

    assert done >= 1
    assert answers(nurse, today) == ("met", True, True)
    assert services.refresh_terms(on=today) == 0
