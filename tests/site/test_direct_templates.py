"""Templates compiled to read fields and call macros directly write what Jinja's own code writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from onrecord.site.direct_templates import DirectEnvironment
from onrecord.site.render import PageRenderer
from onrecord.site.theme import Theme
from onrecord.site.theme_folders import default_templates
from tests.site import sample_views as sample


@dataclass
class Item:
    text: object
    items: list[Item] = field(default_factory=list)
    none: None = None

    def call(self, *given: object, **named: object) -> str:
        return f"<{given}{sorted(named.items())}>"


def environment(kind: type[Environment], templates: dict[str, str]) -> Environment:
    made = kind(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters["marked"] = Markup
    return made


def both(template: str, item: Item, **others: str) -> tuple[str, str]:
    texts = [
        environment(kind, {"page": template, **others}).get_template("page").render(item=item)
        for kind in (Environment, DirectEnvironment)
    ]
    return texts[0], texts[1]


MACROS = """
{% macro plain(a, b='<b>', c=none) %}{{ a }}|{{ b }}|{{ c }}{% endmacro %}
{% macro rest(a) %}{{ a }}|{{ varargs }}|{{ kwargs }}{% endmacro %}
{% macro around(a) %}<i>{{ a }}{{ caller(a) }}</i>{% endmacro %}
{% macro deep(item) %}{{ item.text }}{% for inner in item.items %}({{ deep(inner) }}){% endfor %}{% endmacro %}
"""


@pytest.mark.parametrize(
    "template",
    [
        "{{ item.text }} {{ item.items }} {{ item.none }} {{ item.items|length }} {{ item['text'] }}",
        "{{ item.call(1, 'a', x='<') }} {{ item.call(*[1, 2], **{'y': 3}) }} {{ item.call(**{'class': 4}) }}",
        "{{ plain(item.text) }} {{ plain(1, 2, 3) }} {{ plain(b=1, a='&') }} {{ plain(item.text, c=item.text) }}",
        "{{ rest(1, 2, 3, x=4) }} {{ rest(item.text) }}",
        "{% call(x) around(item.text) %}[{{ x }}{{ plain(x) }}]{% endcall %}",
        "{{ deep(item) }} {{ deep(item)|upper }} {{ deep(item) ~ '<' }} {{ (deep(item) ~ item.text)|length }}",
        "{{ '<b>'|safe }}{{ '<b>'|marked }}{{ '<b>'|marked + '<' }}{{ plain('<') + '<' }}",
        "{% for x in item.items %}{{ loop.index }}{{ loop.cycle('<', '>') }}{{ loop.changed(x.text) }}{% endfor %}",
        "{% for x in item.items recursive %}{{ x.text }}{{ loop(x.items) }}{% endfor %}",
        "{% set n = namespace(a=1) %}{% set n.a = item.text %}{{ n.a }}{{ 1.5 }}{{ (1, 2)[0] }}{{ 'a'.upper() }}",
        "{% include 'part' %}{% import 'part' as part %}{{ part.own(item) }}{{ part.own.name }}",
        "{{ plain(plain(plain(item.text))) }}{{ item.items[0].items[0].text if item.items else 'none' }}",
    ],
)
def test_the_same_is_written(template: str) -> None:
    item = Item('"<&>"', [Item(Markup("<b>"), [Item(3), Item(None)]), Item(2.5), Item(True)])
    part = "{{ item.text if item is defined else '' }}{% macro own(x) %}<u>{{ x.text }}</u>{% endmacro %}"
    expected, written = both(MACROS + template, item, part=part)
    assert written == expected


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.text().map(Markup), st.lists, max_leaves=4
)


@given(VALUES)
def test_any_value_is_written_the_same(value: object) -> None:
    expected, written = both("{{ item.text }}{{ item.call(item.text) }}", Item(value))
    assert written == expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{ view.nothing is defined }}", "False"),
        ("{{ view.nothing|default('instead') }}", "instead"),
        ("{{ {'key': 'an item'}.key }}", "an item"),
        ("{% macro x(a) %}{{ a.key }}{% endmacro %}{{ x({'key': '<'}) }}", "&lt;"),
        ("{{ {'class': 'a word of Python'}.class }}", "a word of Python"),
        ("{% for x in [page, site] if x.nothing|default(1) %}{% if not loop['last'] %}1{% endif %}{% endfor %}", "1"),
        ("{% set it = [1]|map('string') %}{% set a = it.__next__() %}{{ it.__next__() is defined }}", "False"),
        ("{% macro x(a) %}{{ a }}{% endmacro %}{% autoescape false %}{{ x('<') + '<' }}{% endautoescape %}", "&lt;<"),
        ("{% import 'raw.html' as raw %}{{ raw.x('<') }}", "<"),
    ],
)
def test_a_field_that_is_no_attribute_is_looked_for_as_jinja_does(tmp_path: Path, written: str, shown: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "brief.html").write_text(written)
    (tmp_path / "raw.html").write_text("{% macro x(a) %}{% autoescape false %}{{ a }}{% endautoescape %}{% endmacro %}")
    renderer = PageRenderer(Theme(tmp_path, default_templates()), sample.SITE, {}, tmp_path)
    for _ in range(2):
        assert renderer.render(sample.full_frame("brief"), sample.FULL["brief"]).html.decode() == shown
