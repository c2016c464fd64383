"""The files beside the pages of a small site, made."""

from __future__ import annotations

from onrecord.record.timeline import Happenings
from onrecord.site.companions import companions
from tests.site.view_sites import Desk

URL = "https://desk.example/record"


def files_of(desk: Desk) -> dict[str, bytes]:
    """What is written beside the pages, by path."""
    return {file.path: file.make() for file in companions(desk.record, Happenings(desk.record).whole, desk.routes)}


def text_of(desk: Desk, path: str) -> str:
    """One of these files as text."""
    return files_of(desk)[path].decode()
