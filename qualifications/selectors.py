"""Reads of the vocabulary for pickers, search and people who type titles."""

from __future__ import annotations

import re

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from qualifications import vocabulary
from qualifications.enums import TermKind
from qualifications.models import Duty, RoleFamily, Setting, SoftSkill, Term
from qualifications.sentences import around_text
from qualifications.vocabulary import Vocabulary

MOST_PHRASE_WORDS = 5


def term_choices(
    kind: str = "", query: str = "", state: str = "", *, for_holding: bool = False
) -> QuerySet[Term]:
    """Terms for a picker, best match first.

    With `state`: what that state issues, by its own titles; else licenses without a state. `for_holding`
    leaves out what can be asked for but not held (sets, "a health or human services field").
    """
    terms = Term.objects.offered()
    if kind:
        terms = terms.of_kind(kind)
    if state:
        terms = terms.filter(Q(state=state) | Q(state="", attributes__by_state__isnull=True))
    else:
        terms = terms.filter(state="")
    if for_holding:
        terms = terms.filter(attributes__ask_only__isnull=True)
    text = query.strip()
    if not text:
        return terms.order_by("kind", "family", "rank", "name", "id")
    return _best_first(terms, text)


def _best_first(terms: QuerySet[Term], text: str) -> QuerySet[Term]:
    exact = Q(slug__iexact=text) | Q(short_name__iexact=text) | Q(synonyms__icontains=f'"{text}"')
    exact = exact | Q(synonyms__contains=[text])
    begins = Q(name__istartswith=text) | Q(short_name__istartswith=text)
    anywhere = begins | Q(name__icontains=text) | Q(synonyms__icontains=text) | exact
    closeness = Case(
        When(exact, then=Value(0)),
        When(begins, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return terms.filter(anywhere).order_by(closeness, "rank", "name", "id")


def education_ranks() -> QuerySet[Term]:
    return Term.objects.offered().of_kind(TermKind.EDUCATION).filter(family="").order_by("rank")


def education_fields(*, for_holding: bool = False) -> list[tuple[str, str]]:
    """(slug, name) of the fields a degree can be in, widest last."""
    terms = Term.objects.offered().of_kind(TermKind.EDUCATION).filter(slug__startswith="bachelor:")
    if for_holding:
        terms = terms.filter(attributes__ask_only__isnull=True)
    return [(t.family, t.attributes["field_name"]) for t in terms.order_by("id")]


def experience_areas() -> list[tuple[str, str]]:
    terms = Term.objects.offered().of_kind(TermKind.EXPERIENCE).order_by("name")
    return [(term.area, term.short_name) for term in terms]


def areas_around() -> list[tuple[str, str]]:
    """Groups of people, then settings, which other work can be asked for within: "With older adults"."""
    words = vocabulary.current()
    texts = [(area, around_text(area, words)) for area in words.around]
    people = {
        a for a in words.around if words.by_slug[f"experience:{a}:0"].attributes.get("people")
    }
    named = [(area, text[:1].upper() + text[1:]) for area, text in texts]
    return sorted(named, key=lambda choice: (choice[0] not in people, choice[1]))


def experience_steps() -> tuple[int, ...]:
    """Months of experience that can be asked for."""
    return vocabulary.current().steps.get("any-work", ())


def role_families_offered() -> QuerySet[RoleFamily]:
    return RoleFamily.objects.filter(retired=False, is_excluded=False)


def settings_offered() -> QuerySet[Setting]:
    return Setting.objects.filter(retired=False)


def duties_offered() -> QuerySet[Duty]:
    return Duty.objects.filter(retired=False)


def soft_skills_offered() -> QuerySet[SoftSkill]:
    return SoftSkill.objects.filter(retired=False)


def resolve_title(state: str, title: str) -> Term | None:
    """What these letters mean in this state: LSW is a bachelor's level in Ohio, a master's in Colorado."""
    level = title_level(state, title)
    return Term.objects.filter(slug=f"{level}:{state.upper()}").first() if level else None


def title_level(state: str, title: str, *, words: Vocabulary | None = None) -> str:
    words = words or vocabulary.current()
    key = _plain_title(title)
    code = state.upper()
    found = words.levels_by_title.get((code, key))
    if found:
        return found
    loose = {
        t.replace("-", ""): level for (s, t), level in words.levels_by_title.items() if s == code
    }
    return loose.get(key.replace("-", ""), "")


def title_meanings(title: str) -> dict[str, list[str]]:
    """Level -> states where the title means it. More than one level: ask for the state."""
    key = _plain_title(title)
    meanings: dict[str, list[str]] = {}
    for (state, known), level in sorted(vocabulary.current().levels_by_title.items()):
        if known == key:
            meanings.setdefault(level, []).append(state)
    return meanings


def _plain_title(title: str) -> str:
    return re.sub(r"[.\s]", "", title).upper()


def expand_query(query: str, *, words: Vocabulary | None = None) -> list[list[str]]:
    """The words searched for, each with those that mean the same: `[["LPN", "LVN", ...], ["remote", ...]]`.

    Longest phrase first. Ambiguous short forms (PA, MA, CM) widen a query to everything they may stand
    for, but are never added to one.
    """
    lookup = same_words(words or vocabulary.current())
    parts = re.findall(r"[\w’'./-]+", query)
    found: list[list[str]] = []
    while parts:
        phrase, size = _longest(parts, lookup)
        same = lookup.get(phrase.lower(), ())
        found.append([phrase, *(w for w in same if w.lower() != phrase.lower())])
        parts = parts[size:]
    return found


def same_words(words: Vocabulary) -> dict[str, list[str]]:
    """Each phrase of the search groups, in small letters -> the words of every group it stands in."""
    remembered = words.memory["same_words"]
    if not remembered:
        lookup: dict[str, dict[str, None]] = {}
        for same, doubtful in words.search_groups:
            for phrase in (*same, *doubtful):
                lookup.setdefault(phrase.lower(), {}).update(dict.fromkeys(same))
        remembered["lookup"] = {phrase: list(found) for phrase, found in lookup.items()}
    lookup_of: dict[str, list[str]] = remembered["lookup"]
    return lookup_of


def _longest(parts: list[str], lookup: dict[str, list[str]]) -> tuple[str, int]:
    for size in range(min(MOST_PHRASE_WORDS, len(parts)), 1, -1):
        phrase = " ".join(parts[:size])
        if phrase.lower() in lookup:
            return phrase, size
    return parts[0], 1
