"""Card images on a built site: linked to, kept between builds, and as a clean build would make them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.site.cards import files
from onrecord.site.cards.drawing import draw
from onrecord.site.cards.facts import CardFacts
from tests.whole.sites import built, site

URL = "https://desk.example/x/"
CONFIG = f"title: Desk\nurl: {URL}\ncards: true\n"


def brief(*texts: str) -> str:
    claims = "".join(f"  - {{id: c{n}, text: {text}, by: ada}}\n" for n, text in enumerate(texts))
    return f"---\ntitle: First\ndate: 2025-01-01\nclaims:\n{claims}---\n"


def pages(*texts: str) -> dict[str, str]:
    ada = "---\nname: Ada\nkind: person\n---\n"
    return {"onrecord.yaml": CONFIG, "content/actors/ada.md": ada, "content/briefs/2025-01-01-first.md": brief(*texts)}


def contents(output: Path) -> dict[str, bytes]:
    found = (path for path in output.rglob("*") if path.is_file() and ".onrecord" not in path.parts)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def test_every_image_that_a_page_names_is_there(tmp_path: Path) -> None:
    output = built(site(tmp_path, pages("It flies.", "It sank.")))

    named = {
        page: found[1]
        for page, data in contents(output).items()
        if page.endswith(".html") and (found := re.search(r'property="og:image" content="([^"]+)"', data.decode()))
    }
    assert set(named) == {"briefs/first/index.html", "claims/first/c0/index.html", "claims/first/c1/index.html"}
    for address in named.values():
        assert (output / address.removeprefix(URL)).read_bytes().startswith(b"\x89PNG")


def test_only_what_changed_is_drawn_and_the_rest_is_as_a_clean_build_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def counting(card: CardFacts) -> bytes:
        drawn.append(card.text)
        return draw(card)

    monkeypatch.setattr(files, "draw", counting)
    built(site(tmp_path / "site", pages("It flies.", "It sank.")))
    assert sorted(drawn) == ["First", "It flies.", "It sank."]
    drawn.clear()
    for texts, expected in (
        (("It flies.", "It sank."), []),
        (("It flies.", "It swims."), ["It swims."]),
        (("It flies.",), ["First"]),
        (("It flies.", "It sank."), ["First", "It sank."]),
    ):
        output = built(site(tmp_path / "site", pages(*texts)))
        assert sorted(drawn) == expected
        clean = built(site(tmp_path / f"clean-{len(texts)}-{texts[-1]}", pages(*texts)))
        assert contents(output) == contents(clean)
        drawn.clear()
