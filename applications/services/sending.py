from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import emails
from applications.enums import ActorRole, ApplicationState, HeldBack
from applications.models import Application, Move
from applications.permissions import can_apply_to_posting, posting_takes_applications
from applications.selectors.fitting import judged
from core import calendar, events
from core.errors import Refused
from listings.enums import RevisionState
from listings.models import JobPosting
from profiles.models import CandidateProfile, Resume, User
from profiles.selectors import profile_completeness, snapshot_of


def already_applied() -> Refused:
    return Refused(_("You have already applied for this job. Nothing was sent a second time."))


@transaction.atomic
def send_application(
    *,
    posting: JobPosting,
    by: User,
    message: str = "",
    hidden_fields: Iterable[str] = (),
    resume: Resume | None = None,
) -> Application:
    """Send the profile as it stands. What counts later (snapshot, formula, verdicts, due date) is
    written here once; no edit of the job or the profile changes it."""
    can_apply_to_posting(by, posting).require()
    # one candidate's sends wait for each other; those of others do not
    CandidateProfile.objects.select_for_update().get(user_id=by.pk)
    profile = CandidateProfile.objects.with_facts().get(user_id=by.pk)
    posting = _held_open(posting)
    posting_takes_applications(posting).require()
    if Application.objects.open().filter(profile=profile, opening=posting.opening_id).exists():
        raise already_applied()
    if _declined_but_not_told(profile, posting):
        raise already_applied()
    if not profile_completeness(profile).is_complete:
        raise Refused(_("Your profile is not complete yet, so nothing was sent."))
    if resume is not None and resume.profile_id != profile.pk:
        raise Refused(_("Choose one of your own résumés."), field="resume")
    application = _create(posting, profile, message, hidden_fields, resume)
    _note_sent(application, by)
    emails.tell_candidate_sent(application)
    emails.tell_employer_received(application)
    return application


def _note_sent(application: Application, by: User) -> None:
    Move.objects.create(
        application=application,
        state_to=ApplicationState.SENT,
        actor_id=by.pk,
        actor_role=ActorRole.CANDIDATE,
        due_at=application.due_at,
    )
    events.record(
        verb="application.sent",
        subject=application,
        by=by,
        after=ApplicationState.SENT,
        data={"posting": application.posting_id, "bucket": application.bucket},
    )


def _held_open(posting: JobPosting) -> JobPosting:
    """The posting as it is now, under a share lock: a close that is under way is waited for, and one
    that comes later waits for us, so nothing is accepted after a close."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM listings_jobposting WHERE id = %s FOR SHARE", [posting.pk])
    return JobPosting.objects.select_related("employer", "formula", "facility", "place").get(
        pk=posting.pk
    )


def _declined_but_not_told(profile: CandidateProfile, posting: JobPosting) -> bool:
    """A refusal that still can be undone: the candidate was not told, so for her it is open."""
    return Application.objects.filter(
        profile=profile,
        opening=posting.opening_id,
        state=ApplicationState.DECLINED,
        decisions__undone_at__isnull=True,
        decisions__final_at__gt=timezone.now(),
    ).exists()


def _create(
    posting: JobPosting,
    profile: CandidateProfile,
    message: str,
    hidden_fields: Iterable[str],
    resume: Resume | None,
) -> Application:
    if posting.formula is None or posting.reply_days is None:
        raise Refused(_("This job is not ready to take applications."))
    now = timezone.now()
    verdict, basis = judged(posting, profile, on=_today(now))
    due = calendar.due_at(now, posting.reply_days)
    hidden = [value for value in HeldBack.values if value in set(hidden_fields)]
    try:
        with transaction.atomic():
            return Application.objects.create(
                opening_id=posting.opening_id,
                posting=posting,
                profile=profile,
                sent_at=now,
                reply_days=posting.reply_days,
                due_at=due,
                first_due_at=due,
                revision=posting.revisions.filter(state=RevisionState.APPROVED).first(),
                formula=posting.formula,
                snapshot=snapshot_of(profile, _today(now)),
                verdict=verdict.as_dict(),
                basis=basis.as_dict(),
                rule_version=verdict.rule_version,
                bucket=verdict.bucket,
                message=message.strip(),
                resume=resume.file if resume else None,
                hidden_fields=hidden,
            )
    except IntegrityError as error:
        if "application_one_open_per_opening" in str(error):
            raise already_applied() from None
        raise


def _today(now: dt.datetime) -> dt.date:
    return timezone.localdate(now)
