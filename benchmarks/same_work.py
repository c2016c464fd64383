"""Check that a built site does the work: ``python benchmarks/same_work.py N OUTPUT [OUTPUT ...] [--seed S]``.

For each output made from the corpus of N briefs: every page of every kind is there, and holds what the corpus says it
must hold. Texts are compared without markup, links by where they lead, so that relative and absolute ones are equal.

What need not be equal: words of the theme, how dates are written, icons, contents lists, the sentence around a
backlink, feeds, structured data, exports, search; and entries of timelines may differ by ``TOLERANCE``, as a date that
spans two years may be listed under one or both.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.corpus import invented
from benchmarks.invent.corpus import Corpus, File, Meta

TOLERANCE = 0.02
INDEXES = ("briefs", "claims", "timeline", "actors", "sources", "events", "topics", "places", "corrections")

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_HREF = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)""")
_CITE = re.compile(r"""<a\b(?=[^>]*\bclass=["']?cite\b)[^>]*\bhref=["']?#([^"'\s>]+)[^>]*>\s*(\d+)\s*</a>""")
_ID = re.compile(r"""<[a-z][^>]*?\sid\s*=\s*["']?([^"'\s>]+)""")
_ENTRY = re.compile(r"""<li\b[^>]*\bdata-kind=""")
_CITATION = re.compile(r"\[(@[^\]]+)\]")


class Page:
    """A built page: its text without markup, and where its links lead."""

    def __init__(self, address: str, html: str) -> None:
        self.address = address
        self.html = html

    @cached_property
    def text(self) -> str:
        """What a reader sees, white space made single."""
        return squeezed(unescape(_TAG.sub(" ", self.html)))

    @cached_property
    def links(self) -> set[str]:
        """The addresses within the site that it links to, ending in a slash, without fragments."""
        found = set()
        for href in _HREF.findall(self.html):
            whole = urlsplit(urljoin(f"https://desk.example{self.address}", unescape(href)))
            if whole.netloc == "desk.example":
                found.add(unquote(whole.path).removesuffix("index.html"))
        return found

    @cached_property
    def ids(self) -> set[str]:
        """The anchors of the page."""
        return {unescape(value) for value in _ID.findall(self.html)}

    @cached_property
    def citations(self) -> list[tuple[int, str]]:
        """Numbers of the citations in their order, each with the anchor that it leads to."""
        return [(int(number), unescape(anchor)) for anchor, number in _CITE.findall(self.html)]

    @cached_property
    def entries(self) -> int:
        """Entries of its timeline."""
        return len(_ENTRY.findall(self.html))


def squeezed(text: str) -> str:
    """White space made single, so that markup around words does not matter."""
    return " ".join(text.split())


@dataclass(slots=True)
class Expected:
    """What a page must hold: texts, addresses it links to, numbers of its citations, entries of its timeline."""

    kind: str
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    citations: list[int] | None = None
    entries: int | None = None


def expected_pages(corpus: Corpus) -> dict[str, Expected]:
    """Every page that a site of the corpus must have, by address."""
    pages: dict[str, Expected] = {"/": Expected("home", texts=[corpus.config["title"]])}
    for name in INDEXES:
        pages[f"/{name}/"] = Expected("index")
    for folder, kind in (("actors", "actor"), ("topics", "topic"), ("places", "place"), ("pages", "page")):
        for file in corpus.files[folder]:
            texts = [file.meta.get("name") or file.meta["title"]]
            texts += [alias["name"] for alias in file.meta.get("aliases", ())]
            pages[_address(folder, file.id)] = Expected(kind, texts)
    for file in corpus.files["events"]:
        pages[f"/events/{file.id}/"] = Expected("event", [file.meta["title"]])
        _link(pages, "/events/", f"/events/{file.id}/")
    for file in corpus.files["sources"]:
        pages.setdefault(f"/sources/{file.meta['outlet']}/", Expected("outlet")).texts.append(file.meta["title"])
    for brief in corpus.briefs():
        _expect_brief(corpus, brief, pages)
    for folder in ("actors", "topics", "places"):
        for file in corpus.files[folder]:
            _link(pages, f"/{folder}/", f"/{folder}/{file.id}/")
    for year, entries in years(corpus).items():
        pages[f"/timeline/{year}/"] = Expected("year", [year], entries=entries)
    return pages


def _address(folder: str, key: str) -> str:
    return f"/{key}/" if folder == "pages" else f"/{folder}/{key}/"


def _link(pages: dict[str, Expected], page: str, target: str) -> None:
    pages[page].links.append(target)


def _expect_brief(corpus: Corpus, brief: File, pages: dict[str, Expected]) -> None:
    meta = brief.meta
    address = f"/briefs/{brief.id}/"
    page = Expected("brief", [meta["title"], meta["summary"]], citations=_numbers(brief.body))
    pages[address] = page
    page.texts += [source["title"] for source in meta["sources"]]
    page.texts += [note["note"] for note in meta.get("corrections", ())]
    _link(pages, "/briefs/", address)
    for folder in ("topics", "places"):
        for key in meta[folder]:
            page.links.append(f"/{folder}/{key}/")
            _link(pages, f"/{folder}/{key}/", address)
    if meta.get("corrections"):
        _link(pages, "/corrections/", address)
    for source in meta["sources"]:
        pages.setdefault(f"/sources/{source['outlet']}/", Expected("outlet")).texts.append(source["title"])
    for event in meta.get("events", ()):
        there = f"/events/{brief.id}/{event['id']}/"
        pages[there] = Expected("event", [event["title"]], [address, f"/places/{event['place']}/"])
        page.links.append(there)
        _link(pages, "/events/", there)
        for actor in event["actors"]:
            _link(pages, f"/actors/{actor}/", there)
    for claim in meta["claims"]:
        _expect_claim(corpus, brief, claim, pages)
    for kind, target in re.findall(r"(?<!!)\[\[(claim:)?([^\]|]+)", brief.body):
        there = f"/claims/{target.replace('#', '/')}/" if kind else _whereabouts(pages, target)
        page.links.append(there)
        _link(pages, there, address)


def _expect_claim(corpus: Corpus, brief: File, claim: Meta, pages: dict[str, Expected]) -> None:
    address = f"/claims/{brief.id}/{claim['id']}/"
    titles = {source["id"]: source["title"] for source in brief.meta["sources"]}
    titles |= {file.id: file.meta["title"] for file in corpus.files["sources"]}
    page = Expected("claim", [claim["text"]], [f"/briefs/{brief.id}/"])
    pages[address] = page
    page.texts += [claim["quote"]] if "quote" in claim else []
    page.texts += [titles[key] for key in claim["sources"]]
    page.texts += [response["quote"] for response in claim.get("responses", ()) if "quote" in response]
    page.texts += [note["note"] for note in claim.get("assessments", ())]
    for piece in claim.get("evidence", ()):
        page.texts += [piece["note"], titles[piece["source"]]]
    for actor in [*claim["by"], *claim["about"]]:
        page.links.append(f"/actors/{actor}/")
        _link(pages, f"/actors/{actor}/", address)
    for relation in ("contradicts", "supports", "repeats"):
        for key in claim.get(relation, ()):
            other = f"/claims/{key.replace('#', '/')}/"
            page.links.append(other)
            _link(pages, other, address)
    _link(pages, "/claims/", address)
    shown = pages[f"/briefs/{brief.id}/"]
    shown.texts.append(claim["text"])
    shown.links.append(address)
    for folder in ("topics", "places"):
        for key in brief.meta[folder]:
            _link(pages, f"/{folder}/{key}/", address)
    event = claim.get("event")
    if event:
        own = {item["id"] for item in brief.meta.get("events", ())}
        there = f"/events/{brief.id}/{event}/" if event in own else f"/events/{event}/"
        page.links.append(there)
        _link(pages, there, address)


def _whereabouts(pages: dict[str, Expected], key: str) -> str:
    addresses = (f"/{folder}/{key}/" for folder in ("actors", "places", "topics", "briefs"))
    return next(address for address in addresses if address in pages)


def _numbers(body: str) -> list[int]:
    """The numbers that the citations of a body must have."""
    known: dict[str, int] = {}
    names = (name.strip() for group in _CITATION.findall(body) for name in group.split(";"))
    return [known.setdefault(name, len(known) + 1) for name in names]


def years(corpus: Corpus) -> dict[str, int]:
    """How many entries the timeline of each year must have."""
    return dict(sorted(Counter(date[:4] for date in _dates(corpus)).items()))


def _dates(corpus: Corpus) -> Iterator[str]:
    for file in corpus.files["sources"]:
        yield file.meta["published"]
    for file in corpus.files["events"]:
        yield file.meta["date"]
    for brief in corpus.briefs():
        meta = brief.meta
        yield meta["date"]
        yield from (source["published"] for source in meta["sources"])
        yield from (event["date"] for event in meta.get("events", ()))
        yield from (note["date"] for note in meta.get("corrections", ()))
        for claim in meta["claims"]:
            yield claim["said"]
            yield from (given.get("date") or given["as_of"] for given in claim.get("responses", ()))
            yield from (given["date"] for given in claim.get("assessments", ({"date": meta["date"]},)))


@dataclass(slots=True)
class Report:
    """What a check of one output found: pages per kind, how many facts were looked for, and what is wrong."""

    pages: Counter[str] = field(default_factory=Counter)
    facts: int = 0
    size: int = 0
    faults: list[str] = field(default_factory=list)


def check(output: Path, wanted: dict[str, Expected]) -> Report:
    """Compare a built site with what is wanted of it."""
    report = Report()
    for address, expected in wanted.items():
        file = output / address[1:] / "index.html"
        if not file.is_file():
            report.faults.append(f"{address}: no such {expected.kind} page")
            continue
        html = file.read_text("utf-8")
        report.pages[expected.kind] += 1
        report.size += len(html.encode())
        for fault in check_page(Page(address, html), expected):
            report.faults.append(f"{address}: {fault}")
        report.facts += len(expected.texts) + len(expected.links) + len(expected.citations or ())
    return report


def check_page(page: Page, expected: Expected) -> Iterator[str]:
    """What a page lacks."""
    for text in expected.texts:
        if squeezed(text) not in page.text:
            yield f"lacks the text '{text}'"
    for target in expected.links:
        if target not in page.links:
            yield f"has no link to {target}"
    if expected.citations is not None:
        if [number for number, _ in page.citations] != expected.citations:
            yield f"has citations {[number for number, _ in page.citations]} and not {expected.citations}"
        yield from (f"cites #{anchor}, which is not on it" for _, anchor in page.citations if anchor not in page.ids)
    if expected.entries is not None and abs(page.entries - expected.entries) > TOLERANCE * expected.entries + 1:
        yield f"has {page.entries} entries in its timeline and not {expected.entries}"


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Check that built sites do the work that the corpus asks for.")
    parser.add_argument("briefs", metavar="N", type=int)
    parser.add_argument("outputs", metavar="OUTPUT", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    wanted = expected_pages(invented(options.briefs, options.seed))
    failed = False
    for output in options.outputs:
        report = check(output, wanted)
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(report.pages.items()))
        print(f"{output}: {kinds}; {report.facts} facts, {report.size / 1e6:.1f} MB, {len(report.faults)} faults")
        for fault in report.faults[:20]:
            print(f"  {fault}")
        failed = failed or bool(report.faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
