"""Chromium or Chrome, where there is one, to print a page."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from onrecord.publish.failures import PublishFailure

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
QUIET = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions", "--no-pdf-header-footer"),
)
PATIENCE = 120
"""Seconds that printing may take."""


class CannotPrint(PublishFailure):
    """The browser made no PDF."""


def find_chromium() -> str | None:
    """The path of a browser that starts: what ``CHROMIUM`` names, else one that is installed; ``None`` without."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        path = shutil.which(name) if name else None
        if path and _starts(path):
            return path
    return None


def print_page(browser: str, page: Path, pdf: Path) -> None:
    """Print a page from disk to a PDF file. Raises ``CannotPrint``."""
    with tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as profile:
        as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        command = [browser, *QUIET, *as_root, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", page.as_uri()]
        try:
            told = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=PATIENCE
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CannotPrint(f"'{browser}' did not print the brief: {error}") from error
    if not pdf.is_file() or not pdf.read_bytes().startswith(b"%PDF-"):
        said = next((line for line in reversed(told.stderr.splitlines()) if line.strip()), "it said nothing")
        raise CannotPrint(f"'{browser}' printed no PDF: {said}")


def _starts(path: str) -> bool:
    try:
        done = subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
