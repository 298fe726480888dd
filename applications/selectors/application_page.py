"""One application as the candidate reads it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.enums import ApplicationState, HeldBack
from applications.models import Application, Decision
from applications.selectors.cards import cards_for
from applications.selectors.following import (
    standing_interview,
    timeline,
    told_decision,
    told_open,
    told_state,
    waits_for_answer,
)
from applications.selectors.job_page import short_day
from applications.selectors.postings import nearest_live
from applications.wording import because
from core import calendar
from listings.enums import PostingState
from listings.pay_block import pay_line
from profiles.enums import MemberRole
from profiles.models import User
from qualifications.verdicts import FormulaVerdict, LineVerdict


def application_page(application: Application, user: User) -> dict[str, Any]:
    now = timezone.now()
    state = told_state(application, now)
    decision = told_decision(application, now)
    verdict = FormulaVerdict.from_dict(application.verdict)
    over = not told_open(application, now)
    interview = standing_interview(application) if state == ApplicationState.INTERVIEW else None
    return {
        "application": application,
        "posting": application.posting,
        "employer": application.posting.employer,
        "state": state,
        "heading": heading(application, now),
        "pay": pay_line(application.posting),
        "verdict": verdict,
        "snapshot": application.snapshot,
        "held_back": [HeldBack(value).label for value in application.hidden_fields],
        "timeline": timeline(application, now),
        "waits": waits_for_answer(application, now),
        "overdue": application.due_at < now,
        "receipt": receipt(application, decision) if decision else None,
        "interview": interview,
        "messages_sent": application.messages.select_related("author"),
        "can_withdraw": not over,
        "posting_open": application.posting.state in {PostingState.LIVE, PostingState.PAUSED},
        "cards": cards_for(user, nearest_live(application.posting)) if over else [],
    }


def heading(application: Application, now: dt.datetime) -> str:
    """The news as a sentence."""
    name = application.posting.organization
    state = told_state(application, now)
    decision = told_decision(application, now)
    if state == ApplicationState.WITHDRAWN:
        return _("You withdrew this application.")
    if state == ApplicationState.CLOSED:
        return _("The job closed before %(name)s answered.") % {"name": name}
    if state == ApplicationState.HIRED:
        return _("%(name)s hired you.") % {"name": name}
    if state == ApplicationState.OFFER:
        return _("%(name)s made you an offer.") % {"name": name}
    if state == ApplicationState.DECLINED and decision:
        return _answered(name, decision)
    if state == ApplicationState.INTERVIEW:
        interview = standing_interview(application)
        chosen = interview.chosen if interview else None
        if chosen:
            return _("You meet %(name)s on %(day)s.") % {
                "name": name,
                "day": long_day(chosen.starts_at),
            }
        return _("%(name)s invites you: choose a time.") % {"name": name}
    if application.due_at < now:
        return _("%(name)s owes you an answer.") % {"name": name}
    return _("%(name)s answers by %(day)s.") % {"name": name, "day": long_day(application.due_at)}


def _answered(name: str, decision: Decision) -> str:
    promised = dt.datetime.fromisoformat(decision.receipt["promised_for"])
    days = calendar.business_days_between(
        timezone.localdate(decision.decided_at), timezone.localdate(promised)
    )
    if days > 0:
        text = ngettext(
            "%(name)s answered, %(n)d business day early.",
            "%(name)s answered, %(n)d business days early.",
            days,
        )
        return text % {"name": name, "n": days}
    if decision.decided_at <= promised:
        return _("%(name)s answered in time.") % {"name": name}
    return _("%(name)s answered late.") % {"name": name}


def receipt(application: Application, decision: Decision) -> dict[str, Any]:
    """For components/receipt.html: rule, fact, version, words, who."""
    data = decision.receipt
    lines = []
    state = "met"
    headline = _("They said yes.")
    if decision.outcome == ApplicationState.DECLINED:
        state = "unmet"
        headline = _("They chose not to go on, because %(why)s.") % {
            "why": because(decision.reason, decision.requirement)
        }
    elif decision.outcome == ApplicationState.OFFER:
        headline = _("They would like you to work with them.")
    elif decision.outcome == ApplicationState.HIRED:
        headline = _("You are hired. Congratulations.")
    if data.get("line"):
        lines.append(LineVerdict(**(data["line"] | {"source_refs": ()})))
    return {
        "number": decision.public_id.upper(),
        "headline": headline,
        "state": state,
        "lines": lines,
        "facts": _receipt_facts(application, decision),
        "note": decision.text,
        "note_from": _("From %(name)s") % {"name": application.posting.organization},
        "actions": _receipt_actions(decision),
        "small": "",
    }


def _receipt_facts(application: Application, decision: Decision) -> list[dict[str, str]]:
    data = decision.receipt
    role = data.get("role", "")
    who = MemberRole(role).label if role in MemberRole.values else ""
    met = data.get("met") or []
    promised = dt.datetime.fromisoformat(data["promised_for"])
    when = date_format(timezone.localtime(decision.decided_at), _("D, M j, g:i a"))
    facts = [
        {
            "term": _("Decided by"),
            "text": _("A person: %(role)s") % {"role": str(who).lower()} if who else _("A person"),
            "small": _("not software"),
        },
        {"term": _("When"), "text": when},
        {"term": _("Promised for"), "text": short_day(timezone.localdate(promised))},
        {"term": _("Rules used"), "text": data.get("rule_version", "")},
    ]
    if met and decision.outcome == ApplicationState.DECLINED:
        facts.insert(0, {"term": _("Met"), "text": str(len(met)), "small": "; ".join(met)})
    return facts


def _receipt_actions(decision: Decision) -> list[dict[str, str]]:
    if not decision.receipt.get("line"):
        return []
    return [
        {
            "label": _("This fact is wrong: open my profile"),
            "href": "/me/profile/",
            "icon": "pencil",
        }
    ]


def long_day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), _("l, F j"))
