"""Files that a later build may trust: written whole or not at all, and noticed when damaged."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from onrecord.build.manifest import replace_file

SUM = 16


def write_checked(file: Path, data: bytes) -> bool:
    """Put ``data`` into ``file`` with its checksum; whether that worked."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, blake2b(data, digest_size=SUM).digest() + data)
    except OSError:
        return False
    return True


def read_checked(file: Path) -> bytes | None:
    """What ``write_checked`` put into ``file``; ``None`` when there is nothing, or anything else."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data[SUM:] if blake2b(memoryview(data)[SUM:], digest_size=SUM).digest() == data[:SUM] else None
