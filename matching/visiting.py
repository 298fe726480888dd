"""The few ticks by which a visitor says what she has, and the one short line they become in the address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from matching.selectors.catalogue import nearest_entries
from matching.selectors.visitors import Visit, visit_of
from qualifications import vocabulary
from qualifications.entries import catalogue
from qualifications.enums import TermKind
from qualifications.selectors import title_level
from qualifications.sentences import duration
from qualifications.short_facts import MULTISTATE
from qualifications.vocabulary import TermRow, Vocabulary

# What parts this trade, in the order it is asked. The first two groups hold in a state.
LICENSES = ["rn", "lpn", "sw-clinical", "sw-master", "sw-bachelor", "chw-certified"]
ANYWHERE = ["cma-aama", "ccm", "bls"]
DEGREES = ["hs", "certificate", "associate", "bachelor", "master", "doctorate"]
YEARS = [12, 24, 36, 60, 120]
AREA = "experience:care-coordination"
LANGUAGE = "spanish"
LEVELS = ["basic", "conversational", "professional", "fluent", "native"]
MOST_GUESSES = 6
# The panel's own fields: when it was sent, they say everything and `have` is made anew.
SENT = "facts"
FIELDS = [
    "facts",
    "tick",
    "keep",
    "licensed_in",
    "multistate",
    "degree",
    "field",
    "years",
    "spanish",
]
FIELDS += ["add"]


@dataclass(frozen=True)
class Panel:
    """What components of the panel show. Every figure and label comes from the vocabulary."""

    visit: Visit
    state: str
    multistate: bool
    ticks: list[dict[str, Any]]
    selects: list[dict[str, Any]]
    kept: list[tuple[str, str]]
    states: list[tuple[str, str]]
    typed: str = ""
    problems: list[str] = field(default_factory=list)
    guesses: list[tuple[str, str]] = field(default_factory=list)
    profile_url: str = ""

    @property
    def is_valid(self) -> bool:
        return not self.problems


def facts_typed(data: QueryDict, words: Vocabulary) -> list[str]:
    """The facts an address states: the panel's fields when it was sent, else `have`."""
    if SENT not in data:
        return data.getlist("have")
    state = data.get("licensed_in", "").upper()[:2]
    parts = list(data.getlist("keep"))
    for slug in data.getlist("tick"):
        parts.append(_in_state(slug, state, bool(data.get("multistate")), words))
    degree, in_field = data.get("degree", ""), data.get("field", "")
    parts.append(f"{degree}:{in_field}" if f"{degree}:{in_field}" in words.by_slug else degree)
    parts.append(f"{AREA}:{data['years']}" if data.get("years") else "")
    parts.append(f"{LANGUAGE}:{data['spanish']}" if data.get("spanish") else "")
    return [part for part in parts if part]


def _in_state(slug: str, state: str, multistate: bool, words: Vocabulary) -> str:
    if slug in ANYWHERE or f"{slug}:{state}" not in words.by_slug:
        return slug
    twin = f"{slug}:{state}{MULTISTATE}"
    nursing = words.by_slug[slug].family == "nursing"
    return twin if multistate and nursing and twin in words.by_slug else f"{slug}:{state}"


def panel_of(data: QueryDict) -> Panel:
    words = vocabulary.current()
    parts = facts_typed(data, words)
    typed = " ".join(data.get("add", "").replace("\x00", "").split())[:80] if SENT in data else ""
    found = guesses(typed, data.get("licensed_in", "").upper()[:2], words) if typed else []
    if len(found) == 1:
        parts, typed, found = [*parts, found[0]], "", []
    visit = _visit(parts, data, words)
    state = _license_state(data, visit, words)
    slugs = set(visit.stated.slugs)
    quick = {f"{slug}:{state}" for slug in LICENSES} | set(ANYWHERE)
    quick |= {f"{slug}{MULTISTATE}" for slug in quick if f"{slug}{MULTISTATE}" in words.by_slug}
    selects, chosen = _selects(visit, words)
    rest = [(slug, text) for slug, text in visit.words if slug not in quick | chosen]
    return Panel(
        visit=visit,
        state=state,
        multistate=any(slug.endswith(f":{state}{MULTISTATE}") for slug in slugs),
        ticks=_ticks(slugs | set(visit.stated.stateless), state, words),
        selects=selects,
        kept=rest,
        states=sorted(words.states.items(), key=lambda pair: pair[1]),
        typed=typed or ", ".join(visit.stated.unknown),
        problems=_problems(visit, typed, found, words),
        guesses=[(slug, _label(words.by_slug[slug], words)) for slug in found],
        profile_url=save_url(visit),
    )


def _visit(parts: list[str], data: QueryDict, words: Vocabulary) -> Visit:
    """Names and letters in the address (`bsn`) are read as when typed, where they mean one thing."""
    visit = visit_of(parts)
    if not visit.stated.unknown:
        return visit
    state = _license_state(data, visit, words)
    meant = {text: guesses(text, state, words) for text in visit.stated.unknown}
    certain = {text: found[0] for text, found in meant.items() if len(found) == 1}
    if not certain:
        return visit
    stated = visit.stated
    read = [certain.get(text, text) for text in stated.unknown]
    return visit_of([*stated.slugs, *stated.stateless, *read])


def save_url(visit: Visit) -> str:
    """Where the facts become suggestions of a new profile, after signing up."""
    if not visit.text:
        return ""
    there = reverse("profiles:facts_suggested") + "?" + urlencode({"have": visit.text}, safe=":,")
    return reverse("account_signup") + "?" + urlencode({"next": there})


def guesses(typed: str, state: str, words: Vocabulary) -> list[str]:
    """Slugs these words may mean: one when it is certain, several to choose from, none when unknown."""
    found: list[str] = []
    level = title_level(state, typed, words=words) if state else ""
    if level and f"{level}:{state}" in words.by_slug:
        return [f"{level}:{state}"]
    near = nearest_entries(typed)
    # "Epic" means the records system before the time worked with it
    near = [e for e in near if e.kind != TermKind.EXPERIENCE] or near
    for entry in near[:MOST_GUESSES]:
        slug = entry.term.slug
        if entry.asked_only:
            continue
        if entry.by_state:
            found += [f"{slug}:{state}"] if state in entry.by_state else []
        elif entry.kind == TermKind.EXPERIENCE:
            found += [f"experience:{entry.term.area}:{months}" for months in YEARS[:4]]
        elif entry.kind == TermKind.LANGUAGE:
            found += [f"{entry.slug}:{level}" for level in LEVELS]
        else:
            found.append(slug)
    return found


def _license_state(data: QueryDict, visit: Visit, words: Vocabulary) -> str:
    typed = data.get("licensed_in", "").upper()[:2]
    if typed in words.states:
        return typed
    licensed = [fact.state for fact in visit.stated.facts if fact.state]
    return licensed[0] if licensed else ""


def _ticks(slugs: set[str], state: str, words: Vocabulary) -> list[dict[str, Any]]:
    found = []
    for slug in [*LICENSES, *ANYWHERE]:
        here = words.by_slug.get(f"{slug}:{state}") if slug in LICENSES and state else None
        if slug in LICENSES and state and (here is None or not _has_title(slug, state, words)):
            continue
        own = {slug, f"{slug}:{state}", f"{slug}:{state}{MULTISTATE}"}
        found.append(
            {
                "value": slug,
                "label": here.label
                if here and here.kind == TermKind.LICENSE
                else _short(slug, words),
                "checked": not own.isdisjoint(slugs),
            }
        )
    return found


def _has_title(slug: str, state: str, words: Vocabulary) -> bool:
    term = words.by_slug[f"{slug}:{state}"]
    return term.kind != TermKind.LICENSE or (state, slug) in words.titles


def _short(slug: str, words: Vocabulary) -> str:
    return words.by_slug[slug].label


def _label(term: TermRow, words: Vocabulary) -> str:
    if term.kind == TermKind.EXPERIENCE:
        area = words.by_slug[f"experience:{term.area}:0"].label
        return _("%(length)s in %(area)s") % {"length": duration(term.months or 0), "area": area}
    return term.name


def _selects(visit: Visit, words: Vocabulary) -> tuple[list[dict[str, Any]], set[str]]:
    """Degree, its field, years, Spanish: each with what is chosen; and the slugs they speak for."""
    by_kind = {words.by_slug[s.removesuffix(MULTISTATE)].kind: s for s in visit.stated.slugs}
    education = by_kind.get(TermKind.EDUCATION, "")
    degree, _colon, in_field = education.partition(":")
    years = next((s for s in visit.stated.slugs if s in {f"{AREA}:{n}" for n in YEARS}), "")
    spanish = next((s for s in visit.stated.slugs if s.startswith(f"{LANGUAGE}:")), "")
    fields = {
        entry.term.family: str(entry.term.attributes["field_name"])
        for entry in catalogue(words).by_slug.values()
        if entry.term.slug.startswith("bachelor:") and not entry.asked_only
    }
    rows = [
        ("degree", _("Highest degree"), degree, [(s, words.by_slug[s].label) for s in DEGREES]),
        ("field", _("In which field"), in_field, list(fields.items())),
        (
            "years",
            _("Years in care coordination"),
            years.rpartition(":")[2],
            [(str(n), duration(n)) for n in YEARS],
        ),
        (
            "spanish",
            words.by_slug[f"{LANGUAGE}:basic"].attributes["language"],
            spanish.partition(":")[2],
            [
                (level, words.by_slug[f"{LANGUAGE}:{level}"].attributes["level_name"])
                for level in LEVELS
            ],
        ),
    ]
    selects = [
        {"name": name, "label": label, "value": value, "options": options}
        for name, label, value, options in rows
    ]
    return selects, {slug for slug in (education, years, spanish) if slug}


def _problems(visit: Visit, typed: str, choices: list[str], words: Vocabulary) -> list[str]:
    found = []
    for slug in visit.stated.stateless:
        name = words.by_slug[slug].name
        found.append(_("%(name)s: choose the state that issued it.") % {"name": name})
    unknown = [*visit.stated.unknown, *([typed] if typed and not choices else [])]
    for text in unknown:
        found.append(
            _(
                "“%(typed)s” is nothing we know. Type a name or letters, such as BSN or Epic; for a "
                "license also choose its state."
            )
            % {"typed": text}
        )
    if choices:
        found.append(_("“%(typed)s”: tick which one you mean.") % {"typed": typed})
    return found


def with_have(data: QueryDict, panel: Panel | None) -> QueryDict:
    """The address with the panel's fields as one `have`; without any for who has a profile."""
    kept = data.copy()
    for name in [*FIELDS, "have"]:
        kept.pop(name, None)
    if panel and panel.visit.text:
        kept["have"] = panel.visit.text
    return kept


def have_query(text: str) -> str:
    """ "?have=rn:OH,ccm", or nothing."""
    return "?" + urlencode({"have": text}, safe=":,") if text else ""
