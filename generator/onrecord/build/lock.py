"""One build at a time for an output folder, across processes and threads."""

from __future__ import annotations

import errno
import os
import sys
import threading
from pathlib import Path

from onrecord.build.failures import OutputBusy, OutputError

NOT_SUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}

_held: set[str] = set()
_held_guard = threading.Lock()


class OutputLock:
    """A lock file that counts only while its process lives: one left by a killed build means nothing.

    The lock is a POSIX record lock, which worker processes do not inherit, so that workers that outlive a killed
    build cannot keep it. Such a lock does not hold within one process; the set of held files does that. File systems
    without locks go without.
    """

    def __init__(self, output: Path, file: Path) -> None:
        self.output = output
        self.file = file
        self.key = os.path.realpath(file)
        self.descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock or raise ``OutputBusy``; ``OutputError`` when the file cannot be made."""
        with _held_guard:
            if self.key in _held:
                raise OutputBusy(self.output)
            try:
                descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            except OSError as error:
                raise OutputError(self.file, error.strerror or str(error)) from error
            try:
                _lock(descriptor)
            except OSError as error:
                if error.errno not in NOT_SUPPORTED:
                    os.close(descriptor)
                    raise OutputBusy(self.output) from error
            self.descriptor = descriptor
            _held.add(self.key)

    def release(self) -> None:
        """Give the lock back; nothing when it is not held. Closing the file frees it."""
        with _held_guard:
            if self.descriptor is not None:
                os.close(self.descriptor)
                self.descriptor = None
                _held.discard(self.key)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
