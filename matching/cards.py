"""What a job card shows, as the component wants it: pay first, fit second, title third."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.page_tags import money
from listings.enums import PayUnit, Workplace
from listings.models import JobPosting, SavedJob
from listings.pay import annual_pay, hourly_pay
from matching.selectors.fit import Standing, fit_for
from profiles.models import CandidateProfile
from qualifications.verdicts import FormulaVerdict

# A closing date this near is the card's one clock.
CLOSING_DAYS = 3


def job_cards(
    postings: Iterable[JobPosting],
    *,
    profile: CandidateProfile | None = None,
    standing: Standing | None = None,
    query: str = "",
) -> list[dict[str, Any]]:
    """Cards in the order given. With a standing each carries its verdict; the postings come from
    `for_list()`, perhaps annotated with `miles`. `query` goes with each link (a visitor's facts)."""
    postings = list(postings)
    verdicts = fit_for(postings, standing) if standing else {}
    saved = saved_ids(profile, postings)
    return [
        job_card(posting, verdicts=verdicts, profile=profile, saved=saved, query=query)
        for posting in postings
    ]


def saved_ids(profile: CandidateProfile | None, postings: list[JobPosting]) -> set[int]:
    if profile is None or not postings:
        return set()
    mine = SavedJob.objects.filter(profile=profile, posting__in=postings)
    return set(mine.values_list("posting_id", flat=True))


def job_card(
    posting: JobPosting,
    *,
    verdicts: Mapping[int, FormulaVerdict],
    profile: CandidateProfile | None,
    saved: set[int],
    query: str = "",
) -> dict[str, Any]:
    pay, per, other = pay_words(posting)
    verdict = verdicts.get(posting.pk)
    card = {
        "url": reverse("applications:posting_detail", args=[posting.public_id, posting.slug])
        + query,
        "title": posting.title,
        "employer": posting.organization,
        "pay": pay,
        "pay_per": per,
        "pay_other": other,
        "verdict": verdict if verdict and verdict.bucket != "no_requirements" else None,
        "fit_text": requirement_words(posting),
        "facts": facts_of(posting),
        "closing": closing_words(posting),
        "reply": reply_words(posting),
        "source": source_words(posting),
        "saved": posting.pk in saved,
    }
    if profile is not None:
        name = "listings:job_unsave" if card["saved"] else "listings:job_save"
        card["save_url"] = reverse(name, args=[posting.public_id])
    return card


def pay_words(posting: JobPosting) -> tuple[str, str, str]:
    """The posted range, its unit, and the same in the other of hour and year where that can be told."""
    if posting.pay_min is None or posting.pay_max is None:
        return _("Pay not stated"), "", ""
    main = _range(posting.pay_min, posting.pay_max)
    words = _other_pay(posting.pay_min, posting.pay_max, posting)
    return main, str(posting.get_pay_unit_display()), words


def _other_pay(low: Decimal, high: Decimal, posting: JobPosting) -> str:
    unit, week = posting.pay_unit, posting.hours_per_week
    if unit == PayUnit.YEAR:
        hourly = hourly_pay(low, unit, week), hourly_pay(high, unit, week)
        return _("about %s an hour") % _range(*hourly) if all(hourly) else ""
    yearly = annual_pay(low, unit, week), annual_pay(high, unit, week)
    hundreds = [round(amount, -2) for amount in yearly if amount]
    return _("about %s a year") % _range(*hundreds) if len(hundreds) == 2 else ""


def _range(low: Any, high: Any) -> str:
    return money(low) if low == high else f"{money(low)}–{money(high)}"


def requirement_words(posting: JobPosting) -> str:
    if posting.formula is None:
        return _("Requirements not confirmed")
    count = posting.formula.required_count
    if not count:
        return _("No requirements stated")
    return ngettext("%(n)d requirement", "%(n)d requirements", count) % {"n": count}


def facts_of(posting: JobPosting) -> list[tuple[str, str]]:
    """Place, setting and schedule with their icons."""
    facts = [("map-pin", place_words(posting))]
    names = [setting.name for setting in posting.settings.all()]
    if names:
        facts.append(
            ("building-2", names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}")
        )
    if posting.workplace == Workplace.HYBRID:
        facts.append(("laptop", str(Workplace.HYBRID.label)))
    facts.append(("clock", schedule_words(posting)))
    return [(icon, text) for icon, text in facts if text]


def place_words(posting: JobPosting) -> str:
    if posting.workplace == Workplace.REMOTE:
        states = posting.remote_states
        if not states:
            return _("Remote, any state")
        shown = ", ".join(states[:4])
        more = f" +{len(states) - 4}" if len(states) > 4 else ""
        return _("Remote in %(states)s") % {"states": shown + more}
    miles = getattr(posting, "miles", None)
    if miles is None:
        return posting.place_line
    away = (
        _("under a mile")
        if miles < 1
        else ngettext("%(n)d mile", "%(n)d miles", round(miles)) % {"n": round(miles)}
    )
    return f"{posting.place_line} · {away}"


def schedule_words(posting: JobPosting) -> str:
    words = str(posting.get_employment_type_display()) if posting.employment_type else ""
    hours = posting.hours_per_week
    if words and hours and hours != 40:
        words += ", " + _("%s h a week") % f"{hours.normalize():f}"
    return words


def closing_words(posting: JobPosting) -> str:
    if posting.apply_by is None:
        return ""
    days = (posting.apply_by - timezone.localdate()).days
    if not 0 <= days <= CLOSING_DAYS:
        return ""
    if days == 0:
        return _("Closes today")
    day = date_format(posting.apply_by, "M j")
    if days == 1:
        return _("Closes tomorrow, %s") % day
    return _("Closes in %(days)d days, %(day)s") % {"days": days, "day": day}


def reply_words(posting: JobPosting) -> str:
    if not posting.reply_days:
        return ""
    text = ngettext(
        "Answers in %(n)d business day", "Answers in %(n)d business days", posting.reply_days
    )
    return text % {"n": posting.reply_days}


def source_words(posting: JobPosting) -> str:
    """Where an unclaimed job was found and how old it is; its employer promised nothing here."""
    if not posting.is_imported:
        return ""
    posted: dt.date | None = posting.source_posted_on
    if posted is None:
        return _("Found on %(source)s, not claimed by the employer") % {
            "source": posting.source_name
        }
    return _("Found on %(source)s, posted %(day)s, not claimed by the employer") % {
        "source": posting.source_name,
        "day": date_format(posted, "M j, Y"),
    }
