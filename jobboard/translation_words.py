"""Find every text that goes through gettext and merge it into the .po files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["es"]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def update() -> list[Path]:
    """Merge new texts into each catalog, keep what is translated, mark what only resembles; the files."""
    words = find_words()
    made = []
    for code in LANGUAGES:
        path = ROOT / "locale" / code / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = Catalog(locale=code, project="Outpatient Careers", charset="utf-8")
        if path.exists():
            with path.open("rb") as file:
                catalog = read_po(file, locale=code)
        catalog.update(words, no_fuzzy_matching=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, ignore_obsolete=True)
        made.append(path)
    return made


def find_words() -> Catalog:
    words = Catalog(project="Outpatient Careers", charset="utf-8")
    for path in sorted(_sources()):
        text = path.read_text()
        if path.suffix != ".py":
            # Django's own translator turns a template into Python-like calls, blocktranslate included
            text = _templatized(text, str(path))
        found = extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=["Translators"]
        )
        # no line numbers: they would change with every edit and hide what matters in a diff
        place: Any = [(str(path.relative_to(ROOT)), None)]
        for _line, message, comments, context in found:
            words.add(message, locations=place, auto_comments=comments, context=context)
    return words


def _templatized(text: str, origin: str) -> str:
    if not settings.configured:
        settings.configure(USE_I18N=True)
    # what is not to be translated becomes letters and spaces; without indentation Python can read it
    return "\n".join(line.strip() for line in templatize(text, origin=origin).splitlines())


def _sources() -> list[Path]:
    rooms = [path.parent for path in ROOT.glob("*/apps.py")] + [ROOT / "jobboard"]
    code = [p for room in rooms for p in room.rglob("*.py") if "migrations" not in p.parts]
    return code + [p for p in (ROOT / "templates").rglob("*") if p.suffix in {".html", ".txt"}]
