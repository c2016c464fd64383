"""When the pages of this repository's own site are painted, over a slow link: ``python -m benchmarks.paint``.

The link is that of Lighthouse for mobile pages, which Chrome calls fast 3G: 150 ms from asking to the first byte, 1.6
Mbit/s. Of several openings of each page, each with an empty cache, the median and the slowest are told: the largest
paint, how far what is on the page was shifted, and the bytes of what was asked for.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, NoProgress
from tests import chromium
from tests.whole.watched import served

ROOT = Path(__file__).resolve().parent.parent
LATENCY = 150
BYTES_A_SECOND = 1_600_000 / 8
MOST = 1_000
"""Milliseconds that the largest paint may take."""

SIZES = {"telephone": (375, 800), "laptop": (1280, 900)}

OBSERVE = """
window.painted = 0; window.shifted = 0;
new PerformanceObserver((list) => { for (const it of list.getEntries()) painted = it.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const it of list.getEntries()) shifted += it.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


class Opening(NamedTuple):
    """How one opening of a page went: milliseconds, the sum of shifts, bytes."""

    paint: float
    shift: float
    weight: int


def opened(browser: Browser, address: str, size: tuple[int, int]) -> Opening:
    """One opening in a fresh profile."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    link = {"offline": False, "latency": LATENCY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": 93_750}
    session.send("Network.emulateNetworkConditions", link)
    page.add_init_script(OBSERVE)
    bodies: list[Any] = []
    page.on("response", lambda answer: bodies.append(answer))
    page.goto(address, wait_until="networkidle")
    weight = sum(
        len(answer.body()) for answer in bodies if not (answer.header_value("content-type") or "").startswith("image/")
    )
    found = Opening(page.evaluate("painted"), page.evaluate("shifted"), weight)
    context.close()
    return found


def main() -> int:
    """Print a line for each page and size; whether all keep to the bar."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="how often each page is opened (5)")
    times = parser.parse_args().times
    kept = True
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(folder) / "output"
        request = BuildRequest(root=ROOT, output=output, now=datetime(2025, 6, 1, tzinfo=UTC))
        if not build_site(request, NoProgress()).ok:
            raise SystemExit("the site does not build: onrecord check says why")
        pages = ["", *(f"briefs/{path.parent.name}/" for path in sorted((output / "briefs").glob("*/index.html")))]
        browser = playwright.chromium.launch(executable_path=chromium.find())
        print(f"{'page':<28}{'screen':<11}{'largest paint, ms':>18}{'slowest':>9}{'shift':>7}{'bytes':>8}")
        with served(output) as home:
            for address in pages:
                for name, size in SIZES.items():
                    found = [opened(browser, home + address, size) for _ in range(times)]
                    paint = statistics.median(one.paint for one in found)
                    shift, weight = max(one.shift for one in found), max(one.weight for one in found)
                    slowest = max(one.paint for one in found)
                    print(f"{address or '/':<28}{name:<11}{paint:>18.0f}{slowest:>9.0f}{shift:>7.2f}{weight:>8}")
                    kept = kept and 0 < paint < MOST and shift == 0
        browser.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
