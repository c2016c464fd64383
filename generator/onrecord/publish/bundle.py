"""One brief with all it needs, as a folder or a zip file that opens from disk and can be proved unchanged."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from onrecord import __version__
from onrecord.build.page_links import page_links, style_links
from onrecord.diagnostics import did_you_mean
from onrecord.publish.chromium import print_page
from onrecord.publish.cover import Copy, Cover, Entry, SourceLine
from onrecord.publish.failures import PublishFailure
from onrecord.publish.relink import file_of, relinked
from onrecord.publish.snapshots import snapshots_of, sources_of
from onrecord.record.entities import BriefEntity
from onrecord.record.record import Record
from onrecord.site.catalogue_files import catalogue_of
from onrecord.site.routes import Routes, absolute, base_path
from onrecord.site.theme import theme_of

COVER, FACTS, SUMS, PDF = "index.html", "bundle.json", "SHA256SUMS", "brief.pdf"
NEVER = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip: the same bundle is the same bytes. The earliest that the format knows."""


class CannotBundle(PublishFailure):
    """The bundle cannot be made; nothing was written."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """What a bundle holds: its files and their bytes, and how many of its sources have copies."""

    files: int
    bytes: int
    sources: int
    copied: int


def brief_of(record: Record, named: str) -> BriefEntity:
    """The brief with an id; ``CannotBundle`` with the closest one when there is none."""
    if named in record.briefs:
        return record.briefs[named]
    hint = did_you_mean(named, record.briefs) or "onrecord list claims shows the ids of briefs"
    raise CannotBundle(f"there is no published brief '{named}'; {hint}")


def write_bundle(
    root: Path, built: Path, record: Record, brief: BriefEntity, target: Path, *, browser: str | None, replace: bool
) -> Bundled:
    """Write the bundle of a brief to ``target``: a zip file when its name ends so, otherwise a folder.

    ``built`` is the output folder of the site in ``root``; ``browser`` prints the PDF, ``None`` for none. The bundle is
    there whole or not at all.

    Raises:
        CannotBundle: when ``target`` exists and may not be replaced, or cannot be written.
        CannotPrint: when the browser fails.
    """
    is_zip = target.suffix.lower() == ".zip"
    _must_be_free(target, replace=replace)
    try:
        with tempfile.TemporaryDirectory(prefix=".onrecord-", dir=target.parent) as work:
            folder = Path(work) / (target.stem if is_zip else target.name)
            bundled = _fill(folder, root, built, record, brief, browser)
            if is_zip:
                _pack(folder, Path(work) / "packed.zip")
                os.replace(Path(work) / "packed.zip", target)
            else:
                if target.exists():
                    os.rename(target, Path(work) / "before")
                os.rename(folder, target)
    except OSError as error:
        raise CannotBundle(f"'{target}' cannot be written: {error.strerror or error}") from error
    return bundled


def _must_be_free(target: Path, *, replace: bool) -> None:
    if not target.parent.is_dir():
        raise CannotBundle(f"there is no folder '{target.parent}' to write the bundle to")
    if not os.path.lexists(target) or (target.is_dir() and not target.is_symlink() and not any(target.iterdir())):
        return
    ours = (target.suffix.lower() == ".zip" and target.is_file()) or (target / FACTS).is_file()
    if not ours:
        raise CannotBundle(f"'{target}' exists and is no bundle; name another place with --output")
    if not replace:
        raise CannotBundle(f"'{target}' exists already; write it anew with --replace, or name another with --output")


def _fill(folder: Path, root: Path, built: Path, record: Record, brief: BriefEntity, browser: str | None) -> Bundled:
    routes = Routes(record)
    page = routes.file("brief", brief.id)
    claims = [(key, routes.file("claim", key)) for key in brief.claims]
    events = [(key, routes.file("event", key)) for key in brief.events]
    pages = [page, *(path for _, path in claims), *(path for _, path in events)]
    base = base_path(record.config)
    html = {path: (built / path).read_text(encoding="utf-8") for path in pages}
    assets = _assets(html, built, base)
    taken = {*pages, *assets}
    for path, text in html.items():
        changed = relinked(text, path, taken, record.config.url, base)
        _make_room(folder / path).write_text(changed, encoding="utf-8", newline="")
    for path in assets:
        shutil.copyfile(built / path, _make_room(folder / path))
    sources = _copy_sources(folder, root, record, brief)
    if browser:
        print_page(browser, (folder / page).resolve(), (folder / PDF).resolve())
    cover = Cover(
        title=brief.meta.title,
        lang=brief.meta.lang or record.config.language,
        site=record.config.title,
        address=absolute(record.config, page),
        brief=quote(page),
        pdf=PDF if browser else None,
        sheets=[quote(path) for path in assets if path.endswith(".css") and path in _sheets(html[page], page, base)],
        claims=[_claim_entry(record, key, path) for key, path in claims],
        events=[Entry(record.events[key].meta.title, quote(path)) for key, path in events],
        sources=sources,
    )
    words, _ = catalogue_of(theme_of(root), record.config.language, root)
    (folder / COVER).write_text(cover.html(words), encoding="utf-8", newline="")
    facts = {
        "format": 1,
        "generator": f"onrecord {__version__}",
        "brief": brief.id,
        "title": brief.meta.title,
        "date": str(brief.meta.date),
        "site": record.config.title,
        "url": cover.address,
        "page": page,
        "pdf": cover.pdf,
        "sources": [asdict(source) for source in sources],
    }
    (folder / FACTS).write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")
    sums = {path: _sum(folder / path) for path in _files(folder)}
    lines = "".join(f"{digest}  {path}\n" for path, digest in sums.items())
    (folder / SUMS).write_text(lines, encoding="utf-8", newline="")
    size = sum((folder / path).stat().st_size for path in _files(folder))
    return Bundled(len(sums) + 1, size, len(sources), sum(bool(source.snapshots) for source in sources))


def _assets(html: dict[str, str], built: Path, base: str) -> list[str]:
    """What the pages load, what their style sheets load, and the desk's own files that they link to."""
    found: dict[str, None] = {}
    waiting: list[str] = []
    for path, text in html.items():
        links = page_links(text)
        waiting += (target for address in links.loads if (target := file_of(address, path, base)))
        linked = (file_of(address, path, base) for address in links.links)
        waiting += (target for target in linked if target and target.startswith("assets/"))
    while waiting:
        path = waiting.pop()
        if path in found or not (built / path).is_file():
            continue
        found[path] = None
        if path.endswith(".css"):
            text = (built / path).read_text(encoding="utf-8", errors="replace")
            waiting += (target for address in style_links(text).loads if (target := file_of(address, path, base)))
    return sorted(found)


def _sheets(text: str, page: str, base: str) -> set[str]:
    return {target for address in page_links(text).loads if (target := file_of(address, page, base))}


def _claim_entry(record: Record, key: str, path: str) -> Entry:
    claim = record.claims[key]
    claimants = ", ".join(record.actors[actor].meta.name for actor in claim.claimants)
    return Entry(claim.meta.text.strip(), quote(path), claimants)


def _copy_sources(folder: Path, root: Path, record: Record, brief: BriefEntity) -> list[SourceLine]:
    lines = []
    for source in sources_of(record, brief):
        copies = []
        for path, file in snapshots_of(root, source).items():
            copied = _make_room(folder / "snapshots" / path)
            shutil.copyfile(file, copied)
            copies.append(Copy(f"snapshots/{path}", _sum(copied), copied.stat().st_size))
        meta = source.meta
        archived = str(meta.archived) if meta.archived else None
        lines.append(SourceLine(source.key, source.title, meta.lang, meta.url, meta.archive, archived, tuple(copies)))
    return lines


def _pack(folder: Path, file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in _files(folder):
            entry = zipfile.ZipInfo(f"{folder.name}/{path}", NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, (folder / path).read_bytes())


def _files(folder: Path) -> Iterable[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _sum(file: Path) -> str:
    with file.open("rb") as reader:
        digest = sha256()
        while chunk := reader.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _make_room(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
