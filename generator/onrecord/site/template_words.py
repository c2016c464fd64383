"""Words in templates: ``{{ "Sources"|t }}`` and ``{% trans %}``, put into the language when a template is compiled.

A page that is rendered pays nothing for them: what has no values becomes part of the text around it, and what has some
is cut where they stand. Only a choice between plural forms is left to the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import Environment, nodes
from jinja2.ext import InternationalizationExtension

from onrecord.site.catalogue import Catalogue

SCHEME = "2"
"""Changes with how templates are compiled here, so that none compiled another way is used."""

_VALUE = re.compile(r"\{(\w+)\}")


class TemplateWords(InternationalizationExtension):
    """``{% trans %}`` of Jinja, whose messages are cut at their values while a template is compiled.

    Messages may hold markup, which a translation has to keep, and name their values in braces.
    """

    def _make_node(
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output:
        catalogue: Catalogue = self.environment.words  # type: ignore[attr-defined]
        one = _in_braces(singular)
        if plural is None or plural_expr is None:
            text = catalogue.pgettext(context, one) if context else catalogue.gettext(one)
            return nodes.Output(list(_pieces(text, variables)))
        forms = catalogue.forms(context or "", one, _in_braces(plural))
        if len(set(forms)) == 1:
            return nodes.Output(list(_pieces(forms[0], variables)))
        chosen: nodes.Expr = _joined(forms[-1], variables)
        form = self.call_method("form", [plural_expr])
        for number, text in reversed(list(enumerate(forms[:-1]))):
            test = nodes.Compare(form, [nodes.Operand("eq", nodes.Const(number))])
            chosen = nodes.CondExpr(test, _joined(text, variables), chosen)
        return nodes.Output([chosen])

    def form(self, number: int) -> int:
        """Which plural form a number takes; what is compiled calls it."""
        catalogue: Catalogue = self.environment.words  # type: ignore[attr-defined]
        return catalogue.form(number)


def install(environment: Environment, catalogue: Catalogue) -> None:
    """Have the templates of ``environment`` speak the language of ``catalogue``."""

    def t(message: str, context: str = "") -> str:
        return catalogue.pgettext(context, message)

    def plural(number: int, one: str, many: str) -> str:
        return catalogue.counted(number, one, many)

    environment.extend(words=catalogue)
    environment.filters |= {"t": t, "plural": plural, "number": catalogue.number}
    environment.add_extension(TemplateWords)
    del environment.globals["_"]  # Jinja's own, which would look a message up on every page


def _in_braces(message: str) -> str:
    """A message with its values in braces, and not as ``%(name)s``, in which Jinja writes them."""
    return re.sub(r"%\((\w+)\)s", r"{\1}", message).replace("%%", "%")


def _pieces(text: str, values: dict[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    for place, piece in enumerate(_VALUE.split(text)):
        if place % 2:
            yield values[piece]
        elif piece:
            yield nodes.TemplateData(piece)


def _joined(text: str, values: dict[str, nodes.Expr]) -> nodes.Expr:
    """A message as one expression."""
    pieces = [
        nodes.MarkSafe(nodes.Const(piece.data)) if isinstance(piece, nodes.TemplateData) else piece
        for piece in _pieces(text, values)
    ]
    return pieces[0] if len(pieces) == 1 else nodes.Concat(pieces)
