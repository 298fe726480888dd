"""Everything the job page shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.models import Application
from applications.permissions import can_apply_to_posting, posting_takes_applications
from applications.selectors.fitting import asked_by, verdict_for
from applications.selectors.postings import posting_number, received, verification_words
from applications.selectors.rechecking import line_helps, recheck_news
from applications.selectors.record import reply_record
from applications.selectors.steps_ahead import what_it_takes
from core import calendar
from listings.enums import Workplace
from listings.markup import job_posting_jsonld
from listings.models import JobPosting, SavedJob
from listings.pay_block import pay_line, pay_of
from matching.cards import job_cards
from matching.reach import reach_words
from matching.selectors import nearest_jobs, reach_of, standing_of
from matching.selectors.fit import fit_for
from matching.selectors.visitors import visit_of
from matching.visiting import have_query, save_url
from profiles.models import CandidateProfile, User
from qualifications.evaluation import evaluate
from qualifications.holding import nothing_held
from qualifications.models import SoftSkill

MOST_NEAR = 3


def job_page(
    posting: JobPosting, user: User, *, was: str = "", have: Sequence[str] = ()
) -> dict[str, Any]:
    """`was`: what a line said before its reader went to correct it (`recheck_news`). `have`: facts a
    visitor states in the address."""
    now = timezone.now()
    employer = posting.employer
    page: dict[str, Any] = {
        "posting": posting,
        "employer": employer,
        "pay": pay_of(posting),
        "pay_line": pay_line(posting),
        "markup": job_posting_jsonld(posting),
        "facts": job_facts(posting),
        "work": _work(posting),
        "shares": _shares(posting),
        "dates": _dates(posting),
        "soft_skills": SoftSkill.objects.filter(slug__in=posting.soft_skills),
        "takes": posting_takes_applications(posting),
        "record": reply_record(employer, now) if employer else None,
        "hiring": _hiring(posting),
        "received": received(posting) if employer else None,
    }
    if posting.reply_days and not posting.is_imported:
        page["due"] = calendar.due_at(now, posting.reply_days)
    if posting.is_imported and posting.suggested_tree:
        page["suggested"] = _suggested(posting)
    return page | _reader(posting, user, was, have)


def _reader(posting: JobPosting, user: User, was: str, have: Sequence[str]) -> dict[str, Any]:
    """What is true for this reader only."""
    asked = asked_by(posting, timezone.localdate())
    if not user.is_authenticated:
        return {"list_asked": asked} | _visitor(posting, have)
    profile = CandidateProfile.objects.with_facts().filter(user_id=user.pk).first()
    if profile is None:
        return {"list_asked": asked, "may_apply": can_apply_to_posting(user, posting)}
    mine = Application.objects.sent_by(user).filter(opening=posting.opening_id)
    return _own_list(posting, profile, user, was) | {
        "list_asked": asked,
        "profile": profile,
        "may_apply": can_apply_to_posting(user, posting),
        "application": mine.order_by("-sent_at", "-pk").first(),
        "saved": SavedJob.objects.filter(profile=profile, posting=posting).exists(),
        "facts_known": _facts_known(profile),
    }


def _own_list(
    posting: JobPosting, profile: CandidateProfile, user: User, was: str
) -> dict[str, Any]:
    """The requirement list as it stands for her, what would close it, and what is nearer."""
    if posting.formula is None:
        return {"verdict": None}
    page = reverse("applications:posting_detail", args=[posting.public_id, posting.slug])
    standing = standing_of(profile)
    verdict = verdict_for(posting, profile, standing=standing)
    own: dict[str, Any] = {
        "verdict": verdict,
        "helps": line_helps(verdict, posting.formula.tree, profile, page),
        "news": recheck_news(verdict, was) if was else None,
        "back": f"{page}#requirements",
    }
    if verdict.is_met:
        return own
    reach = reach_of(profile, standing)
    applied = Application.objects.sent_by(user).values_list("posting_id", flat=True)
    near = nearest_jobs(profile, reach, MOST_NEAR, leave_out=[posting.pk, *applied])
    takings = what_it_takes(posting, reach, own["back"])
    return own | {
        "taking": takings[0] if takings else None,
        "other_takings": takings[1:],
        "reach": reach_words(profile),
        "near_cards": job_cards(
            [match.posting for match in near], profile=profile, standing=standing
        ),
    }


def _visitor(posting: JobPosting, have: Sequence[str]) -> dict[str, Any]:
    """The checklist for facts that stand in the address only."""
    visit = visit_of(have)
    if not visit.standing:
        return {"visit": visit}
    verdict = fit_for([posting], visit.standing)[posting.pk] if posting.formula_id else None
    return {
        "visit": visit,
        "verdict": verdict,
        "have_query": have_query(visit.text),
        "save_url": save_url(visit),
    }


def _facts_known(profile: CandidateProfile) -> int:
    cards = (
        profile.credentials,
        profile.education,
        profile.experience,
        profile.languages,
        profile.skills,
        profile.denials,
    )
    return sum(len(card.all()) for card in cards)


def job_facts(posting: JobPosting) -> list[tuple[str, str]]:
    """(icon, words) under the title."""
    facts = []
    if posting.place_line:
        site = posting.facility.name if posting.facility else ""
        zip_code = posting.place.zip if posting.place else ""
        where = ", ".join(part for part in (site, posting.place_line) if part)
        facts.append(("map-pin", f"{where} {zip_code}".strip()))
    when = [str(posting.get_employment_type_display() or "")]
    if posting.hours_per_week:
        when.append(_("%(n)s hours a week") % {"n": f"{posting.hours_per_week.normalize():f}"})
    if posting.schedule_text:
        when.append(posting.schedule_text)
    if any(when):
        facts.append(("clock", ", ".join(part for part in when if part)))
    if posting.workplace != Workplace.ONSITE:
        text = str(posting.get_workplace_display())
        if posting.remote_states:
            text += " · " + _("living in %(states)s") % {"states": ", ".join(posting.remote_states)}
        facts.append(("house", text))
    if not posting.is_imported:
        n = posting.openings_count
        facts.append(("users", ngettext("%(n)d opening", "%(n)d openings", n) % {"n": n}))
    return facts


def _work(posting: JobPosting) -> list[dict[str, str]]:
    """The workload card; a row nobody stated says so rather than disappear."""
    if posting.is_imported:
        return []
    unsaid = _("Not stated")
    on_call = {True: _("Yes"), False: _("None"), None: unsaid}[posting.on_call]
    visits, hours = posting.home_visits_per_month, posting.supervision_hours_per_month
    rows = [
        (
            _("Caseload"),
            _("%(n)d people") % {"n": posting.caseload} if posting.caseload else unsaid,
        ),
        (
            _("Home visits"),
            unsaid
            if visits is None
            else _("About %(n)d a month") % {"n": visits}
            if visits
            else _("None"),
        ),
        (_("On call"), on_call),
        (_("Records system"), posting.ehr or unsaid),
        (
            _("Supervision"),
            _("%(n)s hours a month") % {"n": f"{hours.normalize():f}"} if hours else unsaid,
        ),
    ]
    if posting.productivity_text:
        rows.append((_("Expected"), posting.productivity_text))
    if posting.placement_hours:
        rows.append((_("Placement hours"), str(posting.placement_hours)))
    return [{"term": term, "text": text} for term, text in rows]


def _shares(posting: JobPosting) -> dict[str, Any]:
    parts = [
        (_("Phone"), "a", posting.share_phone),
        (_("Desk"), "b", posting.share_desk),
        (_("Field"), "c", posting.share_field),
    ]
    known = [{"label": name, "state": css, "share": n} for name, css, n in parts if n]
    if not known:
        return {}
    words = [
        _("%(what)s %(n)d percent") % {"what": part["label"], "n": part["share"]} for part in known
    ]
    return {"parts": known, "label": ", ".join(words)}


def _dates(posting: JobPosting) -> list[dict[str, str]]:
    rows = []
    if posting.apply_by:
        rows.append({"term": _("Apply by"), "text": short_day(posting.apply_by)})
    if posting.confirmed_at:
        rows.append(
            {
                "term": _("Confirmed open"),
                "text": _ago(posting.confirmed_at),
                "small": short_day(timezone.localdate(posting.confirmed_at)),
            }
        )
    if posting.is_imported and posting.source_posted_on:
        rows.append({"term": _("Posted there"), "text": short_day(posting.source_posted_on)})
    if posting.published_at:
        number = posting_number(posting)
        small = _("first posting") if number == 1 else _("posting no. %(n)d") % {"n": number}
        term = _("Listed here") if posting.is_imported else _("Posted")
        day = short_day(timezone.localdate(posting.published_at))
        rows.append({"term": term, "text": day, "small": "" if posting.is_imported else small})
    if posting.changed_at and posting.published_at and posting.changed_at > posting.published_at:
        rows.append(
            {"term": _("Changed"), "text": short_day(timezone.localdate(posting.changed_at))}
        )
    return rows


def _hiring(posting: JobPosting) -> list[dict[str, str]]:
    employer = posting.employer
    if employer is None:
        return []
    words, small = verification_words(employer)
    rows = [
        {"term": _("Checked"), "text": words, "small": small},
        {"term": _("Kind"), "text": str(employer.get_kind_display())},
    ]
    settings = [setting.name for setting in posting.settings.all()]
    if settings:
        rows.append({"term": _("Setting"), "text": ", ".join(settings)})
    if employer.pslf_eligible:
        rows.append({"term": _("Loan forgiveness"), "text": _("States it qualifies for PSLF")})
    return rows


def _suggested(posting: JobPosting) -> Any:
    return evaluate(posting.suggested_tree or {}, nothing_held(timezone.localdate()))


def short_day(value: Any) -> str:
    """ "Mon, Dec 14" """
    same = value.year == timezone.localdate().year
    return date_format(value, _("D, M j") if same else _("M j, Y"))


def _ago(moment: Any) -> str:
    days = (timezone.localdate() - timezone.localdate(moment)).days
    if days <= 0:
        return _("Today")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}
