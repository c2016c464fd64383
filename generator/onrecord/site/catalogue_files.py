"""Catalogues as files: ``words/<language>.po`` of the theme, and of the site's own templates over it.

The format is that of GNU gettext, which every translation tool reads. It is read by Babel when a site needs it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from gettext import c2py
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.diagnostics import Diagnostic, Severity
from onrecord.site.catalogue import ONE_OR_MANY, Catalogue, Key
from onrecord.site.theme import Theme

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

WORDS = "words"
"""The folder of catalogues in the theme and in a site's templates."""

SUFFIX = ".po"
SITE_FILE = "onrecord.yaml"

_VALUE = re.compile(r"\{\w+\}|</?\w[^>]*>")
"""What a translation has to keep: values and markup."""


def catalogue_of(theme: Theme, language: str, root: Path) -> tuple[Catalogue, list[Diagnostic]]:
    """The words for a site in ``language`` (BCP 47), and what is wrong with its files.

    The closest language for which there is a file gives the words: ``de`` for a site in ``de-AT``. Where there is none,
    they are English. A site's own file counts before the theme's, message by message.
    """
    files = _files(theme)
    tags = list(_wider(language))
    is_english = tags[-1] == "en"
    known = is_english or any(tag in tags for tag, _ in files)
    found: list[Diagnostic] = [] if known else [_unknown(language, files)]
    messages: dict[Key, tuple[str, ...]] = {}
    plural = None
    for tag in tags if known else ["en"]:
        for file in [file for other, file in files if other == tag]:
            name = _named(file, root, theme)
            catalogue = _read(file, name, tag, found)
            if catalogue is not None:
                plural = plural or str(catalogue.plural_expr)
                messages = _messages(catalogue, name, found) | messages
    return Catalogue(language if known else "en", messages, plural or ONE_OR_MANY), found


def _files(theme: Theme) -> list[tuple[str, Path]]:
    """Every catalogue with its language in lower case, the site's own first."""
    folders = [folder / WORDS for folder in (theme.own, theme.default) if folder is not None]
    found = [file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir())]
    return [(file.stem.lower().replace("_", "-"), file) for file in found if file.suffix == SUFFIX]


def _wider(language: str) -> Iterator[str]:
    """``de-AT`` and ``de``: a language and those it is a kind of, in lower case."""
    parts = language.lower().split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


def _read(file: Path, name: str, tag: str, found: list[Diagnostic]) -> Catalog | None:
    from babel.messages.pofile import PoFileError, read_po

    locale = tag.replace("-", "_")
    try:
        data = file.read_bytes()
        data.decode("utf-8")
        catalogue = read_po(BytesIO(data), locale=locale, abort_invalid=True)
        c2py(str(catalogue.plural_expr))
        return catalogue
    except OSError as error:
        found.append(Diagnostic("cannot-read", f"cannot be read: {error.strerror or error}", name))
    except UnicodeDecodeError:
        found.append(Diagnostic("bad-words", "the file is not UTF-8", name, hint="save it as UTF-8"))
    except PoFileError as error:
        fault = f"this is no PO file: {str(error)[:1].lower()}{str(error)[1:]}"
        found.append(Diagnostic("bad-words", fault, name, error.lineno + 1, hint="see docs/languages.md for its form"))
    except ValueError as error:
        hint = "correct the header of the file; without 'Plural-Forms' the rule is that of the language"
        found.append(Diagnostic("bad-words", str(error).rstrip("."), name, hint=hint))
    return None


def _messages(catalogue: Catalog, name: str, found: list[Diagnostic]) -> dict[Key, tuple[str, ...]]:
    """What is translated, and not in doubt."""
    messages: dict[Key, tuple[str, ...]] = {}
    for message in catalogue:
        ids, forms = _as_tuple(message.id), _as_tuple(message.string)
        if not ids[0] or message.fuzzy or not all(forms):
            continue
        fault = _mismatch(ids, forms)
        if fault:
            shown = f"the translation of '{ids[0]}' {fault}"
            found.append(Diagnostic("bad-words", shown, name, message.lineno, hint="write it as in the English"))
            continue
        messages[str(message.context or ""), ids[0]] = forms
    return messages


def _mismatch(ids: tuple[str, ...], forms: tuple[str, ...]) -> str | None:
    """What keeps a translation from standing where the English does."""
    wanted = Counter(_VALUE.findall(ids[-1]))
    for form in forms:
        given = Counter(_VALUE.findall(form))
        if len(ids) > 1:
            given["{n}"] = wanted["{n}"]
        if missing := list(wanted - given):
            return f"lacks {missing[0]}"
        if extra := list(given - wanted):
            return f"has {extra[0]}, which is not in the English"
    return None


def _as_tuple(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _unknown(language: str, files: list[tuple[str, Path]]) -> Diagnostic:
    known = ", ".join(sorted({"en", *(tag for tag, _ in files)}))
    message = f"there are no words of the interface in '{language}': they stay English"
    hint = f"there are {known}; docs/languages.md says how to add a language"
    return Diagnostic("no-words", message, SITE_FILE, hint=hint, severity=Severity.NOTE)


def _named(file: Path, root: Path, theme: Theme) -> str:
    if file.is_relative_to(root):
        return file.relative_to(root).as_posix()
    return f"theme/{file.relative_to(theme.default).as_posix()}"
