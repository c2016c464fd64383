"""The schemas are valid, and say of a file what the parser says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.config import ActorKind, Config, Status, Vocabulary
from onrecord.content import front_matter, strict_yaml
from onrecord.content.files import discover
from onrecord.content.parse import META
from onrecord.content.site_file import SITE_FILE
from onrecord.content.validation import validate
from onrecord.editing.schemas import schemas
from tests.broken.sites import FOLDER, broken_site, faults

SCHEMAS = schemas(Config(title="Desk"))
LEFT_TO_THE_JOIN = ("unknown-status", "unknown-kind")
NOT_SEEN = frozenset({"bad-date-impossible", "bad-date-reversed"})
"""Faults of single files that no schema can see: days that do not exist."""


MORE_THAN_ONE_FILE = frozenset({"settings-and-content"})
"""Sites whose settings have faults, and with them words of the site that a schema of a single file does not know."""


def valid(name: str, values: Any) -> bool:
    return bool(Draft202012Validator(SCHEMAS[name]).is_valid(values))


def as_editors_read(value: Any) -> Any:
    """What the parser keeps as the text that was written, with numbers as the numbers that editors take them for."""
    if isinstance(value, dict):
        return {key: as_editors_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editors_read(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+", value):
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+\.[0-9]+", value):
        return float(value)
    return value


def files(root: Path) -> Iterator[tuple[str, str, Any, bool]]:
    """Of every file that is YAML: its path, schema, what it holds, and whether the parser takes it."""
    text = (root / SITE_FILE).read_text(encoding="utf-8")
    values, found = strict_yaml.load(text, SITE_FILE)
    if not found:
        yield SITE_FILE, "onrecord", as_editors_read(values), not validate(Config, values, SITE_FILE, text)[1]
    for file in discover(root)[0].documents:
        decoded, _ = front_matter.decode((root / file.path).read_bytes(), file.path)
        parts = front_matter.split(decoded, file.path)[0] if decoded is not None else None
        if parts is None:
            continue
        values, found = strict_yaml.load(parts.yaml, file.path, parts.yaml_line)
        if not found:
            accepted = not validate(META[file.kind], values, file.path, parts.yaml)[1]
            yield file.path, file.kind, as_editors_read(values), accepted


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_of_draft_2020_12(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_says_what_it_is_for(name: str) -> None:
    for part in (SCHEMAS[name], *SCHEMAS[name].get("$defs", {}).values()):
        assert part["description"]
        for field in part.get("properties", {}).values():
            assert field["description"]


def test_examples_are_right_by_their_own_schema() -> None:
    seen = 0
    for schema in SCHEMAS.values():
        for part in (schema, *schema.get("$defs", {}).values()):
            for field in (part, *part.get("properties", {}).values()):
                for example in field.get("examples", ()):
                    own = {"$schema": schema["$schema"], "$defs": schema.get("$defs", {}), **field}
                    assert Draft202012Validator(own).is_valid(example), example
                    seen += 1
    assert seen > 30


def test_this_repository_is_right_by_the_schemas(repository: Path) -> None:
    told = list(files(repository))
    own = schemas(Config(title="x", vocabulary=Vocabulary(statuses={"opinion": Status(label="x", meaning="y")})))
    assert len(told) > 30
    for path, name, values, accepted in told:
        assert accepted
        assert [error.message for error in Draft202012Validator(own[name]).iter_errors(values)] == [], path


@pytest.mark.parametrize("fault", sorted(set(faults()) - NOT_SEEN - MORE_THAN_ONE_FILE))
def test_a_broken_file_is_wrong_by_the_schemas_as_it_is_by_the_parser(fault: str, tmp_path: Path) -> None:
    expected = (FOLDER / fault / "expected.txt").read_text(encoding="utf-8")
    for path, name, values, accepted in files(broken_site(fault, tmp_path)):
        if accepted and not valid(name, values):
            # The schema knows the words of the site, which the parser leaves to the join.
            assert f"{path}:" in expected
            assert any(f"[{code}]" in expected for code in LEFT_TO_THE_JOIN)
        else:
            assert valid(name, values) == accepted, path


@pytest.mark.parametrize("fault", sorted(NOT_SEEN))
def test_whether_a_day_exists_is_left_to_the_parser(fault: str, tmp_path: Path) -> None:
    assert [path for path, name, values, accepted in files(broken_site(fault, tmp_path)) if not accepted]
    assert all(valid(name, values) for _, name, values, _ in files(broken_site(fault, tmp_path)))


@pytest.mark.parametrize(
    ("name", "values", "right"),
    [
        ("brief", {"title": 2025, "date": 2025, "topics": "a", "summary": None}, True),
        ("brief", {"title": "x", "date": "2025-05-20~", "claims": [{"id": "пожар-1", "text": "x", "by": "y"}]}, True),
        ("brief", {"title": "x", "date": "2025", "claims": [{"id": "a b", "text": "x", "by": "y"}]}, False),
        ("brief", {"title": None, "date": "2025"}, False),
        ("brief", {"title": "x", "date": "2025", "topics": ["a"] * 1001}, False),
        ("actor", {"name": "x", "kind": "person", "reliability": "C", "identifiers": {"wikidata": None}}, True),
        ("actor", {"name": "x", "kind": "robot"}, False),
        ("onrecord", {"title": "x", "rules": {"no-archive": "off"}}, True),
        ("onrecord", {"title": "x", "rules": {"no-archives": "off"}}, False),
    ],
)
def test_what_may_be_written_and_what_not(name: str, values: dict[str, Any], right: bool) -> None:
    assert valid(name, values) == right


def test_the_words_are_those_of_the_site() -> None:
    words = Vocabulary(
        statuses={"rumour": Status(label="Rumour", meaning="Heard.")},
        actor_kinds={"robot": ActorKind(label="Robot", plural="Robots")},
    )
    own = schemas(Config(title="x", vocabulary=words))
    status = own["brief"]["$defs"]["Assessment"]["properties"]["status"]
    assert {"const": "rumour", "description": "Heard."} in status["oneOf"]
    assert Draft202012Validator(own["actor"]).is_valid({"name": "x", "kind": "robot"})
