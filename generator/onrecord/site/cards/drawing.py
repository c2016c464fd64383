"""Card images, drawn with Pillow in fonts that come as packages: no font of the machine, so the same on every one."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.site.cards.facts import CardFacts

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

NEEDED = ("PIL", "font_source_serif_pro", "font_source_sans_pro")
"""Modules of the extra ``cards``."""

SIZE = (1200, 630)
"""Width and height that networks ask for, in pixels."""

MARGIN = 72
INK, SOFT, PAPER, RULE = "#16191d", "#454b52", "#ffffff", "#d0d3d4"
COLOURS = {
    "neutral": "#3f454c",
    "tentative": "#134a86",
    "contested": "#743c00",
    "supported": "#07514a",
    "firm": "#14532a",
    "negative": "#8c1616",
    "muted": "#4d5258",
}
"""The roles of colour on paper, as in the theme's tokens."""

TEXT_SIZES = (68, 60, 52, 46, 40)
"""Tried from the largest until the text fits; the smallest is cut."""

LEADING = 1.22
TEXT_BOTTOM = 490
"""Where text must end, so that the foot has its place."""

SHADES = 64
"""Shades in the file: enough for smooth letters in three colours."""

FINE = 4
"""How many times larger shapes are drawn than they are shown, so that their edges are smooth."""


def can_draw() -> bool:
    """Whether the extra ``cards`` is installed."""
    return all(find_spec(name) for name in NEEDED)


def draw(card: CardFacts) -> bytes:
    """The PNG of a card; the same bytes for the same words and the same release of Pillow."""
    from PIL import Image
    from PIL import ImageDraw as drawing

    image = Image.new("RGB", SIZE, PAPER)
    pen = drawing.Draw(image)
    width = SIZE[0] - 2 * MARGIN
    pen.rectangle((0, 0, SIZE[0], 14), INK)
    pen.text((MARGIN, 88), card.site, INK, _serif("Semibold", 34), anchor="ls")
    pen.text((SIZE[0] - MARGIN, 88), card.kind, SOFT, _sans("Regular", 30), anchor="rs")
    pen.line((MARGIN, 112, SIZE[0] - MARGIN, 112), RULE, 2)
    top = 150
    if card.speaker:
        for line in _lines(card.speaker, _sans("Semibold", 38), width, 2):
            pen.text((MARGIN, top + 34), line, INK, _sans("Semibold", 38), anchor="ls")
            top += 48
        top += 10
    _text(pen, card.text, top, width)
    pen.line((MARGIN, 520, SIZE[0] - MARGIN, 520), RULE, 2)
    left = float(MARGIN)
    if card.mark:
        colour = COLOURS.get(card.mark.colour, INK)
        shape = Image.new("L", (34 * FINE, 34 * FINE), 0)
        _shape(drawing.Draw(shape), card.mark.shape)
        image.paste(colour, (MARGIN, 549), shape.resize((34, 34), Image.Resampling.LANCZOS))
        pen.text((MARGIN + 48, 578), card.mark.label, colour, _sans("Semibold", 36), anchor="ls")
        left += 48 + _sans("Semibold", 36).getlength(card.mark.label) + 36
    (foot, *_) = _lines(" · ".join(card.foot), _sans("Regular", 30), SIZE[0] - MARGIN - left, 1)
    pen.text((left, 578), foot, SOFT, _sans("Regular", 30), anchor="ls")
    file = BytesIO()
    image.quantize(SHADES, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _text(pen: ImageDraw, text: str, top: float, width: float) -> None:
    for size in TEXT_SIZES:
        font = _serif("Semibold", size)
        most = int((TEXT_BOTTOM - top) // (size * LEADING))
        lines = _lines(text, font, width, most + 1)
        if len(lines) <= most:
            break
    else:
        lines = _lines(text, font, width, most)
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + size * (0.9 + number * LEADING)), line, INK, font, anchor="ls")


def _lines(text: str, font: FreeTypeFont, width: float, most: int) -> list[str]:
    """``text`` in lines of ``width``; what finds no room in ``most`` lines is cut, and the cut is shown."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if _right(font, longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if _right(font, lines[-1] + char) > width:
                lines.append("")
            lines[-1] += char
        if len(lines) > most:
            break
    if len(lines) > most:
        last = lines[most - 1]
        while last and _right(font, f"{last}…") > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ,.;:')}…"]
    return lines


def _right(font: FreeTypeFont, text: str) -> float:
    """Where the last of a line's ink is; kerning takes nothing from that."""
    return font.getbbox(text)[2]


def _shape(pen: ImageDraw, shape: str) -> None:
    """A shape of the theme's symbols, in a square of 34 fine units."""

    def at(*places: float) -> tuple[float, ...]:
        return tuple(place * FINE * 34 / 16 for place in places)

    def ring(x: float, y: float, radius: float, *, full: bool = False) -> None:
        box = at(x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1)
        pen.ellipse(box, fill=255 if full else None, outline=255, width=int(4.2 * FINE))

    def stroke(*places: float, width: float = 2) -> None:
        pen.line(at(*places), fill=255, width=int(width * FINE * 34 / 16), joint="curve")

    match shape:
        case "disc":
            ring(8, 8, 5.5, full=True)
        case "half":
            ring(8, 8, 5.5)
            pen.pieslice(at(1.5, 1.5, 14.5, 14.5), 90, 270, fill=255)
        case "diamond":
            pen.polygon(at(8, 1, 15, 8, 8, 15, 1, 8), fill=255)
        case "double":
            ring(5.4, 8, 3.8)
            ring(10.6, 8, 3.8)
        case "cross":
            stroke(3, 3, 13, 13, width=2.6)
            stroke(13, 3, 3, 13, width=2.6)
        case "dash":
            stroke(2, 8, 14, 8, width=3)
        case "square":
            stroke(3, 2, 3, 13, 13, 13, 13, 3, 2, 3)
        case "triangle":
            stroke(8, 2.6, 13.9, 13.2, 2.1, 13.2, 8, 2.6, 10, 6)
        case "dotted":
            for start in range(0, 360, 45):
                pen.arc(at(1.5, 1.5, 14.5, 14.5), start, start + 24, fill=255, width=int(4.2 * FINE))
        case _:
            ring(8, 8, 5.5)


def _serif(weight: str, size: int) -> FreeTypeFont:
    return _font("font_source_serif_pro", f"SourceSerifPro-{weight}.ttf", size)


def _sans(weight: str, size: int) -> FreeTypeFont:
    return _font("font_source_sans_pro", f"SourceSansPro-{weight}.ttf", size)


@cache
def _font(package: str, name: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    spec = find_spec(package)
    (folder,) = spec.submodule_search_locations if spec and spec.submodule_search_locations else [""]
    return ImageFont.truetype(Path(folder) / "files" / name, size, layout_engine=ImageFont.Layout.BASIC)
