"""Make the files that are built and not kept in the repository: style bundle, font subset, icon sprite.

`python -m jobboard.assets` writes build/static/ and is quick to say "nothing to do": every file carries
the fingerprint of what it was made from in build/static/fingerprints.json. Needs no Django settings.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterable
from importlib import metadata, resources
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "static"
CSS = ROOT / "static" / "css"

# Latin with the accents of Spanish and French, the punctuation and signs our texts use.
UNICODES = [
    *range(0x20, 0x7F),
    *map(ord, "\xa0¡¿§©®°±·«»½¢£€×–—‘’“”•…−→←"),
    *map(ord, "ÁÉÍÓÚÜÑÇÀÈáéíóúüñçàèìòùâêîôûäëïö"),
]
FEATURES = ["kern", "ccmp", "tnum"]
# Icons whose names reach a template in a variable; the literal ones are found by reading the templates.
VARIABLE_ICONS = [
    "archive", "arrow-left", "arrow-right", "bell", "bookmark", "bookmark-check", "briefcase",
    "building-2", "calendar", "calendar-clock", "check", "circle-check", "circle-dollar-sign",
    "circle-x", "clock", "eye", "eye-off", "file-text", "flag", "globe", "graduation-cap",
    "house", "info", "languages", "laptop", "lock", "mail", "map-pin", "monitor", "pause",
    "pencil", "phone", "plus", "scale", "send", "shield-check", "tag", "triangle-alert", "user",
    "users", "x",
]  # fmt: skip
ICON_NAME = re.compile(r"""(?:\bicon\s*=\s*|\{%\s*icon\s+|"icon"\s*:\s*)["']([a-z0-9-]+)["']""")
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\(([a-z]+)\);')


def style_bundle() -> bytes:
    """static/css/site.css with its imports put in place, comments and idle white space removed."""
    source = (CSS / "site.css").read_text()
    bundle = IMPORT.sub(
        lambda found: f"@layer {found[2]} {{{(CSS / found[1]).read_text()}}}", source
    )
    # The bundle stands one folder higher than the sources.
    bundle = bundle.replace("../fonts/", "fonts/")
    bundle = re.sub(r"/\*.*?\*/", "", bundle, flags=re.S)
    bundle = re.sub(r"\s+", " ", bundle)
    bundle = re.sub(r"\s*([{};,>])\s*", r"\1", bundle)
    bundle = re.sub(r"(?<=[\w-]):\s+", ":", bundle).replace(";}", "}")
    return (bundle.strip() + "\n").encode()


def font_subset() -> bytes:
    """Inter with weights 400-700 and its optical sizes, Latin only, as woff2."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    options = subset.Options()
    options.layout_features = FEATURES
    options.flavor = "woff2"
    options.hinting = False
    options.name_IDs = [1, 2]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "STAT", "MVAR"]
    font = TTFont(_font_file(), lazy=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": (400, 400, 700)}, optimize=True)
    font.flavor = "woff2"
    out = OUT / "fonts" / "inter.woff2"
    out.parent.mkdir(parents=True, exist_ok=True)
    font.save(out)
    return out.read_bytes()


def _font_file() -> Path:
    package = Path(str(resources.files("fontpkg_inter")))
    return next(path for path in package.rglob("Inter*.ttf") if "Italic" not in path.name)


def icon_names() -> list[str]:
    """Every icon named in a template or a Python file, and the ones that arrive in variables."""
    names = set(VARIABLE_ICONS)
    for path in _sources():
        names.update(ICON_NAME.findall(path.read_text()))
    return sorted(names)


def _sources() -> Iterable[Path]:
    yield from (ROOT / "templates").rglob("*.html")
    for room in ROOT.glob("*/apps.py"):
        yield from room.parent.rglob("*.py")


def icon_sprite() -> bytes:
    """One svg with a symbol for each icon in use, drawn by the lucide package."""
    symbols = []
    with (
        resources.files("lucide").joinpath("lucide.zip").open("rb") as file,
        zipfile.ZipFile(file) as archive,
    ):
        for name in icon_names():
            try:
                drawing = archive.read(f"{name}.svg").decode()
            except KeyError:
                raise SystemExit(f"lucide has no icon called {name!r}.") from None
            inner = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", drawing, flags=re.S)
            inner = re.sub(r"\s+", " ", inner).strip().replace("> <", "><").replace(" />", "/>")
            symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'.encode()


def _fingerprint(*parts: object) -> str:
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()


def _plan() -> dict[str, tuple[str, Callable[[], bytes]]]:
    own = Path(__file__).read_bytes()
    styles = [path.read_text() for path in sorted(CSS.rglob("*.css"))]
    return {
        "site.css": (_fingerprint(own, *styles), style_bundle),
        "fonts/inter.woff2": (
            _fingerprint(
                UNICODES, FEATURES, metadata.version("fontpkg-inter"), metadata.version("fonttools")
            ),
            font_subset,
        ),
        "icons.svg": (_fingerprint(own, icon_names(), metadata.version("lucide")), icon_sprite),
    }


def main() -> list[str]:
    """Build what is out of date; return the names of the files made."""
    OUT.mkdir(parents=True, exist_ok=True)
    ledger = OUT.parent / "fingerprints.json"
    try:
        known = json.loads(ledger.read_text())
    except (OSError, ValueError):
        known = {}
    made = []
    for name, (fingerprint, build) in _plan().items():
        target = OUT / name
        if known.get(name) == fingerprint and target.is_file():
            continue
        content = build()
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        part.write_bytes(content)
        part.replace(target)
        known[name] = fingerprint
        made.append(name)
    if made:
        ledger.write_text(json.dumps(known, indent=1))
    return made


if __name__ == "__main__":
    for made_file in main():
        size = (OUT / made_file).stat().st_size
        print(f"{made_file} {size:,} bytes", file=sys.stderr)
