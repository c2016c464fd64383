"""Where a preview keeps what it built: in the site's ``.onrecord``, never in what is published."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from onrecord.build.failures import OutputBusy, OutputError
from onrecord.build.lock import OutputLock

PREVIEW = ".onrecord/preview"


class PreviewFolder:
    """A folder that is this preview's as long as it runs; the next preview takes it over with all that is in it.

    Previews that run at the same time have one each.
    """

    def __init__(self, root: Path) -> None:
        folder = root / PREVIEW
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        except OSError as error:
            raise OutputError(folder, error.strerror or str(error)) from error
        for number in count(1):
            self.output = folder / str(number)
            self._lock = OutputLock(self.output, folder / f"{number}.lock")
            try:
                self._lock.acquire()
                return
            except OutputBusy:
                continue

    def release(self) -> None:
        """Leave the folder to the next preview."""
        self._lock.file.unlink(missing_ok=True)
        self._lock.release()
