from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from jobboard import translations

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    return folder


def test_translations_compiled_are_what_gettext_reads(folder: Path) -> None:
    (folder / "django.po").write_text(HEAD + 'msgid "Search jobs"\nmsgstr "Buscar empleos"\n')

    made = translations.main()

    assert made == [folder / "django.mo"]
    with made[0].open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Search jobs") == "Buscar empleos"


def test_translations_broken_catalog_stops_the_set_up(folder: Path) -> None:
    (folder / "django.po").write_text(HEAD + 'msgid "Search jobs"\nthis is no line of a catalog\n')

    with pytest.raises(PoFileError):
        translations.main()

    assert not (folder / "django.mo").exists()
