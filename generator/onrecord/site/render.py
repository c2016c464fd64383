"""Views to pages: Jinja2, autoescaped, where an undefined name is an error that says where it stands."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_environment,
)
from jinja2.exceptions import UndefinedError
from markupsafe import Markup
from msgspec import Struct

from onrecord.diagnostics import Diagnostic, did_you_mean
from onrecord.site import direct_templates
from onrecord.site.catalogue import ENGLISH, Catalogue
from onrecord.site.compiled_templates import CompiledTemplates
from onrecord.site.direct_templates import DirectEnvironment
from onrecord.site.fragments import ROOT, Fragments, Written
from onrecord.site.isolation import isolating
from onrecord.site.template_words import SCHEME, install
from onrecord.site.theme import Theme
from onrecord.site.views.pages import Frame, Paging, SiteFacts
from onrecord.site.views.parts import ClaimCard, Mark, Prose

_MISSING_FIELD = re.compile(r"'(?:([\w.]+) object|\w+)' has no attribute '(\w+)'")
_MISSING_NAME = re.compile(r"'(\w+)' is undefined")

NAMES = ("page", "site", "view")
"""What every template sees."""


class TemplateFault(Exception):
    """A template that cannot be loaded or that failed on a page."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class PageRenderer:
    """Renders the pages of one site, whose facts ``site`` are.

    ``assets`` maps the name of a theme asset to its site path. ``root`` is the site's folder, to name templates by.
    ``words`` is the language of the theme's own words.
    """

    def __init__(
        self, theme: Theme, site: SiteFacts, assets: Mapping[str, str], root: Path, words: Catalogue = ENGLISH
    ) -> None:
        self._theme = theme
        self._site = site
        self._assets = assets
        self._root = root
        self._fragments = Fragments()
        self._words = words
        self._environment = self._made(DirectEnvironment, f"direct {direct_templates.SCHEME}")
        self._odd: set[str] = set()

    def render(self, frame: Frame, view: Struct) -> Written:
        """A page.

        Raises:
            TemplateFault: when a template is missing, malformed, or fails on this page.
        """
        try:
            if frame.kind not in self._odd:
                try:
                    return self._rendered(self._environment, frame, view)
                except Exception:  # there may be an item of that name, or a default, or what is wrong is told better
                    written = self._rendered(self._careful, frame, view)
                    self._odd.add(frame.kind)
                    return written
            return self._rendered(self._careful, frame, view)
        except Exception as error:
            raise TemplateFault(self._diagnosed(error, frame, view)) from error

    def _rendered(self, environment: Environment, frame: Frame, view: Struct) -> Written:
        template = environment.get_template(f"pages/{frame.kind}.html")
        return self._fragments.whole(template.render(page=frame, view=view), frame.root)

    @cached_property
    def _careful(self) -> Environment:
        """Jinja as it is, for templates that ask for fields which may not be there."""
        return self._made(Environment, "")

    def _made(self, kind: type[Environment], scheme: str) -> Environment:
        environment = kind(
            loader=self._theme.loader(),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=CompiledTemplates(variant=f"{SCHEME} {scheme} {self._words.digest}"),
        )
        environment.filters |= {
            "by_status": self._by_status,
            "data_block": _data_block,
            "href": _href,
            "isolated": isolating(self._site),
            "prose": _prose,
            "tallies": self._tallies,
            "total": _total,
        }
        install(environment, self._words)
        environment.globals |= {"asset": self._asset, "remembered": self._fragments.remembered, "site": self._site}
        environment.globals["remembered_list"] = self._fragments.remembered_list
        return environment

    def limit(self, most: int) -> None:
        """Between two pages: have no more than so many bytes of what pages share in memory."""
        self._fragments.limit(most)

    @property
    def held(self) -> int:
        """How many bytes of what pages share are in memory."""
        return self._fragments.size

    def set_pulse(self, pulse: Callable[[], None]) -> None:
        """``pulse`` is called again and again while pages are rendered; it may raise to give up."""
        self._fragments.pulse = pulse

    def go_on(self) -> None:
        """The same pages are made again and again, most of their lists as they were."""
        self._fragments.goes_on = True

    def _asset(self, name: str) -> str:
        if name not in self._assets:
            hint = did_you_mean(name, self._assets) or "put it into templates/assets/"
            raise TemplateError(f"there is no theme asset '{name}'; {hint}")
        return self._assets[name]

    def _by_status(self, cards: Iterable[ClaimCard]) -> list[tuple[Mark | None, list[ClaimCard]]]:
        """The claims that hold each status, in the vocabulary's order, and last those that hold none."""
        found: dict[str | None, list[ClaimCard]] = {}
        for card in cards:
            found.setdefault(card.status.id if card.status else None, []).append(card)
        statuses = [mark for mark in self._site.statuses if mark.id in found]
        return [(mark, found[mark.id]) for mark in statuses] + ([(None, found[None])] if None in found else [])

    def _tallies(self, view: Struct, name: str) -> Sequence[tuple[Mark | None, int]]:
        """How many of a view's claims hold each status; of a list that is cut, of all of it."""
        paging: Paging | None = view.paging.get(name)  # type: ignore[attr-defined]
        if paging:
            return paging.statuses
        return [(mark, len(found)) for mark, found in self._by_status(getattr(view, name))]

    def _diagnosed(self, error: Exception, frame: Frame, view: Struct) -> Diagnostic:
        """What went wrong in which template, at which line, on which page."""
        hint = f"while rendering {frame.path}"
        if isinstance(error, TemplateSyntaxError):
            file = self._named(error.filename) if error.filename else str(error.name)
            message = _sentence(error.message or "syntax error")
            return Diagnostic("template-error", message, file, error.lineno, None, hint)
        frames = [entry for entry in traceback.extract_tb(error.__traceback__) if self._is_template(entry.filename)]
        file, line = f"pages/{frame.kind}.html", None
        if frames:
            file, line = self._named(frames[-1].filename), frames[-1].lineno
        if isinstance(error, TemplateNotFound):
            near = did_you_mean(str(error.name), self._environment.list_templates())
            return Diagnostic(
                "template-missing",
                f"there is no template '{error.name}'",
                file if frames else "templates",
                line,
                None,
                f"{near or 'check its name'} ({hint})",
            )
        if isinstance(error, UndefinedError):
            message, near = _undefined(str(error), frame, self._site, view)
            return Diagnostic("template-error", message, file, line, None, f"{near} ({hint})" if near else hint)
        message = "templates include one another without end" if isinstance(error, RecursionError) else str(error)
        return Diagnostic("template-error", _sentence(message or type(error).__name__), file, line, None, hint)

    def _is_template(self, filename: str) -> bool:
        folders = [folder for folder in (self._theme.own, self._theme.default) if folder is not None]
        return any(filename.startswith(f"{folder}/") for folder in folders)

    def _named(self, filename: str) -> str:
        """A template by its path in the site, or as ``theme/...`` where it is a default one elsewhere."""
        path = Path(filename)
        if path.is_relative_to(self._root):
            return path.relative_to(self._root).as_posix()
        if path.is_relative_to(self._theme.default):
            return f"theme/{path.relative_to(self._theme.default).as_posix()}"
        return path.name


def _href(path: str) -> str:
    """The address of a site path; outward addresses stay as they are."""
    if path.startswith(("http://", "https://", "mailto:", "#")):
        return path
    return ROOT + path


def _total(view: Struct, name: str, of: str | None = None) -> int:
    """How many rows a list of a view has, also where the page shows the latest alone; ``of`` names it in ``paging``."""
    paging: Paging | None = view.paging.get(of or name)  # type: ignore[attr-defined]
    return len(getattr(view, name)) if paging is None or paging.total is None else paging.total


def _data_block(json: str) -> Markup:
    """JSON within a ``<script>`` that holds data: in it these stand in text only, so nothing can close the element."""
    return Markup(json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@pass_environment
def _prose(environment: Environment, prose: Prose, page: Frame) -> Markup:
    """A body with its claim cards in place, for ``page``."""
    if not prose.cards:
        return Markup("".join(prose.html))
    template = environment.get_template("partials/claim-card.html")
    written = [prose.html[0]]
    for card, following in zip(prose.cards, prose.html[1:], strict=True):
        written += [template.render(card=card, page=page), following]
    return Markup("".join(written))


def _sentence(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")


def _undefined(error: str, frame: Frame, site: SiteFacts, view: Struct) -> tuple[str, str | None]:
    """What a template asked for that is not there, and what there is instead."""
    if (name := _MISSING_NAME.search(error)) and name[1] in NAMES:
        return f"there is no '{name[1]}' here", f"a macro sees it only as an argument: pass '{name[1]}' to it"
    if name:
        return f"there is no '{name[1]}' here", did_you_mean(name[1], NAMES) or "templates see page, site and view"
    missing = _MISSING_FIELD.search(error)
    if missing is None:
        return _sentence(error), None
    kind, field = (missing[1] or "").rpartition(".")[2], missing[2]
    page = {"page": "an ordinary"}.get(frame.kind, f"{'an' if frame.kind[0] in 'aeio' else 'a'} {frame.kind}")
    holders = {
        type(view).__name__: f"the view of {page} page",
        type(frame).__name__: "the frame of a page",
        type(site).__name__: "the site",
    }
    known = next((struct for struct in _structs() if struct.__name__ == kind), None)
    if known is None:
        return f"a value that is no record has no field '{field}'", "look whether the name before the dot may be empty"
    fields = known.__struct_fields__
    hint = did_you_mean(field, fields) or f"its fields are {', '.join(fields)}"
    return f"{holders.get(kind, f'a {kind}')} has no field '{field}'", hint


def _structs() -> Iterator[type[Struct]]:
    """Every kind of record that views are made of."""
    waiting = [Struct]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        yield from kinds
        waiting += kinds
