"""Template tags of the look: icons, verdict marks, scripts with their integrity hash, the navigation."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

import qrcode
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import Library
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.templatetags.page_tags import icon

register = Library()

# truth or kind of a verdict -> its class, which sets colour and shape. Words are never derived from it.
VERDICT_CLASSES = {
    "met": "met",
    "not_met": "unmet",
    "unmet": "unmet",
    "not_stated": "unknown",
    "unknown": "unknown",
    "due_later": "later",
    "later": "later",
    "meets_all": "met",
    "could_meet": "unknown",
    "one_gap": "unmet",
    "stretch": "unmet",
    "no_requirements": "",
}


register.simple_tag(icon)


@register.simple_tag
def mark(state: str) -> SafeString:
    """The shape of a verdict; colour comes from the verdict class around it. Accepts the names above."""
    return _mark(VERDICT_CLASSES.get(str(state), str(state)))


@lru_cache(maxsize=16)
def _mark(shape: str) -> SafeString:
    return render_to_string("components/mark.html", {"shape": shape})


@register.filter
def verdict_class(state: object) -> str:
    """CSS class (`met`, `unmet`, `unknown`, `later` or none) of a truth, kind or bucket name."""
    return VERDICT_CLASSES.get(str(state), "")


@register.simple_tag(takes_context=True)
def page_link(context: dict, number: int, param: str = "") -> str:
    """The query string of this page with another page number; the first page has none."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop(param or "page", None)
    if number > 1:
        query[param or "page"] = str(number)
    return f"?{query.urlencode()}" if query else getattr(request, "path", "?")


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """First, last and the neighbours of a page; None where numbers are left out."""
    last = page.paginator.num_pages
    shown = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    numbers: list[int | None] = []
    for number in shown:
        if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


@register.filter
def has_path(path: str) -> bool:
    """Whether a URL of the site answers at this path; a link to a page that is not there is not shown."""
    return _resolves(path)


@lru_cache(maxsize=256)
def _resolves(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@register.simple_tag
def script(path: str) -> SafeString:
    """A deferred script of our own origin with its subresource-integrity hash."""
    return format_html(
        '<script src="{}" integrity="{}" defer></script>', static(path), _integrity(path)
    )


@lru_cache(maxsize=64)
def _integrity(path: str) -> str:
    """sha384 of the bytes that are served: the collected file when there is one, else the source."""
    content = _collected(path)
    if content is None:
        found = finders.find(path)
        if not found:
            return ""
        with open(found, "rb") as file:
            content = file.read()
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def _collected(path: str) -> bytes | None:
    if not hasattr(staticfiles_storage, "stored_name"):
        return None
    try:
        with staticfiles_storage.open(staticfiles_storage.stored_name(path)) as file:
            return file.read()
    except (ValueError, OSError):
        return None


NAVIGATION = {
    "public": [
        (_("Jobs"), "/jobs/"),
        (_("Pay"), "/pay/"),
        (_("Careers guide"), "/careers/"),
        (_("For employers"), "/hire/"),
    ],
    "me": [
        (_("Today"), "/me/"),
        (_("Jobs"), "/jobs/"),
        (_("Applications"), "/me/applications/"),
        (_("Saved"), "/me/saved/"),
        (_("Alerts"), "/me/alerts/"),
        (_("Profile"), "/me/profile/"),
        (_("Pay"), "/pay/"),
    ],
    "hire": [
        (_("Answers due"), "/hire/"),
        (_("Jobs"), "/hire/jobs/"),
        (_("People"), "/hire/people/"),
        (_("Team"), "/hire/team/"),
        (_("Record"), "/hire/record/"),
    ],
    "mod": [
        (_("Queue"), "/moderation/"),
        (_("Reports"), "/moderation/reports/"),
        (_("Verification"), "/moderation/verification/"),
        (_("Appeals"), "/moderation/appeals/"),
        (_("Log"), "/moderation/log/"),
    ],
}
FOOT = [
    (_("How matching works"), "/careers/how-matching-works/"),
    (_("About"), "/about/"),
    (_("Reply records"), "/reply-records/"),
    (_("Privacy"), "/privacy/"),
    (_("Rules"), "/terms/"),
    (_("Accessibility"), "/accessibility/"),
    (_("For employers"), "/hire/"),
]
ACCOUNT_PAGES = ["/me/account/", "/account/", "/accounts/", "/accounts/email/", "/account/email/"]
AREAS = {"/me/": "me", "/hire/": "hire", "/moderation/": "mod"}


def nav_role(request: HttpRequest | None) -> str:
    """Which navigation a page shows: its own area's; elsewhere the person's own (`user.nav_role`)."""
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated:
        return "public"
    for prefix, role in AREAS.items():
        if request.path.startswith(prefix):
            return role
    return getattr(user, "nav_role", "me")


@register.simple_tag(takes_context=True)
def navigation(context: dict) -> dict:
    """`role`, `items` (label, href, current), `user`, `name` and `account` for the header."""
    request = context.get("request")
    role = nav_role(request)
    path = getattr(request, "path", "")
    links = [(label, href) for label, href in NAVIGATION[role] if _resolves(href)]
    matching = [href for _label, href in links if path.startswith(href)]
    nearest = max(matching, key=len, default=None)
    if nearest in AREAS and path != nearest and nearest != "/moderation/":
        nearest = None
    items = [{"label": label, "href": href, "current": href == nearest} for label, href in links]
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "role": role,
        "items": items,
        "user": user,
        "name": user.get_short_name() if user and signed_in else "",
        "account": next((path for path in ACCOUNT_PAGES if _resolves(path)), ""),
    }


@register.filter
def required_lines(lines: list, most: int | str = "") -> list:
    """The required lines of a verdict, at most `most` (4 when not said)."""
    return [line for line in lines if line.required][: int(most or 4)]


@register.simple_tag
def foot_links(user: object = None) -> list[dict[str, object]]:
    """The links at the foot of every page (label, href); areas of a person only for that person."""
    own = [(_("Moderation"), "/moderation/")] if getattr(user, "is_moderator", False) else []
    if getattr(user, "is_authenticated", False):
        own.append((_("Your job search"), "/me/"))
    return [{"label": label, "href": href} for label, href in [*FOOT, *own] if _resolves(href)]


@register.filter
def first_options(options: list[dict], most: int | str = "") -> dict[str, list[dict]]:
    """Facet options split into `shown` and `rest`; a chosen one is always shown."""
    limit = int(most or 8)
    shown = [option for i, option in enumerate(options) if i < limit or option.get("checked")]
    rest = [option for i, option in enumerate(options) if i >= limit and not option.get("checked")]
    # Two hidden choices are not worth a click.
    return {"shown": options, "rest": []} if len(rest) <= 2 else {"shown": shown, "rest": rest}


@register.filter
def laid_out(parts: list[dict]) -> list[dict]:
    """Parts of a bar with `x` and `width` in percent, a hair of space between neighbours."""
    laid, x = [], 0.0
    for number, part in enumerate(parts):
        gap = 0.4 if number else 0.0
        share = float(part["share"])
        laid.append({**part, "x": f"{x + gap:.2f}", "width": f"{max(share - gap, 0):.2f}"})
        x += share
    return laid


@register.filter
def at(items: list | dict | None, index: int | str) -> object:
    """The item at a place of a list, or under a key; "" where there is none."""
    if isinstance(items, list):
        return items[int(index)] if int(index) < len(items) else ""
    return (items or {}).get(index, "")


@register.simple_tag
def qr_code(text: str) -> SafeString:
    """A QR code as inline SVG."""
    code = qrcode.QRCode(border=0)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return render_to_string("components/qr_code.html", {"path": path, "outer": len(rows) + 8})
