"""The pages that can be followed lead to where they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.making import running, walkthrough
from docs.making.fences import fences
from docs.making.pages import DOCS
from onrecord.content import strict_yaml
from onrecord.content.model import Brief
from onrecord.content.validation import validate


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is after the guide's last step that builds."""
    folder = tmp_path_factory.mktemp("guide")
    text = (DOCS / "content-guide.md").read_text(encoding="utf-8")
    walkthrough.follow(text[: text.index("## 9.")], folder, running.printed)
    return folder / "harbour-desk"


def test_the_guide_ends_with_two_reports_one_origin_and_a_denial(guide: Path) -> None:
    claim = (guide / "output/claims/depot-fire/cause/index.html").read_text(encoding="utf-8")
    for words in ("2 reports, 1 origin", "denies", "No drone was seen that night.", "Disputed", "usually reliable"):
        assert words in claim


def test_the_guide_keeps_the_claim_with_its_claimant(guide: Path) -> None:
    brief = (guide / "output/briefs/depot-fire/index.html").read_text(encoding="utf-8")
    assert "A drone set the depot on fire." in brief
    assert "Ana Petrova" in brief
    assert 'role="doc-noteref"' in brief


def test_the_guide_uses_every_name_of_the_mayor_that_it_offers(guide: Path) -> None:
    brief = guide / "content/briefs/2025-06-03-depot-fire.md"
    text = brief.read_text(encoding="utf-8")
    try:
        for name in ("ana-petrova", "Ана Петрова", "ANA PETROVA"):
            brief.write_text(text.replace("by: Ana Petrova", f"by: {name}"), encoding="utf-8")
            assert not running.problems(guide), name
    finally:
        brief.write_text(text, encoding="utf-8")


def forms_in_text() -> list[str]:
    """The references that the guide's table lists for the text of a brief."""
    text = (DOCS / "content-guide.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| text |")]
    return [form.replace("\\|", "|") for row in rows for form in re.findall(r"`([^`]+)`", row.rpartition("|")[0])]


def test_every_reference_that_the_guide_lists_leads_somewhere(guide: Path) -> None:
    forms = forms_in_text()
    assert len(forms) >= 9
    brief = guide / "content/briefs/2025-06-03-depot-fire.md"
    text = brief.read_text(encoding="utf-8")
    try:
        brief.write_text("\n\n".join([text, *forms, ""]), encoding="utf-8")
        assert not running.problems(guide)
    finally:
        brief.write_text(text, encoding="utf-8")


def loose_fields() -> list[str]:
    """The fields that the guide shows without a file."""
    text = (DOCS / "content-guide.md").read_text(encoding="utf-8")
    return [fence.text for fence in fences(text) if fence.language == "yaml" and not fence.caption.startswith("**`")]


@pytest.mark.parametrize("fields", loose_fields(), ids=lambda fields: fields.split(":")[0])
def test_the_fields_that_the_guide_shows_are_those_of_a_brief(fields: str) -> None:
    own = "title: Fire\ndate: 2025-06-03\n"
    if fields.startswith("responses:"):
        indented = "".join(f"    {line}\n" for line in fields.splitlines())
        fields = f"claims:\n  - id: cause\n    text: A drone.\n    by: Ana Petrova\n{indented}"
    values, faults = strict_yaml.load(own + fields, "x.md")
    assert not faults
    _, faults = validate(Brief, values, "x.md", own + fields)
    assert not faults


def test_style_sheets_of_a_site_come_after_the_default_ones(guide: Path) -> None:
    sheet = guide / "templates/assets/a-first-name.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("body { margin: 0 }\n", encoding="utf-8")
    running.printed(["build"], guide)
    home = (guide / "output/index.html").read_text(encoding="utf-8")
    assert "a-first-name" in re.findall(r'<link rel="stylesheet" href="([^"]+)"', home)[-1]


def test_the_templates_page_changes_what_it_says(tmp_path: Path) -> None:
    text = (DOCS / "templates.md").read_text(encoding="utf-8")
    walkthrough.follow(text[: text.index("## When a template is wrong")], tmp_path, running.printed)
    brief = (tmp_path / "output/briefs/depot-fire/index.html").read_text(encoding="utf-8")
    assert "Corrections to Harbour desk: desk@example.org" in brief
    assert 'stands at <a href="../../briefs/depot-fire/index.html">this address</a>' in brief
    assert "A fire broke out in the depot." in brief
    assert "stands at" in (tmp_path / "output/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("**`a.md`**, below `missing`:\n\n```yaml\nx: 1\n```\n", "stands 0 times"),
        ("```console\n$ rm -rf x\n```\n", "not a command"),
        ("```yaml\nx: 1\n", "never closed"),
    ],
)
def test_a_page_that_cannot_be_followed_is_noticed(page: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("title: x\n", encoding="utf-8")
    with pytest.raises(ValueError, match=fault):
        walkthrough.follow(page, tmp_path, running.printed)


def test_a_change_goes_where_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\ntwo\nthree\n", encoding="utf-8")
    page = (
        "**`a.md`**, below `one`:\n\n```yaml\nx\n```\n\n"
        "**`a.md`**, in place of `three`:\n\n```yaml\ny\n```\n\n"
        "**`a.md`**, at the end:\n\n```yaml\nz\n```\n"
    )
    walkthrough.follow(page, tmp_path, running.printed)
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "one\nx\ntwo\ny\nz\n"
