"""The built files: small, complete, and not built twice."""

import re

from jobboard import assets


def test_second_build_makes_nothing():
    assets.main()

    assert assets.main() == []


def test_font_is_a_small_subset():
    assets.main()

    assert (assets.OUT / "fonts" / "inter.woff2").stat().st_size <= 31_000


def test_bundle_holds_every_style_file_once():
    bundle = assets.style_bundle().decode()
    listed = assets.IMPORT.findall((assets.CSS / "site.css").read_text())

    files = {str(path.relative_to(assets.CSS)) for path in assets.CSS.rglob("*.css")} - {"site.css"}
    assert {name for name, _layer in listed} == files
    assert "@import" not in bundle
    assert bundle.count("{") == bundle.count("}")


def test_colors_are_named_only_in_the_tokens():
    offenders = [
        str(path.relative_to(assets.CSS))
        for path in assets.CSS.rglob("*.css")
        if path.name not in {"tokens.css", "print.css"}
        and re.search(
            r"#[0-9a-f]{3,8}\b", path.read_text().replace("#fff", "").replace("#0000", ""), re.I
        )
    ]

    assert offenders == []


def test_sprite_draws_every_icon_the_templates_name():
    sprite = assets.icon_sprite().decode()

    for name in assets.icon_names():
        assert f'<symbol id="{name}"' in sprite


def test_scripts_are_short_and_strict():
    for path in (assets.ROOT / "static" / "js").glob("*.js"):
        lines = path.read_text().splitlines()
        assert len(lines) <= 80, path.name
        assert lines[0] == '"use strict";', path.name
