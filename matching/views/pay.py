from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.places import ALL_STATES
from matching import charts
from matching.forms import PayQuestionForm
from matching.pages import public_page
from matching.selectors import pay
from matching.wages import OLDER_ARTICLE, all_occupations, official_wages
from qualifications.models import RoleFamily


@login_not_required
@require_safe
def pay_insight(request: HttpRequest) -> HttpResponse:
    """What live jobs offer, beside what the Bureau of Labor Statistics counted."""
    form = PayQuestionForm(request.GET)
    question = form.question
    spread = pay.pay_spread(question)
    context = {
        "form": form,
        "question": question,
        "spread": spread,
        "role_name": form.name_of("role", question.role) if question.role else "",
        "state_name": ALL_STATES.get(question.state, ""),
        "education_name": form.name_of("education", question.education)
        if question.education
        else "",
        "histogram": charts.pay_histogram(pay.pay_bars(question), spread),
        "groups": _groups(question),
        "wages": _wages(question),
        "older": OLDER_ARTICLE,
    }
    status = 200 if form.is_valid() else 400
    return public_page(request, "matching/pay_insight.html", context, status=status)


def _groups(question: pay.PayQuestion) -> list[dict]:
    found = [("setting", _("By setting"), _("Setting"), pay.pay_by_setting(question))]
    if not question.role:
        found.insert(0, ("role", _("By role"), _("Role"), pay.pay_by_role(question)))
    if not question.state:
        found.append(("state", _("By state"), _("State"), pay.pay_by_state(question)))
    if not question.education:
        group = pay.pay_by_education(question)
        found.append(("education", _("By education accepted"), _("Education accepted"), group))
    return [
        {"id": key, "title": title, "column": column, "hidden": group.hidden}
        | {"ranges": charts.ranges(group.spreads), "rest": charts.ranges(group.rest)}
        for key, title, column, group in found
        if group.spreads
    ]


def _wages(question: pay.PayQuestion) -> list:
    if not question.role:
        return official_wages(all_occupations(), question.state)
    codes = RoleFamily.objects.filter(slug=question.role).values_list("soc_codes", flat=True)
    return official_wages(next(iter(codes), []), question.state)
