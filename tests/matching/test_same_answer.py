"""One evaluator everywhere: card, search page, job page, apply page, snapshot, its replay, grid, API and
mail say the same of the same person and job."""

from __future__ import annotations

import datetime as dt
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from applications.models import Application
from applications.selectors.applicants import grid
from applications.selectors.application_page import application_page
from core.mail import Outbox
from listings.models import JobPosting
from matching.cards import job_cards
from matching.filters import JobSearchFilter
from matching.selectors import BUCKETS, bucket_counts, standing_of
from profiles.models import CandidateProfile, Credential, User
from profiles.selectors import held_by
from qualifications.evaluation import evaluate
from qualifications.holding import Fact, closure, denied_closure
from qualifications.models import Formula
from qualifications.verdicts import FormulaVerdict
from tests.applications.acting import decline
from tests.factories.applications import complete, posting_of, sent_application
from tests.factories.matching import holds, lacks
from tests.factories.qualifications import all_of, any_of, leaf, wish, years

PEOPLE = ["nurse", "lapsed", "social_worker", "silent"]
JOBS = {
    "two lines": all_of(leaf("rn", reason="law"), leaf("bls")),
    "one missing": all_of(leaf("rn"), leaf("ccm"), wish("spanish:fluent")),
    "paths": all_of(
        any_of(
            all_of(leaf("rn"), years("care-coordination", 24), label="Nursing"),
            all_of(leaf("sw-bachelor"), leaf("bachelor"), label="Social work"),
            all_of(years("case-management", 60), label="Experience"),
        ),
        leaf("bls", timing="at_start"),
        leaf("ccm", timing="within_months", months=24),
    ),
    "another trade": all_of(leaf("sw-clinical"), leaf("master", fields=["social-work"])),
    "nothing": all_of(),
}


@pytest.fixture
def posting(clinic, clinic_site, request) -> JobPosting:
    formula = Formula.objects.for_tree(JOBS[request.param], states=("OH",))
    return posting_of(clinic, facility=clinic_site, formula=formula, title="Coordinator")


@pytest.fixture
def person(candidate: User, request: Any) -> User:
    profile = complete(candidate)
    if request.param == "silent":
        return candidate
    if request.param == "social_worker":
        holds(profile, "master:social-work", "sw-bachelor:OH")
        lacks(profile, "rn", "ccm")
        return candidate
    holds(profile, "rn", "bachelor:nursing")
    lacks(profile, "ccm", "sw-bachelor")
    if request.param == "lapsed":
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        Credential.objects.filter(profile=profile, state="OH").update(expires_on=yesterday)
    return candidate


def expected(posting: JobPosting, user: User) -> tuple[CandidateProfile, FormulaVerdict]:
    profile = CandidateProfile.objects.with_facts().get(user=user)
    held, denied = held_by(profile)
    return profile, evaluate(posting.formula.tree, held, denied, held.on)


def lines_of(verdict: FormulaVerdict) -> list[tuple[str, ...]]:
    return [(line.path, line.text, line.truth, line.kind, line.you) for line in verdict.lines]


pairs = pytest.mark.parametrize(
    ("person", "posting"), [(p, j) for p in PEOPLE for j in JOBS], indirect=True
)


@pairs
def test_every_place_says_the_same(person, posting, browse, recruiter) -> None:
    profile, want = expected(posting, person)
    client = browse(person)

    standing = standing_of(profile)
    row = JobSearchFilter({}, standing=standing).rows()
    card = job_cards([posting], profile=profile, standing=standing)[0]["verdict"]
    assert standing.buckets[posting.formula_id] == want.bucket
    assert bucket_counts(row, standing) == {b: int(b == want.bucket) for b in BUCKETS}
    assert card == (want if want.bucket != "no_requirements" else None)
    search = unescape(client.get("/jobs/").content.decode())
    assert want.summary in search

    page = client.get(f"/jobs/{posting.public_id}/{posting.slug}/")
    assert page.context["verdict"].as_dict() == want.as_dict()
    text = unescape(page.content.decode())
    assert all(line.text in text and line.you in text for line in want.lines)
    apply = client.get(f"/jobs/{posting.public_id}/apply/")
    assert apply.context["verdict"].as_dict() == want.as_dict()

    api = client.get(f"/api/v1/postings/{posting.public_id}/").json()["requirements"]
    held, denied = held_by(profile)
    assert evaluate(api["tree"], held, denied).as_dict() == want.as_dict()

    sent = Application.objects.get(pk=sent_application(posting, person).pk)
    assert sent.verdict == want.as_dict()
    assert (sent.bucket, sent.rule_version) == (want.bucket, want.rule_version)
    own = application_page(sent, person)["verdict"]
    assert lines_of(own) == lines_of(want)

    columns, lanes = grid([sent], by_fit=False)
    assert [column.text for column in columns] == [line.text for line in want.lines]
    (_person, cells) = lanes[0].rows[0]
    assert [(c.text, c.truth, c.fact) for c in cells] == [
        (line.text, line.truth, line.fact) for line in want.lines
    ]
    seen = browse(recruiter).get(f"/hire/applicants/{sent.public_id}/").context["verdict"]
    # To the employer the same facts are told of her, not to her.
    assert [line[:4] for line in lines_of(seen)] == [line[:4] for line in lines_of(want)]
    assert [line.fact for line in seen.lines] == [line.fact for line in want.lines]


@pairs
def test_a_stored_decision_replays_to_the_same_result(person, posting) -> None:
    sent = sent_application(posting, person)
    on = dt.date.fromisoformat(sent.snapshot["on"])

    held = closure([Fact.from_dict(fact) for fact in sent.snapshot["facts"]], on)
    again = evaluate(
        sent.formula.tree, held, denied_closure(sent.snapshot["denied"], on) - held.ids, on
    )

    assert again.as_dict() == sent.verdict
    assert again.rule_version == sent.rule_version


@pytest.mark.parametrize(
    ("person", "posting"), [("nurse", "one missing"), ("lapsed", "two lines")], indirect=True
)
def test_the_mail_and_the_receipt_name_the_line_as_the_page_does(
    person, posting, recruiter
) -> None:
    _profile, want = expected(posting, person)
    line = next(line for line in want.lines if line.required and not line.is_met)
    sent = sent_application(posting, person)

    decision = decline(sent, recruiter, reason="requirement", requirement=line.path)

    mail = Outbox.objects.filter(recipient=person.email).latest("pk")
    assert decision.requirement == line.text
    assert line.text in mail.text
    kept = decision.receipt["line"]
    assert (kept["text"], kept["truth"], kept["fact"]) == (line.text, line.truth, line.fact)
