"""Fit of jobs for a person, counts over all jobs, and figures of pay."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from listings.models import JobPosting, SearchRow
from matching import selectors, wages
from matching.selectors import guide, pay
from profiles.models import CandidateProfile
from qualifications.models import Formula
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking, required
from tests.factories.profiles import CandidateProfileFactory, cincinnati


@pytest.fixture
def standing(dana):
    return selectors.standing_of(CandidateProfile.objects.with_facts().get(pk=dana.pk))


@pytest.fixture
def jobs():
    """One job of every bucket for a nurse without the CCM, the nearest to her first."""
    return {
        "meets_all": asking("rn", title="Meets all"),
        "could_meet": asking("rn", "bls", title="Could meet"),
        "one_gap": asking("rn", "ccm", title="One gap"),
        "stretch": asking("master:social-work", "ccm", title="Stretch"),
        "no_requirements": PostingFactory(title="Asks nothing"),
    }


def test_fit_for_and_the_counts_say_the_same(jobs, standing):
    found = JobPosting.objects.for_list().filter(pk__in=[job.pk for job in jobs.values()])

    verdicts = selectors.fit_for(found, standing)

    assert {name: verdicts[job.pk].bucket for name, job in jobs.items()} == {n: n for n in jobs}
    assert selectors.bucket_counts(SearchRow.objects.all(), standing) == dict.fromkeys(jobs, 1)


def test_imported_jobs_state_no_requirements(standing):
    job = PostingFactory(imported=True)

    counts = selectors.bucket_counts(SearchRow.objects.all(), standing)

    assert counts["no_requirements"] == 1
    rows = SearchRow.objects.filter(selectors.in_buckets(standing, ["no_requirements"]))
    assert [row.pk for row in rows] == [job.pk]
    assert selectors.fit_for([job], standing)[job.pk].bucket == "no_requirements"


@pytest.mark.parametrize("bucket", selectors.BUCKETS)
def test_in_buckets_finds_the_jobs_of_a_bucket(jobs, standing, bucket):
    rows = SearchRow.objects.filter(selectors.in_buckets(standing, [bucket]))

    assert [row.pk for row in rows] == [jobs[bucket].pk]


def test_best_matches_go_by_bucket_then_newest(dana, jobs):
    older = asking("rn", title="Older", published_at=timezone.now() - dt.timedelta(days=3))
    profile = CandidateProfile.objects.with_facts().get(pk=dana.pk)

    found = selectors.best_matches(profile, 6)

    order = ["Meets all", "Older", "Could meet", "One gap", "Stretch", "Asks nothing"]
    assert [match.posting.title for match in found] == order
    assert found[1].posting == older and found[1].verdict.is_met


def test_best_matches_keep_to_reach(dana, jobs):
    far = {"place": None, "city": "Albany", "state_code": "NY", "facility": None}
    asking("rn", workplace="remote", remote_states=["TX"], title="Remote elsewhere", **far)
    here = asking("rn", workplace="remote", remote_states=["OH"], title="Remote here", **far)
    profile = CandidateProfile.objects.with_facts().get(pk=dana.pk)

    titles = {match.posting.title for match in selectors.best_matches(profile, 20)}

    assert here.title in titles
    assert "Remote elsewhere" not in titles


def test_a_candidate_without_facts_could_meet_everything():
    asking("rn")
    profile = CandidateProfileFactory()

    standing = selectors.standing_of(CandidateProfile.objects.with_facts().get(pk=profile.pk))

    assert selectors.bucket_counts(SearchRow.objects.all(), standing)["could_meet"] == 1


def test_typical_pay_is_hidden_under_five_jobs():
    for _number in range(4):
        PostingFactory()

    spread = pay.pay_spread(pay.PayQuestion())

    assert (spread.count, spread.typical, spread.shown) == (4, None, False)
    assert pay.pay_bars(pay.PayQuestion()) == []


def test_typical_pay_is_the_middle_of_the_posted_ranges():
    for low in (20, 22, 24, 26, 48):
        PostingFactory(pay_min=Decimal(low), pay_max=Decimal(low + 4))

    spread = pay.pay_spread(pay.PayQuestion())

    assert (spread.low, spread.typical, spread.high) == (24.0, 26.0, 28.0)
    assert sum(bar.count for bar in pay.pay_bars(pay.PayQuestion())) == 5


def test_pay_of_part_time_jobs_is_told_by_their_own_hours():
    for _number in range(5):
        PostingFactory(hours_per_week=Decimal(20), pay_min=Decimal(30), pay_max=Decimal(30))

    assert pay.pay_spread(pay.PayQuestion()).typical == pytest.approx(30)


def test_pay_groups_leave_out_the_small_ones():
    for number in range(6):
        PostingFactory(settings=["primary-care"] if number else ["dental", "primary-care"])

    group = pay.pay_by_setting(pay.PayQuestion())

    assert [(spread.key, spread.count) for spread in group.spreads] == [("Primary care clinic", 6)]
    assert group.hidden == 1


def test_least_schooling_adds_up_to_all_that_state_it():
    PostingFactory(imported=True)
    for tree in (required("bachelor"), required("hs"), required("hs"), required("rn"), required()):
        PostingFactory(formula=Formula.objects.for_tree(tree, states=("OH",)))

    shares = {share.slug: share for share in guide.education_shares()}

    assert {slug: share.least for slug, share in shares.items()} == {
        "none": 2,
        "hs": 2,
        "bachelor": 1,
    }
    assert {share.total for share in shares.values()} == {5}
    assert shares["hs"].enough == 4


def test_open_roles_count_live_jobs_only():
    PostingFactory()
    PostingFactory(closed=True)

    groups = selectors.open_roles()

    assert [(group.kind, group.count) for group in groups] == [("clinical", 1)]
    assert selectors.open_totals()["jobs"] == 1


def test_within_reach_holds_without_a_home():
    PostingFactory()
    profile = CandidateProfileFactory(place=None)

    assert SearchRow.objects.filter(selectors.within_reach(profile)).count() == 1
    assert cincinnati().state == "OH"


def test_a_wage_that_was_not_published_is_never_zero():
    guam = wages.official_wages(["29-1141.00"], "GU")

    assert [wage.area for wage in guam] == ["US"]
    assert all(wage.p50 for wage in wages.official_wages(wages.all_occupations(), "OH"))


def test_counselors_are_found_under_the_code_they_are_published_in():
    assert wages.occupation_codes(["21-1014.00", "29-1141.00", "99-9999"]) == ["21-1018", "29-1141"]


def test_official_wages_are_those_the_bureau_printed():
    nation = wages.official_wages(["21-1094.00"])[0]

    assert (nation.p10, nation.p50, nation.p90) == (38_810, 51_850, 77_180)
