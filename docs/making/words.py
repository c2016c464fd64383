"""The catalogues of the theme: every message that templates and views have, for translators to fill in.

``templates/words/messages.pot`` holds them all; each ``templates/words/<language>.po`` is brought to the same messages,
with what it has translated already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from onrecord.config import DEFAULT_ACTOR_KINDS, DEFAULT_STATUSES
from onrecord.content.vocabulary import SourceKind
from onrecord.site.catalogue import Catalogue
from onrecord.site.template_words import install
from onrecord.site.views import grades, marks, messages

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "templates" / "words"
TEMPLATE = WORDS / "messages.pot"

VIEWS = "generator/onrecord/site/views/"
SETTINGS = "generator/onrecord/config.py"
CALLS = {"_say": None, "_counted": (2, 3)}
"""How ``views/words.py`` names a message: the number of the argument, or of those for one and for many."""


class Message(NamedTuple):
    """A message with the file that has it; ``many`` is set where the form depends on a number."""

    file: str
    one: str
    many: str | None = None
    context: str = ""


def all_messages() -> list[Message]:
    """Every message of the theme, each once, in the order of the files."""
    found: dict[tuple[str, str], Message] = {}
    for message in (*_of_templates(), *_of_phrases(), *_of_tables()):
        if message.one:
            known = found.setdefault((message.context, message.one), message)
            if known.many is None and message.many is not None:
                found[message.context, message.one] = message
    return list(found.values())


def remade(file: Path) -> str:
    """A catalogue of the theme with all messages and no others."""
    catalog = _catalog(all_messages())
    if file == TEMPLATE:
        return _written(catalog, _header())
    known = read_po(BytesIO(file.read_bytes()), locale=file.stem)
    rule = f"nplurals={known.num_plurals}; plural={known.plural_expr};"
    known.update(catalog, no_fuzzy_matching=True, update_header_comment=False)
    return _written(known, _header(file.stem, rule))


def files() -> list[Path]:
    """All catalogues."""
    return [TEMPLATE, *sorted(WORDS.glob("*.po"))]


def main() -> None:
    """Write the catalogues that lack a message or have one too many, and name them."""
    for file in files():
        text = remade(file)
        if not file.exists() or text != file.read_text(encoding="utf-8"):
            file.write_text(text, encoding="utf-8")
            print(file.relative_to(ROOT).as_posix())


class _Noting(Catalogue):
    """Notes what ``{% trans %}`` asks for while templates are parsed."""

    noted: list[tuple[str, str | None, str]]

    def gettext(self, message: str) -> str:
        self.noted.append((message, None, ""))
        return message

    def pgettext(self, context: str, message: str) -> str:
        self.noted.append((message, None, context))
        return message

    def forms(self, context: str, one: str, many: str) -> tuple[str, ...]:
        self.noted.append((one, many, context))
        return one, many


def templates() -> list[Path]:
    """The templates of the theme, and the one page that no site can make its own."""
    return [*sorted((ROOT / "templates").rglob("*.html")), ROOT / "generator/onrecord/publish/cover.html"]


def _of_templates() -> Iterator[Message]:
    noting = _Noting()
    environment = Environment()
    install(environment, noting)
    for file in templates():
        name = file.relative_to(ROOT).as_posix()
        object.__setattr__(noting, "noted", [])
        tree = environment.parse(file.read_text(encoding="utf-8"))
        for node in tree.find_all(nodes.Filter):
            if node.name == "t":
                context = node.args[0].as_const() if node.args else ""
                assert node.node
                noting.noted.append((node.node.as_const(), None, context))
            elif node.name == "plural":
                noting.noted.append((node.args[0].as_const(), node.args[1].as_const(), ""))
        yield from (Message(name, *noted) for noted in noting.noted)


def _of_phrases() -> Iterator[Message]:
    name = f"{VIEWS}words.py"
    source = BytesIO((ROOT / name).read_bytes())
    for _, message, _, _ in extract("python", source, keywords=CALLS):
        one, many = message if isinstance(message, tuple) else (message, None)
        yield Message(name, str(one), many)


def _of_tables() -> Iterator[Message]:
    phrases = f"{VIEWS}messages.py"
    for text in (messages.HOME, messages.NOT_FOUND, messages.NO_OUTLET, messages.YEAR_UNKNOWN):
        yield Message(phrases, text)
    tables: Mapping[str, Mapping[str, str]]
    for plain in (messages.SECTION_TITLES, messages.POSITION_CHANGES):
        yield from (Message(phrases, text) for text in plain.values())
    for one, many in messages.COUNTED.values():
        yield Message(phrases, one, many)
    for text in (
        *(text for both in messages.FOUND.values() for text in both),
        *messages.SEARCH_FILTERS.values(),
        *messages.CLAIM_NOTES.values(),
    ):
        yield Message(phrases, text)
    for text in messages.VERBS.values():
        yield Message(phrases, text, text, "timeline")
    tables = {
        "timeline": messages.TIMELINE_KINDS | messages.STANCE_VERBS,
        "relation": messages.RELATIONS,
        "lineage": messages.LINEAGES,
    }
    kinds = {kind: messages.SOURCE_KINDS.get(kind) or kind.capitalize() for kind in get_args(SourceKind)}
    for context, table in (tables | {"source": kinds}).items():
        yield from (Message(phrases, text, None, context) for text in table.values())
    yield Message(phrases, " and ", None, "list")
    for unit in messages.UNITS:
        yield Message(phrases, unit, None, "by unit")
        yield Message(phrases, unit, None, "known to the unit")
    for status in DEFAULT_STATUSES.values():
        yield from (
            Message("generator/onrecord/config.py", text, None, "status") for text in (status.label, status.meaning)
        )
    for kind in DEFAULT_ACTOR_KINDS.values():
        yield from (Message(SETTINGS, text, None, "actor") for text in (kind.label, kind.plural))
    drawn = {
        "status": [marks.NOT_ASSESSED],
        "stance": [marks.CLAIMS, *marks.STANCES.values()],
        "evidence": [*marks.EVIDENCE.values()],
        "correction": [*marks.CORRECTIONS.values()],
    }
    for context, known in drawn.items():
        for mark in known:
            yield from (Message(f"{VIEWS}marks.py", text, None, context) for text in (mark.label, mark.meaning))
    for text in (*grades.SCALES.values(), *grades.SCALES_ABOUT.values()):
        yield Message(f"{VIEWS}grades.py", text)
    for scale, values in grades.VALUES.items():
        named = values if scale == "confidence" else ()
        yield from (Message(f"{VIEWS}grades.py", text, None, scale) for text in (*named, *values.values()))


def _catalog(found: list[Message]) -> Catalog:
    catalog = Catalog()
    for file, one, many, context in found:
        catalog.add((one, many) if many else one, locations=[(file, None)], context=context or None)  # type: ignore[list-item]
    return catalog


def _header(language: str = "", rule: str = "") -> str:
    lines = ["Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit"]
    lines += [f"Language: {language}", f"Plural-Forms: {rule}"] if language else []
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def _written(catalog: Catalog, header: str) -> str:
    written = BytesIO()
    write_po(written, catalog, width=0, omit_header=True, ignore_obsolete=True, include_lineno=False)
    return header + written.getvalue().decode("utf-8")


if __name__ == "__main__":
    main()
