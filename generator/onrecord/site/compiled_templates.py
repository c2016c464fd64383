"""Compiled templates, kept between runs: compiling the theme takes longer than rendering a small site.

They live in the user's own cache folder and not in the site, because they are code, and a site may come from strangers.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_path


class CompiledTemplates(BytecodeCache):
    """Templates compiled by this Python and this Jinja; any trouble with the folder only costs time.

    ``variant`` tells apart what is compiled from one source in several ways, as for several languages.
    """

    def __init__(self, folder: Path | None = None, variant: str = "") -> None:
        self._variant = variant
        self._folder = (
            folder or user_cache_path("onrecord", appauthor=False) / f"templates-{sys.implementation.cache_tag}"
        )
        self._files: FileSystemBytecodeCache | None = None
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._files = FileSystemBytecodeCache(str(self._folder))
        except (OSError, RuntimeError):
            # No home, or none that can be written to.
            self._files = None

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of a compiled template among all."""
        return super().get_cache_key(f"{self._variant}\0{name}", filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` when the very same source was compiled before."""
        if self._files is not None:
            try:
                self._files.load_bytecode(bucket)
            except Exception:  # a damaged file may raise anything that unmarshalling can
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if self._files is not None:
            try:
                self._files.dump_bytecode(bucket)
            except OSError:
                self._files = None
