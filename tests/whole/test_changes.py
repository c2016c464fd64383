"""What pages tell of the history in git: a desk, its commits, and what a reader sees of them."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, NoProgress
from onrecord.content.dates import parse_date

NOW = datetime(2025, 6, 30, tzinfo=UTC)
BRIEF = "content/briefs/2025-06-03-fire.md"


class Desk:
    """A site in a repository; every commit is made at noon of a day."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self.git("init", "-q", "-b", "main")
        self.write("onrecord.yaml", "title: Desk\nrepository: https://git.example.org/desk.git\nhistory: named\n")
        self.write("content/actors/ana.md", "---\nname: Ana\nkind: person\n---\n")

    def git(self, *arguments: str, **variables: str) -> None:
        import os

        environment = {**os.environ, **variables}
        subprocess.run(["git", *arguments], cwd=self.root, check=True, capture_output=True, env=environment)

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def brief(self, day: str, claims: str, rest: str = "", text: str = "", by: str = "Eva") -> None:
        self.write(BRIEF, f"---\ntitle: Fire\ndate: 2025-06-03\n{rest}claims:\n{claims}---\n\n{text}\n")
        self.git("add", "-A")
        when = f"{day}T12:00:00Z"
        self.git("commit", "-qm", "x", GIT_AUTHOR_NAME=by, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)

    def built(self, **options: object) -> Path:
        request = BuildRequest(self.root, now=NOW, jobs=1, **options)  # type: ignore[arg-type]
        assert build_site(request, NoProgress()).ok
        return self.root / "output"


ONE = "  - {id: cause, text: A drone., by: ana, status: unverified}\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk") / "repository")
    desk.brief("2025-06-01", ONE.replace("A drone.", "The secret draft."), "draft: true\n")
    desk.brief("2025-06-04", ONE)
    desk.brief("2025-06-05", ONE + "  - {id: libel, text: Mr X did it., by: ana}\n", by="Ivo <b>")
    desk.brief("2025-06-06", ONE.replace("A drone.", "A big drone.").replace("unverified", "disputed"))
    rest = "corrections:\n  - {date: 2025-06-07, kind: clarification, note: Big.}\n"
    desk.brief("2025-06-07", ONE.replace("A drone.", "A big drone.").replace("unverified", "disputed"), rest)
    desk.brief("2025-06-08", ONE.replace("A drone.", "A big drone.").replace("unverified", "disputed"), rest, "More.")
    desk.built()
    return desk


def revisions(page: Path) -> list[tuple[str, str]]:
    """The day of each version and what is told of it, in plain words, the latest first."""
    html = page.read_text(encoding="utf-8")
    items = re.findall(r"<li>\s*<p class=\"correction-head\">(.*?)</p>(.*?)</div>\s*</li>", html, re.DOTALL)
    plain = [[" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in item] for item in items]
    return [(head.partition(" 2025")[0], told) for head, told in plain]


def test_a_page_tells_what_every_published_version_changed(desk: Desk) -> None:
    assert revisions(desk.root / "output/briefs/fire/changes/index.html") == [
        ("8 June", "Text, sources or other details changed"),
        ("7 June", "Note on a change: Clarification"),
        (
            "6 June",
            "Claim reworded: Ana: A big drone. Status changed: Ana: A big drone. Unverified → Disputed "
            "Claim taken out: libel",
        ),
        ("5 June", "Claim added: libel"),
        ("4 June", "First published version"),
    ]


def test_nothing_that_was_taken_out_or_never_published_is_said_again(desk: Desk) -> None:
    for page in (desk.root / "output").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "Mr X" not in text
        assert "secret" not in text


def test_names_are_told_safely_and_commits_lead_to_the_host(desk: Desk) -> None:
    html = (desk.root / "output/briefs/fire/changes/index.html").read_text(encoding="utf-8")
    assert "by Eva" in html
    assert "by Ivo" in html
    assert "<b>" not in html
    addresses = re.findall(r'href="(https://git\.example\.org/desk/commit/[0-9a-f]{10})"', html)
    assert len(set(addresses)) == 5


def test_the_brief_leads_to_it(desk: Desk) -> None:
    html = (desk.root / "output/briefs/fire/index.html").read_text(encoding="utf-8")
    assert "5 published versions" in html
    assert 'href="../../briefs/fire/changes/index.html"' in html


def test_the_past_knows_only_what_was_then(desk: Desk) -> None:
    desk.built(output=desk.root.parent / "then", as_of=parse_date("2025-06-05"))
    page = desk.root.parent / "then/briefs/fire/changes/index.html"
    assert [day for day, _ in revisions(page)] == ["5 June", "4 June"]


def test_a_shallow_clone_says_so(desk: Desk, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=2", desk.root.as_uri(), clone], check=True)
    assert build_site(BuildRequest(clone, now=NOW, jobs=1), NoProgress()).ok
    html = (clone / "output/briefs/fire/changes/index.html").read_text(encoding="utf-8")
    assert "there may have been versions before the first one here" in html
    assert "there may have been" not in (desk.root / "output/briefs/fire/changes/index.html").read_text("utf-8")


def test_without_git_nothing_is_guessed(desk: Desk, tmp_path: Path) -> None:
    for path in ("onrecord.yaml", "content/actors/ana.md", BRIEF):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes((desk.root / path).read_bytes())
    assert build_site(BuildRequest(tmp_path, now=NOW, jobs=1), NoProgress()).ok
    html = (tmp_path / "output/briefs/fire/index.html").read_text(encoding="utf-8")
    assert "Built without its history in git" in html
    assert not (tmp_path / "output/briefs/fire/changes").exists()


@pytest.mark.parametrize(("setting", "told", "named"), [("unnamed", True, False), ("off", False, False)])
def test_a_site_tells_no_more_than_it_wants(setting: str, told: bool, named: bool, desk: Desk, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", desk.root, clone], check=True)
    settings = (clone / "onrecord.yaml").read_text(encoding="utf-8")
    (clone / "onrecord.yaml").write_text(settings.replace("history: named", f"history: {setting}"), encoding="utf-8")
    assert build_site(BuildRequest(clone, now=NOW, jobs=1), NoProgress()).ok
    page = clone / "output/briefs/fire/changes/index.html"
    assert page.is_file() == told
    assert "Built without its history" not in (clone / "output/briefs/fire/index.html").read_text(encoding="utf-8")
    if told:
        assert ("by Eva" in page.read_text(encoding="utf-8")) == named
