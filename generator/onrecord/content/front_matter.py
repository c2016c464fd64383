"""From a file's bytes to its text, and from its text to front matter and body.

Positions count from 1: lines as every editor counts them (LF, CRLF and CR end a line, nothing else does), columns in
characters of the text in Unicode normal form C, so that a letter typed as base plus accent is one column, as it is
seen. A byte-order mark at the start is no column.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from onrecord.content.characters import (
    MAX_MARKS,
    REFUSED,
    in_normal_form,
    is_surely_plain,
    too_many_marks,
    why_refused,
)
from onrecord.diagnostics import Diagnostic

MAX_BYTES = 5_000_000
"""The largest file that is read, in bytes."""

MAX_REPORTED = 20
"""How many refused characters of one file are reported one by one."""

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL_BYTES = bytes(code for code in range(32) if chr(code) not in "\t\n\r")
_BINARY_SHARE = 0.3

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_NEARLY_A_RULE = re.compile(r"[ \t]*[-\u2010-\u2015=_~+;.]{2,}[ \t]*")
_FIELD = re.compile(r"""["']?[\w-]+["']?[ \t]*:(?:\s|\Z)""")
_LIST_ITEM_OR_BRACKET = re.compile(r"-(?:\s|\Z)|[\]}]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter and the body of a file, each with the file line (from 1) on which it starts."""

    yaml: str
    yaml_line: int
    body: str
    body_line: int


def decode(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file: UTF-8, line ends as LF, Unicode normal form C, without a byte-order mark.

    The text is ``None`` when it must not be used; the errors then say why: ``file-too-large``, ``not-text``,
    ``not-utf-8``, ``too-many-marks``, ``control-character``. The last stands for C0 and C1 controls other than tab and
    line end, U+E000 to U+E00F (kept for the generator), a byte-order mark within the text, U+FFFE and U+FFFF.
    """
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data)} bytes; at most {MAX_BYTES} are read"
        return None, [Diagnostic("file-too-large", message, file, hint="split the file, or shorten it")]
    if data.startswith(_UTF_16_MARKS):
        return None, [Diagnostic("not-utf-8", "the file is UTF-16", file, hint="save it with the encoding UTF-8")]
    if _is_binary(data):
        hint = "save it as plain text with the encoding UTF-8; other files belong in the assets folder"
        return None, [Diagnostic("not-text", "this is not a text file", file, hint=hint)]
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = _with_plain_line_ends(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return None, [_not_utf_8(data, error.start, file)]
    if (at := too_many_marks(text)) is not None:
        line, column = _place(text, at)
        message = f"more than {MAX_MARKS} combining marks in a row"
        hint = "delete the accents piled on this character"
        return None, [Diagnostic("too-many-marks", message, file, line, column, hint)]
    return _without_refused(unicodedata.normalize("NFC", text), file)


def split(text: str, file: str) -> tuple[FrontMatter | None, list[Diagnostic]]:
    """The front matter (between ``---`` on the first line and a line of ``---`` or ``...``) and the body of ``text``.

    ``None`` when there is none to be had; the error then says why: ``empty-file``, ``no-front-matter``,
    ``front-matter-not-closed``. ``text`` is what ``decode`` gives. The YAML keeps its last line end.
    """
    opening = _OPENING.match(text)
    if not opening:
        return None, [_not_opened(text, file)]
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        return None, [_not_closed(text, file)]
    yaml = text[opening.end() : closing.start()]
    body_line = 3 + yaml.count("\n")
    return FrontMatter(yaml, 2, text[closing.end() + 1 :], body_line), []


def _is_binary(data: bytes) -> bool:
    if b"\0" in data:
        return True
    sample = data[:8192]
    return len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > _BINARY_SHARE * len(sample)


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _not_utf_8(data: bytes, at: int, file: str) -> Diagnostic:
    before = in_normal_form(_with_plain_line_ends(data[:at].decode("utf-8")))
    line, column = _place(before, len(before))
    message = f"the byte '0x{data[at]:02X}' is not UTF-8"
    return Diagnostic("not-utf-8", message, file, line, column, "save the file with the encoding UTF-8")


def _without_refused(text: str, file: str) -> tuple[str | None, list[Diagnostic]]:
    if is_surely_plain(text):
        return text, []
    found: list[Diagnostic] = []
    for refused in REFUSED.finditer(text):
        if len(found) == MAX_REPORTED:
            more = f"and more characters like these; the first {MAX_REPORTED} are shown"
            found.append(Diagnostic("control-character", more, file, *_place(text, refused.start())))
            break
        hint = "delete it, or type again what was meant"
        place = _place(text, refused.start())
        found.append(Diagnostic("control-character", why_refused(refused[0]), file, *place, hint))
    return (None if found else text), found


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _not_opened(text: str, file: str) -> Diagnostic:
    if not text.strip():
        hint = "start it with a line of '---', fields such as 'title: ...', and a line of '---'"
        return Diagnostic("empty-file", "the file is empty", file, 1, 1, hint)
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines, 1) if line.strip())
    start = lines[first - 1].rstrip()
    if start == "---":
        hint = f"line {first} is '---': delete the lines above it"
    elif start.lstrip() == "---":
        hint = f"line {first} is '---': make it start in column 1"
    elif start == "+++":
        hint = "TOML front matter is not read: write YAML between two lines of '---'"
    elif _NEARLY_A_RULE.fullmatch(start):
        hint = f"line {first} is '{start[:20]}': make it exactly '---'"
    elif _FIELD.match(start):
        hint = f"put a line of '---' above line {first}, and another one below the last field"
    else:
        hint = "start the file with a line of '---', fields such as 'title: ...', and a line of '---'"
    return Diagnostic("no-front-matter", "the file does not start with '---'", file, 1, 1, hint)


def _not_closed(text: str, file: str) -> Diagnostic:
    message = "the front matter that starts here is never closed"
    return Diagnostic("front-matter-not-closed", message, file, 1, 1, _where_to_close(text))


def _where_to_close(text: str) -> str:
    last_field = 1
    after_blank = False
    for number, line in enumerate(text.split("\n")[1:], 2):
        if not line.strip():
            after_blank = True
            continue
        if _NEARLY_A_RULE.fullmatch(line):
            return f"line {number} is '{line[:20]}': make it exactly '---'"
        comment = line.startswith("#") and not after_blank
        if not (comment or line[0] in " \t" or _FIELD.match(line) or _LIST_ITEM_OR_BRACKET.match(line)):
            break
        last_field, after_blank = number, False
    return f"put a line of '---' below line {last_field}"
