from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import events
from listings.models import JobPosting, SavedJob
from listings.permissions import can_save_job
from listings.saved_words import kept_of

if TYPE_CHECKING:
    from profiles.models import CandidateProfile


@transaction.atomic
def save_job(*, profile: CandidateProfile, posting: JobPosting) -> SavedJob:
    """Put a job on the candidate's own list; a second time changes nothing."""
    can_save_job(profile, posting).require()
    saved, made = SavedJob.objects.get_or_create(
        profile=profile, posting=posting, defaults={"kept": kept_of(posting)}
    )
    if made:
        events.record(verb="job.saved", subject=posting, by=profile.user)
    return saved


@transaction.atomic
def unsave_job(*, profile: CandidateProfile, posting: JobPosting) -> None:
    gone, _by_model = SavedJob.objects.filter(profile=profile, posting=posting).delete()
    if gone:
        events.record(verb="job.unsaved", subject=posting, by=profile.user)
