"""The worked site, built once: as it is, and as it was known on 5 March 2025."""

from __future__ import annotations

import pytest

from tests.worked.built_site import FOLDER, Built, built


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site as it is."""
    return built(tmp_path_factory.mktemp("worked"), FOLDER / "site")


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site as the desk knew it at the end of 5 March 2025."""
    return built(tmp_path_factory.mktemp("past"), FOLDER / "site", as_of="2025-03-05")
