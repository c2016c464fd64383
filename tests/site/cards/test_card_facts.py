"""What card images say, which pages have one, and that a site says so when it cannot have any."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import asdict

from onrecord.record.timeline import Happenings
from onrecord.site import companions
from onrecord.site.cards import drawing, files
from onrecord.site.cards.facts import CardFacts, drawable, facts_of
from onrecord.site.routes import Routes
from onrecord.site.views.material import Material
from tests.site.view_sites import ATTACK, Desk, desk

URL = "https://desk.example/site/"


def site(files: dict[str, str] | None = None, **config: Any) -> Desk:
    return desk(files or ATTACK, **({"url": URL, "cards": True} | config))


def facts(found: Desk, kind: str, key: str) -> CardFacts | None:
    return facts_of(Material(found.record, Routes(found.record)), kind, key)


def paths(found: Desk) -> list[str]:
    made = companions.companions(found.record, Happenings(found.record).whole, found.routes)
    return [file.path for file in made if file.path.endswith(".png")]


def test_a_claim_says_who_said_what_and_what_the_desk_holds() -> None:
    card = facts(site(), "claim", "attack#fired")

    assert card is not None
    assert asdict(card) | {"mark": card.mark and card.mark.label} == {
        "site": "The desk",
        "kind": "Claim",
        "speaker": "The Minister said",
        "text": "The drones were fired on.",
        "mark": "Disputed",
        "foot": ("20 May 2025", "3 reports, 1 origin"),
    }


def test_a_claim_without_a_status_or_a_date_says_no_more() -> None:
    card = facts(site(), "claim", "attack#bare")

    assert card is not None
    assert card.mark is not None
    assert (card.mark.label, card.foot) == ("Not assessed", ("no source",))


def test_a_brief_says_its_title_and_its_date() -> None:
    card = facts(site(), "brief", "attack")

    assert card is not None
    assert (card.kind, card.speaker, card.text, card.mark) == ("Brief", "", "The attack", None)
    assert card.foot == ("25 May 2025", "4 claims")


@pytest.mark.parametrize("text", ["Łódź, Đà Nẵng", "Володимир Зеленський", "Αθήνα", "“x” – … № 5 €", ""])
def test_latin_cyrillic_and_greek_can_be_drawn(text: str) -> None:
    assert drawable(text)


@pytest.mark.parametrize("text", ["أطلقنا النار", "יורי", "東京", "a\u202eb", "a\u0301", "😀"])
def test_what_would_be_drawn_wrong_is_not_drawn(text: str) -> None:
    assert not drawable(f"Plain {text}")


def test_every_brief_and_claim_has_a_card_beside_its_page_which_names_it() -> None:
    found = site()

    assert paths(found) == [
        *("briefs/later/card.png", "briefs/attack/card.png", "claims/later/again/card.png"),
        *(f"claims/attack/{key}/card.png" for key in ("fired", "seen", "denied", "bare")),
    ]
    assert found.frame("claim", "attack#fired").image == f"{URL}claims/attack/fired/card.png"
    assert found.frame("brief", "attack").image == f"{URL}briefs/attack/card.png"
    assert found.frame("actor", "minister").image is None


def test_a_page_whose_words_cannot_be_drawn_names_none() -> None:
    found = site({name: text.replace("text: The drones", "text: الطائرات") for name, text in ATTACK.items()})

    assert "claims/attack/fired/card.png" not in paths(found)
    assert found.frame("claim", "attack#fired").image is None
    assert found.frame("claim", "attack#denied").image is not None


@pytest.mark.parametrize("config", [{"cards": False}, {"url": None}])
def test_a_site_that_did_not_ask_or_has_no_address_has_none(config: dict[str, Any]) -> None:
    found = site(**config)

    assert paths(found) == []
    assert found.frame("claim", "attack#fired").image is None


def test_what_is_for_the_desks_own_eyes_has_none() -> None:
    drafts = {name: text.replace("title: Later", "title: Later\n        draft: true") for name, text in ATTACK.items()}
    assert paths(site(drafts)) == []


def test_without_the_extra_there_are_none_and_the_site_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "can_draw", lambda: False)
    found = site()

    assert paths(found) == []
    assert found.frame("claim", "attack#fired").image is None
    assert companions.left_out(found.record) == (
        "without card images: they need the extra, pip install 'onrecord[cards]'",
    )
    assert companions.left_out(site(cards=False).record) == ()
    assert companions.left_out(site(url=None).record) == (
        "without feeds, card images, a sitemap or canonical addresses: onrecord.yaml has no 'url'",
    )


def test_the_extra_is_what_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawing.can_draw()
    monkeypatch.setattr(drawing, "find_spec", lambda name: None if name == "font_source_serif_pro" else object())
    assert not drawing.can_draw()
