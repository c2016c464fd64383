"""Each fault is told with its code, file, line, column and hint, and nothing else is told beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken.sites import BASE, EXPECTED, FOLDER, broken_site, checked, faults, told


def test_the_sound_site_has_no_fault() -> None:
    result = checked(BASE)
    assert told(result) == ""
    assert result.ok


@pytest.mark.parametrize("fault", faults())
def test_a_fault_is_told_where_it_is_with_what_to_do(fault: str, tmp_path: Path) -> None:
    result = checked(broken_site(fault, tmp_path))
    assert told(result) == (FOLDER / fault / EXPECTED).read_text(encoding="utf-8")
    assert not result.ok


def test_no_fault_is_without_its_expectation() -> None:
    assert len(faults()) >= 40
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()} - {"base", "__pycache__"}
    assert folders == set(faults())
