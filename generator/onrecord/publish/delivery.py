"""How a file of the site is to be served, told to object stores: its type, and how long a browser may keep it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from onrecord.site.media_types import media_type
from onrecord.site.theme import PUBLISHED

NAMED_BY_CONTENT = re.compile(rf"{PUBLISHED}/.*\.[0-9a-f]{{10}}(?:\.[^./]+)?")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"

Options = Callable[[str], dict[str, Any]]
"""What the driver of a store is told beside a file's path and bytes."""


def cache_control(path: str) -> str:
    """For ever what is named after its bytes; the rest is asked for anew each time, and sent only when it changed."""
    return FOR_EVER if NAMED_BY_CONTENT.fullmatch(path) else ASK_EACH_TIME


def options_for(protocols: Collection[str]) -> Options:
    """How the driver that answers to ``protocols`` wants to be told; most have no words for it."""
    for protocol, options in _OPTIONS.items():
        if protocol in protocols:
            return options
    return _none


def _s3(path: str) -> dict[str, Any]:
    return {"ContentType": media_type(path), "CacheControl": cache_control(path)}


def _google(path: str) -> dict[str, Any]:
    return {"content_type": media_type(path), "fixed_key_metadata": {"cache_control": cache_control(path)}}


def _azure(path: str) -> dict[str, Any]:
    return {"content_settings": {"content_type": media_type(path), "cache_control": cache_control(path)}}


def _none(path: str) -> dict[str, Any]:
    return {}


_OPTIONS: dict[str, Options] = {"s3": _s3, "gs": _google, "az": _azure}
