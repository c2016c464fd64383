"""A commit that is killed, starved, refused or met by another one leaves a site, and the next build mends it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.build.failures import OutputBusy
from onrecord.build.paths import STATE
from onrecord.build.stage import Stage
from tests.build import committing
from tests.build.trees import folders, publish, tree, write

NEW, OLD, THEIRS = committing.NEW, committing.OLD, committing.THEIRS
PACKAGES = os.pathsep.join([str(Path(onrecord.__file__).parent.parent), str(Path(__file__).parents[2])])


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.build.committing", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": PACKAGES, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def run(*arguments: object) -> str:
    with start(*arguments) as process:
        said, _ = process.communicate(timeout=60)
    return said


def can_mount() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return False
        subprocess.run(["umount", folder], check=True)
    return True


class TestKilled:
    def test_at_every_change_it_makes(self, tmp_path: Path) -> None:
        steps = int(run("kill-at", tmp_path))
        assert steps > 40
        assert tree(tmp_path / str(steps)) == NEW | THEIRS, "the last one was not killed"
        for step in range(1, steps):
            output = tmp_path / str(step)
            found = tree(output)
            assert found.items() >= THEIRS.items()
            for path, data in found.items():
                assert data in (OLD.get(path), NEW.get(path), THEIRS.get(path)), f"half a file at step {step}"
            if step < len(NEW) + 3:
                assert found == OLD | THEIRS, "nothing moves before all is staged and the manifest says so"
            publish(output, NEW)
            assert tree(output) == NEW | THEIRS, f"not mended after step {step}"
            assert folders(output) == {"briefs", "briefs/a", "briefs/b", "x", "p2", "p3", "p4", "p5"}

    def test_at_random(self, tmp_path: Path) -> None:
        output = tmp_path / "output"
        chance = random.Random(20250525)
        for _ in range(5):
            with start("for-ever", output) as process:
                assert process.stdout is not None
                for _ in range(chance.randrange(1, 12)):
                    process.stdout.readline()
                process.kill()
            allowed = {path: {data} for path, data in committing.BIG.items()}
            for path, data in tree(output).items():
                assert path == "index.html" or data in allowed[path]
            publish(output, NEW)
            assert tree(output) == NEW


class TestNoSpace:
    @pytest.fixture(params=["file-size-limit", *(["small-disk"] if can_mount() else [])])
    def starved(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, str]]:
        output = tmp_path / "output"
        output.mkdir()
        if request.param == "file-size-limit":
            yield output, request.param
            return
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(output)], check=True)
        yield output, request.param
        subprocess.run(["umount", str(output)], check=True)

    def test_leaves_the_old_site_and_says_why(self, starved: tuple[Path, str]) -> None:
        output, how = starved
        publish(output, OLD)
        said = run("starved", output, how)
        assert said.startswith(f"refused: cannot write '{output}/big/")
        assert ("No space left" in said) or ("File too large" in said)
        assert tree(output) == OLD
        assert not list((output / STATE).glob("stage-*"))
        publish(output, NEW)
        assert tree(output) == NEW


class TestNoPermission:
    @pytest.fixture
    def folder(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as name:
            os.chmod(name, 0o755)
            yield Path(name)

    def test_for_the_output_folder(self, folder: Path) -> None:
        os.chmod(folder, 0o555)
        assert run("nobody", folder / "output") == f"refused: cannot write '{folder}/output': Permission denied\n"
        os.chmod(folder, 0o755)
        assert not list(folder.iterdir())

    def test_for_one_folder_in_it_is_found_before_anything_changes(self, folder: Path) -> None:
        if os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
        assert run("nobody", folder) == "built\n"
        os.chmod(folder / "briefs/b", 0o555)
        write(folder, {"index.html": b"by hand"})
        (folder / "briefs/b/index.html").write_bytes(b"by hand")
        before = tree(folder)
        assert run("nobody", folder) == f"refused: cannot write '{folder}/briefs/b': Permission denied\n"
        assert tree(folder) == before
        os.chmod(folder / "briefs/b", 0o755)
        assert run("nobody", folder) == "built\n"
        assert tree(folder) == NEW


class TestTwoBuilds:
    def test_the_second_is_told_and_changes_nothing(self, tmp_path: Path) -> None:
        output = tmp_path / "output"
        publish(output, OLD)
        with start("hold", output) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            with pytest.raises(OutputBusy, match="another build is writing to"):
                Stage(output)
            assert tree(output) == OLD
            holder.communicate(timeout=60)
        publish(output, NEW)

    def test_a_killed_one_s_children_do_not_hold_the_lock(self, tmp_path: Path) -> None:
        output = tmp_path / "output"
        with start("hold", output) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            holder.kill()
            holder.wait(timeout=60)
            publish(output, NEW)
            assert tree(output) == NEW
