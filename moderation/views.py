from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused
from core.pages import paginate, render_page
from moderation import selectors, services
from moderation.contents import shown
from moderation.forms import DecisionForm
from moderation.models import Case
from moderation.permissions import can_decide_case, can_moderate
from moderation.rules import risk_word

View = Callable[..., HttpResponse]


def for_moderators(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verdict = can_moderate(request.user)
        if not verdict:
            raise PermissionDenied(verdict.reason)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_moderators
def case_queue(request: HttpRequest) -> HttpResponse:
    """The queue with its first case open, so that a shift begins with a decision."""
    return _case_page(request, selectors.next_case(), DecisionForm)


@require_safe
@for_moderators
def case_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    return _case_page(request, _case(public_id), DecisionForm)


@require_POST
@for_moderators
def case_approve(request: HttpRequest, public_id: str) -> HttpResponse:
    return _decide(request, public_id, _approve)


@require_POST
@for_moderators
def case_send_back(request: HttpRequest, public_id: str) -> HttpResponse:
    return _decide(request, public_id, _send_back)


@require_POST
@for_moderators
def case_hold(request: HttpRequest, public_id: str) -> HttpResponse:
    return _decide(request, public_id, _hold)


@require_POST
@for_moderators
def case_reject(request: HttpRequest, public_id: str) -> HttpResponse:
    return _decide(request, public_id, _reject)


@require_safe
@for_moderators
def log(request: HttpRequest) -> HttpResponse:
    page = paginate(request, selectors.log_events(), 50)
    context = {"page": page, "rows": selectors.log_rows(list(page.object_list))}
    return render_page(request, "moderation/log.html", context)


def _case(public_id: str) -> Case:
    return get_object_or_404(Case.objects.for_list(), public_id=public_id)


def _approve(case: Case, form: DecisionForm, request: HttpRequest) -> str:
    values = form.cleaned_data
    services.approve_case(
        case=case, by=request.user, harmless=values.get("harmless", False), note=values["note"]
    )
    return _("Approved. The job is live.")


def _send_back(case: Case, form: DecisionForm, request: HttpRequest) -> str:
    values = form.cleaned_data
    services.send_back_case(
        case=case,
        by=request.user,
        reason=values["reason"],
        note=values["note"],
        field_notes=form.field_notes(),
    )
    return _("Sent back. The employer has your notes.")


def _hold(case: Case, form: DecisionForm, request: HttpRequest) -> str:
    services.hold_case(case=case, by=request.user, note=form.cleaned_data["note"])
    return _("Held. It stands at the end of the queue.")


def _reject(case: Case, form: DecisionForm, request: HttpRequest) -> str:
    values = form.cleaned_data
    services.reject_case(case=case, by=request.user, reason=values["reason"], note=values["note"])
    return _("Not accepted. The employer has been told why.")


def _decide(request: HttpRequest, public_id: str, act: Callable[..., str]) -> HttpResponse:
    """Decide and open the next case; a refusal keeps the page and everything typed."""
    case = _case(public_id)

    def bound(hard_stops: bool) -> DecisionForm:
        return DecisionForm(request.POST, hard_stops=hard_stops)

    form = bound(bool(case.hard_stops))
    if not form.is_valid():
        return _case_page(request, case, lambda hard_stops: form, status=422)
    try:
        said = act(case, form, request)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        return _case_page(request, case, lambda hard_stops: form, status=422)
    messages.success(request, said)
    following = selectors.next_case(after=case)
    return (
        redirect("moderation:case_detail", following.public_id)
        if following
        else redirect("moderation:case_queue")
    )


def _case_page(
    request: HttpRequest,
    case: Case | None,
    make_form: Callable[..., DecisionForm],
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "items": _linked(selectors.queue_items(case)),
        "just_sent": selectors.just_sent(),
    }
    if case:
        form = make_form(hard_stops=bool(case.hard_stops))
        context |= _case_context(request, case, form)
    return render_page(request, "moderation/case_detail.html", context, status=status)


def _linked(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**item, "href": reverse("moderation:case_detail", args=[item["case"].public_id])}
        for item in items
    ]


def _case_context(request: HttpRequest, case: Case, form: DecisionForm) -> dict[str, Any]:
    word, state = risk_word(case.risk)
    left, late = selectors.time_left(case)
    typed = form.field_notes() if form.is_bound else {}
    employer = case.posting.employer
    return {
        "case": case,
        "title": case.content.get("title") or case.posting.title,
        "risk": {"word": word, "state": state},
        "left": left,
        "late": late,
        "rules": [_rule(finding) for finding in case.findings],
        "fields": [{"row": row, "note": typed.get(row.name, "")} for row in shown(case.content)],
        "comparison": selectors.comparison_of(case),
        "employer": employer,
        "employer_facts": selectors.employer_facts(employer) if employer else {},
        "form": form,
        "verdict": can_decide_case(request.user, case),
        "actions": _actions(case),
    }


def _actions(case: Case) -> list[dict[str, str]]:
    rows = [
        (_("Approve"), "case_approve", "go", "A"),
        (_("Send back"), "case_send_back", "", "B"),
        (_("Hold"), "case_hold", "", "H"),
        (_("Do not accept"), "case_reject", "no", "X"),
    ]
    return [
        {
            "label": label,
            "url": reverse(f"moderation:{name}", args=[case.public_id]),
            "kind": kind,
            "key": key,
        }
        for label, name, kind, key in rows
    ]


def _rule(finding: dict[str, Any]) -> dict[str, Any]:
    hard = finding["level"] == "hard"
    sentence, matched = finding["sentence"], finding["matched"]
    before, found, after = sentence.partition(matched) if matched else (sentence, "", "")
    return {
        "title": finding["title"],
        "level": _("Hard stop") if hard else _("Check"),
        "state": "unmet" if hard else "unknown",
        "parts": [
            (text, marked)
            for text, marked in ((before, False), (found, True), (after, False))
            if text
        ],
        "source": f"{finding['rule']}.{finding['version']} · {finding['field']} · {finding['source']}",
    }
