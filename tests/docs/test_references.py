"""The generated references leave nothing out: every field, every view, every kind of page, every filter."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path

import msgspec
import pytest
from jinja2 import Environment

from docs.making.pages import DOCS, pages
from docs.making.views import PAGE_KINDS, documented
from onrecord.build import build
from onrecord.build.request import BuildRequest, NoProgress
from onrecord.config import Config, Vocabulary
from onrecord.content import model
from onrecord.declaration import entry
from onrecord.site.fragments import Written
from onrecord.site.render import NAMES, PageRenderer
from onrecord.site.theme import theme_of
from onrecord.site.theme_folders import default_templates
from onrecord.site.views.pages import Frame
from tests.site import sample_views as sample

FIELDS = (DOCS / "reference/fields.md").read_text(encoding="utf-8")
VIEWS = (DOCS / "reference/views.md").read_text(encoding="utf-8")
TEMPLATES = (DOCS / "templates.md").read_text(encoding="utf-8")

ENTRIES = [it for it in vars(model).values() if dataclasses.is_dataclass(it) and isinstance(it, type)]


def without_descriptions(classes: list[type]) -> list[str]:
    """Fields that do not say what they are for."""
    fields = [(cls.__name__, field) for cls in classes for field in dataclasses.fields(cls)]
    return [f"{name}.{field.name}" for name, field in fields if not field.metadata.get("description")]


def test_every_field_has_a_description() -> None:
    assert not without_descriptions([it for it in ENTRIES if it.__module__ == model.__name__])


def test_a_field_without_description_is_noticed() -> None:
    @entry
    class Note:
        text: str = ""

    assert without_descriptions([Note]) == ["Note.text"]


@pytest.mark.parametrize("cls", [it for it in ENTRIES if it.__module__ == model.__name__], ids=lambda it: it.__name__)
def test_every_field_is_in_the_reference(cls: type) -> None:
    for field in dataclasses.fields(cls):
        assert f"| `{field.metadata.get('alias', field.name)}` |" in FIELDS


@pytest.mark.parametrize("cls", [Config, Vocabulary])
def test_every_setting_is_in_the_reference(cls: type) -> None:
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    for field in dataclasses.fields(cls):
        assert f"| `{field.name}` |" in text


@pytest.mark.parametrize("struct", documented(), ids=lambda it: it.__name__)
def test_every_view_is_in_the_reference(struct: type[msgspec.Struct]) -> None:
    section = VIEWS.split(f"\n### {struct.__name__}\n")[1].split("\n### ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(struct.__struct_fields__)


def test_every_template_of_a_page_is_in_the_reference() -> None:
    templates = {file.stem for file in (default_templates() / "pages").glob("*.html")}
    assert templates == set(PAGE_KINDS)


def test_each_kind_of_page_gets_the_view_that_the_reference_says(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, set[type]] = {}
    render = PageRenderer.render

    def noting(self: PageRenderer, frame: Frame, view: msgspec.Struct) -> Written:
        seen.setdefault(frame.kind, set()).add(type(view))
        return render(self, frame, view)

    monkeypatch.setattr(PageRenderer, "render", noting)
    shutil.copytree(repository / "content", tmp_path / "content")
    settings = (repository / "onrecord.yaml").read_text(encoding="utf-8")
    (tmp_path / "onrecord.yaml").write_text(f"{settings}\nlist_length: 10\n", encoding="utf-8")
    for root in (repository, tmp_path):  # with its history, and with long lists
        assert build.build_site(BuildRequest(root=root, check_only=True), NoProgress()).ok

    assert seen == {kind: {view} for kind, (_, view) in PAGE_KINDS.items()}


def test_every_filter_and_function_is_described(tmp_path: Path) -> None:
    environment, plain = PageRenderer(theme_of(tmp_path), sample.SITE, {}, tmp_path)._environment, Environment()
    own = {*environment.filters, *environment.globals} - {*plain.filters, *plain.globals}
    section = TEMPLATES.split("## Filters and functions")[1].split("\n## ")[0]
    described = {found[1] or found[2] for found in re.finditer(r"^\| `(?:\w+\\\|(\w+)|(\w+))", section, re.MULTILINE)}
    assert described == own - set(NAMES)


def broken_links(text: str, page: Path, known: dict[Path, str]) -> list[str]:
    """Links of a page to files and headings that are not there."""
    found = []
    for address in re.findall(r"\]\(([^)\s]+)\)", _without_code(text)):
        path, _, anchor = address.partition("#")
        target = (page.parent / path).resolve() if path else page.resolve()
        if "://" in address:
            continue
        if not target.exists() or (anchor and anchor not in anchors(known.get(target, ""))):
            found.append(address)
    return found


def anchors(text: str) -> set[str]:
    """The anchors that a git host gives to headings."""
    headings = re.findall(r"^#{1,6} (.+)$", _without_blocks(text), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {words.replace(" ", "-") for words in plain}


def _without_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]+`", "", _without_blocks(text))


KNOWN = {page.resolve(): page.read_text(encoding="utf-8") for page in pages()}


@pytest.mark.parametrize("page", list(KNOWN), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    assert not broken_links(KNOWN[page], page, KNOWN)


def test_a_broken_link_is_noticed() -> None:
    text = "[a](dates.md) [b](date.md) [c](dates.md#plain-dates) [d](dates.md#plane-dates) `[e](code.md)`"
    assert broken_links(text, DOCS / "README.md", KNOWN) == ["date.md", "dates.md#plane-dates"]


def test_every_page_is_reached_from_the_index() -> None:
    index = KNOWN[(DOCS / "README.md").resolve()]
    missing = [name for page in pages() if (name := page.relative_to(DOCS).as_posix()) not in index]
    assert missing == ["README.md"]
