"""From the first line to Ctrl-C: progress, ports, an idle processor, and nothing left behind."""

from __future__ import annotations

import re
import signal
import socket
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.measure import session_members
from onrecord.preview import ports
from tests.preview.running import BRIEF, PATIENCE, Preview, at_once, opened, previewed, sent
from tests.whole.sites import SMALL, run, site


def many(number: int) -> dict[str, str]:
    """A site whose first build takes a while."""
    return SMALL | {
        f"content/briefs/brief-{n}.md": SMALL[BRIEF].replace("title: First", f"title: Brief {n}") for n in range(number)
    }


def left_of(preview: Preview) -> list[int]:
    """The processes of a preview that do not end after it; on a busy machine the last take a moment to be gone."""
    deadline = time.monotonic() + PATIENCE
    while (left := session_members(preview.process.pid)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


def test_the_server_answers_while_the_first_build_runs_and_ctrl_c_ends_it(tmp_path: Path, tab: Page) -> None:
    root = site(tmp_path / "site", many(3000))
    preview = Preview(root)
    try:
        assert sent(tab, f"{preview.home}briefs/first/").status == 503
        expect(tab.get_by_role("heading", name="Preparing the preview")).to_be_visible()
        expect(
            tab.get_by_role("status").filter(has_text=re.compile(r"^(reading|rendering): \d+ of \d+$"))
        ).to_be_visible()
        assert not any(line.startswith("built") for line in preview.lines)
    finally:
        code = preview.interrupt()
    assert code == 0
    assert left_of(preview) == []
    assert preview.lines[-1] == "ended"
    assert "Traceback" not in "\n".join(preview.lines)
    expect(tab.get_by_text("The preview has ended")).to_be_visible()
    assert left_in(root) == set()


INTERRUPTED = """import os, signal, sys
from livereload.handlers import LiveReloadHandler
from onrecord.cli import main
LiveReloadHandler.write_message = lambda *_: os.kill(os.getpid(), signal.SIGINT)
main(sys.argv[1:])
"""
"""A preview that Ctrl-C reaches while it tells a page something, where livereload passes over whatever goes wrong."""


def test_ctrl_c_ends_it_whatever_it_does_just_then(tmp_path: Path, tab: Page) -> None:
    preview = Preview(site(tmp_path / "site", SMALL), program=("-c", INTERRUPTED))
    try:
        sent(tab, preview.home)
        preview.said("^ended$")
        assert preview.process.wait(PATIENCE) == 0
    finally:
        preview.interrupt()


def left_in(root: Path) -> set[str]:
    """What stands in a site's folder beside its content, the caches of builds, and the pages of previews."""
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    kept = re.compile(r"content/|onrecord\.yaml$|\.onrecord/(cache/|preview/(\.gitignore$|\d+/(?!\.onrecord/stage)))")
    return {path for path in found if not kept.match(path)}


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_the_end_leaves_nothing_behind(tmp_path: Path, kind: signal.Signals) -> None:
    root = site(tmp_path / "site", SMALL)
    with previewed(root) as preview:
        pass
    assert preview.interrupt(kind) == 0
    assert preview.lines[-1] == "ended"
    assert left_in(root) == set()
    assert left_of(preview) == []  # so nobody of it has the port


def test_two_previews_of_one_site_keep_out_of_each_others_way(tmp_path: Path, tab: Page) -> None:
    root = site(tmp_path / "site", SMALL)
    with previewed(root) as one, previewed(root, "--drafts") as other:
        with at_once(one, other):
            site(root, {BRIEF: SMALL[BRIEF].replace("title: First", "title: For both")})
        for preview in (one, other):
            sent(tab, f"{preview.home}briefs/first/")
            expect(tab.get_by_role("heading", level=1)).to_have_text("For both")
        assert not any("rror" in line for line in one.lines + other.lines)


def test_a_taken_port_names_who_has_it_and_the_next_free_one(tmp_path: Path) -> None:
    root = site(tmp_path / "site", SMALL)
    with previewed(root) as preview:
        port = preview.home.rsplit(":", 1)[1].strip("/")
        refused = run("serve", root, "--port", port)
    assert refused.returncode == 2
    assert f"port {port} is in use by another preview, of {root}" in refused.stderr
    assert re.search(r"port \d+ is free: onrecord serve --port \d+", refused.stderr)


def test_who_has_a_port_is_told_as_far_as_it_says_so() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        with pytest.raises(ports.PortTaken, match=f"port {port} is in use by another program$") as taken:
            ports.listen("127.0.0.1", port)
        assert taken.value.free
        assert taken.value.free > port


def test_a_host_that_is_not_this_machines_is_refused(tmp_path: Path) -> None:
    refused = run("serve", site(tmp_path, SMALL), "--host", "192.0.2.1")
    assert refused.returncode == 2
    assert "cannot listen on 192.0.2.1" in refused.stderr


@pytest.mark.parametrize("path", ["a b", "../x", "/x/../y/", "/.onrecord/", "http://x/"])
def test_a_base_path_that_is_none_is_refused(tmp_path: Path, path: str) -> None:
    refused = run("serve", site(tmp_path, SMALL), "--base-path", path)
    assert refused.returncode == 2
    assert "--base-path" in refused.stderr


def test_polling_sees_what_the_system_does_not_tell(tmp_path: Path, tab: Page) -> None:
    root = site(tmp_path / "site", SMALL)
    with previewed(root, "--poll") as preview:
        opened(tab, f"{preview.home}briefs/first/")
        site(root, {BRIEF: SMALL[BRIEF].replace("title: First", "title: Polled")})
        expect(tab.get_by_role("heading", level=1)).to_have_text("Polled")
