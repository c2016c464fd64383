"""Who spoke when: a lane for each actor, with no more precision than is known, and the same in words."""

from __future__ import annotations

import pytest

from onrecord.site.views import lanes
from onrecord.site.views.lane_parts import ActorLane, ActorLanes
from onrecord.site.views.pages import EventView, SubjectView
from tests.site.view_sites import Desk, desk


def site(*claims: str) -> Desk:
    """A brief on a topic with claims about an event; each is written as YAML flow."""
    written = "\n".join(
        f"  - {{id: c{number}, text: T., status: unverified, event: e, {claim}}}" for number, claim in enumerate(claims)
    )
    actors = {f"actors/{name}.md": f"---\nname: {name.title()}\nkind: person\n---\n" for name in ("ada", "ben", "cy")}
    head = "title: T\ndate: 2025-06-01\ntopics: [drones]\nevents:\n  - {id: e, title: E, date: 2024-02}\n"
    return desk(actors | {"briefs/2025-06-01-t.md": f"---\n{head}claims:\n{written}\n---\n"})


def of_event(found: Desk) -> ActorLanes | None:
    return found.view(EventView, "event", "t#e").lanes


def told(lane: ActorLane) -> list[str]:
    return [
        " ".join(filter(None, (said.mark.label, "as of" if said.as_of else "", said.when.words if said.when else "")))
        for said in lane.words
    ]


def test_claims_and_answers_stand_in_the_lane_of_who_made_them() -> None:
    found = site(
        "by: ada, said: 2024-02-10, responses: [{by: ben, stance: denies, date: 2024-03}]",
        "by: ada, said: 2024-02-10, responses: [{by: ben, stance: no-response, as_of: 2024-05-01}]",
        "by: [ada, cy]",
    )
    chart = of_event(found)

    assert chart is not None
    assert chart.words == ("6 statements by 3 actors, February 2024 to May 2024.",)
    assert {lane.actor.text: told(lane) for lane in chart.lanes} == {
        "Ada": ["2 claims made 10 February 2024", "1 claim made"],
        "Ben": ["denies: 1 claim March 2024", "has not responded: 1 claim as of 1 May 2024"],
        "Cy": ["1 claim made"],
    }
    assert found.view(SubjectView, "topic", "drones").lanes == chart


def test_a_day_is_a_mark_and_what_is_less_precise_a_bar_as_long_as_the_date_may_lie() -> None:
    chart = of_event(
        site(
            "by: ada, said: 2024-01-01",
            "by: ben, said: 2024-02",
            "by: ben, said: 2024-04-01?/..",
            "by: cy, said: ../2024-01",
        )
    )

    assert chart is not None
    drawn = {
        lane.actor.text: [(sign.style, sign.start, sign.end, sign.at) for sign in lane.signs] for lane in chart.lanes
    }
    assert drawn == {
        "Ada": [(None, 0.3, 0.3, 0.3)],
        "Ben": [("known", 20.0, 40.0, 30.0), ("open", 60.0, 100.0, 60.0)],
        "Cy": [("open", 0.0, 20.0, 20.0)],
    }


def test_marks_that_would_cover_one_another_stand_in_rows() -> None:
    chart = of_event(
        site(
            "by: ada, said: 2024-01-01, responses: [{by: ben, stance: denies, date: 2024-01-01}]",
            "by: ada, said: 2024-01-02",
            "by: ada, said: 2024-12-01",
        )
    )

    assert chart is not None
    assert [[sign.row for sign in lane.signs] for lane in chart.lanes] == [[0, 1, 0], [0]]
    assert [lane.rows for lane in chart.lanes] == [2, 1]


def test_one_voice_or_no_date_is_not_drawn() -> None:
    assert of_event(site("by: ada, said: 2024-01-01", "by: ada, said: 2024-01-02")) is None
    assert of_event(site("by: ada", "by: ben")) is None
    assert of_event(site("by: ada, said: 2024-01-01", "by: ben")) is not None


def test_of_many_actors_and_statements_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "MOST", 2)
    monkeypatch.setattr(lanes, "MOST_TOLD", 1)
    chart = of_event(site("by: [ada, ben, cy], said: 2024-01-01", "by: [ben, cy], said: 2024-01-02"))

    assert chart is not None
    assert [(lane.actor.text, len(lane.signs), len(lane.words), lane.more) for lane in chart.lanes] == [
        ("Ben", 1, 1, 1),
        ("Cy", 1, 1, 1),
    ]
    assert chart.words[-1] == "1 actor who said less is only in the timeline."
