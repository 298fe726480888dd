from __future__ import annotations

import re
from typing import Any

import css_inline
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.context import make_context
from django.template.loader import get_template, render_to_string
from django.utils import translation

# Nothing is fetched: layouts carry their styles, and a mail shows no remote content.
_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)
LAYOUT = "layouts/email.html"


def render_mail(template: str, context: dict[str, Any], language: str) -> tuple[str, str, str]:
    """(subject, text, html). The text is never HTML-escaped; the HTML always is."""
    values = {
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "language": language,
        **context,
    }
    with translation.override(language):
        subject = re.sub(r"\s+", " ", _plain(f"{template}.subject.txt", values)).strip()[:250]
        text = re.sub(r"\n{3,}", "\n\n", _plain(f"{template}.txt", values)).strip() + "\n"
        values["subject"] = subject
        try:
            html = render_to_string(f"{template}.html", values)
        except TemplateDoesNotExist as error:
            if f"{template}.html" not in str(error):
                raise
            html = render_to_string(LAYOUT, {**values, "text": text})
    return subject, text, _inliner.inline(html)


def _plain(name: str, values: dict[str, Any]) -> str:
    template: Any = get_template(name)
    return template.template.render(make_context(dict(values), autoescape=False))
