"""Markup is clean: what the content policy forbids is not written, and a fragment says what it needs."""

from __future__ import annotations

import json
import re

import pytest

from tests.house.tree import ROOT, code, files, short, text

FOLDER = ROOT / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
# Mails are read by programs that know neither style sheets nor policies; they are inlined at sending.
PAGES = [p for p in TEMPLATES if p.name != "email.html" and "email" not in p.parts]
MARKS_SAFE = {
    "core/templatetags/page_tags.py": 1,  # rich_text, after nh3 cleaned it
}
COLOR = re.compile(
    r"(?<![\w&-])#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b|\b(?:rgba?|hsla?|oklch)\("
)
# Colors that belong to paper or to nothing, in any scheme.
FIXED_COLORS = {"#fff", "#0000"}


@pytest.mark.parametrize("path", PAGES, ids=short)
def test_no_inline_script_style_or_handler(path):
    markup = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text(path), flags=re.S)

    assert not re.search(r"\sstyle\s*=", markup), "a class and a custom property instead"
    assert "<style" not in markup
    assert not re.search(r"<[^>{]*\son[a-z]+\s*=", markup), "data-jb-<behaviour> instead"
    assert "hx-on" not in markup and "javascript:" not in markup
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", markup)
    data = [tag for tag in inline if re.search(r'type="application/(ld\+)?json"', tag)]
    assert inline == data, "a file in static/js instead"


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_nothing_is_declared_safe(path):
    assert not re.search(r"\|\s*(safe|safeseq)\b|autoescape off", text(path)), "rich_text instead"


def test_only_the_cleaning_tag_marks_text_as_safe():
    found = {short(p): len(re.findall(r"\bmark_safe\(", text(p))) for p in code()}

    assert {path: n for path, n in found.items() if n} == MARKS_SAFE


@pytest.mark.parametrize("path", PAGES, ids=short)
def test_every_include_says_what_it_needs(path):
    if path.is_relative_to(FOLDER / "django"):
        return  # drawn by Django's own widgets, whose context these take over
    loose = [
        tag
        for tag in re.findall(r"{%\s*include\b.*?%}", text(path), flags=re.S)
        if not re.search(r"\bonly\s*%}$", tag)
        and "mfa/webauthn/" not in tag
        and "styleguide/" not in tag
    ]

    assert loose == [], "write `with a=b only`"


def test_colors_are_named_in_tokens_only():
    sheets = [p for p in files(".css") if p.name != "tokens.css"]
    found = {
        short(p): sorted(
            set(COLOR.findall(re.sub(r"/\*.*?\*/|url\([^)]*\)", "", text(p), flags=re.S)))
            - FIXED_COLORS
        )
        for p in [*sheets, *PAGES]
    }

    assert {path: colors for path, colors in found.items() if colors} == {}


def test_every_template_is_used():
    told = "\n".join(text(p) for p in [*TEMPLATES, *code()])
    by_name_of_others = ("django/", "allauth/", "account/", "mfa/", "admin/")
    unused = []
    for path in TEMPLATES:
        name = str(path.relative_to(FOLDER))
        if "/" not in name or name.startswith(by_name_of_others):
            continue
        stem = name.removesuffix(".html")
        built = stem.startswith(("listings/posting_edit_", "errors/", "applications/applicant_"))
        built = built or re.search(r"_(create|edit)$", stem)  # drawn by one function per kind
        if not built and stem not in told:
            unused.append(name)

    assert unused == []


@pytest.mark.parametrize("path", files(".js"), ids=short)
def test_script_is_short_and_strict(path):
    if "vendor" in path.parts:
        return
    assert text(path).count("\n") <= 80
    assert '"use strict"' in text(path)


def test_json_files_are_json():
    for path in files(".json"):
        json.loads(text(path))


def test_every_image_in_templates_has_words():
    bare = [
        short(p) for p in PAGES for tag in re.findall(r"<img\b[^>]*>", text(p)) if "alt=" not in tag
    ]

    assert bare == []
