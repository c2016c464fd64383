"""Jinja's templates, compiled to code that does without what pages make no use of.

A page reads thousands of fields and calls hundreds of macros. Jinja asks its environment for each field, since there
may be an item of that name instead, and its context for each call, since the function may want the context: here fields
are read and macros called as Python does it. What is written is the same. Where a field is not there, code compiled so
fails; whoever renders then lets Jinja's own code say what that means (``onrecord.site.render``).
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Mapping, MutableMapping
from functools import cached_property
from types import CodeType
from typing import Any

import markupsafe
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

SCHEME = "3"
"""Changes with the code that templates are compiled to here, so that none of another kind is used."""


class Indirect(Exception):
    """A template is for Jinja's own code: it says itself what is escaped."""


class DirectCode(CodeGenerator):
    """Fields, calls and values written as they are without Jinja's ways around them."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The whole."""
        if node.find(nodes.EvalContextModifier):
            raise Indirect
        super().visit_Template(node, frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """A field."""
        if keyword.iskeyword(node.attr) or not node.attr.isascii():
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call: nothing that templates here can reach asks for the context."""
        if forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            if keyword.iskeyword(named.key):
                self.write(f"**{{{named.key!r}: ")
                self.visit(named.value, frame)
                self.write("}, ")
            else:
                self.write(f"{named.key}=")
                self.visit(named.value, frame)
                self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("(_value if (_value := " if _is_call(node) else "(_text(_value) if (_value := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(f").__class__ is {'Markup' if _is_call(node) else 'str'} else escape(_value))")


def _is_call(node: nodes.Expr) -> bool:
    """Whether a value is most likely what a macro wrote, and not a text."""
    return isinstance(node, nodes.Call)


class DirectTemplate(Template):
    """A template that is compiled so, with ways of its own to call macros and to write values."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """A compiled template."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__.update(_text=_escaped, escape=_written, Macro=DirectMacro)
        return made

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """What the template defines, for one that imports it: made once, unless that one sees names of its own."""
        if self._module is not None and ctx is not None and ctx.globals_keys <= self._known_names:
            return self._module
        return super()._get_default_module(ctx)

    def new_context(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Context:
        """The names that a page sees; those of all pages are gathered once."""
        if shared or locals:
            return super().new_context(vars, shared, locals)
        seen = self._known | (vars or {})
        context = self.environment.context_class(self.environment, seen, self.name, self.blocks)
        context.globals_keys = self._known_names
        return context

    @cached_property
    def _known(self) -> dict[str, Any]:
        return dict(self.globals)

    @cached_property
    def _known_names(self) -> set[str]:
        return set(self._known)


class DirectMacro(Macro):
    """A macro whose arguments, when they are given in their order, need not be sorted out."""

    def __init__(self, *described: Any) -> None:
        super().__init__(*described)
        self._is_plain = not (self.catch_kwargs or self.catch_varargs or self.caller)
        self._absent = tuple((missing,) * (self._argument_count - given) for given in range(self._argument_count + 1))

    def __call__(self, *arguments: Any, **named: Any) -> str:
        """What the macro writes."""
        if named or not self._is_plain or len(arguments) > self._argument_count:
            return super().__call__(*arguments, **named)
        return _marked(Markup, self._func(*arguments, *self._absent[len(arguments)]))


_marked = str.__new__


_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""What ``escape`` makes of a text, without the mark that it must not be escaped again, for which no page asks."""


def _written(value: Any) -> Any:
    """Any other value as it is written into a page."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else str(value) if kind is int else escape(value)


class DirectEnvironment(Environment):
    """An environment whose templates are compiled so. It escapes always; a template that does not is ``Indirect``."""

    code_generator_class = DirectCode
    template_class = DirectTemplate
