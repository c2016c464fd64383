"""The timeline on pages: who did what, in order, with no more precision than is known."""

from __future__ import annotations

import pytest

from onrecord.site.views import timeline_pages
from onrecord.site.views.pages import TimelineView
from onrecord.site.views.parts import TimelineItem
from tests.site.view_sites import ATTACK, Desk, desk


@pytest.fixture(scope="module")
def attack() -> Desk:
    return desk(ATTACK)


def events(*dates: str) -> Desk:
    written = "\n".join(f'  - {{id: e{number}, title: "{date}", date: "{date}"}}' for number, date in enumerate(dates))
    return desk({"briefs/1999-01-01-t.md": f"---\ntitle: T\ndate: 1999-01-01\nevents:\n{written}\n---\n"})


def told(item: TimelineItem) -> str:
    who = ", ".join(link.text for link in item.who)
    mark = f"[{item.mark.label}]" if item.mark else ""
    return " ".join(filter(None, (who, item.verb, item.what.text, mark)))


def test_each_kind_of_entry_says_who_did_what(attack: Desk) -> None:
    groups = attack.view(TimelineView, "timeline").groups

    assert [(group.label, group.anchor, group.path) for group in groups] == [
        ("2024", "o-2024", "timeline/2024/"),
        ("2025", "o-2025", "timeline/2025/"),
    ]
    assert [(item.kind_label, told(item)) for item in groups[1].items] == [
        ("Reported event", "Reported volley"),
        ("Report", "Some Blog published A blog"),
        ("Reported event", "Reported attack"),
        ("Claim", "The Minister said The drones were fired on. [Disputed]"),
        ("Report", "The Minister published A post"),
        ("Report", "The Wire published Minister speaks"),
        ("Claim", "The Spokesman said Nothing happened. [Unverified]"),
        ("Response", "The Minister answered The Spokesman: Nothing happened. [denies]"),
        (
            "Response",
            "The Spokesman had not responded to The Minister: The drones were fired on. [has not responded]",
        ),
        ("Brief", "The attack"),
        ("Assessment", "Assessed: The Spokesman: Nothing happened. [Unverified]"),
        ("Assessment", "Assessed: The Minister: The drones were fired on. [Unverified]"),
        ("Correction", "Note on The attack [Clarification]"),
        ("Assessment", "Reassessed, until then unverified: The Minister: The drones were fired on. [Disputed]"),
        ("Correction", "Note on The attack [Correction]"),
        ("Brief", "Later"),
    ]


def test_filters_count_what_the_page_holds(attack: Desk) -> None:
    view = attack.view(TimelineView, "timeline")

    assert view.count.words == "17 entries"
    assert view.shown is None
    assert view.undated == 3
    assert [(link.text, number) for link, number in view.years] == [("2024", 1), ("2025", 16)]
    assert {kind: number for kind, _, number in view.kinds} == {
        "event": 2,
        "claim": 2,
        "response": 2,
        "report": 4,
        "publication": 2,
        "assessment": 3,
        "correction": 2,
    }
    items = [item for group in view.groups for item in group.items]
    for key, _, number in view.actors:
        assert sum(key in item.actors for item in items) == number
    assert [(mark.id, number) for mark, number in view.statuses] == [("unverified", 3), ("disputed", 2)]


def test_a_year_is_grouped_by_what_is_known_of_the_month() -> None:
    site = events("2025-05-20", "2025-05", "2025", "2024-12/2025-02", "2025-03-30/2025-04-02", "2025-21", "2025-1X")
    groups = site.view(TimelineView, "year", "2025").groups

    assert [(group.label, [item.what.text for item in group.items]) for group in groups] == [
        ("Since before 2025", ["2024-12/2025-02"]),
        ("March 2025", ["2025-03-30/2025-04-02"]),
        ("May 2025", ["2025-05", "2025-05-20"]),
        ("2025, month not known", ["2025", "2025-21", "2025-1X"]),
    ]
    assert len({group.anchor for group in groups}) == 4


@pytest.mark.parametrize(
    ("date", "year", "expected"),
    [
        ("../2025-05", "2025", "May 2025"),
        ("2025-05/..", "2025", "May 2025"),
        ("../2025", "2025", "2025, month not known"),
        ("2023/2026", "2025", "Since before 2025"),
        ("2025/2026", "2025", "2025, month not known"),
        ("202X", "2025", "2025, month not known"),
        ("2025-05-XX", "2025", "May 2025"),
        ("2025-XX-05", "2025", "2025, month not known"),
        ("{2024-05-01,2025-07-02}", "2025", "July 2025"),
        ("2025-06-01T00:30:00+03:00", "2025", "June 2025"),
        ("2025-01-01T00:30:00+03:00", "2025", "January 2025"),
        ("2025-05-20~", "2025", "May 2025"),
        ("0099-05", "99", "May 99"),
    ],
)
def test_where_a_date_stands_in_a_year(date: str, year: str, expected: str) -> None:
    groups = events(date).view(TimelineView, "year", year).groups

    assert [group.label for group in groups] == [expected]


def test_what_spans_years_stands_once_among_all_years_and_in_each_of_its_own() -> None:
    site = events("2023/2025", "XXXX-05-09", "2024", "../2024")
    groups = site.view(TimelineView, "timeline").groups

    assert [(group.label, [item.what.text for item in group.items]) for group in groups if group.label != "1999"] == [
        ("2023", ["2023/2025"]),
        ("2024", ["../2024", "2024"]),
        ("Year not known", ["XXXX-05-09"]),
    ]
    for year in ("2023", "2024", "2025"):
        items = [item for group in site.view(TimelineView, "year", year).groups for item in group.items]
        assert "2023/2025" in [item.what.text for item in items]


def test_a_long_timeline_shows_the_latest_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline_pages, "MAX_ENTRIES", 5)
    monkeypatch.setattr(timeline_pages, "LATEST_ENTRIES", 2)
    site = events(*(f"{year}-01-01" for year in range(2000, 2010)))
    view = site.view(TimelineView, "timeline")

    assert [group.label for group in view.groups] == ["2008", "2009"]
    assert view.count.words == "11 entries"
    assert view.shown is not None
    assert view.shown.words == "the latest 2 of 11 entries"
    assert len(view.years) == 11
    assert sum(number for _, _, number in view.kinds) == 2
