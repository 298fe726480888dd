"""Jobs one more fact opens within reach: exact, and the list behind the figure is the same."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from listings.models import JobPosting, SearchRow
from matching.filters import JobSearchFilter
from matching.reach import reach_link
from matching.selectors import Standing, fit_for, reach_of, standing_of, within_reach
from profiles.models import CandidateProfile, Credential
from qualifications.closers import Gap
from qualifications.compiling import compiled
from qualifications.formulas import bind, parse
from qualifications.gaps import gap_sets
from qualifications.models import Formula, Term
from tests.factories.listings import PostingFactory
from tests.factories.matching import asking, holds, lacks
from tests.factories.qualifications import all_of, any_of, leaf, wish, years
from tests.matching.test_job_search import buckets, titles

FAR = {"place": None, "city": "Albany", "state_code": "NY", "facility": None}


def fresh(profile: CandidateProfile) -> tuple[CandidateProfile, Standing]:
    profile = CandidateProfile.objects.with_facts().get(pk=profile.pk)
    return profile, standing_of(profile)


def opening(profile: CandidateProfile, slug: str) -> int:
    """Jobs this fact opens, as the page says it."""
    profile, standing = fresh(profile)
    return reach_of(profile, standing).jobs_opened_by([gap_of(standing, slug)])


def gap_of(standing: Standing, slug: str) -> Gap:
    form = compiled(bind(parse(all_of(leaf(slug))), ("OH",)), standing.held.words)
    return gap_sets(form, standing.held, standing.denied)[0].gaps[0]


def meets_all(profile: CandidateProfile) -> set[int]:
    profile, standing = fresh(profile)
    rows = SearchRow.objects.filter(within_reach(profile)).select_related("posting__formula")
    verdicts = fit_for([row.posting for row in rows], standing)
    return {pk for pk, verdict in verdicts.items() if verdict.bucket == "meets_all"}


@pytest.fixture
def market(dana):
    """Around a nurse who said she has no CCM."""
    for number in range(3):
        asking("rn", "ccm", title=f"Opened {number}")
    asking("rn", "ccm", "bls", title="Two missing")
    asking("rn", title="Met already")
    asking("master:social-work", title="Another trade")
    asking("rn", "ccm", workplace="remote", remote_states=["TX"], title="Remote elsewhere", **FAR)
    PostingFactory(title="Asks nothing")
    return dana


def test_only_jobs_that_move_to_meets_all_are_counted(market) -> None:
    assert opening(market, "ccm") == 3


def test_the_figure_is_what_happens_when_the_fact_is_stated(market) -> None:
    promised = opening(market, "ccm")
    before = meets_all(market)

    market.denials.all().delete()
    holds(market, "ccm")

    assert len(meets_all(market) - before) == promised
    assert before <= meets_all(market)


def test_a_fact_opens_what_weaker_facts_are_asked_for(dana) -> None:
    """Who becomes an LISW may also take the jobs that ask for an LSW or higher."""
    asking("sw-bachelor", title="LSW or higher")
    asking("sw-clinical", title="LISW")
    lacks(dana, "sw-bachelor")
    profile, standing = fresh(dana)
    reach = reach_of(profile, standing)

    assert reach.jobs_opened_by([gap_of(standing, "sw-bachelor")]) == 1
    best = {gap.fact.term: n for gap, n in reach.best_steps()}
    assert best == {"sw-clinical": 2, "sw-bachelor": 1}


def test_several_facts_are_counted_together(market) -> None:
    profile, standing = fresh(market)
    reach = reach_of(profile, standing)
    both = [gap_of(standing, "ccm"), gap_of(standing, "bls")]

    assert reach.jobs_opened_by(both) == 4
    assert reach.jobs_opened_by(both[1:]) == 0


def test_a_renewed_license_opens_its_jobs(dana) -> None:
    Credential.objects.filter(profile=dana).update(
        expires_on=timezone.localdate() - dt.timedelta(days=3)
    )
    asking("rn")
    profile, standing = fresh(dana)

    steps = reach_of(profile, standing).best_steps()

    assert [(gap.kind, gap.fact.term, n) for gap, n in steps] == [("renew", "rn:OH", 1)]


def test_the_best_step_opens_most_jobs(market) -> None:
    for number in range(5):
        asking("rn", "epic", title=f"Epic {number}")
    profile, standing = fresh(market)

    steps = reach_of(profile, standing).best_steps()

    assert [(gap.fact.term, n) for gap, n in steps[:2]] == [("epic", 5), ("ccm", 3)]


def test_more_of_the_same_that_opens_no_more_is_no_step_of_its_own(dana) -> None:
    for months in (24, 36):
        tree = all_of(any_of(years("oncology", months), years("oncology", 60)))
        PostingFactory(formula=Formula.objects.for_tree(tree, states=("OH",)))
    lacks(dana, "experience:oncology:0")
    profile, standing = fresh(dana)

    steps = reach_of(profile, standing).best_steps()

    assert [(gap.fact.months, n) for gap, n in steps] == [(36, 2), (24, 1)]


def test_wishes_open_nothing(dana) -> None:
    """A wish that is met, or could be, is no way through a job's requirements."""
    tree = all_of(leaf("ccm"), wish("rn"), wish("bls"))
    PostingFactory(formula=Formula.objects.for_tree(tree, states=("OH",)))
    profile, standing = fresh(dana)

    steps = reach_of(profile, standing).best_steps()

    assert [(gap.fact.term, n) for gap, n in steps] == [("ccm", 1)]
    assert reach_of(profile, standing).distances() == {JobPosting.objects.get().formula_id: (1, 0)}


def test_alternatives_count_once(dana) -> None:
    tree = all_of(any_of(leaf("ccm"), all_of(leaf("bls"), leaf("epic"))))
    PostingFactory(formula=Formula.objects.for_tree(tree, states=("OH",)))

    assert opening(dana, "ccm") == 1


def test_queries_do_not_grow_with_jobs_and_steps(market) -> None:
    profile, standing = fresh(market)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reach_of(profile, standing).best_steps()
        return len(queries)

    few = asked()
    for slug in ("bls", "epic", "ccm", "drivers-license"):
        asking("rn", slug)

    assert asked() == few == 3


@pytest.mark.parametrize("slug", ["ccm", "bls", "sw-clinical:OH", "master:social-work"])
def test_the_list_behind_a_figure_has_as_many_jobs(market, candidate, browse, slug) -> None:
    asking("rn", "bls", title="Asks for a card")
    profile, standing = fresh(market)
    term = standing.held.words.by_slug[slug]
    gap = next(
        (g for g, _n in reach_of(profile, standing).best_steps(20) if g.term_id == term.id), None
    )
    promised = reach_of(profile, standing).jobs_opened_by([gap]) if gap else 0

    page = browse(candidate).get(reach_link(opens=slug))

    assert len(titles(page)) == promised
    assert sum(buckets(page)[1:]) == buckets(page)[0] == promised


def test_the_list_of_a_figure_says_what_it_is(market, candidate, browse) -> None:
    page = browse(candidate).get(reach_link(opens="ccm")).content.decode()

    assert "Opened by: CCM" in page
    assert "In your reach: within 25 miles of Cincinnati, OH, or remote" in page
    assert '<input type="hidden" name="opens" value="ccm">' in page


def test_visitors_and_odd_values_narrow_nothing(client, market) -> None:
    everything = len(titles(client.get("/jobs/")))

    assert len(titles(client.get(reach_link(opens="ccm")))) == everything
    assert client.get("/jobs/?reach=x&opens=no+such+thing").status_code == 200
    assert client.get("/jobs/?opens=%00").status_code == 200


def test_reach_in_the_search_is_reach_in_the_counts(market) -> None:
    profile, standing = fresh(market)

    rows = JobSearchFilter({"reach": "mine"}, standing=standing, profile=profile).rows()

    assert set(rows) == set(SearchRow.objects.filter(within_reach(profile)))
    assert Term.objects.filter(slug="ccm").exists()
