"""Reads a package's imports from its source: who imports whom, and what that breaks."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGE = "onrecord"
BASE = {"config", "declaration", "diagnostics"}
CONTENT = BASE | {"content"}
RECORD = CONTENT | {"record"}
SITE = RECORD | {"site"}
LAYERS: Mapping[str, set[str]] = {
    "": set(),
    "__main__": {"cli"},
    "diagnostics": set(),
    "declaration": set(),
    "config": {"declaration", "diagnostics"},
    "content": BASE,
    "record": CONTENT,
    "site": RECORD,
    "build": SITE,
    "publish": SITE | {"build"},
    "preview": SITE | {"build"},
    "editing": SITE | {"build"},
    "cli": SITE | {"build", "publish", "preview", "editing"},
}
"""What each part of the package may import beside itself and the version in ``onrecord/__init__.py`` (``""``)."""

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared"}
LONGEST = 400
"""Lines that a module may have."""


@dataclass(frozen=True, order=True)
class Import:
    """One import inside the package: the importing module, the imported one, and the line."""

    module: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def modules(source: Path) -> dict[str, Path]:
    """Every module of the package in the folder ``source``, by dotted name; a package goes by its own name."""
    found = {}
    for file in sorted((source / PACKAGE).rglob("*.py")):
        parts = file.relative_to(source).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imports(source: Path) -> list[Import]:
    """Every import of the package by itself, at any depth: in functions, under ``TYPE_CHECKING``, by name in a call."""
    known = modules(source)
    found = []
    for module, file in known.items():
        package = module if file.name == "__init__.py" else module.rpartition(".")[0]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), str(file))):
            for name in _named(node, package):
                if name.partition(".")[0] == PACKAGE:
                    target = name if name in known else name.rpartition(".")[0]
                    found.append(Import(module, target, getattr(node, "lineno", 0)))
    return sorted(set(found))


def _named(node: ast.AST, package: str) -> Iterator[str]:
    """The dotted names that one statement or call imports; a name taken from a module counts as ``module.name``."""
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=base, names=names, level=level):
            above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
            origin = ".".join([*above, *([base] if base else [])])
            yield from (f"{origin}.{alias.name}" if alias.name != "*" else origin for alias in names)
        case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called), args=[ast.Constant(value=str(name)), *_]):
            if called in {"import_module", "__import__"}:
                yield f"{package}{name}" if name.startswith(".") else name


def layer(module: str) -> str:
    """The part of the package that a module belongs to: ``onrecord.site.views`` to ``site``."""
    return ".".join(module.split(".")[1:2])


def wrong_directions(source: Path) -> list[str]:
    """Imports against the direction, and parts of the package for which no direction is laid down."""
    homeless = sorted({layer(module) for module in modules(source)} - LAYERS.keys())
    upward = [
        str(edge)
        for edge in imports(source)
        if layer(edge.module) in LAYERS
        and layer(edge.target) not in LAYERS[layer(edge.module)] | {layer(edge.module), ""}
    ]
    return [f"'{part}' has no place in the direction of imports" for part in homeless] + upward


def cycles(source: Path) -> list[str]:
    """A loop of modules that import one another, as ``a -> b -> a``; empty when there is none."""
    graph: dict[str, set[str]] = {module: set() for module in modules(source)}
    for edge in imports(source):
        graph[edge.module].add(edge.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" -> ".join(reversed(error.args[1]))]
    return []


def vague_names(source: Path) -> list[str]:
    """Modules and packages whose name says nothing of what they hold."""
    return [module for module in modules(source) if VAGUE & set(module.split("."))]


def long_modules(source: Path) -> list[str]:
    """Modules of more than ``LONGEST`` lines."""
    lines = {module: len(file.read_text(encoding="utf-8").splitlines()) for module, file in modules(source).items()}
    return [f"{module} has {count} lines" for module, count in lines.items() if count > LONGEST]
