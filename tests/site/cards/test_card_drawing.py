"""Card images: of the right size, small, the same every time, in the theme's colours, with every letter drawn."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image, ImageFont

from onrecord.site.cards import drawing
from onrecord.site.cards.drawing import COLOURS, SIZE, draw
from onrecord.site.cards.facts import CardFacts, drawable_characters
from onrecord.site.theme_folders import default_templates
from onrecord.site.views.parts import Mark

CARD = CardFacts(
    "On Record",
    "Claim",
    "Yury Dashkin said",
    "When drones attacked in great numbers, the helicopter was in effect at the centre of the response.",
    Mark("refuted", "Refuted", "cross", "negative"),
    ("20 May 2025", "2 reports, 1 origin"),
)


def image(card: CardFacts) -> Image.Image:
    return Image.open(BytesIO(draw(card))).convert("RGB")


def colours(found: Image.Image, box: tuple[int, int, int, int]) -> set[object]:
    return {colour for _, colour in found.crop(box).getcolors(100_000) or []}


def test_a_card_is_as_large_as_networks_ask_for_and_a_small_file() -> None:
    data = draw(CARD)
    assert Image.open(BytesIO(data)).size == SIZE
    assert data.startswith(b"\x89PNG")
    assert len(data) < 60_000


def test_the_same_words_give_the_same_bytes_and_others_others() -> None:
    assert draw(CARD) == draw(replace(CARD))
    changed = [
        replace(CARD, site="Off"),
        replace(CARD, kind="Brief"),
        replace(CARD, speaker="Somebody said"),
        replace(CARD, text="No."),
        replace(CARD, mark=None),
        replace(CARD, mark=Mark("refuted", "Refuted", "ring", "negative")),
        replace(CARD, foot=()),
    ]
    assert len({draw(card) for card in (CARD, *changed)}) == 1 + len(changed)


def test_nothing_of_the_time_or_the_machine_is_in_the_file() -> None:
    kinds = re.findall(rb"(?<=....)(IHDR|PLTE|IDAT|IEND|tIME|tEXt|iTXt|zTXt|eXIf|pHYs|gAMA|tRNS)", draw(CARD))
    assert set(kinds) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


@pytest.mark.parametrize("role", COLOURS)
def test_colours_are_those_of_the_theme(role: str) -> None:
    tokens = (default_templates() / "assets/tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", tokens.split("@media")[0]))
    assert COLOURS[role] == light[role]
    assert (light["ink"], light["soft"], light["rule"]) == (drawing.INK, drawing.SOFT, drawing.RULE)


@pytest.mark.parametrize(
    "shape", ["ring", "half", "diamond", "double", "disc", "cross", "dash", "dotted", "square", "triangle"]
)
def test_every_shape_is_drawn_and_unlike_the_others(shape: str) -> None:
    mark = Mark("x", "", shape, "negative")
    drawn = image(replace(CARD, mark=mark)).crop((64, 540, 114, 590)).tobytes()
    empty = image(replace(CARD, mark=None, foot=())).crop((64, 540, 114, 590)).tobytes()
    ring = image(replace(CARD, mark=Mark("x", "", "ring", "negative"))).crop((64, 540, 114, 590)).tobytes()
    assert drawn != empty
    assert (drawn == ring) == (shape == "ring")


def test_long_words_and_texts_stay_within_the_card() -> None:
    margins = [(0, 20, 60, 630), (1140, 20, 1200, 630), (60, 500, 1140, 515), (60, 600, 1140, 630)]
    for text in ("Word " * 200, "W" * 300, "Ω" * 300, "x"):
        found = image(replace(CARD, text=text, speaker=text, foot=(text,), mark=None))
        assert [colours(found, box) for box in margins] == [{(255, 255, 255)}] * 4


def test_the_fonts_have_every_character_that_they_are_relied_on_for() -> None:
    fonts = [drawing._serif("Semibold", 20), drawing._sans("Regular", 20), drawing._sans("Semibold", 20)]
    for font in fonts:
        missing = _glyph(font, "\uffff")
        blank = {" ", "\u00a0", "\u2007", "\u00ad"}
        assert [char for char in drawable_characters() if char not in blank and _glyph(font, char) == missing] == []


def _glyph(font: ImageFont.FreeTypeFont, char: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)
