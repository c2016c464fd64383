"""Front matter in canonical order and form: every comment stays, and every value stays what it is."""

from __future__ import annotations

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

from onrecord.content import front_matter, strict_yaml
from onrecord.editing.field_order import in_order, order_of
from onrecord.editing.references import declared

NEVER_WRAPPED = 1 << 20
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


class NotFaithful(Exception):
    """A text that would lose a comment or a value on the way; it is better left as it is."""


class _AsWritten(VersionedResolver):
    """Every plain scalar is the text that was written, as for the parser: no date or number gets another form."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode and implicit[0] and value != "":
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


def canonical_file(text: str, declaration: type[Any]) -> str:
    """A content file with its front matter in canonical form; ``text`` is what ``front_matter.decode`` gives.

    Raises:
        NotFaithful: when something would be lost.
    """
    parts, _ = front_matter.split(text, "")
    if parts is None or not parts.yaml.strip():
        return text
    start = text.index("\n") + 1
    return text[:start] + canonical(parts.yaml, declaration) + text[start + len(parts.yaml) :]


def canonical(text: str, declaration: type[Any]) -> str:
    """The YAML mapping ``text``, in the form of ``declaration``, in canonical order and form.

    Fields stand in the order of the declaration, two spaces indent, and a list's dashes stand below the third letter of
    its field. Quotes, braces and brackets, blank lines and the breaks of folded texts stay as they are.

    Raises:
        NotFaithful: when something would be lost.
    """
    values, faults = strict_yaml.load(text, "")
    if faults or not isinstance(values, dict):
        raise NotFaithful
    made = _in_form(in_order(text, declaration), declaration)
    again, faults = strict_yaml.load(made, "")
    if faults or again != values or _comments(made) != _comments(text):
        raise NotFaithful
    return made


def _in_form(text: str, declaration: type[Any]) -> str:
    form = YAML()
    form.Resolver = _AsWritten
    form.preserve_quotes = True
    form.width = NEVER_WRAPPED
    form.indent(mapping=2, sequence=4, offset=2)
    told = io.StringIO()
    try:
        loaded = form.load(text)
        _order_between_braces(loaded, declaration)
        form.dump(loaded, told)
    except (YAMLError, ValueError, AttributeError, NotImplementedError):
        raise NotFaithful from None
    return "\n".join(line.rstrip() for line in told.getvalue().split("\n"))


def _order_between_braces(value: Any, declaration: Any) -> None:
    if isinstance(value, CommentedSeq):
        for item in value:
            _order_between_braces(item, declaration)
    elif isinstance(value, CommentedMap):
        if value.fa.flow_style() and not value.ca.items:
            order = order_of(declaration)
            for key in sorted(value, key=lambda it: order.get(it, len(order))):
                value.move_to_end(key)
        for key, item in value.items():
            inner = declared(declaration, key)
            if inner is not None:
                _order_between_braces(item, inner)


def _comments(text: str) -> list[str]:
    return sorted(match[0].strip() for match in _COMMENT.finditer(text))
