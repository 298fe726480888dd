from __future__ import annotations

import pytest

from jobboard import translation_words, translations


@pytest.fixture
def _house(tmp_path, monkeypatch):
    """A house of one room and one template."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "apps.py").write_text(
        "_('From code')\nngettext('%(n)d cat', '%(n)d cats', 2)\n"
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text(
        "{% load i18n %}\n  <p title='it'>\n{% translate 'From a tag' %}\n"
        "    {% blocktranslate trimmed %}Hello\n {{ name }}{% endblocktranslate %}</p>"
    )
    monkeypatch.setattr(translation_words, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "LOCALE", tmp_path / "locale")


@pytest.mark.usefixtures("_house")
def test_words_of_code_and_templates_are_found():
    found = {message.id for message in translation_words.find_words() if message.id}

    assert found == {"From code", ("%(n)d cat", "%(n)d cats"), "From a tag", "Hello %(name)s"}


@pytest.mark.usefixtures("_house")
def test_what_is_translated_survives_the_next_extraction():
    (path,) = translation_words.update()
    path.write_text(
        path.read_text().replace(
            'msgid "From code"\nmsgstr ""', 'msgid "From code"\nmsgstr "Del código"'
        )
    )

    translation_words.update()

    assert 'msgstr "Del código"' in path.read_text()
    assert [made.name for made in translations.main()] == ["django.mo"]
