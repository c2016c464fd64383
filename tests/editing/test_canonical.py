"""Canonical form: fields in order, comments where they belong, values untouched, and the form of the form the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.content import front_matter, strict_yaml
from onrecord.content.files import discover
from onrecord.content.model import Actor, Brief, Claim
from onrecord.content.parse import META
from onrecord.editing.canonical import NotFaithful, canonical, canonical_file
from onrecord.editing.formatting import format_content


def test_fields_come_in_the_order_of_the_reference_each_with_its_comments() -> None:
    written = """\
# of the whole file

date:   2025-06-03
# why this title
title: "Fire: a claim"   # short
claims:
- text: |
    It burned.
    # not a comment
  # never change it
  id: cause # for addresses
  by: [ana]
  responses:
    - {stance: denies, by: land}
    - source: [a]
      # by whom
      by: land
      stance: denies
# the second one
-   by: 'it''s'
    id: second
    text: x
summary: One
  line.
# the end
"""
    assert (
        canonical(written, Brief)
        == """\
# of the whole file

# why this title
title: "Fire: a claim"   # short
date: 2025-06-03
summary: One line.
claims:
  # never change it
  - id: cause # for addresses
    text: |
      It burned.
      # not a comment
    by: [ana]
    responses:
      - {by: land, stance: denies}
      # by whom
      - by: land
        stance: denies
        source: [a]
# the second one
  - id: second
    text: x
    by: 'it''s'
# the end
"""
    )


@pytest.mark.parametrize(
    "text",
    [
        "name: X\nkind: person\n",
        "name: X\nkind: person\nidentifiers: {wikidata: Q1, aaa: b}\n",
        "name: X # c\nkind: person\n\n# about it\nsummary: >-\n  folded\n  text\n",
        "name: X\nkind: person\naliases: [ä, 'ß: x', \"\\u0061\"]\n",
        "name: X\nkind: person\nsummary:\n",
        "name: X\nkind: person\nroles:\n  - title: 007\n    from: 2025-06\n    until: 1_000\n",
    ],
)
def test_what_is_canonical_stays_as_it_is(text: str) -> None:
    made = canonical(text, Actor)
    assert canonical(made, Actor) == made
    if "\\u" not in text:
        assert made == text


@pytest.mark.parametrize(
    "text",
    [
        'kind: person\nname: "a\n# b"\nsummary: x\n',
        "kind: &k person\nname: *k\n",
    ],
)
def test_what_would_be_lost_is_refused(text: str) -> None:
    """A line of a quoted text that looks like a comment; an alias that would stand before what it means."""
    with pytest.raises(NotFaithful):
        canonical(text, Actor)


FIELDS = ["id", "text", "by", "about", "sources", "supersedes", "note"]
VALUES = st.sampled_from(
    ["x", "'it''s'", '"a: b"', "[a, b]", "2025-06-03", "|\n  text\n\n  # text", ">-\n  a\n  b", "", "- a\n- b"]
)


@st.composite
def mappings(draw: st.DrawFn) -> str:
    """A claim, its fields in any order, with comments and blank lines anywhere between them."""
    told = ""
    for name in draw(st.permutations(FIELDS)):
        told += draw(st.sampled_from(["", "\n", "# above\n", "\n# above\n# it\n", "# away\n\n"]))
        value = draw(VALUES)
        block = value.startswith(("- ", "|", ">"))
        told += f"{name}:\n{value}\n" if value.startswith("- ") else f"{name}: {value}" + ("\n" if block else " # at\n")
    return told


@given(mappings())
@settings(max_examples=60)
def test_nothing_is_lost_and_the_form_is_stable(written: str) -> None:
    made = canonical(written, Claim)
    before, _ = strict_yaml.load(written, "")
    after, _ = strict_yaml.load(made, "")
    assert after == before
    assert isinstance(after, dict)
    assert list(after) == FIELDS
    assert made.count("#") == written.count("#")
    assert canonical(made, Claim) == made


def test_this_repository_can_be_formatted_without_a_loss(repository: Path) -> None:
    number = 0
    for file in discover(repository)[0].documents:
        text, _ = front_matter.decode((repository / file.path).read_bytes(), file.path)
        assert text is not None
        made = canonical_file(text, META[file.kind])
        assert canonical_file(made, META[file.kind]) == made
        assert made.partition("\n---\n")[2] == text.partition("\n---\n")[2]
        number += 1
    assert number > 30


class TestASite:
    @pytest.fixture
    def site(self, tmp_path: Path) -> Path:
        shutil.copytree(Path(__file__).parent / "mentions", tmp_path, dirs_exist_ok=True)
        return tmp_path

    def test_files_are_changed_once(self, site: Path) -> None:
        first = format_content(site, write=True)
        assert first.changed
        assert first.faults == []
        second = format_content(site, write=True)
        assert (second.changed, second.left) == ([], first.left)

    def test_looking_changes_nothing(self, site: Path) -> None:
        before = (site / "content/actors/ana.md").read_bytes()
        assert "content/actors/ana.md" in format_content(site, write=False).changed
        assert (site / "content/actors/ana.md").read_bytes() == before

    def test_only_what_is_named_is_looked_at(self, site: Path) -> None:
        assert format_content(site, ["content/actors/ana.md"], write=False).changed == ["content/actors/ana.md"]
        assert format_content(site, ["content/places"], write=False).unchanged == 1

    def test_files_with_mistakes_are_told_and_left(self, site: Path) -> None:
        (site / "content/actors/ana.md").write_text("---\nkind: person\nnam: x\n---\n", encoding="utf-8")
        done = format_content(site, write=True)
        assert [fault.code for fault in done.faults] == ["unknown-field"]
        assert "content/actors/ana.md" not in done.changed

    def test_line_ends_stay(self, site: Path) -> None:
        file = site / "content/actors/ana.md"
        file.write_bytes(b"---\r\nkind: person\r\nname: Ana\r\n---\r\n\r\nText.\r\n")
        format_content(site, ["content/actors/ana.md"], write=True)
        assert file.read_bytes() == b"---\r\nname: Ana\r\nkind: person\r\n---\r\n\r\nText.\r\n"
