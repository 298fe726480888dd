"""The count beside the requirements: what it says, to whom, how often; and that nobody can be singled out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import Refused
from core.events import Event
from core.places import Place
from listings.services import save_draft
from matching.models import CountedPerson, PeopleCount
from matching.services import count_people, forget_counts, freeze_counted_people
from matching.services.counting import COUNTS_A_DAY
from matching.tasks import freeze_counted_people as nightly
from profiles import services as people
from profiles.enums import Visibility
from profiles.models import CandidateProfile
from qualifications.models import Term
from tests.factories.listings import draft_posting
from tests.factories.matching import holds
from tests.factories.profiles import CandidateProfileFactory, EmployerFactory

RN = {"term": "rn", "necessity": "required", "reason": "law"}
CCM = {"term": "ccm", "necessity": "required", "reason": "payer"}
BLS = {"term": "bls", "necessity": "required", "reason": "safety"}


def all_of(*children: dict[str, Any]) -> dict[str, Any]:
    return {"op": "all", "children": list(children)}


def any_of(*children: dict[str, Any]) -> dict[str, Any]:
    return {"op": "any", "children": list(children)}


def crowd(number: int, *terms: str, **fields: Any) -> list[CandidateProfile]:
    """So many people near the clinic who can be found and hold these."""
    made = []
    for _n in range(number):
        profile = CandidateProfileFactory(**{"visibility": Visibility.ANONYMOUS, **fields})
        made.append(people.recompute_terms(profile=holds(profile, *terms)))
    return made


def far_away() -> Place:
    return Place.objects.get_or_create(
        zip="90012", defaults={"city": "Los Angeles", "state": "CA", "lat": 34.06, "lng": -118.24}
    )[0]


@pytest.fixture
def draft(clinic_site, recruiter):
    return draft_posting(clinic_site, recruiter, requirements=all_of(RN, CCM))


def asking(posting, tree: dict[str, Any], **content: Any):
    """The same draft with other requirements."""
    revision = posting.revisions.open().get()
    by = posting.created_by
    save_draft(
        posting=posting, by=by, content_patch={"requirements": tree, **content}, version=None
    )
    assert revision.posting_id == posting.pk
    return posting


def count(posting, tree: dict[str, Any] | None = None, **content: Any) -> dict[str, Any]:
    if tree is not None:
        asking(posting, tree, **content)
    return count_people(posting=posting, by=posting.created_by).answer


def test_total_and_cost_of_each_rule_in_fives(draft):
    crowd(7, "rn", "ccm")
    crowd(12, "rn")
    crowd(4, "ccm")
    crowd(3, "bls")
    freeze_counted_people()

    assert count(draft) == {"total": 5, "without": {"0": 0, "1": 10}}


def test_only_people_who_can_be_found_and_hide_from_nobody_here(draft, clinic):
    crowd(5, "rn", "ccm")
    crowd(6, "rn", "ccm", visibility=Visibility.HIDDEN)
    parent = EmployerFactory(name="Ohio River Health")
    clinic.parent = parent
    clinic.save(update_fields=["parent"])
    sister = EmployerFactory(parent=parent)
    for profile in crowd(6, "rn", "ccm"):
        people.exclude_employer(profile=profile, by=profile.user, employer=sister)
    freeze_counted_people()

    assert count(draft)["total"] == 5


def test_within_her_own_radius_or_remote_where_she_lives(draft):
    crowd(5, "rn", "ccm")
    crowd(5, "rn", "ccm", place=far_away())
    crowd(5, "rn", "ccm", place=None)
    crowd(5, "rn", "ccm", place=far_away(), open_to_remote=False)
    freeze_counted_people()

    here = count(draft)["total"]
    in_california = count(
        draft, all_of(CCM), workplace="remote", remote_states=["CA"], facility=""
    )["total"]
    anywhere = count(draft, all_of(CCM), workplace="remote", remote_states=[], facility="")["total"]

    assert (here, in_california, anywhere) == (5, 5, 15)


def test_hides_and_exclusions_count_at_once(draft):
    seen = crowd(10, "rn", "ccm")
    freeze_counted_people()
    for profile in seen[:3]:
        people.set_visibility(profile=profile, by=profile.user, visibility=Visibility.HIDDEN)
    for profile in seen[3:6]:
        people.exclude_employer(profile=profile, by=profile.user, employer=draft.employer)

    assert count(draft)["total"] == 0


def test_asked_again_the_same_answer_and_no_second_event(draft):
    seen = crowd(5, "rn", "ccm")
    freeze_counted_people()
    first = count_people(posting=draft, by=draft.created_by)
    people.set_visibility(profile=seen[0], by=seen[0].user, visibility=Visibility.HIDDEN)

    second = count_people(posting=draft, by=draft.created_by)

    assert second == first
    assert Event.objects.filter(verb="people_counted").count() == 1


def test_words_beside_a_rule_are_no_new_question(draft):
    first = count_people(posting=draft, by=draft.created_by)

    asking(
        draft,
        all_of(
            {**RN, "note": "Or a compact license", "reason": "safety"},
            CCM,
            {**BLS, "necessity": "preferred"},
        ),
    )

    assert count_people(posting=draft, by=draft.created_by) == first


def test_day_has_an_end(draft, clinic, monkeypatch):
    monkeypatch.setattr("matching.services.counting.COUNTS_A_DAY", 2)
    kept = count(draft)
    count(draft, all_of(RN))

    with pytest.raises(Refused, match="2 different sets of requirements today"):
        count(draft, all_of(BLS))

    assert COUNTS_A_DAY == 60
    assert PeopleCount.objects.count() == 2
    assert count(draft, all_of(RN, CCM)) == kept


def test_sisters_share_one_day(draft, clinic, monkeypatch):
    monkeypatch.setattr("matching.services.counting.COUNTS_A_DAY", 1)
    parent = EmployerFactory()
    clinic.parent = parent
    clinic.save(update_fields=["parent"])
    count(draft)

    assert PeopleCount.objects.get().employer == parent


def test_night_lets_answers_go_and_follows_the_profiles(draft):
    seen = crowd(5, "rn")
    freeze_counted_people()
    today = count(draft)
    holds(seen[0], "ccm")
    CountedPerson.objects.update(counted_on=timezone.localdate() - dt.timedelta(days=1))
    PeopleCount.objects.update(counted_on=timezone.localdate() - dt.timedelta(days=1))
    people.set_visibility(profile=seen[1], by=seen[1].user, visibility=Visibility.HIDDEN)

    nightly.call()

    assert today["total"] == 0
    assert CountedPerson.objects.count() == 4
    assert PeopleCount.objects.count() == 0
    assert freeze_counted_people() == 0
    assert forget_counts() == 0


def test_alternatives_that_stand_alone_cost_nobody(draft):
    crowd(6, "rn")
    crowd(6, "ccm")
    freeze_counted_people()

    answer = count(draft, all_of(any_of(all_of(RN), all_of(CCM)), BLS))

    assert answer == {"total": 0, "without": {"1": 10}}


def test_too_many_combinations_are_said(draft):
    slugs = list(
        Term.objects.filter(kind="certification", state="").values_list("slug", flat=True)[:36]
    )
    lines = [{"term": slug, "necessity": "required", "reason": "payer"} for slug in slugs]
    pairs = [all_of(*lines[n : n + 2]) for n in range(0, 36, 2)]

    with pytest.raises(Refused, match="combinations"):
        count(draft, all_of(*(any_of(*pairs[n : n + 6]) for n in (0, 6, 12))))


def test_page_counts_on_a_button_without_scripts(draft, browse, recruiter):
    crowd(12, "rn", "ccm")
    freeze_counted_people()
    client = browse(recruiter)
    page = reverse("matching:people_count", args=[draft.public_id])

    before = client.get(page).content.decode()
    answer = client.post(reverse("matching:people_count_make", args=[draft.public_id]), follow=True)

    assert "Not counted yet" in before
    assert answer.redirect_chain == [(page, 302)]
    assert "<b>10</b>" in answer.content.decode()
    assert "within their own travel distance of Cincinnati, OH" in answer.content.decode()


def test_panel_comes_as_a_fragment_and_names_the_dearest_rule(draft, browse, recruiter):
    crowd(5, "rn", "ccm")
    crowd(10, "rn")
    freeze_counted_people()
    address = reverse("matching:people_count_make", args=[draft.public_id])

    answer = browse(recruiter).post(address, headers={"HX-Request": "true"})

    html = answer.content.decode()
    assert "<html" not in html
    assert "+ 10" in html
    assert "leaves out the most: without it, 10 more" in html
    form = browse(recruiter).get(
        reverse("listings:posting_edit", args=[draft.public_id, "requirements"])
    )
    assert f'hx-post="{address}"' in form.content.decode()


def test_draft_without_a_site_says_what_to_do(clinic_site, recruiter, browse):
    draft = draft_posting(clinic_site, recruiter, facility="")
    address = reverse("matching:people_count_make", args=[draft.public_id])

    answer = browse(recruiter).post(address, follow=True)

    assert "Choose the site first" in answer.content.decode()
    assert PeopleCount.objects.count() == 0


def test_reviewers_strangers_and_unverified_employers_count_nobody(
    draft, browse, reviewer, outsider, recruiter, clinic
):
    address = reverse("matching:people_count_make", args=[draft.public_id])

    statuses = [browse(user).post(address).status_code for user in (reviewer, outsider)]
    clinic.level = 0
    clinic.save(update_fields=["level"])
    answer = browse(recruiter).post(address, headers={"HX-Request": "true"})

    assert statuses == [403, 404]
    assert "Confirm an e-mail address" in answer.content.decode()
    assert PeopleCount.objects.count() == 0
