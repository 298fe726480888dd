from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

# Headings start at h3 on the page: h1 is the page's, h2 its sections.
TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "a",
    "hr",
    "h3",
    "h4",
}
_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable(
    "image"
)
# A table or deep list cannot stall a page: nesting is capped (default 20 in commonmark, kept explicit).
_markdown.options["maxNesting"] = 20


def render_markdown(text: str) -> str:
    """Markdown as HTML of a short allow-list. Raw HTML is shown as typed, images become plain text.

    Store the result; show it through the `rich_text` filter, which adds the hx-disable wrapper.
    """
    tokens = _markdown.parse(text.replace("\x00", ""))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = _HEADINGS[token.tag]
    return clean_html(_markdown.renderer.render(tokens, _markdown.options, {}))


def clean_html(html: str) -> str:
    """The same allow-list for HTML from elsewhere (imported adverts)."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="nofollow ugc noopener noreferrer",
    )
