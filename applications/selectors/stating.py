"""Where a candidate states a fact, or corrects one: addresses of the profile with the way back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from profiles.selectors.facts import WORK_AUTHORIZATION
from qualifications.enums import TermKind
from qualifications.sentences import title_in
from qualifications.vocabulary import TermRow, Vocabulary

EDIT_PAGES = {
    "credential": "profiles:credential_edit",
    "education": "profiles:education_edit",
    "experience": "profiles:experience_edit",
    "language": "profiles:language_edit",
}


def add_address(term: TermRow, words: Vocabulary, back: str) -> str:
    """The form that states this term, filled in as far as the term says."""
    if term.slug == WORK_AUTHORIZATION:
        return _address("profiles:availability_edit", back)
    if term.kind == TermKind.LICENSE:
        title = title_in(term.level, [term.state], words) if term.state else ""
        return _address("profiles:license_create", back, state=term.state, title=title)
    if term.kind in (TermKind.CERTIFICATION, TermKind.CLEARANCE):
        kind = "clearance" if term.kind == TermKind.CLEARANCE else "certificate"
        chosen = "" if term.attributes.get("ask_only") else term.slug
        return _address("profiles:credential_create", back, kind, term=chosen)
    if term.kind == TermKind.EDUCATION:
        degree, _colon, rest = term.slug.partition(":")
        field = "" if term.attributes.get("ask_only") else rest.partition(":")[0]
        return _address("profiles:education_create", back, degree=degree, field=field)
    if term.kind == TermKind.EXPERIENCE:
        return _address("profiles:experience_create", back, areas=term.area)
    if term.kind == TermKind.LANGUAGE:
        language, _colon, level = term.slug.partition(":")
        return _address("profiles:language_create", back, language=language, level=level)
    return _address("profiles:skills_edit", back)


def edit_address(source_ref: str, back: str, **filled: str) -> str:
    """The line a fact came from: `credential:<public id>` and so on."""
    card, _colon, public_id = source_ref.partition(":")
    if card in EDIT_PAGES and public_id:
        return _address(EDIT_PAGES[card], back, public_id, **filled)
    if card == "availability":
        return _address("profiles:availability_edit", back)
    return _address("profiles:skills_edit", back)


def take_back_address(name: str, back: str) -> str:
    """Where "I do not have this" is taken back."""
    return _address("profiles:denial_list", back, q=name)


def _address(name: str, back: str, *args: str, **query: Any) -> str:
    filled = {key: value for key, value in query.items() if value}
    return f"{reverse(name, args=args)}?{urlencode({**filled, 'next': back})}"
