"""Every word of the theme goes through its catalogues, and the German one says all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from docs.making import words
from onrecord.site.catalogue import Catalogue
from onrecord.site.catalogue_files import catalogue_of
from onrecord.site.theme import Theme
from onrecord.site.theme_folders import default_templates

CONSTRUCTS = re.compile(r"\{#.*?#\}|\{% trans.*?endtrans \+?%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ATTRIBUTE = re.compile(r'\b(?:aria-label|title|alt|placeholder|data-label|data-words)="([^"]*)"')
MARKUP = re.compile(r'<[^>]*>|[\w-]+="[^"]*"|&\w+;')

UNITS = {"km", "SHA-256"}
"""What is written alike in every language."""


@pytest.mark.parametrize("file", words.files(), ids=lambda file: file.name)
def test_catalogues_have_the_messages_that_the_theme_has(file: Path) -> None:
    assert words.remade(file) == file.read_text(encoding="utf-8"), "run: make words"


def bare(template: str) -> Iterator[str]:
    """Words of a template that no catalogue can change: in its text, and in attributes that are read out or shown."""
    plain = CONSTRUCTS.sub("", template)
    for text in (*ATTRIBUTE.findall(plain), *MARKUP.sub("\n", plain).splitlines()):
        if re.search(r"[^\W\d_]", text) and text.strip() not in UNITS:
            yield text.strip()


@pytest.mark.parametrize("file", words.templates(), ids=lambda file: file.name)
def test_templates_hold_no_bare_words(file: Path) -> None:
    assert list(bare(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Sources</p>", ["Sources"]),
        ('<p aria-label="Sources {{ n }}">{{ n }}</p>', ["Sources"]),
        ("{% if a %}by {{ names }}{% endif %}", ["by"]),
        ('<p>{{ "Sources"|t }}: {% trans %}all{% endtrans %} · &nbsp;</p>{# a note #}', []),
    ],
)
def test_bare_words_are_noticed(template: str, found: list[str]) -> None:
    assert list(bare(template)) == found


@pytest.fixture(scope="module")
def german() -> Catalogue:
    catalogue, faults = catalogue_of(Theme(None, default_templates()), "de-AT", Path())
    assert faults == []
    return catalogue


def test_german_says_everything(german: Catalogue) -> None:
    wanted = {(message.context, message.one): message.many for message in words.all_messages()}
    assert set(german.messages) == set(wanted)
    assert {key for key, forms in german.messages.items() if len(forms) != (2 if wanted[key] else 1)} == set()
    with (words.WORDS / "de.po").open("rb") as file:
        assert [message.id for message in read_po(file) if message.fuzzy] == []


def test_german_keeps_what_surrounds_words(german: Catalogue) -> None:
    """Blanks at the ends join a message to what stands beside it."""
    changed = [
        english
        for (_, english), forms in german.messages.items()
        for form in forms
        if english[-1:].isspace() != form[-1:].isspace() or (english[:1].isspace() and form[:1] not in " ,")
    ]
    assert changed == []


def test_german_terms_are_one_each(german: Catalogue) -> None:
    """What the vocabulary of the field calls by one word is one word in German too."""
    terms = {
        "claim": "behauptung",
        "source": "quelle",
        "outlet": "medi",
        "assessment": "einschätzung",
        "brief": "briefing",
    }
    for english, term in terms.items():
        said = [forms[0] for (_, text), forms in german.messages.items() if text.lower() in (english, f"{english}s")]
        assert said
        assert [form for form in said if term not in form.lower()] == []
