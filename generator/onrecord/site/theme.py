"""The theme: where templates and their assets are found, and how a site's own files win over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, TemplateSyntaxError
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
    """The site's own templates (``None`` where it has none) over the default ones."""

    own: Path | None
    default: Path

    def loader(self) -> BaseLoader:
        """Templates by name, the site's first; ``theme/<name>`` is always the default one, so it can be extended."""
        default = _Templates(self.default)
        if self.own is None:
            return ChoiceLoader([default, PrefixLoader({"theme": default})])
        return ChoiceLoader([_Templates(self.own), default, PrefixLoader({"theme": default})])

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
            for path in sorted(folder.rglob("*")) if folder else ():
                if path.is_file() and path.relative_to(folder or path).parts[0] != ASSETS:
                    found.update(f"{path.relative_to(folder or path).as_posix()}\0".encode())
                    found.update(blake2b(path.read_bytes(), digest_size=16).digest())
        return found.hexdigest()


class _Templates(FileSystemLoader):
    """A folder of templates; one that is not UTF-8 is a fault of its own, with its file."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and whether it is still the same."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            name = split_template_path(template)
            file = next(path for folder in self.searchpath if (path := Path(folder, *name)).exists())
            raise TemplateSyntaxError("this is not text in UTF-8", line, template, str(file)) from error


def theme_of(root: Path) -> Theme:
    """The theme of the site in ``root``."""
    return Theme(own_templates(root), default_templates())


def _is_public(path: Path) -> bool:
    return not any(part.startswith(".") for part in path.parts[-2:])


def _published(name: str, path: Path) -> str:
    digest = blake2b(path.read_bytes(), digest_size=5).hexdigest()
    stem, dot, suffix = name.rpartition(".")
    return f"{PUBLISHED}/{stem}.{digest}.{suffix}" if dot else f"{PUBLISHED}/{name}.{digest}"
