"""A site's own templates: they win, can extend what they replace, stay safe, and tell their mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.diagnostics import Diagnostic
from tests.build.trees import tree
from tests.whole.pages import Site
from tests.whole.sites import SMALL, Files, attempted, built, codes, errors, run, site

HOSTILE = "<script>alert(1)</script>\"' onload='x"
TITLED = SMALL | {
    "content/briefs/2025-05-25-first.md": SMALL["content/briefs/2025-05-25-first.md"].replace(
        "title: First", f"title: '{HOSTILE.replace(chr(39), chr(39) * 2)}'"
    )
}


def with_templates(root: Path, **templates: str) -> Path:
    """The small site with templates by name, ``__`` for a slash."""
    named = {f"templates/{name.replace('__', '/')}.html": text for name, text in templates.items()}
    return site(root, SMALL | named)


def the_fault(root: Path) -> Diagnostic:
    """The one error of a build that published nothing."""
    result = attempted(root)
    assert tree(root / "output") == {}
    found = {(it.code, it.file, it.line): it for it in errors(result)}
    assert len(found) == 1, found
    return next(iter(found.values()))


def test_a_whole_template_of_the_site_takes_the_place_of_the_default(tmp_path: Path) -> None:
    output = built(with_templates(tmp_path, pages__actor="<!doctype html><title>x</title><p>Only {{ page.title }}."))
    assert (output / "actors/ada/index.html").read_text() == "<!doctype html><title>x</title><p>Only Ada."
    others = Site(built(site(tmp_path / "plain", SMALL)))
    mine = Site(output)
    for page in set(others.pages) - {"actors/ada/index.html"}:
        assert mine.files[page].read_bytes() == others.files[page].read_bytes(), page


def test_a_template_extends_the_one_that_it_replaces(tmp_path: Path) -> None:
    own = """{% extends "theme/pages/brief.html" %}
{% block main %}<p id="notice">Notice</p>{{ super() }}<p id="after">After</p>{% endblock %}
"""
    found = Site(built(with_templates(tmp_path, pages__brief=own)))
    words = found.words("briefs/first/index.html")
    assert words.startswith("Notice")
    assert words.endswith("After")
    assert "It flies." in words
    assert "Notice" not in found.words("actors/ada/index.html")


def test_a_base_of_the_site_is_that_of_every_page(tmp_path: Path) -> None:
    own = '{% extends "theme/base.html" %}{% block head_extra %}{{ super() }}<meta name="x" content="y">{% endblock %}'
    moved = SMALL["content/actors/ada.md"].replace("kind: person", "kind: person\nredirects: [/ada/]")
    site(tmp_path, SMALL | {"content/actors/ada.md": moved, "templates/base.html": own})
    found = Site(built(tmp_path))
    assert found.redirects() == {"ada/index.html"}
    assert [page for page in found.pages if b'<meta name="x"' not in found.files[page].read_bytes()] == []


def test_a_new_block_can_be_added_and_filled(tmp_path: Path) -> None:
    footer = "{% block footer %}{{ super() }}<p>{% block extra %}none{% endblock %}</p>{% endblock %}"
    base = f'{{% extends "theme/base.html" %}}{footer}'
    page = '{% extends "theme/pages/actor.html" %}{% block extra %}Of {{ page.title }}{% endblock %}'
    output = built(with_templates(tmp_path, base=base, pages__actor=page))
    assert "<p>Of Ada</p>" in (output / "actors/ada/index.html").read_text(encoding="utf-8")
    assert "<p>none</p>" in (output / "index.html").read_text(encoding="utf-8")


def test_a_partial_of_the_site_is_used_by_the_default_templates(tmp_path: Path) -> None:
    own = '{% include "theme/partials/symbols.html" %}<svg id="mine"></svg>'
    output = built(with_templates(tmp_path, partials__symbols=own))
    assert all('id="mine"' in file.read_text(encoding="utf-8") for file in output.rglob("*.html"))


def test_style_sheets_of_the_site_replace_and_add(tmp_path: Path) -> None:
    styles = {"style.css": "p { color: red }", "zz.css": "p { color: blue }"}
    own: Files = {**styles, "fonts/a.woff2": b"x", "logo.svg": "<svg/>"}
    site(tmp_path, SMALL | {f"templates/assets/{name}": content for name, content in own.items()})
    found = Site(built(tmp_path))
    sheets = [link.address for link in found.links("index.html") if link.address.endswith(".css")]
    assert [sheet.split("/")[1].split(".")[0] for sheet in sheets][-1] == "zz"
    texts = [found.files[found.file_of("index.html", sheet) or ""].read_text() for sheet in sheets]
    assert set(styles.values()) <= set(texts)
    assert sum("color: red" in text for text in texts) == 1
    assert [path for path in found.files if path.startswith(("theme/fonts/a.", "theme/logo."))]
    default = Site(built(site(tmp_path / "plain", SMALL)))
    assert len(sheets) == len([link for link in default.links("index.html") if link.address.endswith(".css")]) + 1


@pytest.mark.parametrize(
    "template",
    [
        "<p title='{{ page.title }}'>{{ page.title }}</p>",
        "{% macro x(text) %}<b>{{ text }}</b>{% endmacro %}{{ x(page.title) }}",
        "{% set title = page.title %}{{ title }}{{ [title, 'x']|join('<br>') }}",
        "{% for brief in [page] %}{{ brief.title|upper }}{% endfor %}",
        "{{ '%s'|format(page.title) }}{{ page.title|replace('a', '<i>') }}",
        "{% filter trim %}{{ page.title }}{% endfilter %}",
        "{% include 'partials/own.html' %}",
        "{{ page.title|urlize }}{{ page.title|indent }}{{ page.title|wordwrap(5) }}",
    ],
)
def test_text_is_escaped_in_templates_of_the_site(tmp_path: Path, template: str) -> None:
    own = {"templates/pages/brief.html": template, "templates/partials/own.html": "<em>{{ page.title }}</em>"}
    output = built(site(tmp_path, TITLED | own))
    page = (output / "briefs/first/index.html").read_text(encoding="utf-8").lower()
    assert "&lt;" in page
    assert "<script" not in page
    assert [words for words in Site(output).harm() if words.startswith("briefs/first/")] == []


FAULTS = {
    "a name": ("<p>x</p>\n{{ view.shoe_size }}\n", 2, "template-error", "shoe_size"),
    "a name of nothing": ("\n\n{{ nobody.name }}", 3, "template-error", "nobody"),
    "syntax": ("<p>x</p>\n{% if view %}\n<p>y</p>\n", 3, "template-error", "if"),
    "an unknown tag": ("{% frobnicate %}", 1, "template-error", "frobnicate"),
    "an unknown filter": ("\n{{ page.title|frobnicate }}", 2, "template-error", "frobnicate"),
    "an include": ("<p>x</p>\n\n{% include 'partials/claim.html' %}", 3, "template-missing", "partials/claim.html"),
    "an import": ("{% from 'partials/claims.html' import no_macro %}{{ no_macro() }}", 1, "template-error", "no_macro"),
    "a base": ("{% extends 'bass.html' %}", 1, "template-missing", "bass.html"),
    "an asset": ("\n{{ asset('stile.css') }}", 2, "template-error", "stile.css"),
    "itself": ("\n{% include 'pages/actor.html' %}", 2, "template-error", "without end"),
    "itself by name": ("{% extends 'pages/actor.html' %}", 1, "template-error", ""),
    "a division": ("\n\n\n{{ 1 // 0 }}", 4, "template-error", "zero"),
    "a path upwards": ("{% include '../onrecord.yaml' %}", 1, "template-missing", "../onrecord.yaml"),
    "an absolute path": ("{% include '/etc/passwd' %}", 1, "template-missing", "/etc/passwd"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mistake_is_told_with_template_line_and_page(tmp_path: Path, fault: str) -> None:
    template, line, code, words = FAULTS[fault]
    told = the_fault(with_templates(tmp_path, pages__actor=template))
    assert (told.code, told.file, told.line) == (code, "templates/pages/actor.html", line)
    assert words in told.message
    assert "actors/ada/index.html" in f"{told.message} {told.hint}"
    assert "root:" not in told.message


def test_two_partials_that_include_one_another_end(tmp_path: Path) -> None:
    one, other = "x\n{% include 'partials/b.html' %}", "{% include 'partials/a.html' %}"
    told = the_fault(
        with_templates(tmp_path, pages__actor="{% include 'partials/a.html' %}", partials__a=one, partials__b=other)
    )
    assert "without end" in told.message
    assert told.file in ("templates/partials/a.html", "templates/partials/b.html")


def test_a_mistake_in_a_partial_is_told_there_once_for_all_pages(tmp_path: Path) -> None:
    result = attempted(with_templates(tmp_path, partials__symbols="\n{{ site.nothing }}"))
    assert {(it.code, it.file, it.line) for it in errors(result)} == {
        ("template-error", "templates/partials/symbols.html", 2)
    }
    assert len(errors(result)) < 5


def test_a_mistake_in_one_template_does_not_hide_one_in_another(tmp_path: Path) -> None:
    result = attempted(with_templates(tmp_path, pages__actor="{{ a }}", pages__brief="{{ b }}", pages__home="{% if %}"))
    files = ("actor", "brief", "home")
    assert {it.file for it in errors(result)} == {f"templates/pages/{name}.html" for name in files}
    assert codes(result) == {"template-error"}


def test_a_template_that_is_not_text_is_told(tmp_path: Path) -> None:
    site(tmp_path, SMALL | {"templates/pages/actor.html": b"\xff\xfe<\x00p\x00"})
    assert the_fault(tmp_path).file == "templates/pages/actor.html"


def test_a_template_sees_no_files_no_clock_and_no_record(tmp_path: Path) -> None:
    template = "{% for name in context_names() %}{{ name }} {% endfor %}"
    told = the_fault(with_templates(tmp_path, pages__actor=template))
    assert "context_names" in told.message
    for name in ("record", "config", "open", "now", "os", "request", "__import__"):
        (tmp_path / "templates/pages/actor.html").write_text(f"{{{{ {name} }}}}")
        assert f"'{name}'" in the_fault(tmp_path).message


def test_the_command_shows_the_line_of_a_template(tmp_path: Path) -> None:
    with_templates(tmp_path, pages__actor="<p>\n{{ view.shoe_size }}\n")
    ended = run("build", tmp_path)
    assert ended.returncode == 1
    assert "templates/pages/actor.html:2: error[template-error]" in ended.stderr
    assert "    2 | {{ view.shoe_size }}" in ended.stderr
    assert "actors/ada/index.html" in ended.stderr
