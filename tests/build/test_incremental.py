"""What a build reuses never shows: after any edits, the output is that of a clean build, byte for byte."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from onrecord.build.again import build_again
from onrecord.build.beside import pay
from onrecord.build.build import CACHE, build_site
from onrecord.build.document_cache import decoded
from onrecord.build.memory import Memory
from onrecord.build.paths import STATE
from onrecord.build.request import BuildRequest, BuildResult, NoProgress
from tests.broken.sites import BASE

NOW = datetime(2025, 6, 1, tzinfo=UTC)
BRIEF = "content/briefs/2025-03-02-bridge.md"
MAYOR = "content/actors/mayor.md"


def built(site: Path, output: Path | None = None, *, clean: bool = False, now: datetime = NOW) -> BuildResult:
    request = BuildRequest(root=site, output=output, now=now, jobs=1, clean=clean, search=False)
    return build_again(request, NoProgress())


def files(folder: Path) -> dict[str, bytes]:
    """The published files by path; the generator's own state is none of them."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if STATE not in path.parts}


def changed(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "site"))


def test_a_second_build_writes_nothing(site: Path) -> None:
    first = built(site)
    assert first.counts["written"] == len(files(site / "output"))
    second = built(site)
    assert (second.counts["written"], second.counts["removed"]) == (0, 0)


def test_a_typo_in_a_body_writes_the_pages_that_show_it(site: Path) -> None:
    built(site)
    before = files(site / "output")
    changed(site, BRIEF, "## What was said", "## What they said")
    result = built(site)
    assert result.written == {"briefs/bridge/index.html"}
    after = files(site / "output")
    assert {path for path in after if after[path] != before.get(path)} == result.written


def test_a_build_says_which_files_it_wrote_and_removed(site: Path) -> None:
    assert built(site).record
    before = files(site / "output")
    (site / BRIEF).rename(site / BRIEF.replace("bridge", "crossing"))
    result = built(site)
    after = files(site / "output")
    assert result.written == {path for path in after if after[path] != before.get(path)}
    assert result.removed == before.keys() - after.keys()


def test_a_renamed_actor_writes_every_page_that_shows_the_name(site: Path) -> None:
    built(site)
    before = files(site / "output")
    changed(site, MAYOR, "name: Anna Mayor", "name: Anna Maier")
    built(site)
    after = files(site / "output")
    showed_it = {path for path, page in before.items() if b"Anna Mayor" in page}
    digests = {"data/datapackage.json"}  # it tells the digests of the tables
    assert {path for path in after if after[path] != before[path]} - digests == showed_it
    assert len(showed_it) > 5
    assert not [path for path, page in after.items() if b"Anna Mayor" in page]


def test_a_touched_file_is_no_change(site: Path) -> None:
    built(site)
    (site / BRIEF).touch()
    assert built(site).counts["written"] == 0


def test_an_overridden_template_counts_from_the_moment_it_exists(site: Path) -> None:
    built(site)
    own = site / "templates" / "pages" / "about-nothing.html"
    own.parent.mkdir(parents=True)
    own.write_text("unused", encoding="utf-8")
    assert built(site).counts["written"] == 0
    (own.parent / "page.html").write_text(
        '{% extends "theme/pages/page.html" %}{% block footer %}<footer>Ours</footer>{% endblock %}', encoding="utf-8"
    )
    assert built(site).counts["written"] == 1
    assert b"Ours" in (site / "output/about/index.html").read_bytes()
    (own.parent / "page.html").unlink()
    assert built(site).counts["written"] == 1


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\0" * 4096])
def test_a_damaged_cache_is_made_anew_without_a_word(site: Path, damage: bytes) -> None:
    built(site)
    good = files(site / "output")
    kept = [path for path in (site / CACHE).iterdir() if path.suffix == ".documents"]
    assert kept
    for path in [*kept, site / "output" / STATE / "pages"]:
        path.write_bytes(damage)
    result = built(site)
    assert result.ok
    assert files(site / "output") == good


def test_a_cache_of_another_generator_is_not_used(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = BuildRequest(root=site, now=NOW, jobs=1, search=False)
    build_site(request, NoProgress())
    monkeypatch.setattr("onrecord.build.reading.generator_stamp", lambda: "another")
    monkeypatch.setattr("onrecord.build.document_cache.decoded", _refuse)
    monkeypatch.setattr("onrecord.build.parsing.decoded", decoded)
    build_site(request, NoProgress())
    with pytest.raises(AssertionError, match="used"):
        build_site(request, NoProgress())


def _refuse(data: bytes) -> None:
    raise AssertionError("a document was used")


def test_a_page_that_somebody_changed_is_written_again(site: Path) -> None:
    built(site)
    page = site / "output" / "about" / "index.html"
    good = page.read_bytes()
    page.write_bytes(b"not ours")
    built(site)
    assert page.read_bytes() == good


@pytest.mark.parametrize("pages_at_a_time", [1, 16])
def test_worker_processes_give_the_same_bytes(
    site: Path, monkeypatch: pytest.MonkeyPatch, pages_at_a_time: int
) -> None:
    """Of many small parts this process makes some, of two large ones none."""
    built(site)
    monkeypatch.setattr("onrecord.build.rendering.CHUNK", pages_at_a_time)
    monkeypatch.setattr("onrecord.build.page_making.PARTS_AHEAD", 2)
    monkeypatch.setattr("onrecord.build.page_making.SMALL", 0)
    monkeypatch.setattr("onrecord.build.parsing.SMALL", 0)
    request = BuildRequest(root=site, output=site.parent / "other", now=NOW, jobs=2, clean=True, search=False)
    assert build_site(request, NoProgress()).ok
    assert files(site.parent / "other") == files(site / "output")


def test_a_page_that_a_worker_cannot_put_down_is_put_down_by_the_build(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(site)
    monkeypatch.setattr("onrecord.build.page_making.SMALL", 0)
    here, write = os.getpid(), Path.write_bytes
    refused = site.parent / "refused"
    refused.mkdir()

    def write_here_alone(path: Path, data: bytes) -> int:
        if os.getpid() == here:
            return write(path, data)
        (refused / path.name).touch()
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(Path, "write_bytes", write_here_alone)
    request = BuildRequest(root=site, output=site.parent / "other", now=NOW, jobs=2, clean=True, search=False)
    result = build_site(request, NoProgress())
    assert len(list(refused.iterdir())) == result.counts["pages"]
    assert files(site.parent / "other") == files(site / "output")


Edit = Callable[[Path, random.Random], None]


def _write(site: Path, path: str, text: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text, encoding="utf-8")


def _add_actor(site: Path, chance: random.Random) -> None:
    number = chance.randrange(4)
    _write(
        site, f"content/actors/clerk-{number}.md", f"---\nname: Clerk {chance.random()}\nkind: person\n---\n[[mayor]]\n"
    )


def _add_brief(site: Path, chance: random.Random) -> None:
    number = chance.randrange(4)
    year = chance.choice([1999, 2024, 2025])
    status = chance.choice(["unverified", "disputed", "plausible"])
    _write(
        site,
        f"content/briefs/2025-04-0{number + 1}-note-{number}.md",
        f"---\ntitle: Note {number}\ndate: {year}-04-0{number + 1}\ntopics: [bridges]\nclaims:\n  - id: c\n"
        f"    text: It is so.\n    by: mayor\n    about: [town]\n    status: {status}\n    sources: [minutes]\n"
        f"    repeats: [bridge#safe]\n---\nSee [[bridge#safe]] and [@bridge#report].\n\n![[#c]]\n",
    )


def _delete_something(site: Path, chance: random.Random) -> None:
    mine = sorted([*site.glob("content/briefs/*-note-*.md"), *site.glob("content/actors/clerk-*.md")])
    if mine:
        chance.choice(mine).unlink()


def _empty(site: Path, chance: random.Random) -> None:
    """All of one kind goes, and comes back with the next of these."""
    folder = site / "content" / chance.choice(["briefs", "actors"])
    aside = site / f"{folder.name}-aside"
    if aside.exists():
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    elif folder.exists():
        folder.rename(aside)


def _edit_body(site: Path, chance: random.Random) -> None:
    brief = chance.choice(sorted([*site.glob("content/*/*.md")]))
    brief.write_text(f"{brief.read_text(encoding='utf-8')}\nLine {chance.randrange(9)}.\n", encoding="utf-8")


def _edit_sentences(site: Path, chance: random.Random) -> None:
    """Words within sentences that hold links."""
    for path in sorted(site.glob("content/*/*.md")):
        head, mark, body = path.read_text(encoding="utf-8").rpartition("---\n")
        if mark and chance.random() < 0.5:
            body = body.replace("[[", f"word{chance.randrange(9)} [[").replace("[@", f"said{chance.randrange(9)} [@")
            path.write_text(f"{head}{mark}{body}", encoding="utf-8")


def _edit_text_of_a_brief(site: Path, chance: random.Random) -> None:
    """What a command can know of without viewing all pages: a line more, or words before some of the links."""
    briefs = sorted(site.glob("content/briefs/*.md"))
    if not briefs:
        return
    brief = chance.choice(briefs)
    head, mark, body = brief.read_text(encoding="utf-8").rpartition("---\n")
    words = [f"so{chance.randrange(9)} {link}" if chance.random() < 0.5 else link for link in ("[[", "[@", "[")]
    links = re.sub(r"(?<![!\[])(\[\[|\[@|\[)", lambda link: words[("[[", "[@", "[").index(link[1])], body)
    brief.write_text(f"{head}{mark}{links}\nLine {chance.randrange(9)}.\n", encoding="utf-8")


_FIELD = re.compile(
    r"(?m)^(?P<before>[ -]+(?P<field>text|note|title|status|by|said|published|event): )(?P<value>[^\n{\[]*)$"
)


def _edit_front_matter(site: Path, chance: random.Random) -> None:
    """A value or two in a brief: most are such that no other file can tell."""
    briefs = sorted(site.glob("content/briefs/*.md"))
    if not briefs:
        return
    brief = chance.choice(briefs)
    text = brief.read_text(encoding="utf-8")
    found = list(_FIELD.finditer(text))
    for match in sorted(chance.sample(found, min(len(found), chance.randrange(3))), key=re.Match.start, reverse=True):
        values = {
            "status": ["unverified", "disputed", "confirmed"],
            "by": ["mayor", "town", "nobody"],
            "said": ["2025-03-01", "2023", "2025-03-01T10:00Z"],
            "published": ["2025-03-02", "2024-12"],
            "event": ["hearing", "nothing"],
        }
        value = chance.choice(values.get(match["field"], [f"So it is told, {chance.randrange(9)}", "Thus ☃"]))
        text = f"{text[: match.start('value')]}{value}{text[match.end() :]}"
    brief.write_text(text, encoding="utf-8")


def _let_rules_find(site: Path, chance: random.Random) -> None:
    """Sources, claims and what they ignore, so that what rules find comes and goes, in other files and lines too."""
    number = chance.randrange(3)
    note = chance.choice(["", "# A line more.\n", "# A line.\n# Another one.\n"])
    archive = chance.choice(["", ", archive: https://archive.example/"])
    via = chance.choice(["", ", via: []", ", via: [minutes]", f", via: ['rules-{(number + 1) % 3}#s']"])
    retracted = chance.choice(["", ", retracted: 2025-04-05"])
    ignored = chance.choice(["no-archive", "not-assessed", "claim-twice"])
    ignore = chance.choice(["", f", ignore: {{rule: {ignored}, reason: So.}}"])
    uses = chance.choice(["s", f"rules-{(number + 2) % 3}#s", "minutes", "bridge#report"])
    text = chance.choice(["It is so", "The bridge is safe", f"It is not so, {number}"])
    related = chance.choice(["", ", contradicts: [bridge#safe]", f", supports: ['rules-{(number + 1) % 3}#c']"])
    review = chance.choice(["", "review_by: 2025-06-02\n", "review_by: 2025-05-02\n"])
    _write(
        site,
        f"content/briefs/2025-04-0{number + 1}-rules-{number}.md",
        f"---\n{note}title: Rules {number}\ndate: 2025-04-01\n{review}sources:\n  - {{id: s, kind: report, "
        f"outlet: gazette, title: S, url: 'https://gazette.example/{number}'{archive}{via}{retracted}}}\nclaims:\n"
        f"  - {{id: c, text: '{text}', by: mayor, about: [town], status: disputed, sources: ['{uses}'], "
        f"said: 2025-04-01{ignore}{related}}}\n---\nSee [@s].\n",
    )


def _move_lines(site: Path, chance: random.Random) -> None:
    """What is found in a file stands in another line afterwards."""
    paths = sorted(site.glob("content/[bs]*/*.md"))
    if paths:
        path = chance.choice(paths)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("---\n", f"---\n# {chance.randrange(9)}\n", 1), encoding="utf-8")


def _rename_actor(site: Path, chance: random.Random) -> None:
    _write(site, MAYOR, f"---\nname: Mayor {chance.randrange(5)}\nkind: person\n---\n\nHead of the [town](town.md).\n")


def _change_source(site: Path, chance: random.Random) -> None:
    via = chance.choice(["", "via: []\n"])
    kind = chance.choice(["hearing", "report"])
    _write(site, "content/sources/minutes.md", f"---\nkind: {kind}\ntitle: Minutes\n{via}published: 2025-03-01\n---\n")


def _change_config(site: Path, chance: random.Random) -> None:
    links = chance.choice(["portable", "clean"])
    address = chance.choice(["", "url: https://desk.example/\n"])
    lists = f"list_length: {chance.choice([1, 2, 3, 50])}\n"
    _write(site, "onrecord.yaml", f"title: Desk {chance.randrange(3)}\nlinks: {links}\n{address}{lists}")


def _change_template(site: Path, chance: random.Random) -> None:
    own = site / "templates" / "partials" / "claim-card.html"
    if own.exists() and chance.random() < 0.5:
        own.unlink()
    else:
        _write(site, "templates/partials/claim-card.html", f"<p>{{{{ card.text }}}} {chance.randrange(3)}</p>")


def _change_asset(site: Path, chance: random.Random) -> None:
    _write(site, "content/assets/plan.txt", f"plan {chance.randrange(3)}\n")
    _write(site, "templates/assets/own.css", f"p {{ order: {chance.randrange(3)} }}\n")


def _break(site: Path, chance: random.Random) -> None:
    _write(site, "content/pages/draft.md", chance.choice(["---\ntitle: A\n---\n[[nobody]]\n", "no front matter", ""]))


def _mend(site: Path, chance: random.Random) -> None:
    (site / "content/pages/draft.md").unlink(missing_ok=True)


EDITS: tuple[Edit, ...] = (
    _add_actor,
    _add_brief,
    _delete_something,
    _empty,
    _edit_body,
    _edit_sentences,
    _edit_text_of_a_brief,
    _edit_text_of_a_brief,
    _edit_front_matter,
    _edit_front_matter,
    _let_rules_find,
    _let_rules_find,
    _move_lines,
    _rename_actor,
    _change_source,
    _change_config,
    _change_template,
    _change_asset,
    _break,
    _mend,
)


class Looking:
    """Somebody who has a few pages open and takes what is shown ahead."""

    def __init__(self, pages: list[str]) -> None:
        self.pages = pages
        self.seen: dict[str, bytes] = {}

    def wanted(self) -> list[str]:
        return self.pages

    def show(self, pages: Mapping[str, bytes]) -> None:
        self.seen |= pages


class Overtaken(NoProgress):
    """Gives a build up at one of its steps, as for one that is due since."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def advance(self, n: int) -> None:
        """One step less."""
        self.steps -= 1
        if self.steps < 0:
            raise KeyboardInterrupt


class Editing(RuleBasedStateMachine):
    """Edits in any order: what an incremental build and a process that goes on write, against a clean build."""

    @initialize(length=st.sampled_from([2, 100]))
    def start(self, length: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.site = Path(shutil.copytree(BASE, Path(self.folder.name) / "site"))
        with (self.site / "onrecord.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"list_length: {length}\n")
        self.published: dict[str, bytes] = {}
        self.memory = Memory(may_owe=True)
        self.now = NOW

    @rule(edit=st.sampled_from(EDITS), seed=st.integers(0, 1000))
    def edit(self, edit: Edit, seed: int) -> None:
        edit(self.site, random.Random(seed))

    @rule()
    def wait(self) -> None:
        self.now += timedelta(days=1)

    @rule(steps=st.integers(0, 12))
    def overtake(self, steps: int) -> None:
        request = BuildRequest(self.site, self.site.parent / "going-on", now=self.now, jobs=1, search=False)
        with suppress(KeyboardInterrupt):
            build_site(request, Overtaken(steps), memory=self.memory)

    @invariant()
    def incremental_equals_clean(self) -> None:
        result = built(self.site, now=self.now)
        clean = self.site.parent / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        expected = built(self.site, clean, clean=True, now=self.now)
        assert result.diagnostics == expected.diagnostics
        if result.ok:
            self.published = files(clean)
        assert files(self.site / "output") == self.published
        going_on = self.site.parent / "going-on"
        request = BuildRequest(self.site, going_on, now=self.now, jobs=1, search=False)
        looking = Looking([path for number, path in enumerate(sorted(self.published)) if number % 3 == 0])
        again = build_site(request, NoProgress(), memory=self.memory, ahead=looking)
        assert again.diagnostics == expected.diagnostics
        if again.ok:
            assert looking.seen == {path: self.published[path] for path in looking.seen}
        pay(self.memory, going_on, NoProgress())
        if self.published:
            assert files(going_on) == self.published

    def teardown(self) -> None:
        self.folder.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=6, stateful_step_count=9, deadline=None, suppress_health_check=list(HealthCheck)
)
