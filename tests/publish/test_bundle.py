"""A brief taken out of its site opens from disk, holds the copies of its sources, and can be proved unchanged."""

from __future__ import annotations

import json
import subprocess
import zipfile
from contextlib import chdir
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfReader

from onrecord.build.page_links import page_links
from onrecord.cli import main
from onrecord.publish import chromium
from onrecord.publish.relink import file_of
from tests.build.trees import tree, write
from tests.whole.sites import site

BRIDGE = """---
title: Mayor says the bridge is safe
date: 2025-03-02
sources:
  - {id: report, kind: article-newspaper, title: Bridge is safe, outlet: The Gazette, via: [minutes],
     url: 'https://gazette.example/x', archive: 'https://archive.example/x', archived: 2025-03-04}
claims:
  - {id: safe, text: The bridge is safe., by: ada, said: 2025-03-01, sources: report}
events:
  - {id: hearing, title: Council hearing, date: 2025-03-01}
---

[[Ada]] spoke [@report]; see [the plan](../assets/plan.txt) and [another brief](2025-03-03-other.md).
"""
DESK: dict[str, str | bytes] = {
    "onrecord.yaml": "title: Desk\nurl: https://desk.example/b/\nlinks: clean\n",
    "content/actors/ada.md": "---\nname: Ada\nkind: person\n---\n",
    "content/sources/minutes.md": "---\nkind: hearing\ntitle: Minutes\n---\n",
    "content/assets/plan.txt": "a plan",
    "content/briefs/2025-03-02-bridge.md": BRIDGE,
    "content/briefs/2025-03-03-other.md": "---\ntitle: Other\ndate: 2025-03-03\n---\n\nText.\n",
    "snapshots/minutes.pdf": b"%PDF-1.4 minutes",
    "snapshots/minutes-of-another-day.pdf": b"not this one",
    "snapshots/bridge/report/page.html": "<p>as it was",
    "snapshots/bridge/report/img/photo.jpg": b"\xff\xd8",
    "content/assets/snapshots/bridge/report.txt": "as text",
}


def said(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> tuple[int, str, str]:
    with chdir(folder), pytest.raises(SystemExit) as ended:
        main(arguments)
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(tmp_path_factory.mktemp("desk"), DESK)


@pytest.fixture(scope="module")
def bundle(desk: Path, browser_path: str) -> Path:
    """A bundle with everything, as a folder."""
    with chdir(desk), pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHROMIUM", browser_path)
        with pytest.raises(SystemExit):
            main(["bundle", "brief", "bridge", "--output", "../bundle-of-bridge", "--pdf"])
    return desk.parent / "bundle-of-bridge"


def test_it_holds_the_brief_with_all_it_loads_and_nothing_else(bundle: Path) -> None:
    files = {path for path in tree(bundle) if not path.startswith("theme/")}
    assert files == {
        *("index.html", "bundle.json", "SHA256SUMS", "brief.pdf", "assets/plan.txt"),
        *("briefs/bridge/index.html", "claims/bridge/safe/index.html", "events/bridge/hearing/index.html"),
        *("snapshots/minutes.pdf", "snapshots/bridge/report.txt"),
        *("snapshots/bridge/report/page.html", "snapshots/bridge/report/img/photo.jpg"),
    }


def test_every_address_is_in_it_or_on_the_web(bundle: Path) -> None:
    held = tree(bundle)
    for path in [path for path in held if path.endswith(".html") and not path.startswith("snapshots/")]:
        links = page_links(held[path].decode())
        for address in (*links.links, *links.loads):
            inner = file_of(address, path, "/")
            assert inner is None or inner in held, f"{path}: {address}"
            assert not address.startswith("/")
    assert b'href="https://desk.example/b/actors/ada/"' in held["briefs/bridge/index.html"]
    assert b'href="https://desk.example/b/briefs/other/"' in held["briefs/bridge/index.html"]
    assert b'href="../../claims/bridge/safe/index.html"' in held["briefs/bridge/index.html"]


def test_everything_has_its_sha256(bundle: Path) -> None:
    checked = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=bundle, capture_output=True)
    assert checked.returncode == 0
    listed = {line[66:] for line in (bundle / "SHA256SUMS").read_text().splitlines()}
    assert listed == tree(bundle).keys() - {"SHA256SUMS"}


def test_it_says_which_sources_have_copies(bundle: Path) -> None:
    facts = json.loads((bundle / "bundle.json").read_text())
    assert facts["url"] == "https://desk.example/b/briefs/bridge/"
    report, minutes = facts["sources"]
    assert (report["id"], report["archive"], report["archived"]) == (
        "bridge#report", "https://archive.example/x", "2025-03-04",
    )  # fmt: skip
    assert [copy["path"] for copy in report["snapshots"]] == [
        *("snapshots/bridge/report/img/photo.jpg", "snapshots/bridge/report/page.html", "snapshots/bridge/report.txt")
    ]
    assert minutes["snapshots"] == [
        {"path": "snapshots/minutes.pdf", "sha256": sha256(b"%PDF-1.4 minutes").hexdigest(), "bytes": 16}
    ]
    cover = (bundle / "index.html").read_text()
    assert 'Claim by Ada: <a href="claims/bridge/safe/index.html">The bridge is safe.</a>' in cover
    assert "2 sources, 2 with a copy in this bundle." in cover


def test_its_first_page_speaks_the_language_of_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    german = f"{DESK['onrecord.yaml']!s}language: de\n"
    english = BRIDGE.replace("title: Mayor", "lang: en\ntitle: Mayor")
    desk = site(tmp_path / "desk", DESK | {"onrecord.yaml": german, "content/briefs/2025-03-02-bridge.md": english})
    assert said(capsys, desk, "bundle", "brief", "bridge", "--output", "../bundle", "--no-pdf")[0] == 0
    page = (tmp_path / "bundle/index.html").read_text(encoding="utf-8")
    assert '<html lang="de" dir="ltr">' in page
    assert '<h1 lang="en" dir="ltr">Mayor says the bridge is safe</h1>' in page
    assert "Behauptung von Ada: " in page
    assert "2 Quellen, davon 2 mit einer Kopie in diesem Paket." in page


def test_its_pdf_is_the_brief(bundle: Path) -> None:
    printed = PdfReader(bundle / "brief.pdf")
    text = "\n".join(page.extract_text() for page in printed.pages)
    assert "Mayor says the bridge is safe" in text
    assert "file://" not in text
    assert round(float(printed.pages[0].mediabox.height)) in (842, 792)


def test_a_zip_is_the_same_bytes_each_time_and_unpacks_to_the_folder(
    desk: Path, bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = tmp_path / "one" / "bridge.zip", tmp_path / "other" / "bridge.zip"
    for target in (one, other):
        target.parent.mkdir()
        code, out, _ = said(capsys, desk, "bundle", "brief", "bridge", "--no-pdf", "--output", str(target))
        assert (code, out.startswith(f"bundled '{target}': ")) == (0, True)
        assert out.endswith("copies of 2 of 2 sources\n")
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as packed:
        packed.extractall(tmp_path)
    different = {"index.html", "bundle.json", "SHA256SUMS", "brief.pdf"}
    whole = tree(bundle)
    assert {path: data for path, data in tree(tmp_path / "bridge").items() if path not in different} == {
        path: data for path, data in whole.items() if path not in different
    }


def test_no_browser_is_said_and_asking_for_a_pdf_then_fails(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "NAMES", ())
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    target = str(tmp_path / "bridge.zip")
    code, _, err = said(capsys, desk, "bundle", "brief", "bridge", "--output", target, "--pdf")
    assert (code, "there is no Chromium or Chrome to print with" in err) == (2, True)
    assert not Path(target).exists()
    code, out, _ = said(capsys, desk, "bundle", "brief", "bridge", "--output", target)
    assert (code, out.startswith("without a PDF: no Chromium or Chrome was found")) == (0, True)


def test_a_browser_that_fails_leaves_nothing(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chrome"
    broken.write_text('#!/bin/sh\n[ "$1" = --version ] || { echo "no display" >&2; exit 1; }\n')
    broken.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(broken))
    code, _, err = said(capsys, desk, "bundle", "brief", "bridge", "--output", str(tmp_path / "out"))
    assert (code, f"'{broken}' printed no PDF: no display" in err) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chrome"]


def test_what_stands_there_is_replaced_only_when_asked_and_only_a_bundle(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("bundle", "brief", "bridge", "--no-pdf", "--output", str(tmp_path / "b"))
    assert said(capsys, desk, *command)[0] == 0
    code, _, err = said(capsys, desk, *command)
    assert (code, "exists already; write it anew with --replace" in err) == (2, True)
    assert said(capsys, desk, *command, "--replace")[0] == 0
    write(tmp_path, {"theirs/x.txt": b"x"})
    code, _, err = said(capsys, desk, *command[:-1], str(tmp_path / "theirs"), "--replace")
    assert (code, "exists and is no bundle" in err) == (2, True)
    assert tree(tmp_path / "theirs") == {"x.txt": b"x"}


def test_mistakes_are_told(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(capsys, desk, "bundle", "brief", "brigde")
    assert (code, "there is no published brief 'brigde'; did you mean 'bridge'?" in err) == (2, True)
    code, _, err = said(capsys, desk, "bundle", "brief", "bridge", "--no-pdf", "--output", "no/such/x.zip")
    assert (code, "there is no folder 'no/such'" in err) == (2, True)
    broken = site(tmp_path / "broken", DESK | {"content/actors/ada.md": "---\nname: Ada\n---\n"})
    code, out, _ = said(capsys, broken, "bundle", "brief", "bridge")
    assert (code, out.endswith("nothing was bundled\n")) == (1, True)


def test_the_output_of_the_site_stays_as_it_was(desk: Path, bundle: Path) -> None:
    assert bundle.is_dir()
    assert not (desk / "output").exists()


def test_a_link_among_the_snapshots_leads_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = site(tmp_path / "desk", DESK)
    (tmp_path / "secret").write_text("secret")
    (desk / "snapshots/minutes.pdf").unlink()
    (desk / "snapshots/minutes.pdf").symlink_to(tmp_path / "secret")
    assert said(capsys, desk, "bundle", "brief", "bridge", "--no-pdf", "--output", str(tmp_path / "b"))[0] == 0
    assert not (tmp_path / "b/snapshots/minutes.pdf").exists()
