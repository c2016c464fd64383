"""Which characters count as text, and in which form they are kept.

The same rules hold for a file's own characters and for those that an escape in YAML makes.
"""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 30
"""The longest run of combining marks that is read: the Stream-Safe Text Format of Unicode Standard Annex 15. To put a
run in its normal order takes time that grows with the square of its length."""

REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue00f\ufeff\ufffe\uffff]")
"""C0 and C1 controls other than tab and line ends, surrogates, U+E000 to U+E00F (kept for the generator's own marks in
HTML), the byte-order mark, and two code points that are no characters."""

_REFUSED_BYTES = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_REFUSED_STARTS = (b"\xc2", b"\xed", b"\xee\x80", b"\xef")
"""How each character of ``REFUSED`` that is not a byte starts in UTF-8; so do some others."""

_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")


def is_surely_plain(text: str) -> bool:
    """Whether it takes no closer look to see that nothing of ``REFUSED`` is in ``text``."""
    data = text.encode(errors="surrogatepass")
    return len(data.translate(None, _REFUSED_BYTES)) == len(data) and not any(it in data for it in _REFUSED_STARTS)


def why_refused(character: str) -> str:
    """A message that names a character of ``REFUSED``."""
    code = ord(character)
    if code == 0xFEFF:
        return "'U+FEFF', an invisible byte-order mark, within the text"
    if 0xE000 <= code <= 0xE00F:
        return f"'U+{code:04X}' is a private-use character that is kept for the generator"
    return f"'U+{code:04X}' is a control character, not text"


def too_many_marks(text: str) -> int | None:
    """The index at which a run of more than ``MAX_MARKS`` combining marks starts."""
    sample = text[:: MAX_MARKS + 1]  # a run that is too long cannot pass between two characters of the sample
    if not any(map(unicodedata.combining, sample)):
        return None
    for candidate in _MARKS.finditer(text):
        run = 0
        for at in range(candidate.start(), candidate.end()):
            run = run + 1 if unicodedata.combining(text[at]) else 0
            if run > MAX_MARKS:
                return at - MAX_MARKS
    return None


def in_normal_form(text: str) -> str:
    """``text`` in Unicode normal form C; as it is where ``too_many_marks`` finds a run."""
    if text.isascii() or too_many_marks(text) is not None:
        return text
    return unicodedata.normalize("NFC", text)
