"""Language tags (BCP 47): which are taken, and what is said about the others."""

from __future__ import annotations

import pytest

from onrecord.content import strict_yaml
from onrecord.content.model import Page
from onrecord.content.validation import validate
from onrecord.diagnostics import Diagnostic


def told(tag: str) -> list[Diagnostic]:
    text = f"title: T\nlang: '{tag}'\n"
    values, _ = strict_yaml.load(text, "f")
    return validate(Page, values, "f", text)[1]


@pytest.mark.parametrize(
    "tag", ["en", "uk", "ckb", "pt-BR", "zh-Hant-TW", "sr-Latn", "es-419", "de-1996", "en-u-ca-buddhist", "ar-x-desk"]
)
def test_a_tag_is_taken(tag: str) -> None:
    assert told(tag) == []


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("english", "did you mean 'en'?"),
        ("Ukrainian", "did you mean 'uk'?"),
        ("pt_BR", "did you mean 'pt-BR'?"),
        ("e", "write a tag of BCP 47, such as en, pt-BR or zh-Hant"),
        ("en-", "write a tag of BCP 47, such as en, pt-BR or zh-Hant"),
        ('en" onclick="x', "write a tag of BCP 47, such as en, pt-BR or zh-Hant"),
    ],
)
def test_what_is_no_tag_is_told(written: str, hint: str) -> None:
    assert [(found.code, found.line, found.hint) for found in told(written)] == [("bad-value", 2, hint)]
