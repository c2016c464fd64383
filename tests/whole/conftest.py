"""What many modules look at: this repository's own site, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.whole.sites import built


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The output folder, which nobody changes."""
    return built(repository, search=True, output=tmp_path_factory.mktemp("demo") / "output")
