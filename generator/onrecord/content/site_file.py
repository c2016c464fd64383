"""The configuration file of a site folder, ``onrecord.yaml``."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onrecord.config import Config
from onrecord.content import front_matter, strict_yaml
from onrecord.content.addresses import fault_of
from onrecord.content.model import SLUG
from onrecord.content.validation import validate
from onrecord.diagnostics import Diagnostic, did_you_mean

SITE_FILE = "onrecord.yaml"
PASSWORD = re.compile(r"://[^/@:]*:[^/@]*@")

UNKNOWN = Config(title="untitled")
"""Stands in for a configuration of which nothing can be used."""


def read_config(root: Path) -> tuple[Config, list[Diagnostic]]:
    """The configuration of the site in ``root``, and everything that is wrong with it.

    With faults, the configuration is what can be made of the rest, and defaults where that is nothing: it serves to
    find more faults, not to publish a site.
    """
    if not Path(os.path.realpath(root / SITE_FILE)).is_relative_to(os.path.realpath(root)):
        message, advice = "the link leads out of the site's folder", "put a copy of what it points to in its place"
        return UNKNOWN, [Diagnostic("symlink-outside", message, SITE_FILE, hint=advice)]
    try:
        data = (root / SITE_FILE).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return UNKNOWN, [Diagnostic("cannot-read", f"the site's configuration cannot be read: {reason}", SITE_FILE)]
    text, found = front_matter.decode(data, SITE_FILE)
    if text is None:
        return UNKNOWN, found
    values, faults = strict_yaml.load(text, SITE_FILE)
    found += faults
    if faults:
        return UNKNOWN, found
    config, faults = validate(Config, values, SITE_FILE, text)
    found += faults
    if config is None:
        return UNKNOWN, found
    positions = strict_yaml.positions(text)
    for field, message, hint in _faults(config):
        line, column = positions.of((field,))
        found.append(Diagnostic("bad-value", message, SITE_FILE, line, column, hint))
        config = dataclasses.replace(config, **{field: getattr(UNKNOWN, field)})
    for pointer, message, hint in _target_faults(config):
        line, column = positions.of(pointer)
        found.append(Diagnostic("bad-value", message, SITE_FILE, line, column, hint))
    for table in ("statuses", "actor_kinds"):
        for word in getattr(config.vocabulary, table) or {}:
            if not re.fullmatch(SLUG, word):
                line, column = positions.of_key(("vocabulary", table, word))
                message, hint = f"'{word}' cannot be an id", "use letters, digits and single hyphens"
                found.append(Diagnostic("bad-id", message, SITE_FILE, line, column, hint))
    return config, found


def _faults(config: Config) -> list[tuple[str, str, str | None]]:
    """What the fields' types cannot say: field, message, hint."""
    faults: list[tuple[str, str, str | None]] = []
    for field in ("url", "repository"):
        address = getattr(config, field)
        if address is not None and not is_web_address(address):
            faults.append((field, f"'{address}' is not a web address", "write it whole, such as https://example.org/"))
    try:
        ZoneInfo(config.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        faults.append(("timezone", f"'{config.timezone}' is not a time zone", _nearest_zone(config.timezone)))
    return faults


def _target_faults(config: Config) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """What is wrong with where the site goes: pointer, message, hint. No message repeats a password."""
    for name, target in (config.publish or {}).items():
        if PASSWORD.search(target.to):
            message, hint = (
                "the target holds a password",
                "leave it out: keys come from the environment or an SSH agent",
            )
            yield ("publish", name, "to"), message, hint
        for field, address in (("base_url", target.base_url), ("endpoint", target.endpoint)):
            if address is not None and not is_web_address(address):
                hint = "write it whole, such as https://example.org/"
                yield ("publish", name, field), f"'{address}' is not a web address", hint


def is_web_address(text: str) -> bool:
    """Whether ``text`` is an http or https address with a host and neither query nor fragment."""
    try:
        parts = urlsplit(text)
        return not fault_of(text) and not parts.query and not parts.fragment
    except ValueError:
        return False


def _nearest_zone(name: str) -> str:
    from zoneinfo import available_timezones

    return did_you_mean(name, sorted(available_timezones())) or "use a name such as Europe/Kyiv or UTC"
