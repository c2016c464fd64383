"""``onrecord`` as the pages use it: the command line in this process, and the problems of a site."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any
from unittest import mock

from jinja2 import Environment

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, NoProgress
from onrecord.cli import main
from onrecord.diagnostics import Diagnostic

WIDTH = "100"
"""The columns of the terminal that the pages show."""


def printed(arguments: list[str], folder: Path) -> str:
    """What the command line prints when it is run with ``arguments`` in ``folder``, in the order of printing."""
    told = io.StringIO()
    settings = mock.patch.dict(os.environ, {"COLUMNS": WIDTH, "NO_COLOR": "1"})
    with contextlib.ExitStack() as around:
        around.enter_context(settings)
        around.enter_context(_templates_compiled_once())
        around.enter_context(contextlib.chdir(folder))
        around.enter_context(contextlib.redirect_stdout(told))
        around.enter_context(contextlib.redirect_stderr(told))
        around.enter_context(contextlib.suppress(SystemExit))
        main(arguments)
    return told.getvalue()


def problems(folder: Path) -> list[Diagnostic]:
    """Everything that is wrong with the site in ``folder``."""
    with _templates_compiled_once():
        return build_site(BuildRequest(root=folder, check_only=True), NoProgress()).diagnostics


_compile: Any = Environment.compile
_compiled: dict[tuple[str, ...], CodeType] = {}


@contextlib.contextmanager
def _templates_compiled_once() -> Iterator[None]:
    """Keep the code of templates between builds: for sites of one page, compiling is nearly all of the work."""

    def compiled(self: Environment, source: str, name: str = "", filename: str = "", **options: Any) -> CodeType:
        key = (type(self).__name__, source, name, filename, repr(options))
        if key not in _compiled:
            _compiled[key] = _compile(self, source, name, filename, **options)
        return _compiled[key]

    with mock.patch.object(Environment, "compile", compiled):
        yield
