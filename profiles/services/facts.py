"""The lines of the five cards: add, change, delete, and "I do not have this"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import events
from core.errors import Refused
from profiles.enums import LicenseScope, Verification
from profiles.models import (
    CandidateProfile,
    Credential,
    Denial,
    Education,
    Experience,
    LanguageSkill,
    ProfileSkill,
    User,
)
from profiles.models.candidates import ProfileFact
from profiles.services.profiles import locked, recompute_terms, update_profile
from profiles.services.saving import apply_changes, checked
from qualifications.models import Term

F = TypeVar("F", bound=ProfileFact)

FACT_FIELDS: dict[type[ProfileFact], tuple[str, ...]] = {
    Credential: (
        "term",
        "title",
        "state",
        "scope",
        "status",
        "number",
        "issued_on",
        "expires_on",
        "privilege_states",
    ),
    Education: ("term", "program", "school", "in_progress", "foreign_evaluated", "finished_year"),
    Experience: (
        "job_title",
        "employer_name",
        "role_family",
        "setting",
        "areas",
        "populations",
        "ehrs",
        "started_on",
        "ended_on",
        "hours_per_week",
        "duties",
    ),
    LanguageSkill: ("term", "certified_interpreter"),
    ProfileSkill: ("term",),
}
TWICE = {
    Credential: gettext_lazy("You already have this in your wallet. Change that line instead."),
    LanguageSkill: gettext_lazy("You already stated this language. Change that line instead."),
    ProfileSkill: gettext_lazy("You already stated this skill."),
}
# A change of what a credential is makes an earlier check of it worthless.
VERIFIED_ABOUT = {"term", "state", "scope", "number", "status", "expires_on", "privilege_states"}


def add_credential(
    *, profile: CandidateProfile, by: User | None, term: Term, **values: Any
) -> Credential:
    """`values`: title, state, scope, status, number, issued_on, expires_on, privilege_states."""
    return _add(Credential, profile, by, {"term": term, **values})


def add_education(
    *, profile: CandidateProfile, by: User | None, term: Term, **values: Any
) -> Education:
    """`values`: program, school, in_progress, foreign_evaluated, finished_year (private)."""
    return _add(Education, profile, by, {"term": term, **values})


def add_experience(*, profile: CandidateProfile, by: User | None, **values: Any) -> Experience:
    """`values`: job_title, started_on, areas (codes), and as known employer_name, role_family, setting,
    populations, ehrs (slugs), ended_on, hours_per_week, duties."""
    return _add(Experience, profile, by, values)


def add_language(
    *, profile: CandidateProfile, by: User | None, term: Term, certified_interpreter: bool = False
) -> LanguageSkill:
    """`term` is a language at a level, such as `spanish:fluent`."""
    return _add(
        LanguageSkill, profile, by, {"term": term, "certified_interpreter": certified_interpreter}
    )


def add_skill(*, profile: CandidateProfile, by: User | None, term: Term) -> ProfileSkill:
    return _add(ProfileSkill, profile, by, {"term": term})


@transaction.atomic
def set_skills(
    *,
    profile: CandidateProfile,
    by: User | None,
    terms: Iterable[Term],
    soft_skills: Iterable[str] = (),
) -> None:
    """Exactly these skills from now on, and these soft skills (slugs; shown, never matched)."""
    profile = locked(profile, by)
    wanted = {term.pk: term for term in terms}
    held = {skill.term_id: skill for skill in profile.skills.all()}
    gone, new = sorted(held.keys() - wanted.keys()), sorted(wanted.keys() - held.keys())
    if gone or new:
        profile.skills.filter(term_id__in=gone).delete()
        ProfileSkill.objects.bulk_create(
            ProfileSkill(profile=profile, term=wanted[key]) for key in new
        )
        recompute_terms(profile=profile, stated=True)
        events.record(verb="skills_set", subject=profile, by=by, data={"added": new, "gone": gone})
    update_profile(profile=profile, by=by, changes={"soft_skills": list(soft_skills)})


@transaction.atomic
def update_fact(*, fact: Any, by: User | None, changes: Mapping[str, Any]) -> Any:
    """Change one line (a ProfileFact) of any card, and return it. Raises Refused with the field that is wrong."""
    profile = locked(fact.profile, by)
    kind = type(fact)
    fact = kind.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    changed = apply_changes(fact, changes, FACT_FIELDS[kind])
    if not changed:
        return fact
    if isinstance(fact, Credential) and VERIFIED_ABOUT & set(changed):
        changed += _forget_check(fact)
    changed += _prepare(fact)
    _check(fact)
    fact.save(update_fields=[*dict.fromkeys(changed), "updated_at"])
    recompute_terms(profile=profile, stated=True)
    events.record(
        verb=f"{kind._meta.model_name}_updated", subject=fact, by=by, fields=dict.fromkeys(changed)
    )
    return fact


@transaction.atomic
def delete_fact(*, fact: Any, by: User | None) -> None:
    profile = locked(fact.profile, by)
    key = fact.pk
    events.record(verb=f"{fact._meta.model_name}_deleted", subject=fact, by=by)
    type(fact).objects.filter(pk=key).delete()
    recompute_terms(profile=profile, stated=True)


@transaction.atomic
def set_denial(*, profile: CandidateProfile, by: User | None, term: Term, denied: bool) -> None:
    """Say, or take back, "I do not have this". Refused while a fact says the opposite."""
    profile = locked(profile, by)
    if denied:
        recompute_terms(profile=profile)
        if term.pk in profile.held_terms:
            raise Refused(_("A line of your profile says that you have this. Delete it first."))
        _row, made = Denial.objects.get_or_create(profile=profile, term=term)
    else:
        made = bool(Denial.objects.filter(profile=profile, term=term).delete()[0])
    if made:
        recompute_terms(profile=profile, stated=True)
        verb = "denial_stated" if denied else "denial_withdrawn"
        events.record(verb=verb, subject=profile, by=by, data={"term": term.pk})


@transaction.atomic
def _add(kind: type[F], profile: CandidateProfile, by: User | None, values: Mapping[str, Any]) -> F:
    profile = locked(profile, by)
    fact = kind(profile=profile)
    apply_changes(fact, values, FACT_FIELDS[kind])
    _prepare(fact)
    _check(fact)
    fact.save()
    recompute_terms(profile=profile, stated=True)
    events.record(verb=f"{kind._meta.model_name}_added", subject=fact, by=by)
    return fact


def _prepare(fact: ProfileFact) -> list[str]:
    """Columns that follow from others; their names."""
    if isinstance(fact, LanguageSkill):
        fact.language = fact.term.slug.partition(":")[0]
        return ["language"]
    if isinstance(fact, Credential) and fact.scope != LicenseScope.SINGLE and not fact.state:
        fact.scope = LicenseScope.SINGLE
        return ["scope"]
    return []


def _check(fact: ProfileFact) -> None:
    try:
        checked(fact)
    except Refused as refusal:
        if refusal.field is None and _stated_twice(fact):
            raise Refused(str(TWICE[type(fact)]), "term") from refusal
        raise


def _stated_twice(fact: Any) -> bool:
    twins: Any
    if isinstance(fact, Credential):
        twins = Credential.objects.filter(term=fact.term, state=fact.state)
    elif isinstance(fact, LanguageSkill):
        twins = LanguageSkill.objects.filter(language=fact.language)
    elif isinstance(fact, ProfileSkill):
        twins = ProfileSkill.objects.filter(term=fact.term)
    else:
        return False
    return twins.filter(profile=fact.profile).exclude(pk=fact.pk).exists()


def _forget_check(credential: Credential) -> list[str]:
    if credential.verification == Verification.STATED:
        return []
    credential.verification = Verification.STATED
    credential.verified_at = credential.verified_by = None
    return ["verification", "verified_at", "verified_by"]
