"""Collects the codes of diagnostics from the package's source, with their severity where the source settles it.

A code is the first argument of a class whose first field is ``code`` (``Diagnostic``, ``Fault``), of ``report``, or of
a function that hands its first parameter ``code`` on to one of these; or it is the first item of a returned
``tuple[str, str, str | None]`` (code, message, hint).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = ("actor", "brief", "claim", "event", "page", "place", "source", "topic")
PATTERNS = {"unknown-{}": KINDS, "ambiguous-{}": tuple(kind for kind in KINDS if kind != "claim")}
"""Codes put together in an f-string, and what may stand in the gap; only briefs make claims, by ids of their own."""

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_TUPLE = "tuple[str, str, str | None]"


@dataclass(frozen=True, order=True)
class Use:
    """A code at a place of the source; ``severity`` is ``None`` where it is decided at run time."""

    code: str
    severity: str | None
    place: str


class NotUnderstood(AssertionError):
    """A code is handed over in a way that this collector does not follow: teach it, or write the code plainly."""


def uses(package: Path) -> list[Use]:
    """Every use of a code in the modules of ``package``."""
    files = sorted(package.rglob("*.py"))
    return in_sources({file.relative_to(package).as_posix(): file.read_text(encoding="utf-8") for file in files})


def in_sources(sources: dict[str, str]) -> list[Use]:
    """The uses in modules given by name.

    In ``record/rules``, ``code`` is that of an editorial rule. The rules have a register; what else is said there
    calls ``add`` itself.
    """
    trees = {name: ast.parse(source, name) for name, source in sources.items()}
    makers = _makers(tree for name, tree in trees.items() if not name.startswith("record/rules/"))
    return sorted({use for name, tree in trees.items() for use in _below(tree, name, makers)})


def _makers(trees: Iterable[ast.AST]) -> set[str]:
    """Classes whose first field is ``code``, and functions that pass their first parameter ``code`` on to a maker."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    classes = [node for node in nodes if isinstance(node, ast.ClassDef) and _first_field(node) == "code"]
    found = {"report", *(node.name for node in classes)}
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef) and _first_parameter(node) == "code"]
    while more := {function.name for function in functions if _passes_on(function, found)} - found:
        found |= more
    return found


def _first_field(node: ast.ClassDef) -> str | None:
    fields = (it.target.id for it in node.body if isinstance(it, ast.AnnAssign) and isinstance(it.target, ast.Name))
    return next(fields, None)


def _first_parameter(node: ast.FunctionDef) -> str | None:
    return next((argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")), None)


def _passes_on(function: ast.FunctionDef, makers: set[str]) -> bool:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args)
    return any(_called(it) in makers and isinstance(it.args[0], ast.Name) and it.args[0].id == "code" for it in calls)


def _below(tree: ast.AST, name: str, makers: set[str]) -> Iterator[Use]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) > 1 and _called(node) in makers:
            yield from _of_call(node, f"{name}:{node.lineno}")
        elif isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) == _TUPLE:
            yield from _returned(node, name)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=called) | ast.Attribute(attr=called):
            return called
    return ""


def _of_call(call: ast.Call, place: str) -> Iterator[Use]:
    severity = _severity(call)
    match call.args[0]:
        case ast.Constant(value=str(code)) if _CODE.fullmatch(code):
            yield Use(code, severity, place)
        case ast.JoinedStr(values=values):
            template = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in values)
            if template not in PATTERNS:
                raise NotUnderstood(f"{place}: a code made as '{template}'")
            yield from (Use(template.format(kind), severity, place) for kind in PATTERNS[template])
        case ast.IfExp(body=ast.Constant(value=str(one)), orelse=ast.Constant(value=str(other))):
            yield from (Use(code, severity, place) for code in (one, other))
        case ast.Name(id="code") | ast.Attribute(attr="code"):
            pass  # only passed on: collected where it is written
        case other:
            if _called(call) != "add":  # names and sets have an ``add`` too
                raise NotUnderstood(f"{place}: the code is '{ast.unparse(other)}'")


def _returned(function: ast.FunctionDef, name: str) -> Iterator[Use]:
    for node in ast.walk(function):
        match node:
            case ast.Return(value=ast.Tuple(elts=[ast.Constant(value=str(code)), *_])) if _CODE.fullmatch(code):
                yield Use(code, "error", f"{name}:{node.lineno}")


def _severity(call: ast.Call) -> str | None:
    """The severity that a call states, ``error`` when it states none."""
    for given in (*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "severity")):
        match given:
            case ast.Attribute(value=ast.Name(id="Severity"), attr=level):
                return level.lower()
    return None if any(keyword.arg == "severity" for keyword in call.keywords) else "error"
