"""Mail to the person who sent a job to review. Each goes out once per decision."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from core import mail
from listings.drafting.schema import step_of
from listings.models import JobPosting, PostingRevision


def mail_approved(revision: PostingRevision) -> None:
    _mail(revision, "approved", {})


def mail_sent_back(revision: PostingRevision) -> None:
    notes = [
        {"field": name, "step": step_of(name), "note": text}
        for name, text in revision.field_notes.items()
    ]
    _mail(revision, "sent_back", {"notes": notes})


def mail_rejected(revision: PostingRevision, reason: str) -> None:
    _mail(revision, "rejected", {"reason": reason})


def mail_expired(posting: JobPosting) -> None:
    writer = posting.created_by
    if posting.is_imported or writer is None:
        return
    mail.enqueue(
        event=f"posting-expired:{posting.pk}:{posting.apply_by}",
        to=writer.email,
        template="listings/email/posting_expired",
        context={"title": posting.title, "url": _url("listings:posting_list")},
        user_id=writer.pk,
    )


def _mail(revision: PostingRevision, outcome: str, context: dict[str, Any]) -> None:
    writer = revision.made_by
    if writer is None:
        return
    posting = revision.posting
    mail.enqueue(
        event=f"posting-{outcome}:{revision.pk}:{revision.version}",
        to=writer.email,
        template=f"listings/email/posting_{outcome}",
        context={
            "title": posting.title or revision.content.get("title", ""),
            "edit": posting.published_at is not None and revision.number > 1,
            "url": _url("listings:posting_preview", posting.public_id),
            **context,
        },
        user_id=writer.pk,
    )


def _url(name: str, *args: Any) -> str:
    return settings.SITE_URL + reverse(name, args=args)
