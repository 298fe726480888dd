"""Compile the translations: every locale/<code>/LC_MESSAGES/*.po to .mo beside it, with Babel.

`python -m jobboard.translations` needs neither Django settings nor GNU gettext on the machine.
`python -m jobboard.translations extract` brings the .po files up to date with the words in the code
(`jobboard/translation_words.py`).
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from jobboard.translation_words import update

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def main() -> list[Path]:
    """Return the files made. A catalog that cannot be read stops the set-up with its name and line."""
    made = []
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
        content = io.BytesIO()
        write_mo(content, catalog)  # leaves out fuzzy entries, as gettext does
        target = source.with_suffix(".mo")
        part = target.with_suffix(".part")
        part.write_bytes(content.getvalue())
        part.replace(target)
        made.append(target)
    return made


if __name__ == "__main__":
    for path in update() if sys.argv[1:] == ["extract"] else main():
        print(path.relative_to(LOCALE.parent), file=sys.stderr)
