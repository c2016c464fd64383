"""Problems as SARIF: as the standard's own schema has it, and as viewers read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from onrecord.cli import main
from onrecord.cli.formats import Look, formatted
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.record.rules import RULES

SCHEMA = json.loads((Path(__file__).parent / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)

PROBLEM = Diagnostic("unknown-actor", "no actor 'Ю'", "content/briefs/a.md", 4, 9, "did you mean 'Я'?")


def run_of(*problems: Diagnostic, root: Path = Path("/")) -> dict[str, Any]:
    """The one run of a log that is valid and plain ASCII."""
    told = formatted("sarif", problems, Look(root))
    assert told.isascii()
    log = json.loads(told)
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def result_of(problem: Diagnostic, root: Path = Path("/")) -> dict[str, Any]:
    (result,) = run_of(problem, root=root)["results"]
    assert isinstance(result, dict)
    return result


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in a folder of a checkout."""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    return tmp_path / "desk"


def test_the_schema_can_say_no() -> None:
    log = json.loads(formatted("sarif", [PROBLEM], Look(Path("/"))))
    log["runs"][0]["results"][0]["level"] = "notice"
    assert not VALIDATOR.is_valid(log)


def test_a_problem_has_its_rule_level_message_and_place(desk: Path) -> None:
    assert result_of(PROBLEM, desk) | {"ruleIndex": 0} == {
        "ruleId": "unknown-actor",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "no actor 'Ю'\ndid you mean 'Я'?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "desk/content/briefs/a.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 4, "startColumn": 9},
                }
            }
        ],
    }


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_is_a_level(severity: Severity) -> None:
    assert result_of(Diagnostic("c-d", "m", "x.md", severity=severity))["level"] == severity.value


def test_a_problem_of_a_file_as_a_whole_has_no_region() -> None:
    (location,) = result_of(Diagnostic("empty-file", "the file is empty", "x.md"))["locations"]
    assert list(location["physicalLocation"]) == ["artifactLocation"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("content/briefs/Курск 50 %#1.md", "%D0%9A%D1%83%D1%80%D1%81%D0%BA%2050%20%25%231.md"),
        ("content/briefs/a:b?c.md", "a%3Ab%3Fc.md"),
        ("content/briefs/研究.md", "%E7%A0%94%E7%A9%B6.md"),
    ],
)
def test_names_are_percent_encoded(desk: Path, file: str, uri: str) -> None:
    (location,) = result_of(Diagnostic("c-d", "m", file), desk)["locations"]
    artifact = location["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == f"desk/content/briefs/{uri}"
    assert unquote(artifact["uri"]) == f"desk/{file}"


def test_a_file_elsewhere_has_its_whole_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (location,) = result_of(Diagnostic("c-d", "m", "content/ы.md"), tmp_path / "desk")["locations"]
    parts = urlsplit(location["physicalLocation"]["artifactLocation"]["uri"])
    assert (parts.scheme, Path(unquote(parts.path))) == ("file", tmp_path / "desk/content/ы.md")


def test_editorial_rules_are_described_with_help_whether_or_not_they_object() -> None:
    rules = {rule["id"]: rule for rule in run_of()["tool"]["driver"]["rules"]}
    assert list(rules) == [rule.code for rule in RULES]
    for rule in RULES:
        told = rules[rule.code]
        assert told["shortDescription"]["text"] == f"{rule.title}."
        assert rule.explanation in told["help"]["text"]
        for example in (rule.published, rule.failing, rule.mended):
            assert example in told["help"]["text"]
            assert not example or f"```yaml\n{example}\n```" in told["help"]["markdown"]
        assert told["defaultConfiguration"] == {"level": rule.severity}


def test_results_point_at_their_rules_and_keep_the_level_that_the_site_gave() -> None:
    regraded = Diagnostic("no-archive", "no archived copy", "x.md", severity=Severity.ERROR)
    run = run_of(PROBLEM, regraded, PROBLEM)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        "unknown-actor",
        "no-archive",
        "unknown-actor",
    ]
    assert rules[run["results"][1]["ruleIndex"]]["defaultConfiguration"] == {"level": "note"}
    assert run["results"][1]["level"] == "error"
    assert len({rule["id"] for rule in rules}) == len(rules) == len(RULES) + 1


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("add {by: ..., stance: no-response}", "add {by: ..., stance: no-response}"),
        ("'{0}' is no actor", "'{{0}}' is no actor"),
        ("'[here](https://example.org)' is no actor", r"'\[here\](https://example.org)' is no actor"),
        ("cite it with [@id]", "cite it with [@id]"),
    ],
)
def test_nothing_in_a_message_is_a_placeholder_or_a_link(message: str, told: str) -> None:
    assert result_of(Diagnostic("c-d", message, "x.md"))["message"]["text"] == told


@settings(max_examples=25)
@given(st.text(), st.text(max_size=20), st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=20))
def test_whatever_is_in_a_site_the_log_is_valid(message: str, hint: str, name: str) -> None:
    run_of(Diagnostic("c-d", message, f"content/{name}.md", 1, 1, hint))


def test_the_command_prints_a_valid_log_of_the_worked_site(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
    with pytest.raises(SystemExit):
        main(["check", str(repository / "tests/worked/site"), "--format", "sarif"])
    said = capsys.readouterr()
    log = json.loads(said.out)
    VALIDATOR.validate(log)
    results = log["runs"][0]["results"]
    assert len(results) > 5
    for result in results:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert (repository / unquote(uri)).is_file()
    assert said.err.endswith(" files\n")


def test_a_site_without_problems_has_a_log_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "onrecord.yaml").write_text("title: Desk\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["check", "--format", "sarif"])
    assert ended.value.code == 0
    log = json.loads(capsys.readouterr().out)
    VALIDATOR.validate(log)
    assert log["runs"][0]["results"] == []
