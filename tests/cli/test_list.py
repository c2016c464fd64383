"""``onrecord list``: questions to a small site and to the worked one, whose numbers are known."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import main
from onrecord.cli.rows import FIELDS

KINDS = ("claims", "sources", "actors", "events")


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The objects of a list in JSON, which there must be."""
        assert self.code == 0, self.err
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found

    @property
    def ids(self) -> list[str]:
        """What was found, by id."""
        return [row["id"] for row in self.rows]


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``onrecord list`` in the folder of a small site."""
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as ended:
            main(["list", *arguments])
        out, err = capsys.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return run_command


@pytest.fixture
def asked(run: Run) -> Run:
    """Run it for JSON."""
    return lambda *arguments: run(*arguments, "--format", "json")


@pytest.fixture
def worked(repository: Path) -> str:
    """The folder of the worked site."""
    return str(repository / "tests/worked/site")


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(
        tmp_path,
        {
            "onrecord.yaml": "title: Desk\n",
            "content/actors/ana.md": "---\nname: Ana Petrova\nkind: person\naliases: [Ана]\n---\n",
            "content/actors/ben.md": "---\nname: Ben\nkind: person\naliases: [The Commander]\n---\n",
            "content/actors/cem.md": "---\nname: Cem\nkind: person\naliases: [The Commander]\n---\n",
            "content/actors/daily.md": "---\nname: The Daily\nkind: outlet\nreliability: B\n---\n",
            "content/topics/air-war.md": "---\nname: War in the air\n---\n",
            "content/briefs/2025-05-25-raid.md": """---
title: Raid
date: 2025-05-25
sources:
  - {id: report, kind: article, title: A report, outlet: daily, published: 2025-05-24, via: [talk, tape]}
  - {id: talk, kind: speech, title: A talk, authors: ana, published: 2025-05-23}
  - {id: tape, kind: recording, title: A tape, via: []}
  - {id: rumour, kind: webpage, outlet: Some Blog, published: 2025-05}
claims:
  - {id: undated, text: It was night., by: ben, topics: air-war, sources: rumour}
  - id: attack
    text: |
      They came
      "twice".
    by: [ana, ben]
    said: 2025-05-23
    about: cem
    event: raid
    sources: [report, rumour]
    status: disputed
  - {id: order, text: =SUM(A1) was ordered., by: ana, said: 2025-05-01/.., about: ben, sources: talk, status: refuted}
  - id: denial
    text: There was none.
    by: cem
    said: 2025-05-24T10:00:00Z
    about: ana
    responses: {by: ben, stance: supports, date: 2025-05-25}
events:
  - {id: raid, title: Reported raid, date: 2025-05-22~, place: Old Town, actors: cem, topics: air-war}
  - {id: parade, title: Reported parade, actors: ana}
---
""",
            "content/briefs/2025-05-26-draft.md": """---
title: Draft
date: 2025-05-26
draft: true
claims:
  - {id: c, text: Not yet., by: ana, said: 2025-01-01}
---
""",
        },
    )
    return tmp_path


class TestClaims:
    def test_have_what_other_tools_need(self, asked: Run, site: Path) -> None:
        row = next(row for row in asked("claims").rows if row["id"] == "raid#attack")
        assert row == {
            "id": "raid#attack",
            "text": 'They came\n"twice".',
            "claimants": ["ana", "ben"],
            "claimant_names": ["Ana Petrova", "Ben"],
            "about": ["cem"],
            "said": "2025-05-23",
            "status": "disputed",
            "reports": 4,
            "origins": 2,
            "unknown": 1,
            "sources": ["raid#report", "raid#rumour"],
            "unanswered": True,
            "topics": ["air-war"],
            "event": "raid#raid",
            "brief": "raid",
            "url": "claims/raid/attack/index.html",
        }

    def test_come_in_the_order_in_which_they_were_said(self, asked: Run, site: Path) -> None:
        assert asked("claims").ids == ["raid#order", "raid#attack", "raid#denial", "raid#undated"]

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            (["--status", "disputed"], ["attack"]),
            (["--status", "Refuted", "--status", "disputed"], ["order", "attack"]),
            (["--status", "not-assessed"], ["denial", "undated"]),
            (["--actor", "ana"], ["order", "attack", "denial"]),
            (["--actor", "АНА"], ["order", "attack", "denial"]),
            (["--actor", "cem"], ["attack", "denial"]),
            (["--actor", "ben"], ["order", "attack", "denial", "undated"]),
            (["--topic", "War in the air"], ["attack", "undated"]),
            (["--since", "2025-05-23"], ["attack", "denial"]),
            (["--since", "2025-05"], ["order", "attack", "denial"]),
            (["--since", "2025-05-24T10:00:01Z"], []),
            (["--origins", "0"], ["denial", "undated"]),
            (["--origins", "1"], ["order"]),
            (["--origins", "2"], ["attack"]),
            (["--unanswered"], ["attack"]),
            (["--unanswered", "--actor", "ana", "--status", "refuted"], []),
        ],
    )
    def test_are_chosen_by(self, asked: Run, site: Path, options: list[str], found: list[str]) -> None:
        assert asked("claims", *options).ids == [f"raid#{claim}" for claim in found]

    def test_of_drafts_are_listed_when_asked_for(self, asked: Run, site: Path) -> None:
        assert asked("claims", "--drafts").ids[0] == "draft#c"

    def test_have_whole_addresses_where_the_site_has_one(self, asked: Run, site: Path) -> None:
        write(site, {"onrecord.yaml": "title: Desk\nurl: https://example.org/desk\n"})
        assert asked("claims").rows[1]["url"] == "https://example.org/desk/claims/raid/attack/"
        assert asked("sources").rows[-1]["url"].startswith("https://example.org/desk/sources/no-outlet/#o-source-")

    def test_of_the_worked_site_have_the_numbers_of_its_pages(self, asked: Run, worked: str) -> None:
        numbers = {row["id"]: (row["reports"], row["origins"], row["unknown"]) for row in asked("claims", worked).rows}
        assert numbers["gates#no-warning"] == (5, 1, 0)
        assert numbers["gates#two-metres"] == (3, 2, 1)
        assert numbers["gates#upstream"] == (1, 0, 1)


class TestSources:
    def test_have_what_other_tools_need(self, asked: Run, site: Path) -> None:
        rows = {row["id"]: row for row in asked("sources").rows}
        assert list(rows) == ["raid#rumour", "raid#talk", "raid#report", "raid#tape"]
        assert rows["raid#report"] == {
            "id": "raid#report",
            "title": "A report",
            "kind": "article",
            "outlet": "daily",
            "outlet_name": "The Daily",
            "authors": [],
            "published": "2025-05-24",
            "accessed": None,
            "lineage": "relayed",
            "via": ["raid#talk", "raid#tape"],
            "reliability": "B",
            "retracted": None,
            "claims": 1,
            "address": None,
            "address_status": None,
            "archive": None,
            "brief": "raid",
            "url": "sources/daily/index.html#o-source-raid--report",
        }
        assert (rows["raid#rumour"]["outlet"], rows["raid#rumour"]["outlet_name"]) == (None, "Some Blog")
        assert [row["lineage"] for row in rows.values()] == ["not recorded", "first-hand", "relayed", "first-hand"]

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            (["--actor", "The Daily"], ["report"]),
            (["--actor", "ana"], ["talk"]),
            (["--status", "refuted"], ["talk"]),
            (["--topic", "air-war"], ["rumour", "report"]),
            (["--since", "2025-05-24"], ["report"]),
        ],
    )
    def test_are_chosen_by(self, asked: Run, site: Path, options: list[str], found: list[str]) -> None:
        assert asked("sources", *options).ids == [f"raid#{source}" for source in found]


class TestActors:
    def test_have_what_other_tools_need_and_come_by_name(self, asked: Run, site: Path) -> None:
        rows = asked("actors").rows
        assert [row["id"] for row in rows] == ["ana", "ben", "cem", "daily"]
        assert rows[0] == {
            "id": "ana",
            "name": "Ana Petrova",
            "kind": "person",
            "aliases": ["Ана"],
            "claims": 2,
            "about": 1,
            "responses": 0,
            "unanswered": 1,
            "url": "actors/ana/index.html",
        }

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            (["--status", "disputed"], ["ana", "ben"]),
            (["--topic", "air-war"], ["ana", "ben", "cem"]),
            (["--unanswered"], ["ana", "ben", "cem"]),
            (["--unanswered", "--status", "refuted"], ["ana"]),
        ],
    )
    def test_are_chosen_by(self, asked: Run, site: Path, options: list[str], found: list[str]) -> None:
        assert asked("actors", *options).ids == found


class TestEvents:
    def test_have_what_other_tools_need(self, asked: Run, site: Path) -> None:
        raid, parade = asked("events").rows
        assert raid == {
            "id": "raid#raid",
            "title": "Reported raid",
            "date": "2025-05-22~",
            "place": "old-town",
            "actors": ["cem"],
            "topics": ["air-war"],
            "part_of": None,
            "sources": [],
            "claims": 1,
            "brief": "raid",
            "url": "events/raid/raid/index.html",
        }
        assert (parade["id"], parade["date"], parade["place"]) == ("raid#parade", None, None)

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            (["--actor", "cem"], ["raid"]),
            (["--topic", "air-war"], ["raid"]),
            (["--since", "2025-05-22"], ["raid"]),
            (["--since", "2025-05-23"], []),
        ],
    )
    def test_are_chosen_by(self, asked: Run, site: Path, options: list[str], found: list[str]) -> None:
        assert asked("events", *options).ids == [f"raid#{event}" for event in found]


class TestForms:
    @pytest.mark.parametrize("kind", KINDS)
    def test_json_is_plain_ascii_and_the_number_goes_elsewhere(self, run: Run, worked: str, kind: str) -> None:
        said = run(kind, worked, "--format", "json")
        assert said.out.isascii()
        assert said.err == f"{len(said.rows)} {kind}\n"
        assert said.rows
        assert all(tuple(row) == FIELDS[kind] for row in said.rows)

    @pytest.mark.parametrize("kind", KINDS)
    def test_csv_says_what_json_says(self, run: Run, worked: str, kind: str) -> None:
        rows = run(kind, worked, "--format", "json").rows
        table = list(csv.DictReader(io.StringIO(run(kind, worked, "--format", "csv").out, newline="")))
        assert [row["id"] for row in table] == [row["id"] for row in rows]
        for told, row in zip(table, rows, strict=True):
            for field, value in row.items():
                text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
                assert told[field] == (text.lower() if isinstance(value, bool) else text)

    def test_csv_is_that_of_rfc_4180(self, run: Run, site: Path) -> None:
        lines = run("claims", "--format", "csv").out.split("\r\n")
        assert lines[0] == ",".join(FIELDS["claims"])
        assert lines[2].startswith('raid#attack,"They came\n""twice"".",ana; ben,Ana Petrova; Ben,cem,2025-05-23,')
        assert lines[-1] == ""

    def test_csv_holds_no_formula(self, run: Run, site: Path) -> None:
        (row,) = csv.DictReader(io.StringIO(run("claims", "--status", "refuted", "--format", "csv").out))
        assert row["text"] == "'=SUM(A1) was ordered."

    def test_a_table_is_whole_where_it_is_not_on_a_terminal(self, run: Run, site: Path) -> None:
        assert run("claims").out == (
            "claim         said                  status    reports  origins  claimants         text\n"
            "raid#order    2025-05-01/..         refuted   1        1        Ana Petrova       =SUM(A1) was ordered.\n"
            'raid#attack   2025-05-23            disputed  4        2        Ana Petrova, Ben  They came "twice".\n'
            "raid#denial   2025-05-24T10:00:00Z            0        0        Cem               There was none.\n"
            "raid#undated                                  1        0        Ben               It was night.\n"
        )

    def test_on_a_terminal_it_is_cut_to_fit(self, run: Run, worked: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        lines = run("claims", worked, "--no-color").out.splitlines()
        assert max(map(len, lines)) == 80
        assert lines[0].split() == ["claim", "said", "text"]
        assert lines[2].split()[:2] == ["gates#broken-gate", "2025-03-01"]
        assert lines[2].endswith("…")

    def test_of_nothing_there_is_a_form_too(self, run: Run, site: Path) -> None:
        nothing = ["claims", "--origins", "7"]
        assert run(*nothing) == Said(0, "", "0 claims\n")
        assert run(*nothing, "--format", "json") == Said(0, "[]\n", "0 claims\n")
        assert run(*nothing, "--format", "csv").out == ",".join(FIELDS["claims"]) + "\r\n"

    def test_one_is_one(self, run: Run, site: Path) -> None:
        assert run("claims", "--unanswered").err == "1 claim\n"

    def test_the_same_question_has_the_same_answer(self, run: Run, worked: str) -> None:
        assert run("claims", worked, "--format", "json") == run("claims", worked, "--format", "json")


class TestWrongQuestions:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["claims", "--status", "disputd"], "'--status': there is no status 'disputd'; did you mean 'disputed'?"),
            (["claims", "--actor", "Ana Petrov"], "'--actor': there is no actor 'Ana Petrov'; did you mean 'ana'?"),
            (["claims", "--topic", "air-wars"], "'--topic': there is no topic 'air-wars'; did you mean 'air-war'?"),
            (["claims", "--actor", "xyzzy"], "there is no actor 'xyzzy'\n"),
            (["claims", "--actor", "the commander"], "'the commander' may mean several: write one of 'ben', 'cem'"),
            (["claims", "--actor", "\x1b[2J"], r"there is no actor '\x1b[2J'"),
            (["claims", "--since", "last week"], "'--since': 'last week' is not a date: "),
            (["claims", "--origins", "-1"], "'--origins'"),
            (["claims", "--format", "xml"], "'--format'"),
            (["actors", "--origins", "1"], "No such option"),
            (["events", "--unanswered"], "No such option"),
            (["claim"], "No such command 'claim'"),
        ],
    )
    def test_end_in_2_and_say_what_to_ask(self, run: Run, site: Path, arguments: list[str], told: str) -> None:
        said = run(*arguments)
        assert (said.code, said.out) == (2, "")
        assert told in said.err

    @pytest.mark.parametrize("form", ["table", "json", "csv"])
    def test_to_faulty_content_are_not_answered(self, run: Run, site: Path, form: str) -> None:
        write(site, {"content/briefs/2025-05-27-bad.md": "---\ntitle: Bad\ndate: 2025-05-32\n---\n[[nobody]]\n"})
        said = run("claims", "--format", form)
        assert (said.code, said.out) == (1, "")
        assert "content/briefs/2025-05-27-bad.md:3:7: error[bad-date]" in said.err
        assert said.err.endswith("2 errors in 1 file; nothing was listed\n")

    def test_are_not_asked_of_editorial_rules(self, asked: Run, site: Path) -> None:
        """Circular reporting is an error of a check; the claims that rest on it are just the ones to look for."""
        brief = site / "content/briefs/2025-05-25-raid.md"
        ring = brief.read_text().replace("title: A talk", "title: A talk, via: report").replace("[talk, tape]", "talk")
        brief.write_text(ring)
        assert asked("claims", "--origins", "0").ids == ["raid#order", "raid#attack", "raid#denial", "raid#undated"]

    def test_outside_a_site_are_told_so(self, run: Run) -> None:
        assert run("claims").code == 2


class TestProcess:
    def start(self, site: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        code = "from onrecord.cli import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, "list", *arguments],
            cwd=site, check=False, text=True, stderr=subprocess.PIPE, encoding="utf-8", **options,
        )  # fmt: skip

    def test_a_reader_that_went_away_is_no_fault_of_the_program(self, site: Path) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        try:
            done = self.start(site, "claims", stdout=writing)
        finally:
            os.close(writing)
        assert (done.returncode, done.stderr) == (1, "")

    def test_needs_neither_templates_nor_markdown_when_nothing_changed(self, site: Path) -> None:
        loaded = "import sys; print(*sorted({'jinja2', 'markdown', 'nh3', 'rich'} & set(sys.modules)))"
        code = (
            "import sys\nfrom onrecord.cli import main\n"
            f"try:\n    main(['list', 'claims', '--format', 'json'])\nexcept SystemExit:\n    {loaded}"
        )
        for _ in range(2):
            done = subprocess.run([sys.executable, "-c", code], cwd=site, check=True, capture_output=True, text=True)
        assert done.stdout.splitlines()[-1] == ""
