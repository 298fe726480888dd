"""The steps of a posting. Each save keeps what was typed, right or wrong; only "send to review" insists."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refused
from core.pages import render_page
from listings import services
from listings.drafting.content import content_of
from listings.drafting.editor import chosen_terms, drawn_tree
from listings.drafting.preview import Preview, preview_of
from listings.drafting.schema import (
    MOST_COMPONENTS,
    STEP_FORMS,
    STEP_NAMES,
    STEPS,
    ComponentForm,
    StepForm,
)
from listings.drafting.tree import check_tree, editable, read_post
from listings.errors import Stale
from listings.models import JobPosting, PostingRevision
from listings.permissions import can_edit_posting
from listings.views.fetching import posting_to_edit, posting_to_read

EDITED = STEPS[:-1]


@require_http_methods(["GET", "HEAD", "POST"])
def posting_edit(request: HttpRequest, public_id: str, step: str) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    if step not in EDITED:
        raise Http404
    if request.method != "POST":
        return step_page(request, posting, step)
    kept, refusal = keep_typed(request, posting, step)
    if refusal:
        return step_page(request, posting, step, typed=request.POST, refusal=refusal, status=409)
    wrong = preview_of(kept.content, posting.employer).missing
    if any(missing.step == step for missing in wrong):
        return step_page(request, posting, step, check=True, status=422)
    after = STEPS[STEPS.index(step) + 1]
    return redirect(step_url(posting, after))


@require_POST
def posting_save(request: HttpRequest, public_id: str, step: str) -> HttpResponse:
    """Keep the step as it is and stay; nothing is checked. The page also calls it while one types."""
    posting = posting_to_edit(request, public_id)
    if step not in EDITED:
        raise Http404
    _kept, refusal = keep_typed(request, posting, step)
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=409 if refusal else 204)
    if refusal:
        return step_page(request, posting, step, typed=request.POST, refusal=refusal, status=409)
    messages.success(request, _("Draft saved."))
    return redirect(step_url(posting, step))


@require_POST
def posting_template(request: HttpRequest, public_id: str) -> HttpResponse:
    """Fill the draft from the template of the role chosen in the form."""
    posting = posting_to_edit(request, public_id)
    _kept, refusal = keep_typed(request, posting, "role")
    if refusal:
        return step_page(request, posting, "role", typed=request.POST, refusal=refusal, status=409)
    try:
        services.apply_template(posting=posting, by=request.user)
        messages.success(request, _("Filled in with what is usual for this role."))
    except Refused as refused:
        messages.error(request, refused.reason)
    return redirect(step_url(posting, "role"))


@require_POST
def component_add(request: HttpRequest, public_id: str) -> HttpResponse:
    return _components(
        request, public_id, lambda rows: [*rows, {"certainty": "guaranteed"}][:MOST_COMPONENTS]
    )


@require_POST
def component_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    at = request.POST.get("at", "")
    return _components(
        request, public_id, lambda rows: [row for n, row in enumerate(rows) if str(n) != at]
    )


def _components(request: HttpRequest, public_id: str, change: Any) -> HttpResponse:
    posting = posting_to_edit(request, public_id)
    patch = typed_patch(request.POST, posting, "pay")
    patch["pay_components"] = change(patch["pay_components"])
    _kept, refusal = keep(request, posting, patch)
    if refusal:
        return step_page(request, posting, "pay", typed=request.POST, refusal=refusal, status=409)
    return redirect(step_url(posting, "pay") + "#parts")


@require_safe
def posting_preview(request: HttpRequest, public_id: str) -> HttpResponse:
    posting = posting_to_read(request, public_id)
    revision = posting.revisions.open().first() or posting.revisions.first()
    content = revision.content if revision else content_of(posting)
    context = {
        "posting": posting,
        "revision": revision,
        "preview": preview_of(content, posting.employer),
        "steps": stepper(posting, "preview"),
        "can_edit": bool(can_edit_posting(request.user, posting)),
        "is_open": revision is not None and revision.state in ("draft", "sent_back"),
    }
    return render_page(request, "listings/posting_preview.html", context)


def step_url(posting: JobPosting, step: str) -> str:
    if step == "preview":
        return reverse("listings:posting_preview", args=[posting.public_id])
    return reverse("listings:posting_edit", args=[posting.public_id, step])


def stepper(posting: JobPosting, current: str) -> list[dict[str, Any]]:
    at = STEPS.index(current)
    return [
        {
            "label": STEP_NAMES[step],
            "href": step_url(posting, step),
            "done": n < at,
            "current": n == at,
        }
        for n, step in enumerate(STEPS)
    ]


def typed_patch(data: QueryDict, posting: JobPosting, step: str) -> dict[str, Any]:
    if step == "requirements":
        return {"requirements": chosen_terms(read_post(data))}
    patch = STEP_FORMS[step](data=data, employer=posting.employer).typed()
    if step == "pay":
        patch["pay_components"] = _typed_components(data)
    return patch


def _typed_components(data: QueryDict) -> list[dict[str, Any]]:
    rows = []
    for number in range(MOST_COMPONENTS):
        if f"part-{number}-kind" in data:
            rows.append(ComponentForm(data=data, prefix=f"part-{number}").typed())
    return rows


def keep_typed(
    request: HttpRequest, posting: JobPosting, step: str
) -> tuple[PostingRevision | None, str]:
    return keep(request, posting, typed_patch(request.POST, posting, step))


def keep(
    request: HttpRequest, posting: JobPosting, patch: dict[str, Any]
) -> tuple[PostingRevision | None, str]:
    """(the revision, "") or (None, why not)."""
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else None
    try:
        return services.save_draft(
            posting=posting, by=request.user, content_patch=patch, version=seen
        ), ""
    except (Refused, Stale) as refused:
        return None, refused.reason


def current_content(posting: JobPosting) -> tuple[dict[str, Any], PostingRevision | None]:
    revision = posting.revisions.open().first()
    return (revision.content if revision else content_of(posting)), revision


def step_page(
    request: HttpRequest,
    posting: JobPosting,
    step: str,
    *,
    typed: QueryDict | None = None,
    refusal: str = "",
    check: bool = False,
    status: int = 200,
) -> HttpResponse:
    """A step's page from the kept draft; from what was typed when that could not be kept."""
    content, revision = current_content(posting)
    if typed is not None:
        content = {**content, **typed_patch(typed, posting, step)}
    preview = preview_of(content, posting.employer)
    check = check or "check" in request.GET
    context = {
        "posting": posting,
        "revision": revision,
        "version": _version_shown(typed, revision),
        "step": step,
        "steps": stepper(posting, step),
        "preview": preview,
        "refusal": refusal,
        "notes": _notes(revision, step),
        "back_url": _back_url(posting, step),
        **_step_context(request, posting, step, content, preview, check),
    }
    return render_page(request, f"listings/posting_edit_{step}.html", context, status=status)


def _version_shown(typed: QueryDict | None, revision: PostingRevision | None) -> Any:
    """What the page was drawn from; kept when a save was refused, so that it is refused again."""
    if typed is not None:
        return typed.get("version", "")
    return revision.version if revision else ""


def _back_url(posting: JobPosting, step: str) -> str:
    if step == "role":
        return reverse("listings:posting_list")
    return step_url(posting, STEPS[STEPS.index(step) - 1])


def _step_context(
    request: HttpRequest,
    posting: JobPosting,
    step: str,
    content: dict[str, Any],
    preview: Preview,
    check: bool,
) -> dict[str, Any]:
    if step == "requirements":
        return editor_context(request, posting, content, preview, check)
    form_class = STEP_FORMS[step]
    form = drawn(form_class, content, check, employer=posting.employer)
    context: dict[str, Any] = {"form": form}
    if step == "pay":
        rows = content.get("pay_components") or []
        context["parts"] = [
            (n, drawn(ComponentForm, row, check, prefix=f"part-{n}"))
            for n, row in enumerate(rows[:MOST_COMPONENTS])
        ]
    return context


def drawn(
    form_class: type[StepForm], content: dict[str, Any], check: bool, **kwargs: Any
) -> StepForm:
    """Bound, with its complaints, when it is to be checked; else just filled in."""
    if not check:
        return form_class(initial=content, **kwargs)
    prefix = kwargs.get("prefix")
    return form_class(
        data={f"{prefix}-{k}" if prefix else k: v for k, v in content.items()}, **kwargs
    )


def _notes(revision: PostingRevision | None, step: str) -> list[tuple[str, str]]:
    """The moderator's notes on this step's fields."""
    if revision is None or revision.state != "sent_back":
        return []
    from_step = STEP_FORMS.get(step)
    names = {"requirements"} if from_step is None else set(from_step.base_fields)
    labels = (
        {}
        if from_step is None
        else {name: str(field.label) for name, field in from_step.base_fields.items()}
    )
    return [
        (labels.get(name, str(STEP_NAMES[step])), text)
        for name, text in revision.field_notes.items()
        if name.partition(".")[0] in names
    ]


def editor_context(
    request: HttpRequest,
    posting: JobPosting,
    content: dict[str, Any],
    preview: Preview,
    check: bool,
) -> dict[str, Any]:
    tree = editable(content.get("requirements") or {"op": "all", "children": []})
    open_at = request.GET.get("open", "")[:20]
    _node, complaints = check_tree(tree)
    shown = (
        complaints
        if check
        else [c for c in complaints if c[0] and c[1] == "reason" and "preference" in c[2].lower()]
    )
    states = preview.checked.values.get("remote_states") or _site_states(posting, preview)
    nodes = drawn_tree(tree, open_at=open_at, complaints=shown, states=states)
    return {
        "choices": [node for node in nodes if node["is_group"]],
        "lines": [node for node in nodes if not node["is_group"]],
        "tree_errors": [message for place, _key, message in shown if not place],
    }


def _site_states(posting: JobPosting, preview: Preview) -> list[str]:
    key = preview.checked.values.get("facility") or ""
    site = (
        posting.employer.facilities.filter(public_id=key).select_related("place").first()
        if posting.employer
        else None
    )
    return [site.place.state] if site else []
