"""Finds the browser that the tests drive: ``$CHROMIUM``, Chromium or Chrome. Run as a script, prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """The path of a browser that starts (a package may put a stand-in in its place), or ``None``."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        path = shutil.which(name) if name else None
        if path and subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0:
            return path
    return None


if __name__ == "__main__":
    raise SystemExit(print(find()) if find() else 1)
