"""Measure from save to visible: ``python benchmarks/preview.py --sizes 1000 --rounds 20``.

``onrecord serve`` beside ``hugo server`` on the same corpus, both running, in one browser. In every round a file of
each is saved, one after the other, and the clock stops when the open page shows the edit: a body on the page of its
brief, a claim on the page of the actor who made it. Between two saves the machine is left alone for a while, as editors
do. Then what a preview costs that has come to rest, and how long both take from the start to the first page.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import measure, tools
from benchmarks.install import Peers, default_folder, install
from benchmarks.tools import Edit, Tool
from tests import chromium

NAMES = ("onrecord", "hugo")
PAUSE_MS = 1500
"""Between two saves."""

IDLE_SECONDS = 10.0
PATIENCE = 600.0


@dataclass(slots=True)
class Running:
    """A preview: its tool, process and address, and the seconds from the start to the first answer and first page."""

    made: Tool
    process: subprocess.Popen[bytes]
    port: int
    answered: float = 0.0
    shown: float = 0.0
    latencies: dict[str, list[float]] = field(default_factory=dict)

    def address(self, page: Path) -> str:
        """The address of a file of the output."""
        folder = page.relative_to(self.made.output).parent.as_posix()
        return f"http://localhost:{self.port}/{folder}/"

    def processor_seconds(self) -> float:
        """Processor time that all of its processes have used."""
        total = 0
        for process in measure.session_members(self.process.pid):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(made: Tool, page: str, peers: Peers) -> Iterator[Running]:
    """A preview of a tool's site, once it serves ``page``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    commands: dict[str, tuple[str | Path, ...]] = {
        "onrecord": (sys.executable, "-m", "onrecord", "serve", made.site, "--port", str(port)),
        "hugo": (peers.hugo, "server", "--port", str(port), "--noBuildLock", "--cacheDir", made.site / ".cache"),
    }
    log = made.site.parent / f"{made.name}.log"
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            commands[made.name],
            cwd=made.site,
            env=made.environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    preview = Running(made, process, port)
    try:
        while time.perf_counter() - start < PATIENCE and process.poll() is None:
            status = _status(port, page)
            now = time.perf_counter() - start
            preview.answered = preview.answered or (now if status else 0)
            if status == 200:
                preview.shown = now
                break
            time.sleep(0.02)
        else:
            raise measure.FailedRun(f"{made.name} shows no page:\n{log.read_text('utf-8', 'replace')[-2000:]}")
        yield preview
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _status(port: int, page: str) -> int | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", page, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def save_to_visible(tab: Page, edit: Edit, number: int) -> float:
    """Seconds from a save until the tab shows it; the clock of this process, so that what drives the tab is in it."""
    start = time.perf_counter()
    mark = edit.make(number)
    tab.wait_for_function("mark => document.body?.textContent.includes(mark)", arg=mark, timeout=PATIENCE * 1000)
    return time.perf_counter() - start


def claimant_page(made: Tool, brief: Path) -> Path:
    """The page of the actor who made the first claim of a brief of onrecord's site."""
    found = re.search(r"^claims:\n- id: .*?^  by:\s*(?:\n  - |\[)?([\w-]+)", brief.read_text("utf-8"), re.M | re.S)
    if found is None:
        raise ValueError(f"no claimant in {brief}")
    return made.output / "actors" / found[1] / "index.html"


def measured(previews: Sequence[Running], tabs: dict[str, Page], rounds: int, actor: str) -> None:
    """Both kinds of edits, in every round one after the other."""
    for step in ("body", "claim"):
        edits = {}
        for preview in previews:
            edits[preview.made.name] = (tools.edit_of_body if step == "body" else tools.edit_of_claim)(preview.made)
            page = edits[preview.made.name].pages[0] if step == "body" else preview.made.output / actor
            tabs[preview.made.name].goto(preview.address(page))
        for number in range(rounds + 1):  # the first one warms up
            for preview in previews if number % 2 else list(reversed(previews)):
                tab = tabs[preview.made.name]
                tab.bring_to_front()
                tab.wait_for_timeout(PAUSE_MS)
                seconds = save_to_visible(tab, edits[preview.made.name], (1000 if step == "body" else 2000) + number)
                print(f"{step}, {preview.made.name}: {seconds * 1000:.0f} ms", file=sys.stderr, flush=True)
                if number:
                    preview.latencies.setdefault(step, []).append(seconds)


def come_to_rest(previews: Sequence[Running]) -> None:
    """Wait until what the last save asked for is done."""
    used = -1.0
    while (now := sum(preview.processor_seconds() for preview in previews)) > used + 0.02:
        used = now
        time.sleep(2)


def table(previews: Sequence[Running], versions: dict[str, str], idle: dict[str, float]) -> str:
    """A Markdown table: medians, with the ninth decile in brackets, in milliseconds."""
    rows = [["", *(f"{preview.made.name} {versions[preview.made.name]}" for preview in previews)]]
    rows.append([":--", *("--:" for _ in previews)])
    for step, label in (("body", "a body, on its brief"), ("claim", "a claim, on its claimant's page")):
        cells = [preview.latencies[step] for preview in previews]
        rows.append([label, *(f"{median(c) * 1000:.0f} ms ({quantiles(c, n=10)[-1] * 1000:.0f})" for c in cells)])
    rows.append(["first answer", *(f"{preview.answered:.2f} s" for preview in previews)])
    rows.append(["first page", *(f"{preview.shown:.2f} s" for preview in previews)])
    rows.append(["processor, idle", *(f"{idle[preview.made.name] * 100:.2f} %" for preview in previews)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _of_one_size(briefs: int, options: argparse.Namespace, work: Path, peers: Peers) -> dict[str, object]:
    names = options.tools.split(",")
    chosen = [tools.tool(name, work / str(briefs), peers) for name in names]
    for made in chosen:
        tools.prepare(made, briefs, options.seed, peers)
    sample = next((made for made in chosen if made.name == "onrecord"), None)
    if sample is None:
        raise ValueError("onrecord has to be among the tools")
    edit = tools.edit_of_body(sample)
    actor = claimant_page(sample, edit.file).relative_to(sample.output).as_posix()
    page = f"/{edit.pages[0].relative_to(sample.output).parent.as_posix()}/"
    with ExitStack() as stack:
        previews = [stack.enter_context(running(made, page, peers)) for made in chosen]
        driver = stack.enter_context(sync_playwright())
        browser = driver.chromium.launch(executable_path=chromium.find())
        stack.callback(browser.close)
        tabs = {preview.made.name: browser.new_context().new_page() for preview in previews}
        measured(previews, tabs, options.rounds, actor)
        come_to_rest(previews)
        before = {preview.made.name: preview.processor_seconds() for preview in previews}
        time.sleep(IDLE_SECONDS)
        idle = {one.made.name: (one.processor_seconds() - before[one.made.name]) / IDLE_SECONDS for one in previews}
    versions = {made.name: tools.version(made) for made in chosen}
    load = os.getloadavg()[0]
    print(f"\n## {briefs} briefs, {options.rounds} rounds, {os.cpu_count()} cores, load {load:.1f}\n")
    print(table(previews, versions, idle), flush=True)
    return {"briefs": briefs, "seconds": {preview.made.name: preview.latencies for preview in previews}}


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure from save to visible, onrecord beside Hugo.")
    parser.add_argument("--sizes", default="1000", help="numbers of briefs (%(default)s)")
    parser.add_argument("--rounds", type=int, default=20, help="how often each file is saved (%(default)s)")
    parser.add_argument("--tools", default=",".join(NAMES), help="which previews (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus (%(default)s)")
    parser.add_argument("--peers", type=Path, default=default_folder(), help="where Hugo is (%(default)s)")
    parser.add_argument("--work", type=Path, help="where the sites go (a folder of its own in the temporary one)")
    parser.add_argument("--json", type=Path, help="a file for all single figures")
    options = parser.parse_args(arguments)
    if "hugo" in options.tools:
        install(options.peers)
    work = Path(tempfile.mkdtemp(prefix="onrecord-preview-", dir=options.work))
    try:
        sizes = map(int, options.sizes.split(","))
        results = [_of_one_size(briefs, options, work, Peers(options.peers)) for briefs in sizes]
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
