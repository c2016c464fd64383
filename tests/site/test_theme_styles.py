"""The theme's style sheets: small, self-contained, and legible in the light and in the dark."""

from __future__ import annotations

import re

import pytest

from onrecord.site.theme_folders import default_templates

ASSETS = default_templates() / "assets"
TEXT = ["ink", "soft", "link", "visited", "neutral", "tentative", "contested", "supported", "firm", "negative", "muted"]


def palette(scheme: str) -> dict[str, str]:
    """The colours of ``tokens.css`` by name: the first declarations are the light ones, the dark ones follow."""
    css = (ASSETS / "tokens.css").read_text()
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")
    dark = dark.split("@media print")[0]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", light))
    return colours | dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", dark)) if scheme == "dark" else colours


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "tint", "mark"])
@pytest.mark.parametrize("text", TEXT)
def test_text_stands_out_seven_to_one(scheme: str, ground: str, text: str) -> None:
    colours = palette(scheme)
    least = 4.5 if ground == "mark" and text != "ink" else 7
    assert contrast(colours[text], colours[ground]) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_roles_of_colour_differ(scheme: str) -> None:
    colours = palette(scheme)
    assert len({colours[name] for name in TEXT}) == len(TEXT)


def test_style_sheets_are_small_and_ask_nobody_for_anything() -> None:
    sheets = {path.relative_to(ASSETS).as_posix(): path.read_text() for path in ASSETS.rglob("*.css")}
    assert sum(len(css.encode()) for css in sheets.values()) <= 30_000
    for name, css in sheets.items():
        assert "@import" not in css
        assert "url(" not in css
        assert css.count("{") == css.count("}")
        assert "@layer tokens, base, record;" in css or "/" in name


def test_scripts_are_small() -> None:
    """Without that of the search, which few pages have."""
    scripts = [path for path in ASSETS.rglob("*.js") if path.name != "search.js"]
    assert sum(path.stat().st_size for path in scripts) <= 15_000
