"""A corpus as a Hugo site.

Hugo makes a page of a content file, so claims and events become files of their own and the brief names them. Front
matter fields that Hugo reads in its own way (``aliases``, ``url``, ``kind``, ``date`` of an event) get other names.
Links become Markdown links, citations and claim cards become shortcodes.
"""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.invent.corpus import Corpus, File, Meta
from benchmarks.write.onrecord import markdown
from benchmarks.write.templates import copy_templates

RENAMED = {
    "actors": {"aliases": "names", "url": "website", "kind": "actor_kind"},
    "places": {"aliases": "names"},
    "events": {"date": "when", "actors": "participants", "place": "at"},
}
FOLDERS = {"sources": "shared-sources", "pages": ""}
_LINK = re.compile(r"\[\[(claim:)?([^\]|]+)(?:\|([^\]]*))?\]\]")
_CITATION = re.compile(r"\[(@[^\]]+)\]")
_CARD = re.compile(r"!\[\[#([^\]]+)\]\]")


def write_site(corpus: Corpus, folder: Path) -> None:
    """``hugo.yaml``, ``layouts/`` and ``content/``."""
    copy_templates("hugo", folder)
    content = folder / "content"
    addresses = {file.id: f"/{FOLDERS.get(file.folder, file.folder)}/{file.id}" for file in corpus.all_files()}
    for file in corpus.all_files():
        if file.folder == "briefs":
            _write_brief(file, content, addresses)
        else:
            _write_other(file, content, addresses)
    for outlet in corpus.outlets:
        name = corpus.name_of("actors", outlet)
        _write(content / "outlets" / outlet / "_index.md", {"title": name, "url": f"/sources/{outlet}/"})
    _write(content / "outlets" / "_index.md", {"title": "Sources", "url": "/sources/"})
    for section in ("briefs", "claims", "actors", "events", "topics", "places", "timeline"):
        _write(content / section / "_index.md", {"title": section.capitalize()})
    for year in years(corpus):
        _write(content / "timeline" / f"{year}.md", {"title": f"Timeline {year}", "year": year})
    _write(content / "corrections.md", {"title": "Corrections", "layout": "corrections"})


def years(corpus: Corpus) -> list[str]:
    """The years that anything in the corpus is dated in; Hugo cannot make pages of them by itself."""
    found: set[str] = set()
    for brief in corpus.briefs():
        found |= set(re.findall(r"\b(20\d\d)-\d\d", str(brief.meta)))
    for folder in ("sources", "events"):
        for file in corpus.files[folder]:
            found |= set(re.findall(r"\b(20\d\d)-\d\d", str(file.meta.get("date") or file.meta.get("published"))))
    return sorted(found)


def _write_brief(file: File, content: Path, addresses: dict[str, str]) -> None:
    meta = dict(file.meta)
    for claim in file.meta["claims"]:
        fields = {"title": claim["text"], "brief": file.id, "key": claim["id"], **claim}
        for response in claim.get("responses", ()):
            fields.setdefault("answers", []).append(response["by"])
        del fields["text"], fields["id"]
        _write(content / "claims" / file.id / f"{claim['id']}.md", fields)
    for event in file.meta.get("events", ()):
        fields = {"brief": file.id, "key": event["id"], **_renamed("events", event)}
        del fields["id"]
        _write(content / "events" / file.id / f"{event['id']}.md", fields)
    meta["claims"] = [claim["id"] for claim in file.meta["claims"]]
    meta["events"] = [event["id"] for event in file.meta.get("events", ())]
    meta["outlets"] = list(dict.fromkeys(source["outlet"] for source in file.meta["sources"]))
    _write(content / "briefs" / f"{file.id}.md", meta, _body(file.body, addresses))


def _write_other(file: File, content: Path, addresses: dict[str, str]) -> None:
    meta = _renamed(file.folder, file.meta)
    if "name" in meta:
        meta = {"title": meta.pop("name"), **meta}
    if file.folder == "sources":
        meta = {"title": meta["title"], "outlets": [meta["outlet"]], "source": meta}
    stem = f"{file.id}/_index" if file.folder in ("topics", "places") else file.id
    _write(content / FOLDERS.get(file.folder, file.folder) / f"{stem}.md", meta, _body(file.body, addresses))


def _renamed(folder: str, meta: Meta) -> Meta:
    names = RENAMED.get(folder, {})
    return {names.get(name, name): value for name, value in meta.items()}


def _body(text: str, addresses: dict[str, str]) -> str:
    def link(found: re.Match[str]) -> str:
        if found[1]:
            brief, _, claim = found[2].partition("#")
            return f"[{found[3] or ''}](/claims/{brief}/{claim})"
        return f"[{found[3] or ''}]({addresses[found[2]]})"

    def citation(found: re.Match[str]) -> str:
        names = (f'"{name.strip()[1:]}"' for name in found[1].split(";"))
        return f"{{{{< cite {' '.join(names)} >}}}}"

    text = _CARD.sub(r'{{< claim "\1" >}}', text)
    return _CITATION.sub(citation, _LINK.sub(link, text))


def _write(place: Path, meta: Meta, body: str = "") -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(markdown(meta, body, quote_dates=True).encode())
