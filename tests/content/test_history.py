"""The earlier versions of briefs, as git has them."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.content import git as git_module
from onrecord.content.git import git_around
from onrecord.content.history import History, Past, PastBrief, PastClaim, history_of, past_brief, read_past
from onrecord.diagnostics import Severity
from tests.content.histories import BRIEF, Desk

NOW = datetime(2025, 12, 1, tzinfo=UTC)
PROSE = "What is known of it, at some length.\n" * 5


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


def history(root: Path) -> History:
    past, problems = read_past(root)
    assert problems == []
    return history_of(past, NOW)


def texts(root: Path, brief: str = "attack") -> list[list[str]]:
    """The texts of the claims of each version of a brief."""
    return [[claim.text for claim in version.brief.claims] for version in history(root).get(brief, ())]


def claim(text: str) -> str:
    return f"{{id: c, text: {text}, by: a}}"


class TestVersions:
    def test_run_from_the_first_and_end_when_another_is_committed(self, desk: Desk) -> None:
        desk.brief(claim("One."))
        first = desk.commit()
        desk.write("content/pages/about.md", "---\ntitle: About\n---\n")
        desk.commit("Another file")
        desk.brief(claim("Two."))
        second = desk.commit()
        desk.brief(claim("Not committed."))

        one, two = history(desk.root)["attack"]

        assert (one.commit, one.ended_by, two.commit, two.ended_by) == (first, second, second, None)
        assert (one.since.day, one.until, two.since.day, two.until) == (2, two.since, 4, NOW)
        assert texts(desk.root) == [["One."], ["Two."]]

    def test_are_those_of_the_site_in_a_folder_of_the_repository(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path / "repository", "desks/first")
        desk.brief(claim("One."))
        (desk.top / "content/briefs").mkdir(parents=True)
        (desk.top / BRIEF).write_text(f"---\ntitle: x\ndate: 2025\nclaims:\n  - {claim('Elsewhere.')}\n---\n")
        desk.commit()

        assert texts(desk.root) == [["One."]]

    def test_follow_a_brief_to_another_file_name(self, desk: Desk) -> None:
        desk.brief(claim("One."))
        desk.commit()
        (desk.root / BRIEF).unlink()
        desk.brief(claim("Two."), path="content/briefs/spring/2025-05-26-attack.markdown")
        desk.commit()

        assert texts(desk.root) == [["One."], ["Two."]]

    def test_end_when_the_file_goes(self, desk: Desk) -> None:
        desk.brief(claim("One."))
        desk.commit()
        (desk.root / BRIEF).unlink()
        gone = desk.commit()
        desk.brief(claim("Two."))
        desk.commit()

        one, two = history(desk.root)["attack"]

        assert one.ended_by == gone
        assert one.until < two.since

    def test_follow_a_brief_to_another_id(self, desk: Desk) -> None:
        for text in ("One.", "Two."):
            desk.brief(claim(text), body=PROSE)
            desk.commit()
        (desk.root / BRIEF).unlink()
        desk.brief(claim("Three."), body=PROSE, path="content/briefs/spring/2025-05-26-raid.md")
        renamed = desk.commit()
        desk.brief(claim("Four."), body=PROSE, path="content/briefs/spring/2025-05-26-raid.md")
        desk.commit()

        assert texts(desk.root, "raid") == [["One."], ["Two."], ["Three."], ["Four."]]
        assert history(desk.root)["raid"][1].ended_by == renamed
        assert "attack" not in history(desk.root)

    def test_follow_a_brief_there_and_back(self, desk: Desk) -> None:
        other = "content/briefs/2025-05-26-raid.md"
        desk.brief(claim("One."), body=PROSE)
        desk.commit()
        for old, new in ((BRIEF, other), (other, BRIEF)):
            (desk.root / old).rename(desk.root / new)
            desk.commit()

        assert texts(desk.root) == [["One."]] * 3
        assert texts(desk.root, "raid") == []

    def test_go_by_the_id_where_git_goes_by_likeness(self, desk: Desk) -> None:
        other = "content/briefs/2025-05-26-raid.md"
        desk.brief(claim("One."), body=f"{PROSE}Of one.")
        desk.brief(claim("Two."), body=f"{PROSE}Of the other.", path=other)
        desk.commit()
        for old, new in ((BRIEF, other), (other, BRIEF)):
            (desk.root / old).rename(desk.root / new.replace("briefs/", ""))
        (desk.root / "content/briefs").rmdir()
        (desk.root / "content/briefs/spring").mkdir(parents=True)
        for path in (BRIEF, other):
            (desk.root / path.replace("briefs/", "")).rename(desk.root / path.replace("briefs/", "briefs/spring/"))
        desk.commit()

        assert texts(desk.root, "attack") == [["One."], ["Two."]]
        assert texts(desk.root, "raid") == [["Two."], ["One."]]

    def test_of_a_brief_that_took_the_name_of_another_are_its_own(self, desk: Desk) -> None:
        desk.brief("{id: x, text: Another., by: a}", body="Something else.\n" * 5)
        desk.commit()
        (desk.root / BRIEF).unlink()
        desk.commit()
        desk.brief(claim("One."), body=PROSE, path="content/briefs/2025-05-26-raid.md")
        desk.commit()
        (desk.root / "content/briefs/2025-05-26-raid.md").rename(desk.root / BRIEF)
        desk.commit()

        assert texts(desk.root, "attack") == [["One."], ["One."]]
        assert texts(desk.root, "raid") == []

    def test_of_a_brief_that_only_looks_like_one_that_went_are_its_own(self, desk: Desk) -> None:
        desk.brief("{id: first, text: One., by: a}", body=PROSE)
        desk.commit()
        (desk.root / BRIEF).unlink()
        desk.brief("{id: second, text: Two., by: a}", body=PROSE, path="content/briefs/2025-05-26-raid.md")
        gone = desk.commit()

        assert texts(desk.root, "raid") == [["Two."]]
        assert [version.ended_by for version in history(desk.root)["attack"]] == [gone]

    def test_are_told_as_far_as_names_go_where_git_cannot_compare_files(self, desk: Desk) -> None:
        desk.brief(claim("One."), body=PROSE)
        desk.commit()
        blob = desk.git("rev-parse", f"HEAD:{BRIEF}")
        (desk.root / BRIEF).unlink()
        desk.brief(claim("Two."), body=PROSE, path="content/briefs/2025-05-26-raid.md")
        desk.commit()
        (desk.top / ".git/objects" / blob[:2] / blob[2:]).unlink()

        assert texts(desk.root, "raid") == [["Two."]]

    def test_of_a_branch_count_as_what_was_merged(self, desk: Desk) -> None:
        desk.brief(claim("One."))
        desk.commit()
        main = desk.git("symbolic-ref", "--short", "HEAD")
        desk.git("checkout", "-q", "-b", "draft")
        for text in ("A draft.", "Two."):
            desk.brief(claim(text))
            desk.commit()
        desk.git("checkout", "-q", main)
        desk.write("content/pages/about.md", "---\ntitle: About\n---\n")
        desk.commit()
        desk.git("merge", "-q", "--no-ff", "-m", "Merge", "draft")

        assert texts(desk.root) == [["One."], ["Two."]]

    def test_with_names_in_any_script_are_found(self, desk: Desk) -> None:
        desk.brief(claim("One."), path="content/briefs/2025-05-25-атака на мост.md")
        desk.commit()

        assert texts(desk.root, "атака-на-мост") == [["One."]]

    def test_that_are_no_briefs_are_passed_over(self, desk: Desk) -> None:
        desk.brief(claim("One."))
        desk.commit()
        desk.write(BRIEF, "---\nclaims: [\n---\n")
        broken = desk.commit()
        (desk.root / BRIEF).write_bytes(b"\xff\xfe")
        desk.commit()
        (desk.root / BRIEF).unlink()
        (desk.root / BRIEF).symlink_to("/etc/passwd")
        desk.commit()

        (version,) = history(desk.root)["attack"]

        assert version.ended_by == broken

    def test_that_differ_in_something_else_are_versions_too(self, desk: Desk) -> None:
        for body, fields in (("One.", ""), ("Two.", ""), ("Two.", "summary: A summary.\n")):
            desk.brief(claim("The same."), body=body, fields=fields)
            desk.commit()

        assert texts(desk.root) == [["The same."]] * 3
        assert len(read_past(desk.root)[0].briefs) == 1

    def test_of_a_shallow_clone_are_those_it_has(self, desk: Desk, tmp_path: Path) -> None:
        for text in ("One.", "Two.", "Three."):
            desk.brief(claim(text))
            desk.commit()
        desk.git("clone", "-q", "--depth", "2", desk.root.as_uri(), str(tmp_path / "clone"))

        assert texts(tmp_path / "clone") == [["Two."], ["Three."]]


class TestNoHistory:
    def test_outside_a_repository_no_program_is_run(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(subprocess, "run", None)
        assert read_past(tmp_path) == (Past(), [])

    def test_before_the_first_commit(self, desk: Desk) -> None:
        desk.brief(claim("One."))
        assert history(desk.root) == {}

    def test_of_a_folder_that_is_not_in_git(self, desk: Desk) -> None:
        desk.write(".gitignore", "/draft/\n")
        desk.commit()
        (desk.root / "draft/content/briefs").mkdir(parents=True)
        assert history(desk.root / "draft") == {}

    def test_without_git(self, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        desk.brief(claim("One."))
        desk.commit()
        monkeypatch.setenv("PATH", str(tmp_path))
        assert read_past(desk.root) == (Past(), [])

    def test_with_a_program_of_that_name_in_the_site(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.write("git", "#!/bin/sh\ntouch ran\n")
        (desk.root / "git").chmod(0o755)
        monkeypatch.setenv("PATH", str(desk.root))
        assert read_past(desk.root) == (Past(), [])
        assert not (desk.root / "ran").exists()

    def test_in_a_damaged_repository(self, desk: Desk) -> None:
        desk.brief(claim("One."))
        desk.commit()
        (desk.top / ".git/HEAD").write_text("nonsense")
        assert read_past(desk.root) == (Past(), [])

    def test_in_time_is_said(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.brief(claim("One."))
        desk.commit()
        monkeypatch.setattr(git_module, "SECONDS", 0.0)
        past, (problem,) = read_past(desk.root)
        assert past == Past()
        assert (problem.code, problem.severity) == ("history-not-read", Severity.NOTE)


class TestWhatIsKnown:
    def test_is_not_read_again_while_the_commit_is_the_same(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.brief(claim("One."))
        desk.commit()
        first, _ = read_past(desk.root)
        monkeypatch.setattr(git_module.Git, "changes", None)
        monkeypatch.setattr(git_module.Git, "blobs", None)
        again, _ = read_past(desk.root, first)
        assert again is first

    def test_is_read_on_from_when_there_is_another_commit(self, desk: Desk) -> None:
        for text in ("One.", "Two."):
            desk.brief(claim(text))
            desk.commit()
        first, _ = read_past(desk.root)
        desk.brief(claim("Three."))
        desk.commit()
        again, _ = read_past(desk.root, Past(first.state, first.revisions, [None], dict.fromkeys(first.blobs, 0)))
        assert [brief and brief.claims[0].text for brief in map(again.brief, again.blobs)] == [None, None, "Three."]
        assert len(again.revisions["attack"]) == 3

    def test_is_read_anew_when_a_shallow_clone_got_deeper(self, desk: Desk, tmp_path: Path) -> None:
        for text in ("One.", "Two.", "Three."):
            desk.brief(claim(text))
            desk.commit()
        clone = tmp_path / "clone"
        desk.git("clone", "-q", "--depth", "1", desk.root.as_uri(), str(clone))
        first, _ = read_past(clone)
        subprocess.run(["git", "fetch", "-q", "--deepen", "1"], cwd=clone, check=True)
        again, _ = read_past(clone, first)
        assert (len(first.revisions["attack"]), len(again.revisions["attack"])) == (1, 2)


class TestReading:
    def test_takes_fields_in_every_form(self) -> None:
        brief = past_brief(
            b"---\n"
            b"title: T\ndate: 2025-05-25\npublish_at: 2025-05-25T10:00:00Z\nunheard-of: [1]\n"
            b"claims:\n"
            b"  - {id: short, text: '  Two\n      words. ', status: unverified}\n"
            b"  - id: long\n    text: Three.\n    assessments:\n"
            b"      - {date: 2025-05-27, status: refuted}\n      - {date: 2025-05-25, status: plausible}\n"
            b"  - {id: one, text: Four., assessments: {date: 2025-05, status: disputed}}\n"
            b"  - {text: without an id}\n  - nothing\n"
            b"corrections: {date: 2025-05-28, kind: update, note: 'A\n  note.'}\n"
            b"---\nBody.\n"
        )
        assert brief is not None
        assert brief.claims == (
            PastClaim("short", "Two words.", "unverified"),
            PastClaim("long", "Three.", "refuted"),
            PastClaim("one", "Four.", "disputed"),
        )
        assert brief.corrections == (("2025-05-28", "update", "A note."),)
        assert (str(brief.date), str(brief.publish_at), brief.draft) == ("2025-05-25", "2025-05-25T10:00:00Z", False)

    @pytest.mark.parametrize(
        "fields",
        [
            "claims:\n- id: c\n# a remark\n  text: It was\n\n    red.\nsources: []",
            "sources: [&it It was red.]\nclaims:\n  - {id: c, text: *it}",
            '"claims": [{id: c, text: It was red.}]',
            "claims : [\n  {id: c,\n\n   text: 'It was\n   red.'}\n]\ntitle: T",
            "{claims: [{id: c, text: It was red.}]}",
            "note: |\n  claims: none\nclaims:\n  - id: c\n    text: >-\n      It was\n      red.\n  ",
            "claims: [{id: c, text: It was red.}]\nsources:\n  - {id: a}\n\nx: [",
        ],
    )
    def test_finds_the_claims_wherever_they_stand(self, fields: str) -> None:
        brief = past_brief(f"---\n{fields}\n---\n".encode())

        assert brief is not None
        assert [one.text for one in brief.claims] == ["It was red."]

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"no front matter",
            b"---\nclaims: [\n---\n",
            b"---\n- a list\n---\n",
            b"\xff",
            b"---\na: 1\na: 2\n---\n",
        ],
    )
    def test_of_what_is_no_brief_gives_none(self, data: bytes) -> None:
        assert past_brief(data) is None

    @pytest.mark.parametrize(
        "fields", ["claims: 5", "claims: [{id: [x]}]", "date: x", "corrections: [[]]", "draft: maybe"]
    )
    def test_passes_over_what_is_not_as_expected(self, fields: str) -> None:
        assert past_brief(f"---\n{fields}\n---\n".encode()) in (PastBrief(), PastBrief(corrections=()))


class TestHostileRepositories:
    """Programs that a repository's configuration names are not run, and nothing is fetched."""

    @pytest.fixture
    def trap(self, tmp_path: Path) -> Path:
        """A program that leaves a trace."""
        program = tmp_path / "trap.sh"
        program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n")
        program.chmod(0o755)
        return program

    @pytest.fixture
    def sprung(self, tmp_path: Path) -> Path:
        return tmp_path / "sprung"

    def test_filters_monitors_hooks_and_diffs(self, desk: Desk, trap: Path, sprung: Path) -> None:
        desk.write(".gitattributes", "*.md diff=trap filter=trap\n")
        for text in ("One.", "Two."):
            desk.brief(claim(text))
            desk.commit()
        for name in (
            *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "diff.external"),
            *("diff.trap.command", "diff.trap.textconv", "filter.trap.smudge", "filter.trap.clean", "gpg.program"),
        ):
            desk.git("config", name, str(trap))
        desk.git("config", "core.hooksPath", str(trap.parent))
        desk.git("config", "log.follow", "true")

        assert texts(desk.root) == [["One."], ["Two."]]
        assert not sprung.exists()
        desk.git("diff", "HEAD~1", "--", BRIEF)
        assert sprung.exists(), "the trap does not work"

    def test_programs_that_check_signatures(self, desk: Desk, trap: Path, sprung: Path) -> None:
        desk.brief(claim("One."))
        desk.commit()
        plain = desk.git("cat-file", "commit", "HEAD")
        signed = plain.replace(
            "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n -----END PGP SIGNATURE-----\n\n", 1
        )
        (desk.top / "signed").write_text(f"{signed}\n")
        commit = desk.git("hash-object", "-t", "commit", "-w", "signed")
        desk.git("update-ref", "HEAD", commit)
        desk.git("config", "gpg.program", str(trap))
        desk.git("config", "log.showSignature", "true")

        assert texts(desk.root) == [["One."]]
        assert not sprung.exists()
        desk.git("log", "-1")
        assert sprung.exists(), "the trap does not work"

    def test_missing_objects(self, desk: Desk, trap: Path, sprung: Path) -> None:
        desk.brief(claim("One."))
        desk.commit()
        blob = desk.git("rev-parse", f"HEAD:{BRIEF}")
        (desk.top / ".git/objects" / blob[:2] / blob[2:]).unlink()
        for name, value in {
            "core.repositoryFormatVersion": "1",
            "extensions.partialClone": "origin",
            "remote.origin.promisor": "true",
            "remote.origin.url": f"ext::{trap}",
            "protocol.ext.allow": "always",
        }.items():
            desk.git("config", name, value)

        assert history(desk.root) == {}
        assert not sprung.exists()
        subprocess.run(
            ["git", "cat-file", "-p", blob], cwd=desk.top, capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        assert sprung.exists(), "the trap does not work"

    def test_replaced_objects_do_not_count(self, desk: Desk) -> None:
        desk.brief(claim("One."))
        first = desk.commit()
        desk.brief(claim("Two."))
        desk.commit()
        desk.git("replace", desk.git("rev-parse", "HEAD"), desk.git("rev-parse", first))

        assert texts(desk.root) == [["One."], ["Two."]]

    def test_the_environment_of_a_hook_does_not_lead_elsewhere(
        self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.brief(claim("One."))
        desk.commit()
        other = Desk(tmp_path / "other")
        monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
        monkeypatch.setenv("GIT_WORK_TREE", str(other.top))

        assert texts(desk.root) == [["One."]]

    @pytest.mark.parametrize("seconds", [0, 99_999_999_999_999])
    def test_a_commit_of_any_time_is_dated(self, desk: Desk, seconds: int) -> None:
        desk.brief(claim("One."))
        desk.git("add", "-A")
        tree = desk.git("write-tree")
        (desk.top / "commit").write_text(
            f"tree {tree}\nauthor D <d@example.org> {seconds} +0000\ncommitter D <d@example.org> {seconds} +0000\n\nx\n"
        )
        commit = desk.git("hash-object", "-t", "commit", "-w", "commit")
        desk.git("update-ref", "HEAD", commit)

        assert texts(desk.root) == [["One."]]

    def test_a_file_of_any_size_is_passed_over(self, desk: Desk) -> None:
        desk.brief(claim("One."))
        desk.commit()
        desk.brief(claim("Two."), body="x" * 5_000_001)
        desk.commit()

        assert texts(desk.root) == [["One."]]

    def test_many_versions_are_read_in_batches(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(git_module, "BATCH_BYTES", 200)
        for number in range(5):
            desk.brief(claim(f"Number {number}."))
            desk.commit()

        assert texts(desk.root) == [[f"Number {number}."] for number in range(5)]


def test_a_link_to_a_site_finds_the_repository_it_leads_to(desk: Desk, tmp_path: Path) -> None:
    desk.brief(claim("One."))
    desk.commit()
    os.symlink(desk.root, tmp_path / "link")

    assert git_around(tmp_path / "link") is not None
    assert texts(tmp_path / "link") == [["One."]]
