"""Shell completion: verbs, options, values, and known boards."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kanbert_desktop.cli.completion import arguments_of, verbs_with_help
from support.terminal import TIMEOUT_SECONDS, Terminal

ASK = """
source "$SCRIPT"
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_kanbert_complete
printf '%s\\n' "${COMPREPLY[@]}"
"""
SYNTAX = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """As it is called once installed."""
    path = tmp_path / "bin" / "kanbert-desktop"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec {sys.executable} -m kanbert_desktop "$@"\n', "utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def script(terminal: Terminal, tmp_path: Path) -> Path:
    result = terminal.run("completion", "bash")
    assert (result.exit_code, result.stderr) == (0, "")
    path = tmp_path / "completion.bash"
    path.write_text(result.stdout, "utf-8")
    return path


class Shell:
    def __init__(self, terminal: Terminal, script: Path, program: Path) -> None:
        self._terminal, self._script, self._program = terminal, script, program

    def offers(self, *words: str, **more: str | None) -> list[str]:
        """The last word is the one being typed."""
        path = f"{self._program.parent}{os.pathsep}{os.environ['PATH']}"
        result = subprocess.run(
            ["bash", "--norc", "-c", ASK, "bash", "kanbert-desktop", *words],
            env=self._terminal.environment(SCRIPT=str(self._script), PATH=path, **more),
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=True,
        )
        assert result.stderr == ""
        return result.stdout.split("\n")[:-1]


@pytest.fixture
def shell(terminal: Terminal, script: Path, program: Path) -> Shell:
    return Shell(terminal, script, program)


def test_verbs_and_options(shell: Shell) -> None:
    assert shell.offers("") == [name for name, _ in verbs_with_help()]
    assert shell.offers("--json", "s") == ["sign-in", "sign-out", "status", "sync", "sandbox"]
    assert shell.offers("cards", "WEB", "--m") == ["--mine"]
    assert set(shell.offers("edit", "--")) == {
        option for argument in arguments_of("edit") for option in argument.options if option.startswith("--")
    }


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["cards", "WEB", "--column", "W"], ["WIP"]),
        (["cards", "WEB", "--column", "=", "W"], ["WIP"]),
        (["cards", "WEB", "--column", "="], ["Backlog", "New", "WIP", "Completed", "Approved", "Closed"]),
        (["edit", "--column", "WIP", "1", "--assignee", ""], ["me", "none"]),
        (["export", "WEB", "--format", ""], ["csv", "json", "ics"]),
        (["resolve", "an-id", "m"], ["mine"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["add", "WEB", ""], [""]),
        (["status", "x"], [""]),
    ],
)
def test_words_of_an_option_or_a_place(shell: Shell, words: list[str], offered: list[str]) -> None:
    assert shell.offers(*words) == offered


def test_boards_that_are_known_here_without_a_network(shell: Shell, terminal: Terminal) -> None:
    codes = sorted(board["shortcode"] for board in terminal.json("boards"))
    offline = {"KANBERT_SERVER": None}
    assert shell.offers("cards", "", **offline) == [*codes, "all"]
    assert shell.offers("add", "", **offline) == codes
    assert shell.offers("export", "--format", "csv", "W", **offline) == [
        code for code in codes if code.startswith("W")
    ]
    assert shell.offers("--profile", str(terminal.profile), "add", "", KANBERT_PROFILE="/nowhere") == codes


def test_names_of_saved_views_are_completed_where_one_is_meant(
    shell: Shell, terminal: Terminal, tmp_path: Path
) -> None:
    assert shell.offers("views", "remove", "") == [""]
    for name in ("Zu spät & wichtig", "Montag"):
        terminal.json("views", "add", name, "is:open")
    assert shell.offers("cards", "--view", "") == ["Zu\\ spät\\ \\&\\ wichtig", "Montag"]
    assert shell.offers("cards", "WEB", "--view", "Mo", KANBERT_SERVER=None) == ["Montag"]
    assert shell.offers("views", "remove", "M") == ["Montag"]
    assert shell.offers("views", "add", "M") == [""]
    (tmp_path / "Montag.json").write_text("", "utf-8")
    assert shell.offers("views", "import", f"{tmp_path}/M") == [f"{tmp_path}/Montag.json"]


def test_titles_of_templates_are_completed_where_one_is_meant(shell: Shell, terminal: Terminal) -> None:
    for title in ("Zu spät & wichtig", "Montag"):
        terminal.json("templates", "add", "WEB", title)
    assert shell.offers("templates", "remove", "") == ["Montag", "Zu\\ spät\\ \\&\\ wichtig"]
    assert shell.offers("templates", "add", "WE") == ["WEB"]


def test_signed_out_or_damaged_there_are_no_boards(terminal: Terminal, tmp_path: Path) -> None:
    for kind in ("__boards", "__views"):
        result = Terminal(tmp_path / "nobody").run(kind)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    (store,) = terminal.profile.glob("accounts/*/store.db")
    store.write_bytes(b"no database")
    result = terminal.run("__boards", "--column", "WIP")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert terminal.run("__boards", "--server").exit_code == 0


def test_boards_are_completed_while_another_process_holds_the_profile(terminal: Terminal) -> None:
    before = terminal.run("__boards").stdout
    (store,) = terminal.profile.glob("accounts/*/store.db")
    terminal.json("add", "WEB", "Neu")
    assert store.with_name("store.db-wal").exists() is False
    assert terminal.run("__boards").stdout == before != ""


def test_it_waits_for_no_qt(terminal: Terminal) -> None:
    result = terminal.run("__boards", prefix=["env", "PYTHONPROFILEIMPORTTIME=1"])
    assert result.stdout
    assert "PySide6" not in result.stderr
    assert "httpx" not in result.stderr


def test_files_and_folders(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("", "utf-8")
    assert shell.offers("export", "WEB", "--output", f"{tmp_path}/out") == [f"{tmp_path}/out.csv"]
    assert shell.offers("--profile", f"{tmp_path}/bi") == [f"{tmp_path}/bin"]


@pytest.mark.parametrize("name", SYNTAX)
def test_the_script_is_no_nonsense_to_its_shell(terminal: Terminal, tmp_path: Path, name: str) -> None:
    path = tmp_path / "script"
    path.write_text(terminal.run("completion", name).stdout, "utf-8")
    result = subprocess.run(
        [*SYNTAX[name], str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("name", SYNTAX)
def test_every_script_knows_every_verb_and_option(terminal: Terminal, name: str) -> None:
    document = terminal.json("completion", name)
    assert document["shell"] == name
    assert re.findall("@[A-Z_]+@", document["script"]) == []
    for verb, _ in verbs_with_help():
        assert verb in document["script"]
        for argument in arguments_of(verb):
            assert all(option.lstrip("-") in document["script"] for option in argument.options)
