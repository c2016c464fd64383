"""A page carries the shapes that it uses, and no other."""

from __future__ import annotations

from onrecord.site.symbols import used_symbols

PAGE = """<body><svg class="symbols" aria-hidden="true">
<symbol id="o-s-ring"><circle/></symbol>
<symbol id="o-s-disc"><circle/></symbol>
<symbol id="o-s-dis"><path/></symbol>
</svg>
<svg><use href="#o-s-disc"/></svg> #o-s-ring
"""


def test_what_nothing_refers_to_is_left_out() -> None:
    assert used_symbols(PAGE) == PAGE.replace('<symbol id="o-s-ring"><circle/></symbol>\n', "").replace(
        '<symbol id="o-s-dis"><path/></symbol>\n', ""
    )


def test_a_page_without_shapes_stays_as_it_is() -> None:
    assert used_symbols("<p>symbols</p>") == "<p>symbols</p>"


def test_shapes_of_an_own_theme_elsewhere_stay() -> None:
    own = '<svg id="mine"><symbol id="a"/></svg>'
    assert used_symbols(own) == own
    assert used_symbols(PAGE + own).endswith(own)
