"""Timelines on the pages of the worked site: order, years, precision in words and in the drawing, and overviews."""

from __future__ import annotations

import re

import pytest

from tests.worked.built_site import Built, Page, addresses, links, texts, with_class, words

EVENTS = {
    "Building of the weir": ("1980s", "decade", "year"),
    "An earlier flood": ("around 2011", "around", "around"),
    "Sale of the weir to the company": ("before 2019", "before", "before"),
    "Licence for the company": ("2020", "year", "year"),
    "Repairs to the gates": ("between 2023 and 2024", "range", "range"),
    "Petition against the weir": ("possibly around 15 June 2024", "around", "around"),
    "Last inspection of the weir": ("autumn 2024", "season", "year"),
    "Drills with the sirens": ("November 2024 and January 2025", "set", "set"),
    "Heavy rain in the hills": ("February 2025", "month", "month"),
    "Leak found at gate five": ("20 or 21 February 2025", "set", "set"),
    "Flood at Tresk": ("between 27 February and 1 March 2025", "range", "range"),
    "Opening of gates at the Olm weir, as the mayor tells it": ("27 February 2025, 21:40 (UTC+2)", "", "day"),
    "Mayor walks the dyke": ("around 28 February 2025", "around", "around"),
    "Order to boil water": ("1 March 2025 or later", "after", "after"),
    "Hearings of the commission": ("between 6 and 14 May 2025", "range", "range"),
}
"""Every event in the order of the timeline: its words, their class, and the shape drawn beside them."""

MACHINE = {
    "Opening of gates at the Olm weir, as the mayor tells it": "2025-02-27T21:40+02:00",
    "Licence for the company": "2020",
    "Heavy rain in the hills": "2025-02",
}


def entries(page: Page, kind: str | None = None) -> list[tuple[str, str, str, str, str | None]]:
    """What each line leads to, its date in words, its class, its shape, and the date as a machine reads it."""
    found = []
    for line in with_class(page.tree, "tl"):
        if kind in (None, line.get("data-kind")):
            date, body = with_class(line, "tl-date")[0], with_class(line, "tl-body")[0]
            time = next(date.iter("time"))
            shape = re.search(r"#o-d-(\w+)", page.html) and next(
                value for use in date.iter() for name, value in use.attrib.items() if str(name).endswith("href")
            )
            name = links(body)[-1][0]
            found.append(
                (name, words(time), time.get("class", "")[2:], str(shape).removeprefix("#o-d-"), time.get("datetime"))
            )
    return found


def test_events_stand_in_order_with_no_more_precision_than_is_known(site: Built) -> None:
    found = entries(site.page("timeline/"), "event")

    assert {name: shown for name, *shown, _ in found} == {name: [*shown] for name, shown in EVENTS.items()}
    assert [name for name, *_ in found] == list(EVENTS)
    assert {name: machine for name, *_, machine in found if name in MACHINE} == MACHINE


def test_no_date_without_a_form_in_html_is_given_one(site: Built) -> None:
    for name, *_, machine in entries(site.page("timeline/"), "event"):
        if EVENTS[name][1] in ("decade", "before", "range", "season", "set", "after"):
            assert machine is None, name


def test_the_timeline_holds_every_kind_and_says_how_many(site: Built) -> None:
    page = site.page("timeline/")

    assert texts(with_class(page.tree, "total")) == ["78 entries, and 1 entry without a known date"]
    assert words(with_class(page.tree, "tallies")[0]) == (
        "Reported event 15 Claim 10 Response 15 Report 17 Brief 3 Assessment 14 Correction 4"
    )
    assert len(with_class(page.tree, "tl")) == 78


YEARS = {
    **{str(year): 1 for year in range(1980, 1990)},
    "2011": 1,
    "2018": 1,
    "2020": 1,
    "2023": 1,
    "2024": 4,
    "2025": 71,
}


def test_there_is_a_page_for_every_year_touched_and_no_other(site: Built) -> None:
    years = with_class(site.page("timeline/").tree, "years")[0]

    assert [words(item) for item in years.iter("li")] == [f"{year} {number}" for year, number in YEARS.items()]
    pages = [path.name for path in (site.output / "timeline").iterdir() if path.is_dir()]
    assert sorted(pages) == sorted(YEARS)


@pytest.mark.parametrize(("year", "number"), YEARS.items())
def test_a_year_lists_all_that_touches_it(site: Built, year: str, number: int) -> None:
    assert len(with_class(site.page(f"timeline/{year}/").tree, "tl")) == number


def test_what_spans_years_stands_on_the_page_of_each(site: Built) -> None:
    found = {
        year: [name for name, *_ in entries(site.page(f"timeline/{year}/"))]
        for year in ("1980", "1989", "2023", "2024")
    }

    assert found["1980"] == found["1989"] == ["Building of the weir"]
    assert found["2023"] == ["Repairs to the gates"]
    assert found["2024"] == [
        "Repairs to the gates",
        "Petition against the weir",
        "Drills with the sirens",
        "Last inspection of the weir",
    ]
    assert "Drills with the sirens" in [name for name, *_ in entries(site.page("timeline/2025/"))]


def test_a_years_page_goes_by_month_and_says_what_is_known_less_well(site: Built) -> None:
    heads = {
        year: [
            words(head).rpartition(" ")[0]
            for group in with_class(site.page(f"timeline/{year}/").tree, "tl-group")
            for head in group.findall("h2")
        ]
        for year in ("2024", "2025")
    }

    assert heads["2024"] == ["Since before 2024", "June 2024", "November 2024", "2024, month not known"]
    assert heads["2025"] == ["January 2025", "February 2025", "March 2025", "April 2025", "May 2025"]


def test_what_happened_on_one_day_comes_in_a_fixed_order_of_kinds(site: Built) -> None:
    kinds = [
        line.get("data-kind")
        for line in with_class(site.page("timeline/2025/").tree, "tl")
        if words(next(with_class(line, "tl-date")[0].iter("time"))) == "9 March 2025"
    ]

    assert kinds == ["claim", "claim", "response", "response", "response", "report", "report"]


PARTS = {
    "actors/weir-watch/": 12,
    "topics/warning/": 53,
    "places/tresk-town/": 55,
    "events/gates/opening/": 36,
    "events/olm-flood/": 37,
}


@pytest.mark.parametrize(("address", "number"), PARTS.items())
def test_each_page_shows_its_own_part_in_the_same_order(site: Built, address: str, number: int) -> None:
    page = site.page(address)
    section = page.section("o-timeline")
    lines = texts(with_class(section, "tl-body"))
    whole = texts(with_class(site.page("timeline/").tree, "tl-body"))

    assert words(section.findall("h2")[0]) == f"Timeline {number}"
    assert len(lines) == number
    positions = [whole.index(line) for line in lines if line in whole]
    assert len(positions) == number


def test_what_one_claim_is_about_is_not_what_its_brief_is_about(site: Built) -> None:
    warning = texts(with_class(site.page("topics/warning/").section("o-timeline"), "tl-body"))

    assert "Reported event Drills with the sirens" in warning
    assert "Reported event Heavy rain in the hills" not in warning
    flood = site.page("topics/flood/")
    assert "Heavy rain in the hills" in texts(with_class(flood.section("o-events"), "event-title"))
    assert "Reported event Heavy rain in the hills" in texts(with_class(flood.section("o-timeline"), "tl-body"))


def test_an_actors_timeline_holds_what_concerns_it(site: Built) -> None:
    section = site.page("actors/weir-watch/").section("o-timeline")
    bodies = texts(with_class(section, "tl-body"))

    assert "Reported event Petition against the weir" in bodies
    assert any(body.startswith("Response Weir Watch disputes") for body in bodies)
    assert not any("Zander" in body for body in bodies)


def test_an_events_timeline_holds_its_parts(site: Built) -> None:
    bodies = texts(with_class(site.page("events/olm-flood/").section("o-timeline"), "tl-body"))

    assert bodies[0].startswith("Reported event Flood at Tresk")
    assert any("Opening of gates" in body for body in bodies)


CHARTED = {
    "timeline/": "78 entries, January 2023 to May 2025 by month; most in March 2025 (44)."
    " 9 are not known to the month, or in doubt: the faint bars. 4 lie earlier.",
    "timeline/2025/": "71 entries, January 2025 to December 2025 by month; most in March 2025 (44)."
    " 6 are not known to the month, or in doubt: the faint bars.",
    "actors/weir-watch/": None,
    "topics/warning/": None,
    "places/olm-weir/": None,
    "events/gates/opening/": None,
}


@pytest.mark.parametrize(("address", "told"), CHARTED.items())
def test_an_overview_says_what_it_draws_and_leads_there(site: Built, address: str, told: str | None) -> None:
    page = site.page(address)
    (figure,) = with_class(page.tree, "overview")
    caption = words(figure.findall("figcaption")[0])
    drawing = next(element for element in figure.iter() if str(element.tag).endswith("svg"))
    number = len(with_class(page.tree, "tl-body"))

    assert caption.startswith(told or f"{number} entries, ")
    assert (drawing.get("role"), drawing.get("aria-labelledby")) == ("img", figure.findall("figcaption")[0].get("id"))
    counted = [int(found[1]) for text, _ in links(figure) if (found := re.search(r": (\d+) entr", text))]
    less = sum(
        int(found)
        for found in re.findall(r"(\d+) (?:is|are) not known|(\d+) lies?", caption)
        for found in found
        if found
    )
    assert sum(counted) + less == number
    assert all(
        lead.startswith(("../", "../../", "index.html", "2025/")) or "timeline" in lead for lead in addresses(figure)
    )


def test_a_bar_over_a_year_is_one_stop_for_the_keyboard(site: Built) -> None:
    links_drawn = list(with_class(site.page("timeline/").tree, "ov-list")[0].iter("a"))
    reached = [words(link) for link in links_drawn if link.get("tabindex") is None]

    assert len(links_drawn) == 29
    assert reached[:2] == ["January 2023: 1 dated less precisely", "January 2024: 1 dated less precisely"]
    assert "February 2025: 2 entries, 3 more dated less precisely" in reached
    assert "March 2025: 44 entries, 3 more dated less precisely" in reached
    assert len(reached) == 9


def test_the_bar_of_a_month_leads_to_that_month(site: Built) -> None:
    figure = with_class(site.page("topics/warning/").tree, "overview")[0]
    leads = {text.partition(":")[0]: address for text, address in links(figure)}

    assert leads["March 2025"] == "../../timeline/2025/index.html#o-2025-03"
    assert leads["November 2024"] == "../../timeline/2024/index.html"
    assert site.page("timeline/2025/").by_id("o-2025-03") is not None


def test_a_year_of_little_has_no_overview(site: Built) -> None:
    assert with_class(site.page("timeline/1984/").tree, "overview") == []


def test_nothing_but_a_known_day_has_a_tick(site: Built) -> None:
    figure = with_class(site.page("timeline/2024/").tree, "overview")[0]

    assert with_class(figure, "ov-tick") == []
    assert [path.get("class") for path in with_class(figure, "ov-span")] == ["ov-span ov-doubtful", "ov-span ov-known"]
