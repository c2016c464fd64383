"""Map 1: one file's bytes to one document. Pure, so that it may run in any process and be cached."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter

from onrecord.content import front_matter, strict_yaml
from onrecord.content.document import SENTENCE, Body, Document, Kind, Reference, digest_of
from onrecord.content.files import ContentFile
from onrecord.content.lost_text import lost_text
from onrecord.content.markup import Renderer
from onrecord.content.model import Actor, Brief, Meta, Page, Place, SharedEvent, SharedSource, Topic
from onrecord.content.validation import validate
from onrecord.diagnostics import Diagnostic

META: dict[Kind, type[Meta]] = {
    "brief": Brief,
    "actor": Actor,
    "source": SharedSource,
    "event": SharedEvent,
    "place": Place,
    "topic": Topic,
    "page": Page,
}


def parse(file: ContentFile, data: bytes, renderer: Renderer) -> Document:
    """The document in ``data``; what is wrong with it is in its diagnostics."""
    diagnostics: list[Diagnostic] = []
    meta: Meta | None = None
    body = Body()
    front = ""
    text, found = front_matter.decode(data, file.path)
    diagnostics += found
    if text is not None:
        parts, found = front_matter.split(text, file.path)
        diagnostics += found
        if parts is not None:
            front = parts.yaml
            values, found = strict_yaml.load(parts.yaml, file.path, parts.yaml_line)
            diagnostics += found
            if not found:
                meta, found = validate(META[file.kind], values, file.path, parts.yaml, parts.yaml_line)
                diagnostics += found + lost_text(parts.yaml, file.path, parts.yaml_line)
            body, found = renderer.render(parts.body, file.path, parts.body_line)
            diagnostics += found
    digest = digest_of(data)
    return Document(
        path=file.path,
        kind=file.kind,
        id=file.id,
        digest=digest,
        meta=meta,
        body=body,
        diagnostics=tuple(diagnostics),
        frame=digest if diagnostics else _frame(front, body),
        sentences=b"".join(map(_digest_of_sentence, body.references)),
    )


_apart_from_the_text: Callable[[Reference], object] = attrgetter(
    *(field.name for field in fields(Reference) if field.name not in ("line", "column", "context"))
)


def _frame(front: str, body: Body) -> str:
    """A digest of what a file says but for the running text of its body."""
    return _digest((front, [*map(_apart_from_the_text, body.references)], body.anchors))


def _digest_of_sentence(reference: Reference) -> bytes:
    return blake2b(reference.context.encode(errors="surrogatepass"), digest_size=SENTENCE).digest()


def _digest(told: object) -> str:
    return blake2b(json.dumps(told).encode(), digest_size=16).hexdigest()
