"""Verbs on a full disk: reading works, changes are refused with a message that names the disk, nothing doubles."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.sandbox import RunningSandbox
from support.small_disk import fill_up, read_only_mount, small_disk
from support.terminal import Terminal, VerbResult, token_environment
from support.window_processes import OpenWindow

SIZE = 24 << 20
READING = (
    ("status",),
    ("boards",),
    ("cards", "WEB"),
    ("inbox",),
    ("attention",),
    ("export", "WEB", "--format", "csv"),
    ("export", "all", "--format", "json"),
)


@pytest.fixture
def disk() -> Iterator[Path]:
    with small_disk(SIZE) as place:
        yield place


@pytest.fixture
def full_terminal(disk: Path, synced_profile: Path, shared_sandbox: RunningSandbox) -> Terminal:
    """Everything is loaded; the disk is full."""
    shutil.copytree(synced_profile, disk / "profile")
    fill_up(disk)
    return Terminal(disk / "profile", token_environment(shared_sandbox))


def titles(terminal: Terminal) -> list[str]:
    return [card["title"] for card in terminal.json("cards", "WEB")]


def refused(result: VerbResult) -> None:
    assert result.exit_code == 7, result
    assert result.error["title"] == "The disk is full."
    assert "space" in result.error["message"]
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_works_on_a_full_disk(
    full_terminal: Terminal, synced_profile: Path, shared_sandbox: RunningSandbox, words: tuple[str, ...]
) -> None:
    result = full_terminal.run(*words, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    before = Terminal(synced_profile, token_environment(shared_sandbox)).json(*words)
    there = result.json
    if isinstance(there, dict):
        there.pop("profile", None)
        before.pop("profile", None)
    assert there == before


@pytest.mark.parametrize("words", READING[:4], ids=" ".join)
def test_reading_works_on_a_write_protected_disk(full_terminal: Terminal, words: tuple[str, ...]) -> None:
    with read_only_mount(full_terminal.profile):
        result = full_terminal.run(*words, "--json")
    assert result.exit_code == 0, result


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("sync",), 7),
        (("sign-in",), 7),
        (("add", "WEB", "Einmal"), 7),
        (("undo",), 7),
        (("export", "WEB", "--format", "csv", "--output", "/dev/full"), 5),
        (("sign-out",), 0),
        (("sign-out", "--forget"), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_no_verb_ends_as_a_bug_on_a_full_disk(
    full_terminal: Terminal, words: tuple[str, ...], code: int
) -> None:
    result = full_terminal.run(*words, "--json")
    assert result.exit_code == code, result
    if words[0] != "export":
        assert (result.json.get("error", {}).get("title") == "The disk is full.") is (code == 7)


@pytest.mark.parametrize("words", [("sync",), ("sign-in",), ("sign-out",), ("add", "WEB", "x")], ids=" ".join)
def test_no_verb_ends_as_a_bug_on_a_write_protected_disk(
    full_terminal: Terminal, words: tuple[str, ...]
) -> None:
    with read_only_mount(full_terminal.profile):
        result = full_terminal.run(*words, "--json")
    assert result.exit_code == 7, result
    assert "Traceback" not in result.stderr


def test_a_change_is_refused_and_nothing_of_it_is_kept(full_terminal: Terminal, disk: Path) -> None:
    for _ in range(2):
        refused(full_terminal.run("add", "WEB", "Einmal", "--json"))
    (disk / "ballast").unlink()
    assert titles(full_terminal).count("Einmal") == 0
    full_terminal.json("add", "WEB", "Einmal")
    assert titles(full_terminal).count("Einmal") == 1


def test_a_repeated_command_beside_a_window_does_not_double_the_card(
    disk: Path, synced_profile: Path, shared_sandbox: RunningSandbox, open_window: OpenWindow
) -> None:
    shutil.copytree(synced_profile, disk / "profile")
    terminal = Terminal(disk / "profile", {**token_environment(shared_sandbox), "KANBERT_ACCESS_TOKEN": ""})
    window = open_window(terminal)
    ballast = fill_up(disk)
    card = terminal.json("cards", "WEB")[0]["id"]
    for _ in range(2):
        refused(terminal.run("add", "WEB", "Einmal", "--json"))
        refused(terminal.run("comment", card, "Einmal gesagt", "--json"))
        refused(terminal.run("undo", "--json"))
    assert titles(terminal).count("Einmal") == 0
    ballast.unlink()
    terminal.json("add", "WEB", "Einmal")
    assert titles(terminal).count("Einmal") == 1
    assert window.close() == 0
    assert titles(terminal).count("Einmal") == 1


def test_a_window_opens_on_a_full_disk_and_serves_reading_verbs(
    full_terminal: Terminal, open_window: OpenWindow
) -> None:
    full_terminal.variables["KANBERT_ACCESS_TOKEN"] = ""
    window = open_window(full_terminal)
    assert len(titles(full_terminal)) > 3
    refused(full_terminal.run("add", "WEB", "Einmal", "--json"))
    assert window.close() == 0
