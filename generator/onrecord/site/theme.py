"""The theme: where templates and their assets are found, and how a site's own files win over them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from io import StringIO
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.loaders import split_template_path

from onrecord.site.theme_folders import default_templates, own_templates

ASSETS = "assets"
OF_SEARCH = frozenset({"parts/search.css", "parts/search.js"})
"""Assets of the pages on which a reader can search."""

PUBLISHED = "theme"
"""The folder of the output that holds the theme's assets."""


@dataclass(frozen=True, slots=True)
class ThemeAsset:
    """A file of the theme: its name, where it is, and the file it is published as, named after its bytes."""

    name: str
    source: Path
    published: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The site's own templates (``None`` where it has none) over the default ones.

    ``files`` are the bytes of all of the site's own, by name, of a theme that is carried to where its folder is not.
    """

    own: Path | None
    default: Path
    files: Mapping[str, bytes] | None = None

    def loader(self) -> BaseLoader:
        """Templates by name, the site's first; ``theme/<name>`` is always the default one, so it can be extended."""
        default = _Templates(self.default)
        if self.own is None:
            return ChoiceLoader([default, PrefixLoader({"theme": default})])
        own = _Templates(self.own) if self.files is None else _CarriedTemplates(self.own, self.files)
        return ChoiceLoader([own, default, PrefixLoader({"theme": default})])

    def carried(self) -> Theme:
        """The same with all of the site's own templates in it, to be sent to where the site's folder is not."""
        if self.own is None:
            return self
        names = FileSystemLoader(self.own, followlinks=True).list_templates()
        return replace(self, files={name: _as_far_as_text((self.own / name).read_bytes()) for name in names})

    def arrived(self) -> Theme:
        """A theme that was carried here: over the default one that is installed here."""
        return replace(self, default=default_templates())

    def assets(self, *, search: bool = True) -> dict[str, ThemeAsset]:
        """The assets by name (``style.css``): the default ones, then what the site replaces or adds.

        Without ``search`` those of the search page are left out.
        """
        found: dict[str, Path] = {}
        for folder in (self.default, self.own):
            if folder is not None and (folder / ASSETS).is_dir():
                files = sorted(path for path in (folder / ASSETS).rglob("*") if path.is_file())
                found |= {path.relative_to(folder / ASSETS).as_posix(): path for path in files if _is_public(path)}
        return {
            name: ThemeAsset(name, path, _published(name, path))
            for name, path in found.items()
            if search or name not in OF_SEARCH
        }

    def digest(self) -> str:
        """BLAKE2b-128 of all templates, by name and place: any of them may be included, now or once it exists."""
        found = blake2b(digest_size=16)
        for folder in (self.own, self.default):
            found.update(b"\0folder\0")
            for name in sorted(_templates_in(folder)) if folder else ():
                found.update(os.fsencode(name) + b"\0")
                if not name.endswith("/"):
                    with open(f"{folder}{os.sep}{name}", "rb", buffering=0) as file:
                        found.update(blake2b(file.read(), digest_size=16).digest())
        return found.hexdigest()


def _templates_in(folder: Path) -> Iterator[str]:
    """The files below a folder that are no assets, by POSIX path, and the folders, with a slash at the end.

    Links to folders are followed as the loader of templates does; what lies below a folder that several lead to is
    named once. Every build asks, so nothing becomes a ``Path``.
    """
    seen: set[str] = set()
    for above, inner, names in os.walk(folder, followlinks=True):
        within = above[len(str(folder)) :].replace(os.sep, "/").lstrip("/")
        if not within and ASSETS in inner:
            inner.remove(ASSETS)
        inner.sort()  # of several ways to a folder, the same one is gone every time
        yield f"{within}/"
        real = os.path.realpath(above)
        if real in seen:
            inner.clear()
        seen.add(real)
        for name in names:
            path = f"{within}/{name}" if within else name
            if path != ASSETS and os.path.isfile(f"{above}{os.sep}{name}"):
                yield path


class _Templates(FileSystemLoader):
    """A folder of templates; one that is not UTF-8 is a fault of its own, with its file."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and whether it is still the same."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            name = split_template_path(template)
            file = next(path for folder in self.searchpath if (path := Path(folder, *name)).exists())
            raise _not_text(error, template, file) from error


class _CarriedTemplates(BaseLoader):
    """What ``_Templates`` gives of a folder, from the bytes of its files."""

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self._folder = folder
        self._files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file where it came from, and that it stays the same."""
        name = "/".join(split_template_path(template))
        if name not in self._files:
            raise TemplateNotFound(template)
        file = self._folder / name
        try:
            text = self._files[name].decode()
        except UnicodeDecodeError as error:
            raise _not_text(error, template, file) from error
        return StringIO(text, newline=None).read(), str(file), lambda: True

    def list_templates(self) -> list[str]:
        """The names of all."""
        return sorted(self._files)


def _not_text(error: UnicodeDecodeError, template: str, file: Path) -> TemplateSyntaxError:
    line = error.object[: error.start].count(b"\n") + 1
    return TemplateSyntaxError("this is not text in UTF-8", line, template, str(file))


def _as_far_as_text(data: bytes) -> bytes:
    """All of a text; of a font or a picture, which no template can hold, as much as shows that it is none."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return data[: error.end]
    return data


def theme_of(root: Path) -> Theme:
    """The theme of the site in ``root``."""
    return Theme(own_templates(root), default_templates())


def _is_public(path: Path) -> bool:
    return not any(part.startswith(".") for part in path.parts[-2:])


def is_named_after(published: str, data: bytes) -> bool:
    """Whether the name of a theme's file in the output tells it from any with other bytes."""
    return _digest(data) in published.rpartition("/")[2].split(".")


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=5).hexdigest()


def _published(name: str, path: Path) -> str:
    digest = _digest(path.read_bytes())
    stem, dot, suffix = name.rpartition(".")
    return f"{PUBLISHED}/{stem}.{digest}.{suffix}" if dot else f"{PUBLISHED}/{name}.{digest}"
