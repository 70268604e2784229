"""`views`: saved views from the command line, and `cards --view`."""

import json
import stat
from pathlib import Path

import pytest

from kanbert_desktop.cli.arguments import UsageError, parse_arguments, with_absolute_paths
from support.terminal import Terminal


def add(terminal: Terminal, name: str, query: str) -> dict[str, object]:
    added: dict[str, object] = terminal.json("views", "add", name, query)
    return added


def test_views_are_added_listed_and_removed(terminal: Terminal) -> None:
    assert terminal.json("views") == []
    added = add(terminal, "Meine Woche", "assignee:me due:<7d")
    assert added == {
        "name": "Meine Woche",
        "query": "assignee:me due:<7d",
        "layout": "list",
        "sort": "due",
        "group": "board",
        "problems": [],
    }
    add(terminal, "Late", "is:overdue")
    assert [view["name"] for view in terminal.json("views", "list")] == ["Meine Woche", "Late"]
    assert terminal.json("views", "remove", "MEINE WOCHE") == {"removed": "Meine Woche"}
    assert [view["name"] for view in terminal.json("views")] == ["Late"]


def test_the_cards_of_a_view_are_those_its_query_finds(terminal: Terminal) -> None:
    new = terminal.json("add", "WEB", "Zwiebelkuchen bestellen", "--assignee", "me")
    add(terminal, "Mine", "assignee:me")
    add(terminal, "Words", "zwiebel")
    mine = [card for card in terminal.json("cards", "all", "--mine") if card["column"] != "Closed"]
    assert terminal.json("cards", "--view", "mine") == mine
    assert terminal.json("cards", "WEB", "--view", "Mine") == [
        card for card in mine if card["board"] == new["board"]
    ]
    assert [card["id"] for card in terminal.json("cards", "--view", "Words")] == [new["id"]]
    assert terminal.json("cards", "--view", "Words", "--column", "WIP") == []


def test_archived_cards_are_listed_only_if_the_query_names_their_column(terminal: Terminal) -> None:
    card = terminal.json("add", "WEB", "Altes Zwiebelrezept", "--column", "Closed")
    add(terminal, "Open", "zwiebelrezept")
    add(terminal, "Archive", "zwiebelrezept column:closed")
    assert terminal.json("cards", "--view", "Open") == []
    assert [one["id"] for one in terminal.json("cards", "--view", "Archive")] == [card["id"]]


def test_a_broken_query_is_saved_and_says_where(terminal: Terminal) -> None:
    result = terminal.run("views", "add", "Broken", "farbe:rot due:x", "--json")
    assert result.exit_code == 0
    message = "At character 11: “due:” does not accept “x”; it was searched for as text."
    assert [problem["start"] for problem in result.json["problems"]] == [0, 10]
    assert result.json["problems"][1] == {"start": 10, "end": 15, "message": message}
    assert message in result.stderr
    assert f"Broken: {message}" in terminal.run("views").stdout
    assert message in terminal.run("cards", "--view", "Broken").stderr


def test_names_with_control_characters_and_markup_are_harmless(terminal: Terminal) -> None:
    assert add(terminal, "\x1b[31m<b>red</b>\n\u202e", "due:today")["name"] == "[31m<b>red</b>"
    printed = terminal.run("views").stdout
    assert "<b>red</b>" in printed
    assert "\x1b" not in printed


def test_views_are_exported_and_imported(terminal: Terminal, tmp_path: Path) -> None:
    add(terminal, "Späte", "is:overdue")
    add(terminal, "Two", "due:today")
    file = tmp_path / "views.json"
    exported = terminal.run("views", "export", "--output", "views.json", prefix=["env", "-C", str(tmp_path)])
    assert exported.exit_code == 0, exported
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert terminal.json("views", "export") == json.loads(file.read_text("utf-8"))
    terminal.json("views", "remove", "Two")
    terminal.json("views", "remove", "Späte")
    add(terminal, "SPÄTE", "other")
    imported = terminal.run("views", "import", "views.json", "--json", prefix=["env", "-C", str(tmp_path)])
    assert imported.json == {"added": 1, "replaced": 1}
    assert [(view["name"], view["query"]) for view in terminal.json("views")] == [
        ("Späte", "is:overdue"),
        ("Two", "due:today"),
    ]


def test_a_damaged_file_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    add(terminal, "Late", "is:overdue")
    before = terminal.json("views")
    file = tmp_path / "views.json"
    rows = [{"name": "Good", "query": "x"}, {"name": "Bad", "query": 7}]
    file.write_text(json.dumps({"kanbert_views": 1, "views": rows}))
    result = terminal.run("views", "import", str(file), "--json")
    assert result.error["code"] == 5
    assert "views[1].query" in result.error["message"]
    assert terminal.run("views", "import", str(tmp_path / "none")).exit_code == 5
    assert terminal.json("views") == before


def test_a_name_that_is_taken_or_unknown_is_refused(terminal: Terminal) -> None:
    add(terminal, "Late", "is:overdue")
    assert terminal.run("views", "add", "LATE", "due:today", "--json").error["code"] == 5
    assert terminal.run("views", "add", "Late", "is:overdue").exit_code == 0
    assert terminal.run("views", "remove", "none").exit_code == 5
    assert terminal.run("cards", "--view", "none", "--json").error["code"] == 5
    assert terminal.run("views", "add", "x" * 81, "q").exit_code == 5


@pytest.mark.parametrize(
    "words",
    [
        ["cards"],
        ["views", "add", "name"],
        ["views", "remove"],
        ["views", "remove", "a", "b"],
        ["views", "export", "name"],
        ["views", "import"],
        ["views", "list", "name"],
        ["views", "nonsense"],
        ["views", "add", "a", "b", "--output", "f"],
    ],
)
def test_wrong_usage(words: list[str]) -> None:
    with pytest.raises(UsageError):
        parse_arguments(words)


def test_another_process_reads_the_file_from_where_the_caller_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = ["views", "import", "views.json"]
    monkeypatch.chdir(tmp_path)
    handed = with_absolute_paths(words, parse_arguments(words))
    monkeypatch.chdir("/")
    assert parse_arguments(handed).file == str(tmp_path / "views.json")
