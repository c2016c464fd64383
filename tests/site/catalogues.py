"""Catalogues for tests: a theme with words of its own, and what a template makes of them."""

from __future__ import annotations

from pathlib import Path

from onrecord.site.catalogue import Catalogue
from onrecord.site.render import PageRenderer
from onrecord.site.theme import Theme
from onrecord.site.theme_folders import default_templates
from tests.site import sample_views as sample

POLISH = Catalogue(
    "pl",
    {
        ("", "Sources"): ("Źródła",),
        ("stance", "supports"): ("popiera",),
        ("", "{n} claim"): ("{n} twierdzenie", "{n} twierdzenia", "{n} twierdzeń"),
        ("", "{names} said"): ("Mówi {names}", "Mówią {names}", "Mówi wielu: {names}"),
        ("", "About {names} <b>{n}</b>"): ("<b>{n}</b> o {names}",),
    },
    "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)",
)
"""A few words in a language with three forms for numbers."""


def theme_with(folder: Path, template: str, **words: str) -> Theme:
    """A theme whose page of briefs is ``template``, with PO files by language."""
    files = {"pages/briefs.html": template} | {f"words/{name}.po": text for name, text in words.items()}
    for name, text in files.items():
        file = folder / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Theme(folder / "templates", default_templates())


def rendered(theme: Theme, words: Catalogue) -> str:
    """The page of briefs."""
    assert theme.own
    renderer = PageRenderer(theme, sample.SITE, {}, theme.own.parent, words)
    return renderer.render(sample.full_frame("briefs"), sample.FULL["briefs"]).html.decode()
