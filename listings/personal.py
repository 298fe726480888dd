"""What this room knows of people (core.personal says how)."""

from __future__ import annotations

from core import personal
from listings.models import (
    JobPosting,
    Opening,
    PayComponent,
    PayLaw,
    PostingRevision,
    RoleTemplate,
    SavedJob,
    SearchRow,
)

personal.register(
    SavedJob,
    export=["posting", "saved_at", "kept", "reminded_at"],
    erase=personal.DELETE,
    retention="until the account is deleted",
    path="profile__user",
)
for _model in (JobPosting, Opening, PayComponent, PayLaw, PostingRevision, RoleTemplate, SearchRow):
    personal.not_personal(
        _model, "says what a job is; who wrote it is a plain pointer that ends with the account"
    )
