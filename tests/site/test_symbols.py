"""A page carries the shapes that it uses, and no other."""

from __future__ import annotations

from markupsafe import Markup

from onrecord.site.fragments import Fragments
from onrecord.site.symbols import only_symbols, symbols_used

PAGE = """<body><svg class="symbols" aria-hidden="true">
<symbol id="o-s-ring"><circle/></symbol>
<symbol id="o-s-disc"><circle/></symbol>
<symbol id="o-s-dis"><path/></symbol>
</svg>
<svg><use href="#o-s-disc"/></svg> #o-s-ring
"""


def used_symbols(html: str) -> str:
    return only_symbols(html.encode(), symbols_used(html.encode())).decode()


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


def test_a_page_of_pieces_has_the_shapes_that_any_of_them_uses() -> None:
    fragments = Fragments()
    symbols = fragments.kept(PAGE.partition("</svg>")[0] + "</svg>" + " " * 400)
    ring = fragments.kept('<svg><use href="#o-s-ring"/></svg>' + " " * 400)
    disc = Markup('<svg><use href="#o-s-disc"/></svg>')
    for written, expected in ((ring, {"ring"}), (disc, {"disc"}), (ring + disc, {"ring", "disc"}), ("", set())):
        html = fragments.whole(f"{symbols}{written}", "").html.decode()
        assert {name for name in ("ring", "disc", "dis") if f'<symbol id="o-s-{name}"' in html} == expected
