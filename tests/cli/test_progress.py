"""Progress is seen by people who wait, and by nobody else."""

from __future__ import annotations

import io
import sys

import pytest

from onrecord.cli import progress
from onrecord.cli.progress import DelayedProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


def drive(clock: Clock, seconds: float) -> None:
    with DelayedProgress() as shown:
        shown.stage("reading", 10)
        for _ in range(10):
            clock.now += seconds / 20
            shown.advance(1)
        shown.stage("rendering", 5)
        for _ in range(5):
            clock.now += seconds / 10
            shown.advance(1)


def test_a_quick_build_shows_nothing(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    drive(clock, 0.4)
    assert terminal.getvalue() == ""


def test_a_long_one_shows_its_stages(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    drive(clock, 10)
    assert "reading" in terminal.getvalue()
    assert "rendering" in terminal.getvalue()
    assert "10/10" in terminal.getvalue()


def test_without_a_terminal_it_is_quiet(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    drive(clock, 10)
    assert pipe.getvalue() == ""
