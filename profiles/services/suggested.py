"""Facts someone ticked before she had a profile, confirmed into lines of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from core.errors import Refused
from profiles.enums import LicenseScope
from profiles.models import CandidateProfile, User
from profiles.services.facts import add_credential, add_education, add_language, add_skill
from qualifications import vocabulary
from qualifications.enums import TermKind
from qualifications.holding import Fact
from qualifications.models import Term
from qualifications.short_facts import kind_of, needs_dates


@transaction.atomic
def confirm_facts(*, profile: CandidateProfile, by: User, facts: Iterable[Fact]) -> list[Fact]:
    """Make a line of each and return the new ones; passed over are those the profile has already, and
    experience, whose dates a tick does not tell."""
    words = vocabulary.current()
    slugs = {fact: f"{fact.term}:{fact.state}" if fact.state else fact.term for fact in facts}
    terms = {term.slug: term for term in Term.objects.filter(slug__in=slugs.values())}
    added = []
    for fact, slug in slugs.items():
        kind = kind_of(fact, words)
        if needs_dates(fact, words):
            continue
        try:
            with transaction.atomic():
                _add(profile, by, kind, terms[slug], fact)
        except Refused:
            continue
        added.append(fact)
    return added


def _add(profile: CandidateProfile, by: User, kind: TermKind, term: Term, fact: Fact) -> None:
    if kind == TermKind.EDUCATION:
        if profile.education.filter(term=term).exists():
            raise Refused("")
        add_education(profile=profile, by=by, term=term)
    elif kind == TermKind.LANGUAGE:
        add_language(profile=profile, by=by, term=term)
    elif kind == TermKind.SKILL:
        add_skill(profile=profile, by=by, term=term)
    else:
        scope = LicenseScope.MULTISTATE if fact.multistate else LicenseScope.SINGLE
        add_credential(profile=profile, by=by, term=term, state=fact.state, scope=scope)
