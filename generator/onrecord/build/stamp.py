"""What made an output: a stamp that changes whenever the generator, a dependency or Python does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from onrecord import __version__
from onrecord.site.theme_folders import default_templates

SHAPING = ("babel", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pydantic", "pyyaml")
"""Packages whose version may show in a document or a page."""


@cache
def generator_stamp() -> str:
    """The stamp of the running generator, BLAKE2b-128 in hexadecimal.

    Of its own modules size and time of change count, so that a developer's edit counts without a new version number.
    """
    known = [__version__, sys.version, *(f"{name} {version(name)}" for name in SHAPING)]
    package = Path(__file__).resolve().parent.parent
    for module in sorted(package.rglob("*.py")):
        status = module.stat()
        known.append(f"{module.relative_to(package).as_posix()} {status.st_size} {status.st_mtime_ns}")
    return blake2b("\n".join(known).encode(), digest_size=16).hexdigest()


Installation = dict[str, str]
"""Versions by name."""


@cache
def installation() -> Installation:
    """What must be the same on every machine that makes pages of one site.

    Unlike ``generator_stamp`` it is the same wherever the same was installed, whenever that was: every file that came
    with ``onrecord`` counts by its bytes.
    """
    return {
        "onrecord": __version__,
        "Python": f"{sys.implementation.name} {'.'.join(map(str, sys.version_info[:3]))} on {sys.platform}",
        **{name: version(name) for name in SHAPING},
        "files of onrecord": _digest_of_files(),
    }


def _digest_of_files() -> str:
    package = Path(__file__).resolve().parent.parent
    files = {path.relative_to(package).as_posix(): path for path in _files(package)}
    files |= {f"theme/{path.relative_to(default_templates()).as_posix()}": path for path in _files(default_templates())}
    digest = blake2b(digest_size=8)
    for name, path in sorted(files.items()):
        digest.update(b"%s\0%s" % (name.encode(), blake2b(path.read_bytes(), digest_size=16).digest()))
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(above, name) for name in names)
