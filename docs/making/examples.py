"""The examples of ``diagnostics.md``: fragments set into a small site, which is then checked.

The word after the opening fence says where the fragment goes: ``yaml brief``, ``yaml claim``, ``yaml source``,
``yaml event``, ``yaml actor``, ``yaml place`` and ``yaml site`` hold fields, ``markdown body`` the text of the brief.
A field of the fragment takes the place of the small site's own. A block below a path in bold code is a whole file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docs.making.fences import Fence, fences, with_texts
from onrecord.diagnostics import Diagnostic

Check = Callable[[Path], list[Diagnostic]]
"""Everything that is wrong with the site in a folder."""

BRIEF = "content/briefs/2025-06-03-depot-fire.md"
PLACES: dict[str, tuple[str, str]] = {
    "site": ("onrecord.yaml", "title: Harbour desk\n"),
    "actor": ("content/actors/ana-petrova.md", "name: Ana Petrova\nkind: person\n"),
    "place": ("content/places/north-harbour.md", "name: North Harbour\n"),
    "brief": (BRIEF, "title: Fire at the depot\ndate: 2025-06-03\n"),
    "claim": (BRIEF, "id: cause\ntext: A drone set the depot on fire.\nby: ana-petrova\nsources: report\n"),
    "source": (BRIEF, "id: report\nkind: article-newspaper\ntitle: Fire at the harbour\noutlet: daily-post\n"),
    "event": (BRIEF, "id: fire\ntitle: Fire reported at the depot\n"),
}
"""Where each kind of fragment goes, and the fields that are there without it."""

OTHERS = {
    "content/actors/daily-post.md": "---\nname: The Daily Post\nkind: outlet\n---\n",
    "content/actors/harbour-office.md": "---\nname: Harbour Office\nkind: organization\n---\n",
}

_FIELD = re.compile(r"""^["']?(\w+)["']?[ \t]*:""", re.MULTILINE)
_PATH = re.compile(r"\*\*`([^`]+)`\*\*$")
_HEADING = re.compile(r"^### `([a-z0-9-]+)`$", re.MULTILINE)
_SEVERITY = re.compile(r"\*\*(Error|Warning|Note)\.\*\*")


@dataclass(frozen=True, slots=True)
class Section:
    """The section of one code: its text, and the severity that it states (``error``, ``warning``, ``note``)."""

    code: str
    text: str

    @property
    def severity(self) -> str | None:
        """What the section says first, in bold."""
        found = _SEVERITY.search(self.text)
        return found[1].lower() if found else None

    @property
    def fragments(self) -> tuple[list[Fence], list[Fence]]:
        """The blocks of the failing example, and those of the mended one."""
        parts: tuple[list[Fence], list[Fence]] = ([], [])
        mended = False
        for fence in fences(self.text):
            mended = mended or fence.caption.startswith("Mended:")
            if fence.word or _PATH.search(fence.caption):
                parts[mended].append(fence)
        return parts


def sections(page: str) -> list[Section]:
    """The sections of ``diagnostics.md``, one for each code."""
    pieces = _HEADING.split(page)
    return [Section(code, text) for code, text in zip(pieces[1::2], pieces[2::2], strict=True)]


def site_with(fragments: list[Fence]) -> dict[str, str]:
    """The files of the small site with fragments set in."""
    found = {fence.word: fence.text for fence in fragments if fence.word}
    files = OTHERS | {
        PLACES["site"][0]: _fields("site", found),
        PLACES["actor"][0]: f"---\n{_fields('actor', found)}---\n",
        PLACES["place"][0]: f"---\n{_fields('place', found)}---\n",
        BRIEF: _brief(found),
    }
    return files | {path[1]: fence.text for fence in fragments if (path := _PATH.search(fence.caption))}


def told(diagnostics: list[Diagnostic], code: str) -> str:
    """What a section shows of the problems with its code."""
    lines = []
    for diagnostic in diagnostics:
        if diagnostic.code == code:
            lines.append(f"{diagnostic.severity}[{code}]: {diagnostic.message}")
            lines += [f"  hint: {diagnostic.hint}"] if diagnostic.hint else []
    return "".join(f"{line}\n" for line in lines)


def with_messages(page: str, messages: dict[str, str]) -> str:
    """The page with each section's ``text`` block holding the messages of its code."""
    pieces = _HEADING.split(page)
    for at in range(1, len(pieces), 2):
        if pieces[at] in messages:
            shown = {fence.first: messages[pieces[at]] for fence in fences(pieces[at + 1]) if _is_output(fence)}
            pieces[at + 1] = with_texts(pieces[at + 1], shown)
    headed = [piece if at % 2 == 0 else f"### `{piece}`" for at, piece in enumerate(pieces)]
    return "".join(headed)


def write(files: dict[str, str], folder: Path) -> None:
    """Write the files of a site below ``folder``."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def _is_output(fence: Fence) -> bool:
    return fence.language == "text" and not _PATH.search(fence.caption)


def _fields(place: str, found: dict[str, str]) -> str:
    """The fields of one place: its own, but for those that the fragment has, and then the fragment."""
    fragment = found.get(place, "")
    written = set(_FIELD.findall(fragment))
    own = [line for line in PLACES[place][1].splitlines(keepends=True) if line.partition(":")[0] not in written]
    return "".join(own) + fragment


def _brief(found: dict[str, str]) -> str:
    lists = [("sources", "source")]
    lists += [("events", "event")] if "event" in found or "claim" in found else []
    lists += [("claims", "claim")]
    written = set(_FIELD.findall(found.get("brief", "")))
    text = _fields("brief", found)
    for field, place in lists:
        if field not in written:
            text += f"{field}:\n{_as_item(_fields(place, found))}"
    return f"---\n{text}---\n\n{found.get('body', '')}"


def _as_item(fields: str) -> str:
    lines = fields.splitlines(keepends=True)
    return "".join(f"{'  - ' if at == 0 else '    '}{line}" for at, line in enumerate(lines))
