"""Statuses that settle a claim, whatever a site calls and colours them."""

from __future__ import annotations

import pytest

from onrecord.config import Config, Status, Vocabulary
from onrecord.record.standing import is_established, is_rejected

CONFIG = Config(
    title="Desk",
    vocabulary=Vocabulary(
        statuses={
            "true": Status(label="True", meaning="Shown to be true.", colour="firm"),
            "false": Status(label="False", meaning="Shown to be false.", colour="negative"),
            "opinion": Status(label="Opinion", meaning="Not rated.", colour="muted"),
        }
    ),
)


@pytest.mark.parametrize(
    ("status", "established", "rejected"),
    [
        ("confirmed", True, False),
        ("corroborated", True, False),
        ("true", True, False),
        ("refuted", False, True),
        ("withdrawn", False, True),
        ("false", False, True),
        ("opinion", False, False),
        ("disputed", False, False),
        ("unheard-of", False, False),
        (None, False, False),
    ],
)
def test_a_status_settles_a_claim_by_its_meaning_or_its_colour(
    status: str | None, established: bool, rejected: bool
) -> None:
    assert (is_established(CONFIG, status), is_rejected(CONFIG, status)) == (established, rejected)
