"""Filters of every page: days and money in words, icons, and the only door for people's own HTML."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django.template import Library
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from core.pages import safe_next
from core.text import clean_html

register = Library()


@register.filter
def rich_text(html: str | None) -> SafeString:
    """Stored HTML of `core.text.render_markdown`, cleaned once more and inside `hx-disable`: nothing a
    person wrote may make htmx send anything."""
    if not html:
        return SafeString("")
    return format_html('<div class="prose" hx-disable>{}</div>', mark_safe(clean_html(str(html))))


@register.filter
def day(value: dt.date | dt.datetime | None) -> SafeString:
    """ "Friday, December 4" (with the year when it is another one), the exact date on hover."""
    if not value:
        return SafeString("")
    local = (
        timezone.localtime(value)
        if isinstance(value, dt.datetime) and timezone.is_aware(value)
        else value
    )
    same_year = local.year == timezone.localdate().year
    # Translators: date formats in Django's template letters; keep the letters, order them as your language does
    words = date_format(local, _("l, F j") if same_year else _("l, F j, Y"))
    exact = (
        local.isoformat(timespec="minutes") if isinstance(local, dt.datetime) else local.isoformat()
    )
    title = date_format(
        local, "DATETIME_FORMAT" if isinstance(local, dt.datetime) else "DATE_FORMAT"
    )
    return format_html('<time datetime="{}" title="{}">{}</time>', exact, title, words)


@register.filter
def ago(value: dt.datetime | None) -> SafeString:
    """ "3 days ago", the exact moment on hover."""
    if not value:
        return SafeString("")
    local = timezone.localtime(value)
    seconds = (timezone.now() - value).total_seconds()
    words = (
        _("just now") if seconds < 60 else _("%(time)s ago") % {"time": timesince(value, depth=1)}
    )
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="minutes"),
        date_format(local, "DATETIME_FORMAT"),
        words,
    )


@register.filter
def money(value: Any, unit: str = "") -> str:
    """ "$72,500" or "$34.50"; with a unit "$34.50 an hour". Cents only where there are any."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return ""
    text = f"${amount:,.0f}" if amount == amount.to_integral_value() else f"${amount:,.2f}"
    units = {
        "hour": _("%s an hour"),
        "year": _("%s a year"),
        "day": _("%s a day"),
        "visit": _("%s a visit"),
    }
    return units[unit] % text if unit in units else text


@register.simple_tag(takes_context=True)
def way_back(context: dict[str, Any], name: str) -> str:
    """Where one came from, when the address says so and it is a page of ours; else the page of that name."""
    request = context.get("request")
    home = reverse(name)
    return safe_next(request, home) if request else home


@register.simple_tag
def icon(name: str) -> SafeString:
    """A lucide icon out of the sprite; decoration only, never the sole label."""
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("icons.svg"),
        name,
    )
