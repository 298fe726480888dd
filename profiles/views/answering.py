"""What the views of this room share: whose rows, and a refusal put where it belongs."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.errors import Refused
from profiles.models import CandidateProfile, Employer


def own_profile(request: HttpRequest) -> CandidateProfile:
    """The visitor's profile with all its lines; 404 for people who have none."""
    profiles = CandidateProfile.objects.editable_by(request.user).with_facts()
    return get_object_or_404(profiles)


def visible_employer(request: HttpRequest, public_id: str) -> Employer:
    return get_object_or_404(
        Employer.objects.visible_to(request.user).distinct(), public_id=public_id
    )


def refuse(form: forms.Form, refusal: Refused) -> None:
    """Show the reason at its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
