"""A page that is open is brought up to date where it stands, and only where that is not enough it is loaded again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.preview.running import BRIEF, Desk, learned, marked, opened, was_reloaded

FIRST = "briefs/first/"


@contextmanager
def with_body(desk: Desk, more: str) -> Iterator[None]:
    """The brief with more in its body."""
    with desk.changed(BRIEF, lambda text: f"{text}\n{more}\n"):
        yield


def test_a_text_changes_and_its_element_stays(desk: Desk, tab: Page) -> None:
    with with_body(desk, "It was noon. Nobody was there."):
        learned(tab, f"{desk.home}{FIRST}")
        paragraph = tab.get_by_text("It was noon.")
        paragraph.evaluate("element => { element.stays = true }")
        with desk.changed(BRIEF, lambda text: text.replace("It was noon.", "It was midnight.")):
            after = tab.get_by_text("It was midnight. Nobody was there.")
            expect(after).to_be_visible()
            assert after.evaluate("element => element.stays === true")
            assert not was_reloaded(tab)
        expect(paragraph).to_be_visible()
        assert not was_reloaded(tab)


def test_paragraphs_come_and_go(desk: Desk, tab: Page) -> None:
    learned(tab, f"{desk.home}{FIRST}")
    with with_body(desk, "One more.\n\nAnd *another* one."):
        expect(tab.get_by_text("And another one.")).to_be_visible()
    expect(tab.get_by_text("One more.")).to_have_count(0)
    assert not was_reloaded(tab)


def test_several_places_change_at_once(desk: Desk, tab: Page) -> None:
    with with_body(desk, "It was noon.\n\nA bird sang.\n\nThe end."):
        learned(tab, f"{desk.home}{FIRST}")
        tab.get_by_text("A bird sang.").evaluate("element => { element.stays = true }")
        with desk.changed(BRIEF, lambda text: text.replace("noon", "midnight").replace("The end.", "Good *night*.")):
            expect(tab.get_by_text("It was midnight.")).to_be_visible()
            expect(tab.get_by_text("Good night.")).to_be_visible()
            assert tab.get_by_text("A bird sang.").evaluate("element => element.stays === true")
            assert not was_reloaded(tab)


def test_a_paragraph_becomes_a_list(desk: Desk, tab: Page) -> None:
    with with_body(desk, "It was noon.\n\nA bird sang."):
        learned(tab, f"{desk.home}{FIRST}")
        with desk.changed(BRIEF, lambda text: text.replace("It was noon.", "- It was noon.")):
            expect(tab.get_by_role("listitem").filter(has_text="It was noon.")).to_be_visible()
            expect(tab.get_by_role("paragraph").filter(has_text="It was noon.")).to_have_count(0)
            assert not was_reloaded(tab)


def test_all_tabs_are_brought_up_to_date(desk: Desk, tabs: BrowserContext) -> None:
    pages = [tabs.new_page() for _ in range(2)]
    for page in pages:
        learned(page, f"{desk.home}actors/ada/")
    with desk.changed(BRIEF, lambda text: text.replace("It flies.", "It soars.")):
        for page in pages:
            expect(page.get_by_text("It soars.").first).to_be_visible()
    for page in pages:
        expect(page.get_by_text("It flies.").first).to_be_visible()
        assert not was_reloaded(page)


def test_what_is_scrolled_open_and_typed_stays(desk: Desk, tab: Page) -> None:
    with with_body(desk, "<details><summary>More</summary>\n\nHidden.\n\n</details>\n\nA last line."):
        learned(tab, f"{desk.home}{FIRST}")
        tab.get_by_text("More", exact=True).click()
        tab.evaluate("document.body.style.minHeight = '5000px'; scrollTo(0, 900)")
        tab.wait_for_function("scrollY === 900")
        with desk.changed(BRIEF, lambda text: text.replace("A last line.", "The very last line.")):
            expect(tab.get_by_text("The very last line.")).to_be_attached()
            expect(tab.get_by_text("Hidden.")).to_be_visible()
            assert tab.evaluate("scrollY") == 900
            assert not was_reloaded(tab)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A line.", "A line.\n\n## A heading of its own"),
        ("A line.", "A line.\n\n<details><summary>More</summary>Hidden.</details>"),
        ("## One heading", "## Another heading"),
    ],
    ids=["a heading", "what opens", "an anchor"],
)
def test_what_scripts_may_want_to_see_is_loaded_again(desk: Desk, tab: Page, before: str, after: str) -> None:
    with with_body(desk, before):
        learned(tab, f"{desk.home}{FIRST}")
        with desk.changed(BRIEF, lambda text: text.replace(before, after)):
            tab.wait_for_function("window.stays !== true")
            expect(tab.get_by_text(after.split("<summary>")[-1].split("<")[0].split("## ")[-1]).first).to_be_attached()


def test_a_page_that_its_own_script_changed_just_there_is_loaded_again(desk: Desk, tab: Page) -> None:
    with with_body(desk, "It was noon."):
        learned(tab, f"{desk.home}{FIRST}")
        tab.get_by_text("It was noon.").evaluate("element => { element.textContent += ' (so the script)' }")
        with desk.changed(BRIEF, lambda text: text.replace("It was noon.", "It was midnight.")):
            expect(tab.get_by_text("It was midnight.", exact=True)).to_be_visible()
            tab.wait_for_function("window.stays !== true")


def test_what_a_script_changed_elsewhere_is_left_alone(desk: Desk, tab: Page) -> None:
    with with_body(desk, "It was noon.\n\nA bird sang."):
        learned(tab, f"{desk.home}{FIRST}")
        tab.get_by_text("A bird sang.").evaluate(
            """element => {
              element.append("!");
              element.after(Object.assign(document.createElement("i"), { id: "mine" }));
            }"""
        )
        with desk.changed(BRIEF, lambda text: text.replace("It was noon.", "It was midnight.")):
            expect(tab.get_by_text("It was midnight.")).to_be_visible()
            expect(tab.get_by_text("A bird sang.!")).to_be_visible()
            assert tab.locator("#mine").count() == 1
            assert not was_reloaded(tab)


TABLE = "| Who | Number |\n|---|---|\n| Ada | 5 |\n| Bob | 5 |\n"
ROWS = "const rows = [...document.querySelectorAll('main tbody tr')].filter(row => /Ada|Bob/.test(row.textContent));"


@pytest.mark.parametrize(
    "script",
    [
        "const gap = new Comment(); rows[0].replaceWith(gap); rows[1].replaceWith(rows[0]); gap.replaceWith(rows[1]);",
        "const row = rows[1].cloneNode(true); row.cells[0].textContent = 'Mean'; rows[0].before(row);",
    ],
    ids=["rows in another order", "a row more"],
)
def test_no_other_node_is_taken_for_the_one_that_changed(desk: Desk, tab: Page, script: str) -> None:
    with with_body(desk, TABLE):
        learned(tab, f"{desk.home}{FIRST}")
        tab.evaluate(f"() => {{ {ROWS} {script} }}")
        with desk.changed(BRIEF, lambda text: text.replace("| Ada | 5 |", "| Ada | 6 |")):
            expect(tab.get_by_role("row", name="Ada 6")).to_be_visible()
            expect(tab.get_by_role("row", name="Bob 5")).to_be_visible()


def test_a_paragraph_comes_between_those_that_it_is_between(desk: Desk, tab: Page) -> None:
    with with_body(desk, "One.\n\nTwo.\n\nThree."):
        learned(tab, f"{desk.home}{FIRST}")
        tab.evaluate(
            """() => {
              const [one, two] = ["One.", "Two."].map((text) =>
                [...document.querySelectorAll("main p")].find((element) => element.textContent === text));
              const gap = new Comment();
              one.replaceWith(gap);
              two.replaceWith(one);
              gap.replaceWith(two);
            }"""
        )
        with desk.changed(BRIEF, lambda text: text.replace("Two.\n\nThree.", "Two.\n\nMore.\n\nThree.")):
            more = tab.get_by_text("More.", exact=True)
            expect(more).to_be_visible()
            assert more.evaluate("element => element.previousElementSibling.textContent") == "Two."


def test_a_page_whose_source_is_not_known_yet_is_loaded_again(desk: Desk, tabs: BrowserContext) -> None:
    tab = tabs.new_page()
    tab.add_init_script("window.requestIdleCallback = () => {}")
    opened(tab, f"{desk.home}{FIRST}")
    marked(tab)
    with with_body(desk, "Soon after."):
        expect(tab.get_by_text("Soon after.")).to_be_visible()
        assert was_reloaded(tab)


def test_the_place_of_a_claim_moves_with_it(desk: Desk, tab: Page) -> None:
    learned(tab, f"{desk.home}claims/first/flies/")
    place = tab.locator("onrecord-place button")
    expect(place).to_have_count(1)
    line = int((place.text_content() or "").rpartition(":")[2])
    with desk.changed(BRIEF, lambda text: text.replace("claims:", "# A remark.\n# And one more.\nclaims:")):
        pass
    with desk.changed(BRIEF, lambda text: text.replace("claims:", "# A remark.\nclaims:").replace("flies.", "soars.")):
        expect(tab.get_by_text("It soars.").first).to_be_visible()
        expect(place).to_have_text(f"{BRIEF}:{line + 1}")
