"""Nothing about a person enters matching but what `profiles/matching_inputs.py` lists: read in the source,
tried with fields that refuse to be read, seen in the SQL, and by changing everything else at random."""

from __future__ import annotations

import ast
import datetime as dt
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from core.places.models import Place
from listings.models import JobPosting, SearchRow
from matching.selectors import best_matches, bucket_counts, fit_for, reach_counts, standing_of
from profiles.matching_inputs import (
    COMPARED,
    INPUTS,
    KEPT,
    NAMED,
    NEVER,
    ORDERED,
    PLACED,
    fields_of,
)
from profiles.models import CandidateProfile, User
from profiles.services.profiles import recompute_terms
from qualifications.models import RoleFamily, Setting, Term
from tests.factories.applications import complete
from tests.factories.matching import asking
from tests.house.tree import ROOT

LINES = ["Credential", "Education", "Experience", "LanguageSkill", "ProfileSkill", "Denial"]
MODELS = {name: apps.get_model("profiles", name) for name in ["CandidateProfile", *LINES]}
MODELS["Place"] = Place
RELATED = {
    "Credential": "credentials",
    "Education": "education",
    "Experience": "experience",
    "LanguageSkill": "languages",
    "ProfileSkill": "skills",
    "Denial": "denials",
}
# What feeds matching with facts about a person.
FEEDING = [
    "profiles/selectors/facts.py",
    "profiles/selectors/experience.py",
    "matching/selectors/fit.py",
    "matching/selectors/visitors.py",
    "matching/selectors/unlocked.py",
    "matching/selectors/nearest.py",
    *(
        f"qualifications/{name}.py"
        for name in ("holding", "evaluation", "line_verdicts", "compiling")
    ),
    *(f"qualifications/{name}.py" for name in ("leaf_checks", "matching_sql", "gaps", "entries")),
    *(str(p.relative_to(ROOT)) for p in (ROOT / "matching/index").glob("*.py")),
]
# Words that also name columns of jobs, of the vocabulary, or of Python itself.
ALSO_ELSEWHERE = {"about", "language", "names", "version", "number", "state", "id", "zip", "groups"}


def forbidden() -> dict[str, set[str]]:
    """Fields that matching must not touch, by model."""
    found = {"User": {field.name for field in User._meta.get_fields()}}
    for name, model in MODELS.items():
        own = {field.name for field in model._meta.concrete_fields}
        found[name] = own - set(fields_of(name))
    return found


def test_the_list_names_fields_that_exist_and_no_person():
    for row in INPUTS:
        field = MODELS[row.model]._meta.get_field(row.field)
        assert field.name == row.field and row.words
        assert row.use in {COMPARED, NAMED, PLACED, ORDERED, KEPT}
    left_out = forbidden()
    assert {"finished_year", "foreign_evaluated"} <= left_out["Education"]
    assert {"headline", "about", "phone", "soft_skills"} <= left_out["CandidateProfile"]
    assert {"number", "verified_by", "document"} <= left_out["Credential"]
    assert {"duties", "hours_per_week"} <= left_out["Experience"]
    assert "year of graduation" in NEVER


def test_only_lists_of_the_vocabulary_and_dates_are_compared():
    """No free text, no place and no document can change an answer."""
    for row in INPUTS:
        field = MODELS[row.model]._meta.get_field(row.field)
        if row.use == COMPARED and not field.is_relation:
            base = getattr(field, "base_field", field)
            assert not isinstance(base, models.TextField), row
            if isinstance(base, models.CharField):
                assert base.max_length <= 60, row
    compared = {(row.model, row.field) for row in INPUTS if row.use == COMPARED}
    assert not compared & {("Education", "school"), ("CandidateProfile", "place")}


@pytest.mark.parametrize("path", FEEDING)
def test_no_module_that_feeds_matching_names_another_field(path):
    names = set().union(*forbidden().values()) - {row.field for row in INPUTS} - ALSO_ELSEWHERE
    tree = ast.parse((ROOT / path).read_text())
    docs = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if _has_docstring(n)}
    touched = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in names:
            touched.append(f"{node.lineno}: .{node.attr}")
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value not in docs
        ):
            words = set(re.findall(r"p\.(\w+)", node.value)) | {node.value.rpartition("__")[2]}
            touched += [f"{node.lineno}: {word!r}" for word in words & names]

    assert touched == [], "argue for it in profiles/matching_inputs.py first"


def _has_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)


# --- a person whose other fields refuse to be read ---------------------------------------------


class Sealed:
    """A field that may be filled and not read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is None:
            return self
        raise AssertionError(f"Matching read {self.name}.")

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[f"sealed {self.name}"] = value


@contextmanager
def sealed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        for name, fields in forbidden().items():
            model = User if name == "User" else MODELS[name]
            for field in model._meta.concrete_fields:
                if field.name in fields and not field.primary_key:
                    patch.setattr(model, field.attname, Sealed(f"{name}.{field.attname}"))
        yield


def everything(profile: CandidateProfile) -> dict[str, Any]:
    """The whole of matching for one candidate, as plain data."""
    standing = standing_of(profile)
    postings = list(JobPosting.objects.for_list().order_by("pk"))
    verdicts = {pk: verdict.as_dict() for pk, verdict in fit_for(postings, standing).items()}
    return {
        "held": sorted(standing.held.ids),
        "denied": sorted(standing.denied),
        "verdicts": verdicts,
        "buckets": bucket_counts(SearchRow.objects.all(), standing),
        "reach": reach_counts(profile, standing),
        "order": [match.posting.pk for match in best_matches(profile, 10, standing=standing)],
    }


@pytest.fixture
def person(candidate, vocabulary, places) -> CandidateProfile:
    return complete(candidate)


@pytest.fixture(autouse=True)
def jobs(vocabulary, db) -> None:
    for terms in (
        ["rn"],
        ["rn", "bls"],
        ["ccm"],
        ["master:social-work", "spanish:fluent"],
        ["experience:care-coordination:24"],
        [],
    ):
        asking(*terms)


@pytest.mark.parametrize("loaded_by", ["for_matching", "with_facts"])
def test_matching_runs_with_all_else_sealed(person, monkeypatch, loaded_by):
    open_book = everything(_loaded(person, "with_facts"))

    with sealed(monkeypatch):
        closed_book = everything(_loaded(person, loaded_by))

    assert closed_book == open_book


def test_the_seal_holds(person, monkeypatch):
    with sealed(monkeypatch):
        education = _loaded(person, "with_facts").education.all()[0]
        with pytest.raises(AssertionError, match=r"Education\.finished_year"):
            _ = education.finished_year


def _loaded(person: CandidateProfile, how: str) -> CandidateProfile:
    return getattr(CandidateProfile.objects, how)().get(pk=person.pk)


# --- the columns that are asked of the database ------------------------------------------------

COLUMN = re.compile(r'"(\w+)"\."(\w+)"')


def selected(sql: str) -> set[tuple[str, str]]:
    """(table, column) of what a statement brings back."""
    head = sql.partition(" FROM ")[0]
    return set(COLUMN.findall(head)) if head.startswith("SELECT") else set()


def columns_allowed() -> dict[str, set[str]]:
    return {
        model._meta.db_table: {model._meta.get_field(f).column for f in fields_of(name)}
        for name, model in MODELS.items()
    }


@pytest.mark.parametrize("what", ["fit", "people"])
def test_no_other_column_is_even_fetched(person, what):
    with CaptureQueriesContext(connection) as asked:
        if what == "fit":
            everything(_loaded(person, "for_matching"))
        else:
            recompute_terms(profile=_loaded(person, "for_matching"))

    allowed = columns_allowed()
    people = {model._meta.db_table for name, model in MODELS.items() if name != "Place"}
    people |= {"profiles_user", "profiles_resume"}
    fetched = [pair for query in asked.captured_queries for pair in selected(query["sql"])]
    strangers = {
        (table, column)
        for table, column in fetched
        if table in people and column not in allowed.get(table, set())
    }
    assert strangers == set()
    assert ("profiles_credential", "expires_on") in fetched
    assert not any("profiles_user" in query["sql"] for query in asked.captured_queries)


# --- everything else may be anything -----------------------------------------------------------


def test_changing_every_other_field_changes_nothing(person):
    before = everything(_loaded(person, "for_matching"))

    for seed in range(5):
        _scramble(person, random.Random(seed), {"other"})
        after = everything(_loaded(person, "for_matching"))
        assert after == before, seed


def test_names_of_schools_and_employers_change_only_the_sentence(person):
    before = everything(_loaded(person, "for_matching"))

    _scramble(person, random.Random(7), {NAMED})
    after = everything(_loaded(person, "for_matching"))

    assert after != before, "the names are shown, so the sentences differ"
    assert _answers(after) == _answers(before)


def test_a_home_decides_only_which_jobs_are_looked_at(person):
    before = everything(_loaded(person, "for_matching"))
    place = Place.objects.exclude(pk=person.place_id).filter(state="AK").first()

    CandidateProfile.objects.filter(pk=person.pk).update(place=place, radius_miles=5)
    after = everything(_loaded(person, "for_matching"))

    assert after["order"] != before["order"]
    for part in ("held", "denied", "verdicts", "buckets"):
        assert after[part] == before[part]


def test_a_compared_field_does_change_the_answer(person):
    """So that the tests above do not pass because nothing matters."""
    before = everything(_loaded(person, "for_matching"))

    person.credentials.update(expires_on=dt.date(2020, 1, 1), issued_on=None)
    after = everything(_loaded(person, "for_matching"))

    assert _answers(after) != _answers(before)


def _answers(result: dict[str, Any]) -> dict[str, Any]:
    """All but the sentences."""
    lines = {
        pk: [(line["truth"], line["kind"], line["path"]) for line in verdict["lines"]]
        for pk, verdict in result["verdicts"].items()
    }
    buckets = {pk: verdict["bucket"] for pk, verdict in result["verdicts"].items()}
    return {**result, "verdicts": lines, "by_job": buckets}


def _scramble(person: CandidateProfile, dice: random.Random, uses: set[str]) -> None:
    """Random values in every field of these uses; "other" are the fields outside the list."""
    other = forbidden()
    for name in ["CandidateProfile", *LINES, "User"]:
        model = User if name == "User" else MODELS[name]
        listed = {row.field for row in INPUTS if row.model == name and row.use in uses}
        wanted = listed | (other[name] if "other" in uses else set())
        rows = _rows(person, name)
        for row in rows:
            changes = {
                f.name: v
                for f in model._meta.concrete_fields
                if f.name in wanted and (v := _anything(f, dice)) is not None
            }
            model._default_manager.filter(pk=row.pk).update(**changes)


def _rows(person: CandidateProfile, name: str) -> list[Any]:
    if name == "User":
        return [person.user]
    return [person] if name == "CandidateProfile" else list(getattr(person, RELATED[name]).all())


def _anything(field: Any, dice: random.Random) -> Any:
    """A value of the field's kind; None where it must stay what it is."""
    if field.primary_key or field.is_relation or field.unique or field.name in FIXED:
        return None
    if isinstance(field, models.BooleanField):
        return dice.choice([True, False])
    if isinstance(field, models.DateTimeField):
        return dt.datetime(dice.randint(1950, 2020), 1, 1, tzinfo=dt.UTC)
    if isinstance(field, models.DateField):
        return dt.date(dice.randint(1950, 2020), dice.randint(1, 12), 1)
    if isinstance(field, models.PositiveSmallIntegerField):
        return dice.randint(1950, 2026)
    if isinstance(field, models.IntegerField | models.FloatField):
        return dice.randint(1, 99)
    if isinstance(field, models.TextField | models.CharField):
        return dice.choice(["Mary", "Muhammad", "Lakeisha", "Class of 1971", "veteran"])[
            : field.max_length
        ]
    return None


# Held together with others by a constraint.
FIXED = {"verification", "verified_at", "hours_min", "hours_max"}


def test_every_term_a_person_can_state_is_of_the_seven_kinds():
    """No fact of the vocabulary is about who someone is."""
    kinds = {
        "education",
        "license",
        "certification",
        "experience",
        "language",
        "skill",
        "clearance",
    }

    assert set(Term.objects.values_list("kind", flat=True).distinct()) == kinds
    told = " ".join([*Term.objects.values_list("slug", flat=True), *_slugs(Setting, RoleFamily)])
    for word in ("gender", "veteran-status", "religion", "vaccin", "citizen", "disab", "age-"):
        assert not re.search(rf"(^| ){word}", told), word


def _slugs(*kinds: type[models.Model]) -> list[str]:
    return [slug for kind in kinds for slug in kind._default_manager.values_list("slug", flat=True)]
