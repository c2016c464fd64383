"""A content file with what the parser sees of it, so that an edit leaves everything else as it was written."""

from __future__ import annotations

import codecs
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from onrecord.content import front_matter


@dataclass(frozen=True, slots=True)
class FileAsWritten:
    """``text`` is what ``front_matter.decode`` gives: line ends are LF, without a byte-order mark, in normal form C."""

    data: bytes
    text: str

    def bytes_of(self, text: str) -> bytes:
        """A changed ``text`` with the line ends and the byte-order mark that the file has."""
        if b"\r\n" in self.data:
            text = text.replace("\n", "\r\n")
        mark = codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""
        return mark + text.encode()


def read_as_written(root: Path, path: str) -> FileAsWritten:
    """The file at ``path`` below ``root``; empty text for one that the parser cannot decode.

    Raises:
        OSError: when it cannot be read.
    """
    data = (root / path).read_bytes()
    text, _ = front_matter.decode(data, path)
    return FileAsWritten(data, text or "")


def replace_file(target: Path, data: bytes) -> None:
    """Give a file another content in one step; its permissions stay.

    Raises:
        OSError: when the system refuses; the file is then as it was.
    """
    target = Path(os.path.realpath(target))
    number, aside = tempfile.mkstemp(prefix=".", suffix="~", dir=target.parent)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(data)
        os.chmod(aside, target.stat().st_mode & 0o777)
        os.replace(aside, target)
    except OSError:
        os.unlink(aside)
        raise
