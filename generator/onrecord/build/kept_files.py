"""Files that are slow to make, kept between builds by what they are made from."""

from __future__ import annotations

from pathlib import Path

from onrecord.build.checked_file import read_checked, write_checked
from onrecord.site.companion import Companion

NAME = "made"


class KeptFiles:
    """What ``folder`` holds of the files of earlier builds, unless they are to be made ``anew``.

    ``stamp`` is the generator's: what another one made is not used.
    """

    def __init__(self, folder: Path, stamp: str, *, anew: bool) -> None:
        self._folder = folder / NAME
        self._stamp = stamp
        self._anew = anew
        self._used: set[str] = set()

    def bytes_of(self, file: Companion) -> bytes:
        """The bytes of a file; those of one without a key are always made."""
        if not file.key:
            return file.make()
        name = f"{self._stamp[:16]}-{file.key}"
        self._used.add(name)
        data = None if self._anew else read_checked(self._folder / name)
        if data is None:
            data = file.make()
            write_checked(self._folder / name, data)
        return data

    def forget_others(self) -> None:
        """Remove what this build had no use for."""
        try:
            for kept in sorted(self._folder.iterdir()):
                if kept.name not in self._used:
                    kept.unlink()
        except OSError:
            return  # there is nothing, or it stays until another build
