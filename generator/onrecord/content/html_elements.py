"""HTML elements by what they are to a body.

Source: the HTML standard, https://html.spec.whatwg.org/multipage/syntax.html#elements-2 and
https://html.spec.whatwg.org/multipage/dom.html#content-models.
"""

from __future__ import annotations


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
"""Elements without content and without an end tag."""

RAW_TEXT = _names("iframe noembed noframes script style textarea title xmp")
"""Elements in which tags are text."""

WITHOUT_CONTENT = _names("iframe math noembed noframes noscript object script style svg template")
"""What goes with all that is in it where it may not stand; of other elements the text stays."""

CLOSED_BY_OTHERS = VOID | _names("caption colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr")
"""What need not be closed, so that many of them open in a row do not nest."""

HEADINGS = _names("h1 h2 h3 h4 h5 h6")

CODE = _names("code pre")
"""Where nothing is a reference."""

FLOW = _names("article aside blockquote dd details div figure li main section td th")
"""What a claim card may stand in as it is."""

BLOCKS = (
    FLOW
    | HEADINGS
    | _names("address caption dl dt figcaption footer header hr nav ol p pre summary table tbody tfoot thead tr ul")
)
"""Where a sentence cannot run on."""

PROSE = _names(
    "abbr address aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i "
    "kbd mark p pre rp rt ruby s samp section small span strong sub summary sup table tbody tfoot thead tr u ul var wbr"
)
"""What prose may hold and has no attributes of its own there."""
