"""A body's Markdown to HTML with its references open.

Scan (tokens for references), convert (Python-Markdown), sanitise (nh3), cut (at the tokens and addresses). Imported
only where bodies are parsed: Markdown and nh3 are not needed for anything else.
"""

from __future__ import annotations

import re
from importlib.metadata import version

import markdown

from onrecord.content.cut import cut
from onrecord.content.document import Body
from onrecord.content.metered_markdown import MAX_NESTING, Meter, TooDeep, TooMuch, metered_markdown
from onrecord.content.references import with_tokens
from onrecord.content.sanitise import (
    MAX_OPEN,
    open_at_once,
    removals,
    sanitised,
    settled,
    without_comments,
    without_hidden_characters,
    writes_tags,
)
from onrecord.content.source_places import Places
from onrecord.diagnostics import Diagnostic

MARKUP_VERSION = 1
"""To be raised with every change to what a body becomes."""

MAX_CHARACTERS = 300_000
"""The longest body, in characters: some 50,000 words."""

MAX_LINES = 10_000
"""The most lines of a body."""

MAX_REFERENCES = 5_000
"""The most ``[[...]]`` and ``[@...]`` of a body."""

_TOKEN_CHARACTERS = re.compile("[\ue000-\ue00f]")


class Renderer:
    """Renders bodies; one is enough for a process. No state passes from one body to the next.

    ``raw_html`` leaves the HTML in bodies as it was written, but for comments and what would be loaded from another
    host.
    """

    def __init__(self, raw_html: bool = False) -> None:
        self.raw_html = raw_html
        self._meter = Meter()
        self._markdown = metered_markdown(self._meter)

    def render(self, text: str, file: str, first_line: int) -> tuple[Body, list[Diagnostic]]:
        """The body that ``text`` makes, and what is wrong with it.

        ``text`` is what follows the front matter; ``first_line`` is the line of ``file`` on which it starts. Never
        raises: what cannot be rendered is an empty body and an error (``body-too-large``, ``markup-too-deep``,
        ``markup-too-complex``, ``markup-failed``).
        """
        if not text.strip():
            return Body(), []
        if not text.isascii():
            text = _TOKEN_CHARACTERS.sub("\ufffd", text)
        places = Places(text, first_line)
        if too_large := _too_large(text, places, file):
            return Body(), [too_large]
        tokenised, candidates = with_tokens(text, places)
        if len(candidates) > MAX_REFERENCES:
            message = f"the body has {len(candidates)} references; at most {MAX_REFERENCES} are read"
            return Body(), [_larger(message, places, file)]
        html, failure = self._converted(tokenised, places, file)
        if failure:
            return Body(), [failure]
        found: list[Diagnostic] = []
        if not self.raw_html:
            html = without_comments(html) if "<!--" in html else html
            found += removals(html, places, file)
            html = settled(sanitised(html)) if writes_tags(text) else sanitised(html)
        body, problems = cut(html, candidates, places, file, trusted=self.raw_html)
        return body, found + problems

    @staticmethod
    def version() -> str:
        """What the output depends on beside the input, for the key of a cache."""
        return f"markup {MARKUP_VERSION}, markdown {markdown.__version__}, nh3 {version('nh3')}"

    def _converted(self, text: str, places: Places, file: str) -> tuple[str, Diagnostic | None]:
        self._meter.start(len(text))
        try:
            html = without_hidden_characters(self._markdown.reset().convert(text))
        except (TooMuch, RecursionError) as error:
            self._markdown = metered_markdown(self._meter)
            return "", _refused(error, places, file)
        except Exception as error:  # a defect of the library must not hide the other files' problems
            self._markdown = metered_markdown(self._meter)
            message = f"the Markdown cannot be read ({type(error).__name__}: {error})"
            hint = "this is a defect; halve the text until it passes to find the place"
            return "", Diagnostic("markup-failed", message, file, places.first_line, 1, hint)
        if writes_tags(text) and open_at_once(html) > MAX_OPEN:
            return "", _refused(TooDeep(), places, file)
        return html, None


def _too_large(text: str, places: Places, file: str) -> Diagnostic | None:
    if len(text) > MAX_CHARACTERS:
        return _larger(f"the body has {len(text)} characters; at most {MAX_CHARACTERS} are read", places, file)
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        return _larger(f"the body has {lines} lines; at most {MAX_LINES} are read", places, file)
    return None


def _larger(message: str, places: Places, file: str) -> Diagnostic:
    return Diagnostic("body-too-large", message, file, places.first_line, 1, "split it into several files")


def _refused(error: TooMuch | RecursionError, places: Places, file: str) -> Diagnostic:
    near = error.near.strip().partition("\n")[0] if isinstance(error, TooMuch) else ""
    line, column = places.of_text(near) or (places.first_line, 1) if near else (places.first_line, 1)
    if isinstance(error, TooDeep | RecursionError):
        message = "lists, quotes or tags are nested too deep"
        hint = f"lists and quotes may nest {MAX_NESTING} times, HTML tags {MAX_OPEN} times"
        return Diagnostic("markup-too-deep", message, file, line, column, hint)
    message = "this would take too long to read: too many brackets, backticks or tags that never close, or the like"
    return Diagnostic("markup-too-complex", message, file, line, column, "close them, or split the paragraph")
