"""The past of a site's briefs, kept between builds: while the same commit is checked out, one call of git will do."""

from __future__ import annotations

from pathlib import Path

import msgspec

from onrecord.build.checked_file import read_checked, write_checked
from onrecord.content.history import Past, read_past
from onrecord.diagnostics import Diagnostic

NAME = "history"


class _Kept(msgspec.Struct, array_like=True):
    stamp: str
    past: Past


def kept_past(root: Path, folder: Path, stamp: str, *, anew: bool) -> tuple[Past, list[Diagnostic]]:
    """The past of the site in ``root``, read with what ``folder`` holds of it, unless it is to be read ``anew``.

    ``stamp`` is the generator's: what another one kept is not used.
    """
    known = None if anew else _read(folder / NAME, stamp)
    past, found = read_past(root, known)
    if past is not known and past.blobs:
        write_checked(folder / NAME, _ENCODER.encode(_Kept(stamp, past)))
    return past, found


def _read(file: Path, stamp: str) -> Past | None:
    data = read_checked(file)
    if data is None:
        return None
    try:
        kept = _DECODER.decode(data)
    except msgspec.MsgspecError:
        return None
    return kept.past if kept.stamp == stamp else None


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Kept)
