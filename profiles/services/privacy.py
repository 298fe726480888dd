"""Who may see a person, a copy of everything, and the end of an account."""

from __future__ import annotations

import io
import json
import zipfile

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events, personal
from core.errors import Refused
from core.files import StoredFile, read_file
from profiles.enums import Visibility
from profiles.models import (
    CandidateProfile,
    Employer,
    EmployerConsent,
    EmployerExclusion,
    Membership,
    User,
)
from profiles.selectors import sole_owner_of
from profiles.services.profiles import locked


@transaction.atomic
def set_visibility(*, profile: CandidateProfile, by: User, visibility: str) -> CandidateProfile:
    profile = locked(profile, by)
    if visibility not in Visibility.values:
        raise Refused(_("Choose who may see you."), "visibility")
    if profile.visibility != visibility:
        before, profile.visibility = profile.visibility, visibility
        profile.save(update_fields=["visibility", "updated_at"])
        events.record(
            verb="visibility_changed", subject=profile, by=by, before=before, after=visibility
        )
    return profile


@transaction.atomic
def exclude_employer(*, profile: CandidateProfile, by: User, employer: Employer) -> None:
    """Hide from this employer and its sisters; consent given before ends."""
    profile = locked(profile, by)
    _row, made = EmployerExclusion.objects.get_or_create(profile=profile, employer=employer)
    EmployerConsent.objects.filter(profile=profile, employer=employer).delete()
    if made:
        events.record(
            verb="employer_excluded", subject=profile, by=by, data={"employer": employer.pk}
        )


@transaction.atomic
def lift_exclusion(*, profile: CandidateProfile, by: User, employer: Employer) -> None:
    profile = locked(profile, by)
    if EmployerExclusion.objects.filter(profile=profile, employer=employer).delete()[0]:
        events.record(
            verb="exclusion_lifted", subject=profile, by=by, data={"employer": employer.pk}
        )


@transaction.atomic
def give_consent(*, profile: CandidateProfile, by: User, employer: Employer) -> EmployerConsent:
    """Let one employer see who this is."""
    profile = locked(profile, by)
    if EmployerExclusion.objects.filter(profile=profile, employer=employer).exists():
        raise Refused(_("You hide from this employer. Lift that first."))
    consent, made = EmployerConsent.objects.get_or_create(profile=profile, employer=employer)
    if made:
        events.record(verb="consent_given", subject=profile, by=by, data={"employer": employer.pk})
    return consent


@transaction.atomic
def withdraw_consent(*, profile: CandidateProfile, by: User, employer: Employer) -> None:
    profile = locked(profile, by)
    if EmployerConsent.objects.filter(profile=profile, employer=employer).delete()[0]:
        events.record(
            verb="consent_withdrawn", subject=profile, by=by, data={"employer": employer.pk}
        )


def export(*, user: User, by: User) -> bytes:
    """A ZIP: `data.json` with every registered row about the person, and their files under `files/`."""
    if by.pk != user.pk and not by.is_superuser:
        raise Refused(_("You can only export your own data."))
    found = personal.export_user(user)
    made = {"made_at": timezone.now().isoformat(), "account": user.email, "data": found}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(made, indent=2, ensure_ascii=False, default=str))
        for stored in StoredFile.objects.filter(owner_id=user.pk).order_by("pk"):
            archive.writestr(f"files/{stored.public_id}-{stored.name}", read_file(stored))
    events.record(verb="data_exported", subject=user, by=by)
    return packed.getvalue()


def request_deletion(*, user: User, by: User) -> None:
    """The person ends the account: refused while a team would be left without an owner."""
    if by.pk != user.pk and not by.is_superuser:
        raise Refused(_("You can only delete your own account."))
    erase(user=user, by=by)


@transaction.atomic
def erase(*, user: User, by: User | None) -> dict[str, int]:
    """Erase a person everywhere, as the registry of personal fields says; rows touched per model.

    An employer with no other member is suspended, so that nobody applies to an empty desk.
    """
    # Employers first, in one order, as the team services lock them.
    employers = Employer.objects.filter(memberships__user=user).order_by("pk").values_list("pk")
    list(Employer.objects.select_for_update().filter(pk__in=employers).order_by("pk"))
    user = User.objects.select_for_update().get(pk=user.pk)
    for employer in sole_owner_of(user):
        if Membership.objects.filter(employer=employer).exclude(user=user).exists():
            raise Refused(
                _("You are the last owner of %(name)s. Make someone else an owner first.")
                % {"name": employer.name}
            )
        employer.suspended_at = timezone.now()
        employer.save(update_fields=["suspended_at", "updated_at"])
        events.record(verb="employer_left_empty", subject=employer, by=by)
    return personal.erase_user(user, by=by)
