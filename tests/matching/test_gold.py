"""The reader against adverts labelled by hand. Skipped where the adverts, which are not ours to keep, are not here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from listings.enums import EmploymentType, Workplace
from listings.reading.labels import HALVES, LabelsAbsent, half_of, read_labels, read_rows
from listings.reading.measuring import AIMED, Measurement, measure
from listings.reading.measuring_report import ADVERTS, GOLD
from qualifications import vocabulary as words
from qualifications.models import RoleFamily, Setting

# A little below what docs/reading-adverts.md reports: (precision, recall).
FLOORS: dict[str, dict[str, tuple[float, float]]] = {
    "tune": {
        "education": (0.94, 0.92),
        "license": (0.97, 0.94),
        "certification": (0.97, 0.97),
        "years": (0.95, 0.97),
        "alternatives": (0.78, 0.70),
    },
    "fresh": {
        "education": (0.98, 0.93),
        "license": (0.90, 0.94),
        "certification": (0.85, 0.85),
        "years": (0.93, 0.90),
        "alternatives": (0.76, 0.55),
    },
    "held_out": {
        "education": (0.91, 0.76),
        "license": (0.87, 0.78),
        "certification": (0.70, 0.85),
        "years": (0.84, 0.78),
        "alternatives": (0.60, 0.42),
    },
}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, Any]]:
    try:
        return read_rows(ADVERTS)
    except LabelsAbsent as absent:
        pytest.skip(str(absent))


@pytest.fixture(autouse=True)
def _words(vocabulary: None) -> None:
    pass


def labels(half: str) -> list[dict[str, Any]]:
    return read_labels(GOLD / f"{half}.jsonl")


@pytest.mark.parametrize("half", HALVES)
def test_labels_use_words_of_the_vocabulary(half: str) -> None:
    known = words.current()
    families = set(RoleFamily.objects.filter(is_excluded=False).values_list("slug", flat=True))
    settings = set(Setting.objects.values_list("slug", flat=True))
    languages = {
        slug.partition(":")[0] for slug, term in known.by_slug.items() if term.kind == "language"
    }
    for label in labels(half):
        assert label["role_family"] is None or label["role_family"] in families, label["id"]
        assert bool(label["role_family"]) or bool(label["out_of_scope"]), label["id"]
        assert set(label["settings"]) <= settings, label["id"]
        assert label["employment_type"] in {None, *EmploymentType.values}, label["id"]
        assert label["workplace"] in {None, *Workplace.values}, label["id"]
        for item in label["requirements"]:
            place = (label["id"], item)
            assert item["need"] in {"required", "preferred"}, place
            if item["kind"] == "experience":
                assert set(item["areas"]) <= set(known.steps), place
            elif item["kind"] == "language":
                assert item["term"] in languages, place
            else:
                term = known.term(item["term"])
                assert term is not None and term.kind == item["kind"], place


def test_at_least_150_adverts_are_labelled_in_two_halves_that_share_none() -> None:
    tune, held_out = ({label["id"] for label in labels(half)} for half in HALVES)

    assert len(tune) + len(held_out) >= 150
    assert not tune & held_out


@pytest.mark.parametrize("half", HALVES)
def test_the_hash_of_its_id_puts_an_advert_in_its_half(half: str, rows: dict) -> None:
    halves = half_of(rows)

    assert {halves.get(label["id"]) for label in labels(half)} == {half}


@pytest.mark.parametrize("half", FLOORS)
def test_the_reader_reads_no_worse_than_published(half: str, rows: dict) -> None:
    result = measure(labels(half), rows)

    for kind, (precision, recall) in FLOORS[half].items():
        count = result.kinds[kind]
        assert count.precision is not None and count.precision >= precision, (kind, count)
        assert count.recall is not None and count.recall >= recall, (kind, count)


def item(kind: str, term: str, need: str = "required", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "term": term, "need": need, "when": "at_application", **more}


def label(*items: dict[str, Any], key: str = "a") -> dict[str, Any]:
    empty = {"role_family": None, "out_of_scope": "treatment_role", "settings": [], "pay": None}
    return {
        "id": key,
        **empty,
        "employment_type": None,
        "workplace": None,
        "requirements": list(items),
    }


def measured(*items: dict[str, Any], text: str) -> Measurement:
    row = {"id": "a", "title": "Physical Therapist", "state": "OH", "description": text}
    return measure([label(*items)], {"a": row})


def test_measure_counts_found_wrong_and_missed_per_kind() -> None:
    result = measured(
        item("license", "rn"),
        item("license", "lpn"),
        item("certification", "ccm", "preferred"),
        item("education", "bachelor", fields=["nursing"]),
        item("experience", "nursing", areas=["nursing"], months=24),
        text="Requirements\nRN\nCCM\nBachelor's degree\n3 years of nursing experience",
    )

    counts = {kind: (c.found, c.wrong, c.missed) for kind, c in result.kinds.items()}
    assert counts["license"] == (1, 0, 1)
    assert counts["certification"] == (0, 1, 1)
    assert counts["education"] == (1, 0, 0)
    assert counts["education, fields"] == (0, 1, 1)
    assert counts["years"] == (0, 1, 1)
    assert result.kinds["license"].recall == 0.5
    assert {error["what"] for error in result.errors} >= {"license", "years"}


def test_measure_compares_alternatives_as_ways() -> None:
    text = (
        "Requirements\nAssociate degree and 4 years of experience or bachelor's degree and 2 years"
    )
    years = {"areas": ["any-work"]}
    ways = (
        item("education", "associate", fields=[], alt=7, path="a"),
        item("experience", "any-work", months=48, alt=7, path="a", **years),
        item("education", "bachelor", fields=[], alt=7, path="b"),
        item("experience", "any-work", months=24, alt=7, path="b", **years),
    )

    assert measured(*ways, text=text).right["whole formula"] == 1
    mixed = [{**one, "path": "b" if one["path"] == "a" else "a"} for one in ways[1::2]]
    assert measured(ways[0], mixed[0], ways[2], mixed[1], text=text).right["whole formula"] == 0


def test_bench_reader_prints_each_kind(rows: dict, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bench", "reader", "--half", "tune")
    table = capsys.readouterr().out
    call_command("bench", "reader", "--half", "tune", "--json")
    figures = json.loads(capsys.readouterr().out)

    assert all(f"{kind} *" in table for kind in AIMED)
    assert set(AIMED) <= set(figures["tune"]["kinds"])


def test_bench_reader_shows_no_errors_of_the_untouched_half() -> None:
    with pytest.raises(CommandError, match="stays unseen"):
        call_command("bench", "reader", "--half", "held_out", "--errors")


def test_bench_reader_says_what_is_absent(tmp_path: Any) -> None:
    with pytest.raises(CommandError, match="adverts are not here"):
        call_command("bench", "reader", "--half", "tune", "--adverts", str(tmp_path / "none.jsonl"))
