"""Organizations and their sites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import events
from core.errors import Refused
from core.ids import new_public_id
from core.places import Place
from core.text import render_markdown
from profiles.domains import covers, domain_of, host_of, is_freemail
from profiles.enums import EmployerKind, EmployerLevel, MemberRole
from profiles.models import Employer, Facility, Membership, User
from profiles.permissions import can_edit_employer, can_edit_facilities
from profiles.services.saving import apply_changes, checked
from qualifications.models import Setting

EMPLOYER_FIELDS = (
    "name",
    "kind",
    "website",
    "email_domain",
    "npi",
    "about",
    "eeo_statement",
    "accommodation_contact",
    "pslf_eligible",
)
FACILITY_FIELDS = ("name", "setting", "street", "place", "ehr", "npi")
RESERVED_SLUGS = {"new", "admin", "api", "jobs", "search", "edit", "team"}


@transaction.atomic
def create_employer(
    *, by: User, name: str, kind: str = EmployerKind.CLINIC, website: str = "", **values: Any
) -> Employer:
    """A new organization, with `by` as its first owner. `values`: the other EMPLOYER_FIELDS."""
    employer = Employer(slug=_free_slug(name))
    values = {"name": name.strip(), "kind": kind, "website": website, **values}
    apply_changes(employer, values, EMPLOYER_FIELDS)
    _derive(employer, by)
    checked(employer)
    try:
        with transaction.atomic():
            employer.save()
    except IntegrityError:  # two of the same name in the same moment
        employer.slug = f"{employer.slug[:67]}-{new_public_id()}"
        employer.save()
    Membership.objects.create(user=by, employer=employer, role=MemberRole.OWNER)
    by.__dict__.pop("nav_role", None)
    events.record(verb="employer_created", subject=employer, by=by, data={"owner": by.pk})
    return employer


@transaction.atomic
def update_employer(*, employer: Employer, by: User | None, changes: Mapping[str, Any]) -> Employer:
    """Change EMPLOYER_FIELDS. Moving to another web domain takes back what was confirmed for the old."""
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    if by is not None:
        can_edit_employer(by, employer).require()
    confirmed = employer.email_domain if employer.level >= EmployerLevel.DOMAIN_EMAIL else ""
    changed = apply_changes(employer, changes, EMPLOYER_FIELDS)
    if not changed:
        return employer
    employer.website = employer.website.strip()
    changed += _derive(employer, by)
    checked(employer)
    if confirmed and not _still_covered(employer, confirmed):
        before = str(employer.level)
        employer.level = EmployerLevel.UNVERIFIED
        employer.domain_confirmed_at = None
        changed += ["level", "domain_confirmed_at"]
        events.record(
            verb="employer_domain_lapsed", subject=employer, by=by, before=before, after="0"
        )
    changed = list(dict.fromkeys(changed))
    employer.save(update_fields=[*changed, "updated_at"])
    events.record(verb="employer_updated", subject=employer, by=by, fields=changed)
    return employer


@transaction.atomic
def add_facility(
    *, employer: Employer, by: User | None, name: str, setting: Setting, place: Place, **values: Any
) -> Facility:
    """`values`: street, ehr, npi."""
    if by is not None:
        can_edit_facilities(by, employer).require()
    facility = Facility(employer=employer)
    values = {"name": name.strip(), "setting": setting, "place": place, **values}
    apply_changes(facility, values, FACILITY_FIELDS)
    checked(facility)
    facility.save()
    events.record(verb="facility_added", subject=facility, by=by, data={"employer": employer.pk})
    return facility


@transaction.atomic
def update_facility(*, facility: Facility, by: User | None, changes: Mapping[str, Any]) -> Facility:
    facility = Facility.objects.select_for_update(of=("self",)).get(pk=facility.pk)
    if by is not None:
        can_edit_facilities(by, facility.employer).require()
    changed = apply_changes(facility, changes, FACILITY_FIELDS)
    if changed:
        checked(facility)
        facility.save(update_fields=changed)
        events.record(verb="facility_updated", subject=facility, by=by, fields=changed)
    return facility


@transaction.atomic
def delete_facility(*, facility: Facility, by: User | None) -> None:
    """Refused while a job is or was posted there: its history needs the place."""
    if by is not None:
        can_edit_facilities(by, facility.employer).require()
    event_of = {"employer": facility.employer_id}
    try:
        with transaction.atomic():
            events.record(verb="facility_deleted", subject=facility, by=by, data=event_of)
            Facility.objects.filter(pk=facility.pk).delete()
    except IntegrityError as error:  # ProtectedError is one
        raise Refused(_("Jobs were posted at this site, so it stays on record.")) from error


def _derive(employer: Employer, by: User | None) -> list[str]:
    """The e-mail domain, where it was not given, from the website or the owner's own address."""
    changed = ["website"] if employer.website else []
    employer.about_html = render_markdown(employer.about) if employer.about else ""
    changed.append("about_html")
    if not employer.email_domain:
        own = domain_of(by.email) if by else ""
        employer.email_domain = host_of(employer.website) or ("" if is_freemail(own) else own)
    employer.email_domain = host_of(employer.email_domain)
    changed.append("email_domain")
    if employer.email_domain and is_freemail(employer.email_domain):
        raise Refused(_("This is a public mail service, not a domain of your own."), "email_domain")
    return changed


def _still_covered(employer: Employer, confirmed: str) -> bool:
    site = host_of(employer.website)
    return employer.email_domain == confirmed and (not site or covers(site, confirmed))


def _free_slug(name: str) -> str:
    slug = slugify(name)[:60] or "employer"
    if slug in RESERVED_SLUGS or Employer.objects.filter(slug=slug).exists():
        return f"{slug}-{new_public_id()}"
    return slug
