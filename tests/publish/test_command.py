"""``onrecord publish`` as a user meets it: from an empty folder to a host, and every mistake on the way."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.build.manifest import Manifest
from onrecord.build.paths import STATE
from onrecord.cli import main
from onrecord.cli.sizes import size
from tests.build.trees import tree, write
from tests.publish.servers import S3
from tests.whole.sites import SMALL, site

BRIEF = "content/briefs/2025-06-03-depot-fire.md"


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(folder: Path, *arguments: str) -> Said:
        with chdir(folder), pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return run_command


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def test_from_an_empty_folder_to_two_hosts(run: Run, tmp_path: Path, s3: S3) -> None:
    desk = tmp_path / "desk"
    assert run(tmp_path, "init", "desk").code == 0
    git(tmp_path, "init", "--quiet", "--bare", "host.git")
    git(desk, "init", "--quiet")
    git(desk, "remote", "add", "origin", "../host.git")
    with (desk / "onrecord.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            "\nurl: https://desk.example.org/\npublish:\n  live: git:gh-pages\n  mirror: {to: s3://desk/briefings}\n"
        )
    said = run(desk, "new", "brief", "Mayor blames a drone", "--id", "depot-fire", "--date", "2025-06-03")
    assert said.out.splitlines()[0] == BRIEF
    brief = "---\ntitle: Mayor blames a drone\ndate: 2025-06-03\nauthors: [Our desk]\n---\n\nA fire broke out.\n"
    (desk / BRIEF).write_text(brief, encoding="utf-8")
    assert run(desk, "check").code == 0
    assert run(desk, "build").code == 0
    git(desk, "add", "-A")
    git(desk, "commit", "--quiet", "-m", "Start the desk")
    assert run(desk, "build").code == 0  # once more: pages tell of the history in git
    site_files = tree(desk / "output")

    for target, name in (("live", "branch 'gh-pages' of 'origin'"), ("mirror", "'s3://desk/briefings'")):
        said = run(desk, "publish", "--to", target)
        assert (said.code, said.err) == (0, "")
        assert said.out.startswith(f"published to {name}: {len(site_files)} files sent (")
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", "host.git", "clone")
    held = {path: data for path, data in tree(tmp_path / "clone").items() if not path.startswith(".git/")}
    assert held == {key.removeprefix("briefings/"): data for key, data in s3.objects().items()} == site_files

    s3.forget()
    assert "holds just this site already" in run(desk, "publish", "--to", "live").out
    assert "holds just this site already" in run(desk, "publish", "--to", "mirror").out
    assert s3.puts == []

    (desk / BRIEF).write_text(brief.replace("A fire", "A large fire"), encoding="utf-8")
    plan = run(desk, "publish", "--to", "mirror", "--dry-run").out.splitlines()
    assert "nothing was sent" in plan[-1]
    assert s3.puts == []
    said = run(desk, "publish", "--to", "mirror")
    sent = {key.removeprefix("briefings/"): length for key, length in s3.puts if "/.onrecord/" not in key}
    now = tree(desk / "output")
    changed = {path for path, data in now.items() if site_files.get(path) != data}
    gone = site_files.keys() - now.keys()
    assert "briefs/depot-fire/index.html" in changed
    assert sent == {path: (desk / "output" / path).stat().st_size for path in changed}
    assert {line.split()[1] for line in plan[:-1]} == changed | gone
    unchanged = len(now) - len(changed)
    assert f"{len(changed)} file{'s' if len(changed) > 1 else ''} sent" in said.out
    assert said.out.endswith(f", {len(gone)} removed, {unchanged} unchanged\n")
    run(desk, "publish", "--to", "live")
    told = git(tmp_path / "host.git", "diff-tree", "-r", "--name-only", "gh-pages^", "gh-pages").splitlines()
    assert {path for path in told if not path.startswith(STATE)} == changed | gone


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = site(tmp_path_factory.mktemp("desk"), SMALL)
    with chdir(root), pytest.raises(SystemExit):
        main(["build"])
    return root


@pytest.fixture
def desk(_built: Path, tmp_path: Path) -> Path:
    """A site of its own, built."""
    copy = tmp_path / "desk"
    subprocess.run(["cp", "-a", str(_built), str(copy)], check=True)
    return copy


class TestWhatIsPublished:
    def test_is_what_the_content_says_now(self, run: Run, desk: Path) -> None:
        write(desk, {"content/pages/late.md": b"---\ntitle: Late\n---\n\nNews.\n"})
        said = run(desk, "publish", "--to", "../www")
        assert said.code == 0
        assert (desk / "../www/late/index.html").is_file()

    def test_is_nothing_when_the_build_fails(self, run: Run, desk: Path) -> None:
        run(desk, "publish", "--to", "../www")
        before = tree(desk / "../www")
        write(desk, {"content/pages/late.md": b"---\ntitle: Late\n---\n\nSee [[Nobody]].\n"})
        said = run(desk, "publish", "--to", "../www")
        assert said.code == 1
        assert "error[unknown-link]" in said.err
        assert said.out == "1 error in 1 file; nothing was published\n"
        assert tree(desk / "../www") == before

    def test_is_never_a_draft_that_was_built_to_look_at(self, run: Run, desk: Path) -> None:
        draft = b"---\ntitle: Secret\ndate: 2025-06-01\ndraft: true\n---\n\nNot yet.\n"
        write(desk, {"content/briefs/2025-06-01-secret.md": draft})
        run(desk, "build", "--drafts")
        assert (desk / "output/briefs/secret/index.html").is_file()
        run(desk, "publish", "--to", "../www")
        assert not (desk / "../www/briefs/secret").exists()

    def test_is_said_to_lack_what_needs_an_address(self, run: Run, desk: Path) -> None:
        told, published = run(desk, "publish", "--to", "../www").out.splitlines()
        assert told == "without feeds, a sitemap or canonical addresses: onrecord.yaml has no 'url'"
        assert published.startswith("published to '../www': ")

    def test_may_be_what_was_built_before(self, run: Run, desk: Path) -> None:
        write(desk, {"content/pages/late.md": b"---\ntitle: Late\n---\n"})
        assert run(desk, "publish", "--to", "../www", "--as-built").code == 0
        assert not (desk / "../www/late").exists()

    def test_as_built_has_to_be_whole(self, run: Run, desk: Path) -> None:
        manifest = Manifest.read(desk / "output" / STATE)
        manifest.finished = False
        manifest.write(desk / "output" / STATE)
        said = run(desk, "publish", "--to", "../www", "--as-built")
        assert said.code == 2
        assert "was interrupted half-way; run onrecord build again" in said.err
        said = run(desk, "publish", "--to", "../www", "--as-built", "--output", "../nowhere")
        assert "there is no build in '../nowhere'; run onrecord build first" in said.err
        assert not (desk / "../www").exists()

    def test_names_the_address_of_its_target(self, run: Run, desk: Path) -> None:
        write(desk, {"onrecord.yaml": b"title: D\npublish:\n  test: {to: ../www, base_url: https://t.example/x/}\n"})
        assert run(desk, "publish").code == 0
        assert b"https://t.example/x/" in (desk / "../www/index.html").read_bytes()
        assert run(desk, "publish", "--base-url", "https://other.example/").code == 0
        assert b"https://other.example/" in (desk / "../www/index.html").read_bytes()

    def test_is_all_of_it_when_asked(self, run: Run, desk: Path) -> None:
        run(desk, "publish", "--to", "../www")
        (desk / "../www/index.html").unlink()
        assert "holds just this site already" in run(desk, "publish", "--to", "../www").out
        assert ", 0 unchanged" in run(desk, "publish", "--to", "../www", "--all").out
        assert (desk / "../www/index.html").is_file()


class TestMistakes:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ([], "say where to publish: --to with a folder, git:BRANCH"),
            (["--to", "live"], "has no target 'live'; it names none\nA folder is written with a slash: ./live"),
            (["--to", "output"], "and the output folder, which is published, cannot be one"),
            (["--to", "./output"], "and the output folder, which is published, cannot be one"),
            (["--to", "./output/x"], "cannot be one, or one inside the other"),
            (["--to", "."], "a folder to publish to cannot be the site's own folder"),
            (["--to", "content/x"], "a folder to publish to cannot be 'content/' or lie inside it"),
            (["--to", "../no/such/folder"], "there is no folder '"),
            (["--to", "git:gh-pages"], "is not in a git repository"),
            (["--to", "git:"], "'git:' names no place"),
            (["--to", "git+origin"], "'git+origin' names no branch; write it as git+REMOTE#BRANCH"),
            (["--to", "desk@example.org:/srv/www"], "write rsync:desk@example.org:/srv/www, or sftp://HOST/FOLDER"),
            (["--to", "rsync:-e:x"], "'rsync:-e:x' names no place"),
            (["--to", "https://example.org/"], "cannot be written to"),
            (["--to", "ftp://me:geheim@example.org/"], "holds a password; leave it out"),
            (["--to", "../www", "--as-built", "--strict"], "--as-built does not build"),
        ],
    )  # fmt: skip
    def test_are_told_and_publish_nothing(self, run: Run, desk: Path, arguments: list[str], told: str) -> None:
        said = run(desk, "publish", *arguments)
        assert said.code == 2
        assert told in said.err
        assert "geheim" not in said.err
        assert "Traceback" not in said.err
        assert not (desk / "../www").exists()

    def test_in_a_name_get_the_closest(self, run: Run, desk: Path) -> None:
        write(desk, {"onrecord.yaml": b"title: D\npublish:\n  live: ../www\n  staging: ../test\n"})
        assert "did you mean 'staging'?" in run(desk, "publish", "--to", "stagging").err
        assert "with --to and one of: live, staging" in run(desk, "publish").err

    def test_in_the_settings_are_found_by_check(self, run: Run, desk: Path) -> None:
        settings = (
            "title: D\npublish:\n  live: ftp://me:geheim@example.org/\n  test: {to: ./x, base_url: example.org}\n"
        )
        write(desk, {"onrecord.yaml": settings.encode()})
        said = run(desk, "check")
        assert said.code == 1
        assert "onrecord.yaml:3:9: error[bad-value] the target holds a password" in said.err
        assert "onrecord.yaml:4:29: error[bad-value] 'example.org' is not a web address" in said.err
        assert run(desk, "publish", "--to", "live").code == 1

    def test_in_a_target_with_files_of_others_are_told_with_what_to_do(self, run: Run, desk: Path) -> None:
        write(desk, {"../www/index.html": b"by hand", "../www/CNAME": b"desk"})
        said = run(desk, "publish", "--to", "../www")
        assert said.code == 2
        assert "already holds what onrecord did not publish: 'index.html'\nOverwrite it with --replace, or" in said.err
        assert run(desk, "publish", "--to", "../www", "--replace").code == 0
        assert (desk / "../www/CNAME").read_bytes() == b"desk"


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB"), (10**13, "10000.0 GB")],
)
def test_sizes_are_told_in_powers_of_a_thousand(number: int, told: str) -> None:
    assert size(number) == told
