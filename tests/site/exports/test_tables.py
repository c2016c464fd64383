"""The tables, read back as a data package by the library of those who made the standard, and as plain CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system
from frictionless.resources import TableResource

from onrecord.site.exports.tables import TABLES
from tests.site.beside import URL
from tests.site.exports.desk import HOSTILE, exported
from tests.site.view_sites import Desk

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def site() -> tuple[Desk, Files]:
    return exported()


@pytest.fixture(scope="module")
def files(site: tuple[Desk, Files]) -> Files:
    return site[1]


@pytest.fixture(scope="module")
def package(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Package:
    folder: Path = tmp_path_factory.mktemp("data")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return Package(str(folder / "datapackage.json"))


def rows(files: Files, table: str) -> list[dict[str, Any]]:
    return json.loads(files[f"{table}.json"])  # type: ignore[no-any-return]


def test_the_package_is_valid_with_every_type_key_reference_and_hash(package: Package) -> None:
    with system.use_context(trusted=True):
        report = package.validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    assert report.stats["tasks"] == len(TABLES)


def test_a_row_that_names_nothing_is_noticed(package: Package, tmp_path: Path, files: Files) -> None:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data.replace(b"first#flies,1,bureau", b"first#flies,1,nobody"))
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert {"foreign-key", "hash-count"} <= {error[0] for error in report.flatten(["type"])}


def plain(value: Any) -> Any:
    """A cell as JSON has it, without the mark that keeps spreadsheets from running it."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case str() if value.startswith(("'=", "'@")):
            return value[1:]
        case _:
            return value


def test_both_forms_hold_the_same(package: Package, files: Files) -> None:
    for table in TABLES:
        resource = package.get_resource(table.name)
        assert isinstance(resource, TableResource)
        read = resource.read_rows()
        found = [{name: plain(value) for name, value in row.to_dict().items()} for row in read]
        assert found == rows(files, table.name)
        assert found, f"the site has no {table.name}"


def test_a_claim_is_told_with_its_claimants_and_what_stands_behind_it(files: Files) -> None:
    flies, lands = rows(files, "claims")
    assert flies["claimants"] == ["ada", "bob"]
    assert flies["attributed"] == 'Ada Lovelace and Bob; the, Builder: @SUM(1) flies,\n"it" does.'
    assert (flies["said_from"], flies["said_to"]) == ("2025-05-20", "2025-05-20")
    assert (flies["reports"], flies["origins"], flies["unrecorded"]) == (2, 1, 0)
    assert (flies["status"], flies["assessed"]) == ("refuted", "2025-06-02")
    assert flies["page"] == f"{URL}/claims/first/flies/"
    assert lands["contradicts"] == ["first#flies"]
    assert lands["status"] is None


def test_what_a_spreadsheet_would_run_is_text_to_it(files: Files) -> None:
    cells = [cell for name in files if name.endswith(".csv") for row in csv.reader(text(files[name])) for cell in row]
    assert f"'{HOSTILE}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert not [cell for cell in cells if cell.startswith("-") and not cell.lstrip("-").replace(".", "").isdigit()]


def text(data: bytes) -> io.StringIO:
    return io.StringIO(data.decode(), newline="")


def test_a_number_stays_a_number(files: Files) -> None:
    (harbour, _) = csv.DictReader(text(files["places.csv"]))
    assert harbour["lat"] == "-1.5"


def test_ids_are_the_same_wherever_the_site_is_published() -> None:
    elsewhere = rows(exported(url=None)[1], "claims")
    assert [row["id"] for row in elsewhere] == ["first#flies", "first#lands"]
    assert {row["page"] for row in elsewhere} == {None}


def test_exports_can_be_switched_off() -> None:
    assert exported(exports=False)[1] == {}
