"""What made an output: a stamp that changes whenever the generator, a dependency or Python does."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from onrecord import __version__

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
