"""Pieces that many pages show: written once, whole on every page, with the way to the root of each."""

from __future__ import annotations

from jinja2 import Environment

from onrecord.content.characters import REFUSED
from onrecord.site.fragments import LONG as LEAST
from onrecord.site.fragments import MARK, ROOT, SHORT, Fragments

LONG = "x" * SHORT


def test_a_macro_is_asked_once_for_the_same_value_and_again_for_another() -> None:
    asked: list[object] = []

    def write(value: object, **named: bool) -> str:
        asked.append((value, named))
        return "written"

    macro = Fragments().remembered(write)
    one, equal = ["a"], ["a"]
    for _ in range(3):
        assert macro(one) == "written"
    macro(equal)
    macro(one, short=True)
    macro(one, short=False)
    assert asked == [(one, {}), (equal, {}), (one, {"short": True}), (one, {"short": False})]


def test_a_list_is_written_once_where_pages_are_made_again_and_again() -> None:
    fragments = Fragments()
    asked: list[tuple[object, dict[str, bool]]] = []

    def write(rows: tuple[str, ...], **named: bool) -> str:
        asked.append((rows, named))
        return f"<ol>{' '.join(rows)}</ol>"

    written = fragments.remembered_list(write)
    long, short = tuple(map(str, range(LEAST))), tuple(map(str, range(LEAST - 1)))
    for _ in range(2):
        written(long)
    assert asked == [(long, {})] * 2, "where a page is made once, nothing of it is kept"

    asked.clear()
    fragments.goes_on = True
    for _ in range(3):
        assert written(long) == f"<ol>{' '.join(long)}</ol>"
        written(long, brief=True)
        written(short)
    assert asked == [(long, {}), (long, {"brief": True}), *[(short, {})] * 3]
    asked.clear()
    written((*long[:-1], "edited"))
    assert len(asked) == 1


def test_lists_are_written_anew_when_the_pieces_in_them_are_gone() -> None:
    fragments = Fragments()
    fragments.goes_on = True
    row = fragments.remembered(lambda value: f"{value}{LONG}")
    written = fragments.remembered_list(lambda rows: "".join(map(row, rows)))
    rows = tuple(map(str, range(LEAST)))
    whole = "".join(f"{value}{LONG}" for value in rows)
    assert fragments.whole(written(rows), "").html.decode() == whole
    fragments.limit(0)
    fragments.kept(LONG)
    assert fragments.whole(written(rows), "").html.decode() == whole


def test_values_are_held_so_that_no_other_takes_over_their_identity() -> None:
    macro = Fragments().remembered(lambda value: value[0])
    assert [macro([str(number)]) for number in range(100)] == [str(number) for number in range(100)]


def test_a_long_piece_is_passed_around_as_a_stand_in_and_filled_in_on_the_page() -> None:
    fragments = Fragments()
    inner = fragments.remembered(lambda value: f'<a href="{ROOT}{value}">{LONG}</a>')
    outer = fragments.remembered(lambda value: f"<li>{inner(value)}{LONG}</li>")
    written = f'<ul>{outer("briefs/a/")}</ul>{inner("briefs/a/")}<a href="{ROOT}">home</a>'
    assert len(written) < SHORT

    page = fragments.whole(written, "../")
    piece = f'<a href="../briefs/a/">{LONG}</a>'
    assert page.html.decode() == f'<ul><li>{piece}{LONG}</li></ul>{piece}<a href="../">home</a>'
    assert page.own == f'<ul></ul><a href="{ROOT}">home</a>'
    assert [MARK.encode() in piece.text for piece in page.pieces] == [False, False]
    assert [piece.text.decode().replace(ROOT, "../") for piece in page.pieces] == [f"<li>{piece}{LONG}</li>", piece]


def test_the_home_page_is_reached_from_itself() -> None:
    assert Fragments().whole(f'<a href="{ROOT}">home</a><a href="{ROOT}a/">a</a>', "").html.decode() == (
        '<a href="./">home</a><a href="a/">a</a>'
    )


def test_what_a_remembered_macro_writes_is_escaped_once() -> None:
    environment = Environment(autoescape=True)
    fragments = Fragments()
    environment.globals["remembered"] = fragments.remembered
    template = environment.from_string(
        "{% macro item(text) %}<b>{{ text }}</b>{% endmacro %}{% set item = remembered(item) %}"
        "{{ item(short) }}{{ item(long) }}"
    )
    page = fragments.whole(template.render(short="<", long=f"<{LONG}"), "")
    assert page.html.decode() == f"<b>&lt;</b><b>&lt;{LONG}</b>"


def test_no_content_holds_what_stands_for_something_else() -> None:
    assert all(REFUSED.fullmatch(mark) for mark in (ROOT, MARK))
