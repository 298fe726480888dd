from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.selectors.fitting import deciding_lines, verdict_for
from applications.selectors.rechecking import line_helps, recheck_news
from core import calendar
from listings.models import JobPosting
from listings.pay_block import pay_line
from profiles.models import CandidateProfile
from profiles.selectors import profile_completeness, snapshot_of
from qualifications.formulas import EMPTY


def apply_page(posting: JobPosting, profile: CandidateProfile, *, was: str = "") -> dict[str, Any]:
    """What the employer would get, the verdicts told before sending, and what is missing.

    `was`: what a line said before she went to correct it (`recheck_news`).
    """
    verdict = verdict_for(posting, profile)
    page = reverse("applications:application_create", args=[posting.public_id])
    tree = posting.formula.tree if posting.formula else EMPTY
    open_one = Application.objects.open().filter(profile=profile, opening=posting.opening_id)
    reply_days = posting.reply_days or 0
    return {
        "posting": posting,
        "employer": posting.employer,
        "pay": pay_line(posting),
        "verdict": verdict,
        "helps": line_helps(verdict, tree, profile, page),
        "news": recheck_news(verdict, was) if was else None,
        "unmet": [line for line in deciding_lines(verdict) if not line.is_met],
        "snapshot": snapshot_of(profile),
        "missing": [card for card in profile_completeness(profile).cards if not card.filled],
        "application": open_one.first(),
        "due": calendar.due_at(timezone.now(), reply_days) if reply_days else None,
    }
