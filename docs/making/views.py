"""The reference of what templates receive, from the views' own declarations and docstrings."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from types import ModuleType
from typing import Any

import msgspec

from docs.making.blocks import table
from onrecord.site.theme_folders import default_templates
from onrecord.site.views import (
    actor_parts,
    lane_parts,
    map_parts,
    overview_parts,
    pages,
    paging_parts,
    parts,
    position_parts,
    revision_parts,
    row_parts,
    search_parts,
)

PAGE_KINDS: dict[str, tuple[str, type[msgspec.Struct]]] = {
    "home": ("/", pages.HomeView),
    "briefs": ("/briefs/", pages.BriefsView),
    "brief": ("/briefs/<id>/", pages.BriefView),
    "changes": ("/briefs/<id>/changes/", pages.ChangesView),
    "claims": ("/claims/", pages.ClaimsView),
    "claim": ("/claims/<brief>/<id>/", pages.ClaimView),
    "timeline": ("/timeline/, /timeline/<year>/", pages.TimelineView),
    "actors": ("/actors/", pages.ActorsView),
    "actor": ("/actors/<id>/", pages.ActorView),
    "sources": ("/sources/", pages.SourcesView),
    "outlet": ("/sources/<outlet>/", pages.OutletView),
    "events": ("/events/", pages.EventsView),
    "event": ("/events/<id>/, /events/<brief>/<id>/", pages.EventView),
    "topics": ("/topics/", pages.SubjectsView),
    "topic": ("/topics/<id>/", pages.SubjectView),
    "places": ("/places/", pages.SubjectsView),
    "place": ("/places/<id>/", pages.SubjectView),
    "corrections": ("/corrections/", pages.CorrectionsView),
    "search": ("/search/", pages.SearchView),
    "list": ("/actors/<id>/made/1/, /claims/page/1/, wherever a long list goes on", pages.ListPageView),
    "page": ("/<id>/", pages.PageView),
    "not-found": ("/404.html", pages.NotFoundView),
    "redirect": ("old addresses", pages.RedirectView),
}
"""Each kind of page: where it is, and the view that its template receives."""

_BLOCK = re.compile(r"\{%-?\s*block\s+(\w+)")


def page_kinds(reference: str = "") -> str:
    """Each kind of page with its template and its view; ``reference`` is the address of the page of views."""
    rows = []
    for kind, (address, view) in PAGE_KINDS.items():
        where = ", ".join(f"`{one}`" if one.startswith("/") else one for one in address.split(", "))
        rows.append((f"`pages/{kind}.html`", where, f"[{view.__name__}]({reference}#{view.__name__.lower()})"))
    return table(("Template", "Pages", "`view`"), rows)


def template_blocks() -> str:
    """The blocks that the default templates define."""
    folder = default_templates()
    rows = []
    for file in sorted(folder.rglob("*.html")):
        found = dict.fromkeys(_BLOCK.findall(file.read_text(encoding="utf-8")))
        if found:
            rows.append((f"`{file.relative_to(folder).as_posix()}`", ", ".join(f"`{name}`" for name in found)))
    return table(("Template", "Blocks"), rows)


def partials() -> str:
    """What the default theme's partials define: macros with their parameters."""
    folder = default_templates()
    rows = []
    for file in sorted((folder / "partials").glob("*.html")):
        macros = re.findall(r"\{%-?\s*macro\s+(\w+\(.*?\))\s*-?%\}", file.read_text(encoding="utf-8"))
        listed = ", ".join(f"`{macro}`" for macro in macros) or "no macros: include it"
        rows.append((f"`partials/{file.name}`", listed))
    return table(("Partial", "Macros"), rows)


def view_reference() -> str:
    """Every struct that a template can meet: the frame, the site's facts, the views, and what they are made of."""
    views = [struct for _, struct in PAGE_KINDS.values()]
    around: list[type[msgspec.Struct]] = [pages.Frame, pages.SiteFacts]
    others = [struct for struct in _structs(pages) if struct not in views and struct not in around]
    return "\n\n".join(
        [
            "## Around every page",
            *(_section(struct) for struct in around),
            "## Views",
            *(_section(struct) for struct in dict.fromkeys(views)),
            "## Parts",
            *(_section(struct) for struct in [*others, *_parts()] if struct not in views),
        ]
    )


def documented() -> list[type[msgspec.Struct]]:
    """All structs of the views and of what they are made of."""
    return [*_structs(pages), *_parts()]


def _parts() -> list[type[msgspec.Struct]]:
    """What the views are made of."""
    modules = (
        parts,
        actor_parts,
        lane_parts,
        map_parts,
        position_parts,
        overview_parts,
        paging_parts,
        revision_parts,
        row_parts,
        search_parts,
    )
    return [struct for module in modules for struct in _structs(module)]


@cache
def _structs(module: ModuleType) -> tuple[type[msgspec.Struct], ...]:
    """The structs that a module declares, in the order of its source."""
    tree = ast.parse(inspect.getsource(module))
    return tuple(getattr(module, node.name) for node in tree.body if isinstance(node, ast.ClassDef))


def _section(struct: type[msgspec.Struct]) -> str:
    doc = re.sub(r"``([^`]+)``", r"`\1`", inspect.getdoc(struct) or "")
    defaults = {field.name: _default(field) for field in msgspec.structs.fields(struct)}
    rows = [(f"`{name}`", _type(str(hint)), defaults[name]) for name, hint in struct.__annotations__.items()]
    return f"### {struct.__name__}\n\n{doc}\n\n{table(('Field', 'Type', 'Default'), rows)}"


def _default(field: Any) -> str:
    if field.default is msgspec.NODEFAULT:
        return ""
    value = field.default
    if isinstance(value, msgspec.Struct):
        return f"an empty `{type(value).__name__}`"
    if value is None or value == ():
        return "`none`" if value is None else "empty"
    return f"`{value!r}`"


def _type(hint: str) -> str:
    """A type in words a template author reads, each struct a link to its section."""
    known = {struct.__name__ for struct in documented()}
    if hint.endswith(" | None"):
        return f"{_type(hint.removesuffix(' | None'))} or `none`"
    if many := re.fullmatch(r"tuple\[(.+), \.\.\.\]", hint):
        return f"list of {_type(many[1])}"
    if several := re.fullmatch(r"tuple\[(.+)\]", hint):
        return f"({', '.join(_type(part) for part in _split(several[1]))})"
    if hint in known:
        return f"[{hint}](#{hint.lower()})"
    return {"str": "text", "int": "number", "float": "number", "bool": "true or false"}.get(hint, f"`{hint}`")


def _split(text: str) -> list[str]:
    """The parts of ``a, tuple[b, ...]`` at the commas that no bracket holds."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if character == "," and depth == 0:
            found.append(text[start:at].strip())
            start = at + 1
    return [*found, text[start:].strip()]
