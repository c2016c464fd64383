"""Whether everything that the pages of a built site point to is there, and whether they load only their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import filterfalse
from typing import Literal
from urllib.parse import unquote

from onrecord.build.packed_links import LinkTexts, PackedLinks
from onrecord.build.page_links import PageLinks, page_links, style_links
from onrecord.diagnostics import Diagnostic, closest
from onrecord.record.derivation import Kept
from onrecord.site.fragments import ROOT

__all__ = ["PageLinks", "check_output", "page_links", "style_links"]

MOST_SOURCES = 10
"""A miss in pages of more content files than this is the theme's; it is told once."""

MOST_HINTS = 25
"""Looking for the closest path among thousands is slow, and nobody reads hints by the hundred."""

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*+:", re.IGNORECASE)
REQUESTS = re.compile(r"(?:(?:https?|wss?|ftp):)?[/\\]{2}|(?:https?|wss?|ftp):", re.IGNORECASE)
IGNORED_IN_URLS = str.maketrans("", "", "\t\n\r")
PLAIN_PATH = re.compile(rf"{ROOT}((?:[a-z0-9_-][a-z0-9_.-]*+/)*+)([a-z0-9_-][a-z0-9_.-]*+)?")
"""What most addresses are before their fragment: the folders and the file that stand there."""

Fault = Literal["broken-link", "broken-anchor", "third-party-request"]


@dataclass(slots=True)
class _Miss:
    """One thing that is not there, and all pages that ask for it, with how each wrote it."""

    code: Fault
    target: str
    fragment: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)


def check_output(
    pages: Mapping[str, PageLinks],
    files: Collection[str],
    sources: Mapping[str, str],
    base_path: str,
    *,
    raw_html: bool = False,
) -> list[Diagnostic]:
    """Resolve every address of every page as a browser does that finds the site below ``base_path``.

    ``pages`` are the HTML files (and style sheets, with ``style_links``) by output path, ``files`` the other output
    files; ``sources`` name the content file behind a page, where there is one. With ``raw_html`` a text may load what
    it likes; without it only templates can. Codes: ``broken-link``,
    ``broken-anchor``, ``duplicate-anchor``, ``third-party-request``; all are errors.
    """
    texts = LinkTexts()
    packed = {page: texts.packed(links) for page, links in pages.items()}
    return OutputCheck(packed, texts, files, base_path, raw_html=raw_html).found(sources)


class OutputCheck:
    """The check of one site; ``found`` gives what ``check_output`` gives.

    What was found to be without fault can be checked again with other links for a few of its pages.
    """

    def __init__(
        self,
        pages: Mapping[str, PackedLinks],
        texts: LinkTexts,
        files: Collection[str],
        base_path: str,
        *,
        raw_html: bool = False,
        only: Iterable[str] | None = None,
    ) -> None:
        """``texts`` are those of the links of most ``pages``.

        ``only`` are the pages to check, where the others are known to be without fault.
        """
        self._raw_html = raw_html
        self._check = _Check(pages, texts, files, base_path)
        for page in pages if only is None else only:
            self._check.page(page)

    def again(self, changed: Mapping[str, PackedLinks]) -> bool:
        """Take in ``changed`` pages; false when that is not enough, as others may lead to what is gone."""
        check = self._check
        if check.misses or check.repeated or not changed.keys() <= check.pages.keys():
            return False
        after = {page: check.anchors_in(links) for page, links in changed.items()}
        if not all(check.anchors_in(check.links_of(page)) <= found for page, found in after.items()):
            return False
        check.changed |= changed
        for page in changed:
            check.anchors.pop(page, None)
        for page in changed:
            check.page(page)
        return True

    def found(self, sources: Mapping[str, str]) -> list[Diagnostic]:
        """Everything that is wrong."""
        check = self._check
        found = [
            Diagnostic(
                "duplicate-anchor",
                f"page '{page}' has {times} elements with the id '{anchor}'",
                sources.get(page, page),
                hint="give each its own id",
            )
            for page, anchor, times in check.repeated
        ]
        if check.misses:
            hints = _Hints(check, self._raw_html)
            for miss in check.misses.values():
                found += _told(miss, sources, hints)
        return found


class _Check:
    """Links are told by the numbers of their ``texts``.

    ``fine`` are addresses from the root of the site, the same on every page, that lead somewhere. ``elsewhere`` are
    those that lead to other hosts, as links may. ``anchors`` are those of the pages that others lead into.
    """

    def __init__(
        self, pages: Mapping[str, PackedLinks], texts: LinkTexts, files: Collection[str], base_path: str
    ) -> None:
        self.pages = pages
        self.texts = texts
        self.changed: dict[str, PackedLinks] = {}
        self.base = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
        self.known = {*pages, *files}
        self.anchors: dict[str, frozenset[int]] = Kept(lambda page: self.anchors_in(self.links_of(page)))
        self.misses: dict[tuple[Fault, str, str], _Miss] = {}
        self.repeated: list[tuple[str, str, int]] = []
        self.fine: set[int] = set()
        self.elsewhere: set[int] = set()
        self._anchors_here: dict[int, int | None] = Kept(self._anchor_here)

    def links_of(self, page: str) -> PackedLinks:
        return self.changed.get(page) or self.pages[page]

    def anchors_in(self, links: PackedLinks) -> frozenset[int]:
        return frozenset(self._numbers(links)[0])

    def text_of(self, number: int) -> str:
        return self.texts.texts[number]

    def page(self, page: str) -> None:
        anchors, links, loads = self._numbers(self.links_of(page))
        here = frozenset(anchors)
        if len(here) < len(anchors):
            counts = Counter(anchors)
            self.repeated += [(page, self.text_of(anchor), times) for anchor, times in counts.items() if times > 1]
        above = page.split("/")[:-1]
        fine, elsewhere = self.fine.__contains__, self.elsewhere.__contains__
        for number in filterfalse(elsewhere, filterfalse(fine, links)):
            if self._anchors_here[number] not in here:
                self._address(page, above, number)
        for number in filterfalse(fine, loads):
            if self._anchors_here[number] in here:
                continue
            address = self.text_of(number)
            if REQUESTS.match(address.translate(IGNORED_IN_URLS)):
                self._miss("third-party-request", address, "", page, address)
            else:
                self._address(page, above, number)

    def _numbers(self, links: PackedLinks) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """The numbers of anchors, links and loads."""
        return (links if links.texts is self.texts.texts else self.texts.packed(links.unpacked())).numbers()

    def _anchor_here(self, number: int) -> int | None:
        """The number of the anchor that an address means where it leads to a place on its own page."""
        address = self.text_of(number)
        return self.texts.number(address[1:]) if address[:1] == "#" else None

    def _has(self, page: str, anchor: str) -> bool:
        return self.texts.number(anchor) in self.anchors[page]

    def _address(self, page: str, above: list[str], number: int) -> None:
        address = self.text_of(number)
        path, _, fragment = address.partition("#")
        if plain := PLAIN_PATH.fullmatch(path):
            target = f"{plain[1]}{plain[2] or 'index.html'}"
            if target in self.known and (not fragment or target not in self.pages or self._has(target, fragment)):
                self.fine.add(number)
                return
        if ":" in path or "\\" in path or "\n" in path or "\t" in path or "\r" in path:
            path = path.translate(IGNORED_IN_URLS).replace("\\", "/")
            if SCHEME.match(path):
                self.elsewhere.add(number)
                return
        path = path.partition("?")[0]
        target = page
        if path:
            resolved = self._resolve(above, path)
            if resolved is None:
                return
            target = resolved
            if target not in self.known:
                self._miss("broken-link", target, "", page, address)
                return
        if fragment and target in self.pages and not self._has(target, fragment):
            wanted = unquote(fragment).partition(":~:")[0]
            if wanted and not self._has(target, wanted) and wanted.lower() != "top":
                self._miss("broken-anchor", target, wanted, page, address)
                return
        if address.startswith(ROOT):
            self.fine.add(number)

    def _resolve(self, above: list[str], path: str) -> str | None:
        """The output path of an address; the address itself, which is none, when it leads out of the site.

        ``None`` for another host's address.
        """
        if path.startswith("//"):
            return None
        if "%" in path:
            path = unquote(path)
        if path.startswith(ROOT):
            steps: list[str] = []
            path = path.removeprefix(ROOT)
        elif path.startswith("/"):
            if not path.startswith(self.base):
                return path
            steps = []
            path = path[len(self.base) :]
        else:
            steps = above.copy()
        for step in path.split("/"):
            if step == "..":
                if not steps:
                    return f"/{path}"
                steps.pop()
            elif step not in (".", ""):
                steps.append(step)
        if not steps:
            return "index.html"
        return "/".join(steps) + ("/index.html" if path.endswith(("/", "/.", "/..")) or path in (".", "..") else "")

    def _miss(self, code: Fault, target: str, fragment: str, page: str, address: str) -> None:
        miss = self.misses.setdefault((code, target, fragment), _Miss(code, target, fragment))
        miss.asked.append((page, address.replace(ROOT, "../" * page.count("/"))))


class _Hints:
    """The closest right thing for a miss, the first few times."""

    def __init__(self, check: _Check, raw_html: bool) -> None:
        self.check = check
        self.raw_html = raw_html
        self.left = MOST_HINTS
        self.paths = sorted(check.known)

    def of(self, miss: _Miss) -> str | None:
        if miss.code == "third-party-request":
            if miss.asked[0][0].startswith("assets/"):
                return "put a copy into content/assets/ and refer to that"
            if self.raw_html:
                return "put a copy into content/assets/ (templates/assets/ for a template) and refer to that"
            return "a template asks for it: put a copy into templates/assets/ and refer to that"
        known = self.check.known
        if miss.code == "broken-link" and (inner := f"{miss.target.rstrip('/')}/index.html") in known:
            return f"the page is '{inner}': end the address in a slash, or name index.html"
        if miss.code == "broken-link" and miss.target.startswith("/"):
            return f"it leads out of the site, which is published below '{self.check.base}'"
        if self.left <= 0:
            return None
        self.left -= 1
        if miss.code == "broken-anchor":
            match = closest(miss.fragment, sorted(map(self.check.text_of, self.check.anchors[miss.target])))
            return f"did you mean '#{match}'?" if match else None
        match = closest(miss.target, self._near(miss.target))
        return f"did you mean '{match}'?" if match else None

    def _near(self, target: str) -> list[str]:
        """The paths of the same top folder, or all when there is none."""
        top = target.partition("/")[0] + "/"
        return [path for path in self.paths if path.startswith(top)] or self.paths


def _told(miss: _Miss, sources: Mapping[str, str], hints: _Hints) -> Iterable[Diagnostic]:
    """One diagnostic for each content file whose pages ask, or a single one when they are many."""
    by_source: dict[str, list[tuple[str, str]]] = {}
    for page, address in miss.asked:
        by_source.setdefault(sources.get(page, page), []).append((page, address))
    if len(by_source) > MOST_SOURCES:
        by_source = {next(iter(by_source)): miss.asked}
    hint = hints.of(miss)
    for source, asked in by_source.items():
        yield Diagnostic(miss.code, _message(miss, asked), source, hint=hint)


def _message(miss: _Miss, asked: list[tuple[str, str]]) -> str:
    page, address = asked[0]
    others = len({page for page, _ in asked}) - 1
    so_do = f" (so {'does' if others == 1 else 'do'} {others} other page{'s' if others > 1 else ''})" if others else ""
    address = address if len(address) <= 200 else f"{address[:200]}..."
    if miss.code == "third-party-request":
        return f"page '{page}' loads '{address}' from another host{so_do}"
    if miss.code == "broken-anchor":
        return f"page '{page}' links to '{address}', but '{miss.target}' has no id '{miss.fragment}'{so_do}"
    return f"page '{page}' links to '{address}', which is not there{so_do}"
