"""`templates`: card templates and recurring cards from the command line."""

import json
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.template_fields import WEEKDAYS
from kanbert_desktop.cli.arguments import UsageError, parse_arguments
from support.terminal import Terminal


def in_two_days() -> str:
    """A weekday that is neither today nor, should the day change meanwhile, tomorrow."""
    return WEEKDAYS[(date.today() + timedelta(days=2)).weekday()]  # noqa: DTZ011  the local day


def test_templates_are_added_listed_and_removed(terminal: Terminal) -> None:
    assert terminal.json("templates") == []
    board, weekday = terminal.json("boards")[0], in_two_days()
    added = terminal.json(
        *(
            "templates",
            "add",
            board["id"],
            "Bericht",
            "--every",
            weekday,
            "--due",
            "+3",
            "--column",
            "WIP",
        ),
        *("--assignee", "me", "--description", "Zahlen", "--sub-task", "Sammeln", "--sub-task", "Senden"),
    )
    assert added["repeat"]["weekdays"] == [weekday]
    assert (added["card"], added["due"], added["column"]) == (None, "+3", "WIP")
    assert (added["description"], added["sub_tasks"]) == ("<p>Zahlen</p>", ["Sammeln", "Senden"])
    del added["card"]
    assert terminal.json("templates", "list") == [added]
    assert terminal.json("templates", "remove", "Bericht") == {"removed": "Bericht"}
    assert terminal.json("templates") == []


def test_what_repeats_today_is_made_once(terminal: Terminal) -> None:
    added = terminal.json("templates", "add", "WEB", "Zwiebelbericht", "--every", "day", "--due", "+0")
    (card,) = terminal.json("cards", "WEB", "--search", "zwiebelbericht")
    assert added["card"] == card["id"]
    assert card["pending"] is True
    for verb in (("templates", "run"), ("sync",)):
        terminal.json(*verb)
    assert len(terminal.json("cards", "WEB", "--search", "zwiebelbericht")) == 1


def test_export_and_import(terminal: Terminal, tmp_path: Path) -> None:
    terminal.json("templates", "add", "WEB", "Bericht", "--every", in_two_days())
    file = tmp_path / "templates.json"
    document = terminal.json("templates", "export", "--output", str(file))
    assert document == {"exported": 1, "file": str(file)}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    printed = terminal.run("templates", "export")
    assert json.loads(printed.stdout) == json.loads(file.read_text("utf-8"))
    assert terminal.json("templates", "import", str(file)) == {"added": 0, "replaced": 1}
    assert terminal.json("templates")[0]["paused"] is True


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "WEB", "Bericht", "--every", "blue moon"), 5),
        (("add", "WEB", "Bericht", "--due", "soon"), 5),
        (("add", "NOPE", "Bericht"), 5),
        (("remove", "Bericht"), 5),
        (("import", "/nowhere/templates.json"), 5),
    ],
)
def test_what_is_wrong_changes_nothing(terminal: Terminal, words: tuple[str, ...], code: int) -> None:
    assert terminal.run("templates", *words, "--json").exit_code == code
    assert terminal.json("templates") == []


def test_a_title_is_not_taken_twice(terminal: Terminal) -> None:
    terminal.json("templates", "add", "WEB", "Bericht")
    result = terminal.run("templates", "add", "WEB", " Bericht ", "--json")
    assert result.exit_code == 5
    assert "Another template is called" in result.json["error"]["message"]


@pytest.mark.parametrize(
    "words",
    [
        ["add", "WEB"],
        ["remove"],
        ["run", "x"],
        ["list", "--every", "day"],
        ["add", "W", "x", "--output", "f"],
    ],
)
def test_wrong_usage(words: list[str]) -> None:
    with pytest.raises(UsageError):
        parse_arguments(["templates", *words])
