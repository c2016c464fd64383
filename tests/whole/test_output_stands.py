"""What a build may do to an output folder: nothing when it fails, and never anything to what it did not write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.build.failures import ForeignFile
from onrecord.build.paths import STATE
from tests.build.trees import tree
from tests.whole.sites import SMALL, attempted, built, codes, run, site

ADA = "content/actors/ada.md"
BRIEF = "content/briefs/2025-05-25-first.md"
LONELY = "---\ntitle: Second\ndate: 2025-05-26\naliases: [/old/second/]\n---\n\nText.\n"

FAULTS: dict[str, Any] = {
    "a date in front matter": ({BRIEF: SMALL[BRIEF].replace("date: 2025-05-25", "date: 2025-05-32")}, "bad-date"),
    "an unknown actor in a body": ({ADA: SMALL[ADA] + "\nSee [[Nobody]].\n"}, "unknown-link"),
    "a file that is not text": ({"content/pages/x.md": b"\x00\xff\xfe\x01"}, "not-text"),
    "a setting": ({"onrecord.yaml": "title: Desk\nlinks: short\n"}, "unknown-word"),
    "a template's syntax": ({"templates/pages/brief.html": "{% if %}"}, "template-error"),
    "a template's names": ({"templates/pages/actor.html": "<p>{{ view.shoe_size }}"}, "template-error"),
    "a template that is not there": ({"templates/pages/claim.html": "{% include 'gone.html' %}"}, "template-missing"),
    "a link of a template": ({"templates/pages/actors.html": "<a href='nowhere.html'>x</a>"}, "broken-link"),
    "an image of a body": ({ADA: SMALL[ADA] + "\n![a map](../assets/map.png)\n"}, "unknown-asset"),
    "an anchor of a body": ({ADA: SMALL[ADA] + "\n[x](../briefs/2025-05-25-first.md#nowhere)\n"}, "unknown-anchor"),
    "an address taken twice": ({BRIEF: SMALL[BRIEF].replace("sources:", "aliases: [/claims/]\nsources:", 1)},
        "address-taken"),
    "a request to another host": ({"templates/base.html": "{% extends 'theme/base.html' %}{% block head_extra %}"
        "<script src='https://cdn.test/x.js'></script>{% endblock %}"}, "third-party-request"),
}  # fmt: skip
"""What is changed in a site that builds, and the code of the error that it is."""


def whole(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file with its bytes, inode and time of change, of what onrecord keeps for itself too."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    stats = {path: path.stat() for path in paths}
    return {str(path): (path.read_bytes(), stats[path].st_ino, stats[path].st_mtime_ns) for path in paths}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_build_leaves_the_output_as_it_was(tmp_path: Path, fault: str) -> None:
    changed, code = FAULTS[fault]
    output = built(site(tmp_path, SMALL))
    (output / "CNAME").write_text("desk.test\n")
    before = whole(output)

    result = attempted(site(tmp_path, changed))

    assert not result.ok
    assert code in codes(result)
    assert whole(output) == before


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_first_build_publishes_nothing(tmp_path: Path, fault: str) -> None:
    changed, _ = FAULTS[fault]
    assert not attempted(site(tmp_path, SMALL | changed)).ok
    assert tree(tmp_path / "output") == {}


def test_the_next_build_after_a_failed_one_is_like_a_first_one(tmp_path: Path) -> None:
    built(site(tmp_path / "one", SMALL))
    for changed, _ in FAULTS.values():
        assert not attempted(site(tmp_path / "one", changed)).ok
        for path in changed:
            (tmp_path / "one" / path).unlink()
        site(tmp_path / "one", SMALL)
    assert tree(built(tmp_path / "one")) == tree(built(site(tmp_path / "two", SMALL)))


def test_what_is_gone_from_the_content_goes_from_the_site(tmp_path: Path) -> None:
    grace = {"content/actors/grace.md": "---\nname: Grace\nkind: person\n---\n", "content/assets/maps/a.txt": "x"}
    site(tmp_path, SMALL | grace | {"content/briefs/second.md": LONELY})
    output = built(tmp_path)
    assert {"actors/grace/index.html", "briefs/second/index.html", "assets/maps/a.txt"} <= tree(output).keys()
    assert "old/second/index.html" in tree(output)

    for path in (*grace, "content/briefs/second.md"):
        (tmp_path / path).unlink()
    built(tmp_path)

    assert tree(output) == tree(built(site(tmp_path / "fresh", SMALL)))
    assert not any((output / folder).exists() for folder in ("actors/grace", "briefs/second", "old", "assets"))


FOREIGN = {
    "CNAME": b"desk.test\n",
    ".nojekyll": b"",
    ".git": b"gitdir: elsewhere\n",
    "robots.txt": b"User-agent: *\n",
    "images/photo.png": b"\x89PNG",
    "actors/ada/notes.txt": b"by hand",
    "briefs/second/photo.png": b"\x89PNG",
    "theme/own.css": b"body {}",
}


def test_files_that_it_did_not_write_stay_through_every_build(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for path, data in FOREIGN.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(data)
    (output / "images/link").symlink_to(tmp_path / "onrecord.yaml")
    site(tmp_path, SMALL | {"content/briefs/second.md": LONELY})
    built(tmp_path)
    (tmp_path / "content/briefs/second.md").unlink()
    built(tmp_path)
    (tmp_path / "content/briefs/2025-05-25-first.md").unlink()
    (tmp_path / "content/actors/ada.md").unlink()
    built(tmp_path)

    found = tree(output)
    assert {path: found[path] for path in FOREIGN} == FOREIGN
    assert (output / "images/link").is_symlink()
    assert not {"actors/ada/index.html", "briefs/second/index.html"} & found.keys()


@pytest.mark.parametrize("path", ["index.html", "404.html", "actors/ada/index.html", "actors"])
def test_a_users_own_file_in_the_way_is_an_error_and_stays(tmp_path: Path, path: str) -> None:
    site(tmp_path, SMALL | {f"output/{path}": "by hand"})
    with pytest.raises(ForeignFile) as stopped:
        attempted(tmp_path)
    assert [(it.code, it.file) for it in stopped.value.diagnostics()] == [("foreign-file", f"output/{path}")]
    assert tree(tmp_path / "output") == {path: b"by hand"}


def test_a_page_that_a_user_edited_is_made_anew(tmp_path: Path) -> None:
    output = built(site(tmp_path, SMALL))
    before = tree(output)
    (output / "index.html").write_text("by hand")
    (output / "actors/index.html").unlink()
    built(tmp_path)
    assert tree(output) == before


def test_an_output_elsewhere_is_all_that_is_written_beside_the_cache(tmp_path: Path) -> None:
    site(tmp_path / "site", SMALL)
    before = tree(tmp_path / "site")
    ended = run("build", tmp_path / "site", "--output", tmp_path / "public", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    after = tree(tmp_path)
    assert {path for path in after if path.startswith("site/") and f"/{STATE}/" not in path} == {
        f"site/{path}" for path in before
    }
    assert {path.split("/")[0] for path in after} == {"site", "public"}


@pytest.mark.parametrize("output", [".", "content", "content/out", "templates", "..", ".git/out"])
def test_an_output_that_could_harm_what_somebody_wrote_is_refused(tmp_path: Path, output: str) -> None:
    site(tmp_path / "site", SMALL | {"templates/base.html": "{% extends 'theme/base.html' %}", ".git/HEAD": "x"})
    before = tree(tmp_path)
    ended = run("build", tmp_path / "site", "--output", tmp_path / "site" / output)
    assert ended.returncode == 2
    assert "Error: the output folder cannot" in ended.stderr
    assert tree(tmp_path) == before


def test_a_folder_that_leads_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_text("by hand")
    site(tmp_path / "site", SMALL)
    (tmp_path / "site/output").mkdir()
    (tmp_path / "site/output/actors").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(ForeignFile):
        attempted(tmp_path / "site")
    assert tree(tmp_path / "elsewhere") == {"index.html": b"by hand"}


def test_a_desk_may_put_its_own_files_for_the_host_into_the_output(tmp_path: Path) -> None:
    output = built(site(tmp_path, SMALL))
    (output / "robots.txt").unlink()
    built(tmp_path)
    assert (output / "robots.txt").read_bytes() == b"User-agent: *\nDisallow:\n"
    built(site(tmp_path / "other", SMALL | {"output/robots.txt": "their own", "output/_headers": "theirs too"}))
    built(tmp_path / "other")
    other = tmp_path / "other/output"
    assert ((other / "robots.txt").read_text(), (other / "_headers").read_text()) == ("their own", "theirs too")
    assert (other / ".nojekyll").read_bytes() == b""
