"""Names in every script become ids, folders and links that every browser and every file system agrees on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser

from tests.whole.pages import Site
from tests.whole.sites import attempted, built, codes, errors, site
from tests.whole.watched import served, watched

NAMES = {
    "Юрій Дашкін": "юрій-дашкін",
    "يوري داشكين": "يوري-داشكين",
    "习近平": "习近平",
    "नरेन्द्र मोदी": "नरेन्द्र-मोदी",
    "Nguyễn Phú Trọng": "nguyễn-phú-trọng",
    "Ħ̱ayim ḥ̣": normalize("NFC", "ħ̱ayim-ḥ̣"),
    "Recep Işık": "recep-işık",
    "Straße Groß": "straße-groß",
    "Ἀθηνᾶ": "ἀθηνᾶ",
    "שָׁלוֹם": normalize("NFC", "שָׁלוֹם"),
    "ยิ่งลักษณ์": "ยิ่งลักษณ์",
    "김정은": "김정은",
    "100 % & more": "100-more",
    "a.b_c": "a-b-c",
}
"""The stem of an actor's file, which is the name too, and the folder of its page."""


def actor(name: str) -> str:
    return f"---\nname: '{name}'\nkind: person\n---\n\nThe desk calls it [[{name}]].\n"


@pytest.fixture(scope="module", params=["NFC", "NFD"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose file names, and the names within, are in one normal form or the other."""
    form = request.param
    files = {f"content/actors/{normalize(form, name)}.md": actor(normalize(form, name)) for name in NAMES}
    brief = "".join(f"- {{id: c{n}, text: X., by: '{normalize('NFC', name)}'}}\n" for n, name in enumerate(NAMES))
    files["content/briefs/2025-05-25-все.md"] = f"---\ntitle: Все\ndate: 2025-05-25\nclaims:\n{brief}---\n"
    return built(site(tmp_path_factory.mktemp(form), {"onrecord.yaml": "title: Desk\n"} | files))


def test_every_name_has_its_folder_and_is_reached(output: Path) -> None:
    found = Site(output)
    pages = {f"actors/{folder}/index.html" for folder in NAMES.values()}
    assert pages <= set(found.pages)
    assert pages <= found.reached()
    assert found.broken() == []
    assert all(path == normalize("NFC", path) for path in found.files)


def test_links_are_percent_encoded(output: Path) -> None:
    found = Site(output)
    addresses = [link.address for page in found.pages for link in found.links(page)]
    assert [address for address in addresses if not address.isascii()] == []


@pytest.mark.parametrize("place", ["disk", "host"])
def test_a_browser_follows_them(browser: Browser, output: Path, place: str) -> None:
    with served(output, "/some/path/") as address:
        home = address if place == "host" else f"{output.as_uri()}/"
        with watched(browser, home) as reader:
            reader.page.goto(f"{home}actors/index.html")
            links = reader.page.get_by_role("main").get_by_role("link")
            addresses = dict(links.evaluate_all("links => links.map(link => [link.textContent.trim(), link.href])"))
            for name in map(partial(normalize, "NFC"), NAMES):
                reader.page.goto(addresses[name])
                assert reader.page.locator("h1").text_content() == name
            assert reader.trouble == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "ada"),
        ("ЮРИЙ", "юрий"),
        ("straße", "STRASSE"),
        ("é", "e\u0301"),
        ("ς", "σ"),
        ("a b", "a-b"),
        ("x (1)", "x 1"),
        ("ﬁn", "fin"),
    ],
)
def test_names_that_are_one_on_some_file_system_are_an_error_that_names_both(
    tmp_path: Path, one: str, other: str
) -> None:
    config = {"onrecord.yaml": "title: Desk\n"}
    files = {f"content/actors/{folder}/{n}.md": actor(f"N{folder}") for folder, n in (("a", one), ("b", other))}
    (fault,) = errors(attempted(site(tmp_path, config | files)))
    assert fault.code in ("duplicate-id", "address-taken")
    first, second = files
    assert fault.file == second
    assert first in fault.message


@pytest.mark.parametrize("name", ["💥", "👩\u200d👩\u200d👧", "---", "\u200b", "\u0301", "…"])
def test_a_name_without_letters_is_an_error(tmp_path: Path, name: str) -> None:
    result = attempted(site(tmp_path, {"onrecord.yaml": "title: D\n", f"content/actors/{name}.md": actor("Ada")}))
    assert codes(result) == {"bad-id"}
    (fault,) = errors(result)
    assert fault.hint == "put a letter or a digit into the name"


def test_an_undotted_i_is_a_letter_of_its_own(tmp_path: Path) -> None:
    names = ("ısı", "isi")
    files = {f"content/actors/{name}.md": actor(name) for name in names}
    found = Site(built(site(tmp_path, {"onrecord.yaml": "title: Desk\nlanguage: tr\n"} | files)))
    assert {f"actors/{name}/index.html" for name in names} <= set(found.pages)
