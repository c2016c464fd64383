"""What the pages take from the code, and what they show of running it, is what the code says now."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.making import blocks
from docs.making.pages import DOCS, EXAMPLES, MAKERS, pages, remade

NAMES = [name for page in pages() if (name := page.relative_to(DOCS).as_posix()) != EXAMPLES]
"""The sections of the page of examples are looked at one by one, in ``test_examples``."""


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_as_make_docs_would_write_it(name: str) -> None:
    page = DOCS / name
    assert remade(page) == page.read_text(encoding="utf-8"), "run: make docs"


def test_every_block_that_can_be_made_is_on_a_page() -> None:
    used = [block for page in pages() for block in blocks.names(page.read_text(encoding="utf-8"))]
    assert sorted(set(used)) == sorted(MAKERS)


def test_every_block_is_closed() -> None:
    for page in pages():
        text = page.read_text(encoding="utf-8")
        assert text.count("<!-- made: ") - text.count("`<!-- made: ") == len(blocks.names(text)), page


def test_a_changed_table_is_noticed() -> None:
    page = DOCS / "dates.md"
    changed = page.read_text(encoding="utf-8").replace("| 20 May 2025 |", "| 21 May 2025 |", 1)
    assert blocks.filled(changed, MAKERS) != changed


def test_a_block_of_another_name_is_refused() -> None:
    with pytest.raises(KeyError):
        blocks.filled("<!-- made: nothing -->\n<!-- end -->\n", MAKERS)


def test_a_page_that_shows_another_output_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "configuration.md"
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    page.write_text(text.replace("no problems", "some problems"), encoding="utf-8")
    monkeypatch.setattr("docs.making.pages.DOCS", tmp_path)
    assert remade(page) == text != page.read_text(encoding="utf-8")
