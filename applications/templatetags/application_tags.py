"""Tags of this room: markup for machines, dates kept in snapshots."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template import Library
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()

# inside a script element only these could end it or start a comment; JSON reads the escapes the same
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def jsonld(data: dict[str, Any]) -> SafeString:
    """A block of linked data: never run by a browser, so no content policy needs to allow it."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_ESCAPES)
    # the braces of the JSON are doubled, so that the template has the one place for the type
    body = text.replace("{", "{{").replace("}", "}}")
    return format_html('<script type="{}">' + body + "</script>", "application/ld+json")


@register.filter
def iso_day(value: str) -> str:
    """ "Dec 28, 2027" for the "2027-12-28" of a snapshot; "" for nothing."""
    if not value:
        return ""
    try:
        return date_format(dt.date.fromisoformat(value), "M j, Y")
    except ValueError:
        return value
