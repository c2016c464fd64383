"""What a page links to, loads, and can be linked to in, read off its HTML.

A tokenizer for the tags of HTML (https://html.spec.whatwg.org/multipage/parsing.html#tokenization), no tree: quoted
values may hold ``>``, comments and raw text elements hide what is in them, an unclosed tag reaches to the end. Every
step consumes what it looked at, so the time is linear in the length, whatever the input.
"""

from __future__ import annotations

import html as entities
import re
from typing import NamedTuple

ATTRIBUTES = r"""[^>=]*+(?:=[\s]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+[^>=]*+)*+"""


RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes"
TAG = re.compile(
    rf"""<(?:!--(?:-?>|.*?(?:--!?>|\Z))
    |(?P<raw>{RAW})(?=[\s/>])({ATTRIBUTES})(?:>|\Z)((?:[^<]++|<(?!/(?P=raw)[\s/>]))*+)
    |([a-z][^\s/><]*+)[\s/]({ATTRIBUTES})(?:>|\Z))""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""A tag with attributes, in groups: name, attributes and text of one that hides what is in it; of another the first
two."""
COMMON = (
    "span|li|p|b|ol|ul|dl|dt|dd|div|td|tr|th|bdi|small|section|header|article|svg|time|h[1-6]|path|circle|line|rect|nav"
    "|meta|blockquote|g|figure|figcaption|footer|main"
)
IDLE = (
    r"""[ ](?:class|datetime|lang|dir|role|scope|width|height|value|tabindex|d|cx|cy|r|fill|x[12]?|y[12]?|transform"""
    r"""|stroke-width|property|content|data-(?:kind|on|actor|topic|status|label|number|also)|aria-[a-z]++)="[^"<>]*+\""""
)
"""An attribute that leads nowhere, whatever the tag, as most are written."""
LINKED_TAG = re.compile(
    rf"""<(?!/|(?:{COMMON})(?:{IDLE})*+/?>|meta[ ]name="[^"<>]*+"(?:{IDLE})*+>)
    (?:a[ ]href="([^"&<>\x00-\x20]++)"(?:[ ]rel="[^"<>]*+")?>
    |use[ ]href="([^"&<>\x00-\x20]++)"/>
    |(?:{COMMON})(?:{IDLE})*+[ ]id="([^"&<>]++)"(?:{IDLE})*+>
    |(?:a(?:[ ]id="([^"&<>]++)")?+|link[ ]rel="canonical")(?:{IDLE})*+[ ]href="([^"&<>\x00-\x20]++)"(?:{IDLE})*+>
    |script[ ]type="application/ld\+json">[^<]*+</script>
    |((?is:!--(?:-?>|.*?(?:--!?>|\Z))
        |(?P<raw>{RAW})(?=[\s/>])(?:{ATTRIBUTES})(?:>|\Z)(?:[^<]++|<(?!/(?P=raw)[\s/>]))*+
        |[a-z][^\s/><]*+[\s/](?:{ATTRIBUTES})(?:>|\Z))))""",
    re.VERBOSE,
)
"""A tag that is no end, without its first character, in groups: the address of a plain link; that of a shape that is
used; the anchor of another plain tag; anchor and address of a link that has more; any other tag whole. Most tags of a
page lead nowhere: nothing in them can be taken for a tag, so they are passed over."""
WANTED = re.compile(
    r"""\b(?:id|name|href|src|srcset|imagesrcset|poster|action|formaction|data|background|ping|style|http-equiv)\s*+=""",
    re.IGNORECASE,
)
CANDIDATE = re.compile(r"[\s,]*+(?:([^\s]++)([^,]*+)|\Z)")
ATTRIBUTE = re.compile(r"""([^\s"'>/=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"?|'[^']*+'?|[^\s>]++))?""")
CSS_ADDRESS = re.compile(
    r"""/\*.*?(?:\*/|\Z)|url\(\s*+("[^"\n]*+"|'[^'\n]*+'|[^)"'\s]++)|@import\s++("[^"\n]*+"|'[^'\n]*+')""",
    re.IGNORECASE | re.DOTALL,
)

LOADING = frozenset({"src", "poster", "data", "data-src", "background"})
LISTS = frozenset({"srcset", "imagesrcset", "data-srcset"})
LINKING = frozenset({"href", "xlink:href", "action", "formaction", "data-href"})
LOADED_RELATIONS = frozenset(
    ("stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch")
) | frozenset(("preconnect", "dns-prefetch", "prerender"))
SVG_LOADING = frozenset({"use", "image", "feimage"})


class PageLinks(NamedTuple):
    """What a page offers and asks for, in the order of the page.

    ``anchors`` are ids and names of ``a``, repeats kept. ``links`` are addresses a reader can follow, ``loads`` those
    that a browser fetches on its own; both unescaped, without repeats. Where ``ROOT`` of
    ``onrecord.site.fragments`` starts an address, it stands for the way to the root of the site.
    """

    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()


AROUND_URLS = "".join(map(chr, range(33)))
"""What the URL standard strips from both ends: C0 controls and space."""

NOTHING = PageLinks()
SHORT = 200
"""Tags up to this many characters are remembered: most of a site's tags are the same on every page."""

REMEMBERED = 1 << 14
"""How many of them."""


def page_links(html: str) -> PageLinks:
    """Read a page. Any text is accepted; what browsers would not see as a tag is none here."""
    anchors: list[str] = []
    links: list[str] = []
    loads: list[str] = []
    known = _known.get
    for plain, shape, anchor, anchor_of_link, link, tag, _ in LINKED_TAG.findall(html):
        if plain:
            links.append(plain)
            continue
        if shape:
            loads.append(shape)
            continue
        if not tag:
            if link:
                links.append(link)
            if anchor or anchor_of_link:
                anchors.append(anchor or anchor_of_link)
            continue
        found = known(tag)
        if found is None:
            found = _remembered(tag)
        if found is not NOTHING:
            anchors += found.anchors
            links += found.links
            loads += found.loads
    return PageLinks(tuple(anchors), tuple(dict.fromkeys(links)), tuple(dict.fromkeys(loads)))


_known: dict[str, PageLinks] = {}


def style_links(css: str) -> PageLinks:
    """The addresses that a style sheet loads."""
    return PageLinks(loads=tuple(dict.fromkeys(_css_addresses(css))))


def _remembered(tag: str) -> PageLinks:
    """A tag that is not among those known, and from now on is, if it is short."""
    found = _read(*TAG.findall(f"<{tag}")[0])
    if len(tag) < SHORT:
        if len(_known) == REMEMBERED:
            _known.clear()
        _known[tag] = found
    return found


def _read(raw_name: str, raw_attributes: str, raw_text: str, name: str, attributes: str) -> PageLinks:
    """A tag; its name, attributes and text come first where it is one of those that hide what is in them."""
    found = _read_tag(name or raw_name, attributes or raw_attributes)
    if raw_text and raw_name.lower() == "style":
        found = found._replace(loads=(*found.loads, *_css_addresses(raw_text)))
    return found


def _read_tag(tag: str, attributes: str) -> PageLinks:
    if "=" not in attributes or not WANTED.search(attributes):
        return NOTHING
    tag = tag.lower()
    values: dict[str, str] = {}
    for name, value in ATTRIBUTE.findall(attributes):
        values.setdefault(name.lower(), _plain(value))
    anchors: list[str] = []
    links: list[str] = []
    loads: list[str] = []
    for name, value in values.items():
        if name == "id":
            if value:
                anchors.append(value)
        elif name in LINKING:
            loaded = tag in SVG_LOADING or (tag == "link" and _is_loaded(values))
            (loads if loaded else links).append(value.strip(AROUND_URLS))
        elif name in LOADING:
            loads.append(value.strip(AROUND_URLS))
        elif name in LISTS:
            loads += _candidates(value)
        elif name == "ping":
            loads += value.split()
        elif name == "style":
            loads += _css_addresses(value)
    if tag == "a" and values.get("name") and values["name"] != values.get("id"):
        anchors.append(values["name"])
    if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
        target = values.get("content", "").partition("=")[2].strip().strip("'\"")
        if target:
            links.append(target)
    return PageLinks(tuple(anchors), tuple(links), tuple(loads)) if anchors or links or loads else NOTHING


def _plain(value: str) -> str:
    if value[:1] in ('"', "'"):
        value = value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]
    return entities.unescape(value) if "&" in value else value


def _is_loaded(values: dict[str, str]) -> bool:
    return not LOADED_RELATIONS.isdisjoint(values.get("rel", "").lower().split())


def _candidates(srcset: str) -> list[str]:
    """The addresses of ``a.png 1x, b.png 2x``; an address may hold commas, but neither ends nor starts with one."""
    found = []
    for address, descriptor in CANDIDATE.findall(srcset):
        if address.strip(","):
            found.append(address.rstrip(","))
        if address.endswith(",") and descriptor.strip():
            found += _candidates(descriptor)
    return found


def _css_addresses(css: str) -> list[str]:
    return [(one or other).strip("\"'") for one, other in CSS_ADDRESS.findall(css) if one or other]
