"""Board codes come from a server: whatever they hold, neither Tab nor Enter runs anything."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.cli.completion import SCRIPTS
from support.hostile_text import BROKEN_CODES, CODES, OPTIONS, SPY, raw_controls
from support.shells import ENTER, KILL, TAB, ShellEnvironment, fish, shell_terminal
from support.terminal import Terminal

IN_PRACTICE = [code for code in CODES if not code.startswith("-")]
"""What the program prints for the shell. The scripts are safe from other text too."""


@pytest.fixture
def place(tmp_path: Path) -> ShellEnvironment:
    return ShellEnvironment(tmp_path)


@pytest.fixture(params=SCRIPTS)
def shell(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def script(shell: str, place: ShellEnvironment) -> Path:
    path = place.root / "completion"
    path.write_text(SCRIPTS[shell](), "utf-8")
    return path


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_a_tab_and_enter_give_the_program_the_code_itself(
    shell: str, place: ShellEnvironment, script: Path
) -> None:
    with shell_terminal(shell, place, script) as keyboard:
        for code in IN_PRACTICE:
            place.add_executable(code)
            keyboard.press(b"kanbert-desktop add " + TAB)
            assert keyboard.line() != "kanbert-desktop add ", code
            assert keyboard.enter() == ["add", code]
    assert place.nothing_was_run()


def test_fish_gives_the_program_the_code_itself(place: ShellEnvironment) -> None:
    script = place.root / "completion"
    script.write_text(SCRIPTS["fish"](), "utf-8")
    enter = "set word (complete -C --escape 'kanbert-desktop add '); eval kanbert-desktop add $word"
    for code in IN_PRACTICE:
        place.add_executable(code)
        fish(place, script, enter)
        # A shell would expand a tilde to a home folder, so such a code is not offered.
        assert place.typed_arguments() == ["add", *([code] if not code.startswith("~") else [])]
    assert place.nothing_was_run()


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_codes_with_controls_neither_run_nor_reach_the_terminal(
    shell: str, place: ShellEnvironment, script: Path
) -> None:
    """The program leaves such codes out; the script does not rely on it."""
    with shell_terminal(shell, place, script) as keyboard:
        for code in BROKEN_CODES:
            place.add_executable(code)
            keyboard.press(b"kanbert-desktop add " + TAB)
            assert keyboard.line().startswith("kanbert-desktop add ")
            keyboard.press(KILL)
        place.add_executable(*BROKEN_CODES, *CODES)
        keyboard.press(b"kanbert-desktop add X" + TAB + TAB)
        assert keyboard.line().startswith("kanbert-desktop add X")
        keyboard.press(KILL)
        assert keyboard.line() == ""
    assert b"\x1b]" not in keyboard.output
    assert b"\x1bP" not in keyboard.output
    assert place.nothing_was_run()


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
@pytest.mark.parametrize("typed", ["X", '"X', "'X", "X\\$", 'X"$', "$", '"', "'", "`", "$(", "${", "~", "*"])
def test_what_is_half_typed_is_not_evaluated_either(
    shell: str, place: ShellEnvironment, script: Path, typed: str
) -> None:
    place.add_executable(f"X$({SPY})", f"$({SPY})", f"`{SPY}`", f"${{{SPY}}}")
    with shell_terminal(shell, place, script) as keyboard:
        keyboard.press(f"kanbert-desktop cards {typed}".encode() + TAB + TAB)
        line = keyboard.line()
        assert line.startswith("kanbert-desktop cards ")
        if typed in ("X", "X\\$"):
            assert keyboard.enter() == ["cards", f"X$({SPY})"]
        else:
            keyboard.press(KILL)
            keyboard.line()
    assert place.nothing_was_run()


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
@pytest.mark.parametrize("words", [f"--profile $({SPY}) add ", f"--column '$({SPY})' add ", f"$({SPY}) "])
def test_words_before_the_one_being_typed_are_not_evaluated(
    shell: str, place: ShellEnvironment, script: Path, words: str
) -> None:
    place.add_executable("WEB")
    with shell_terminal(shell, place, script) as keyboard:
        keyboard.press(f"kanbert-desktop {words}".encode() + TAB)
        assert keyboard.line().startswith(f"kanbert-desktop {words.strip()}")
    assert place.nothing_was_run()


def test_fish_lists_hostile_codes_as_data(place: ShellEnvironment) -> None:
    script = place.root / "completion"
    script.write_text(SCRIPTS["fish"](), "utf-8")
    place.add_executable(*CODES, *BROKEN_CODES)
    for words in ("add ", "add X", "add '", "--profile ($SPY) add ", "cards --column ($SPY) "):
        fish(place, script, f"complete -C 'kanbert-desktop {words.replace(chr(39), chr(92) + chr(39))}'")
    assert place.nothing_was_run()


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_ordinary_codes_are_still_found(shell: str, place: ShellEnvironment, script: Path) -> None:
    place.add_executable("WEB", "KAT", "BÜRO", "FERN")
    with shell_terminal(shell, place, script) as keyboard:
        for typed, code in (("W", "WEB"), ("BÜ", "BÜRO"), ('"W', "WEB"), ("'FE", "FERN"), ("al", "all")):
            keyboard.press(f"kanbert-desktop cards {typed}".encode() + TAB)
            assert keyboard.line().strip() != f"kanbert-desktop cards {typed}"
            assert keyboard.enter() == ["cards", code]
        for before in (["views", "remove"], ["cards", "--view"], ["cards", "all", "--view"]):
            keyboard.press(f"kanbert-desktop {' '.join(before)} F".encode() + TAB)
            assert keyboard.enter() == [*before, "FERN"]
        keyboard.press(b"kanbert-desktop sta" + TAB + ENTER)
        keyboard.wait_for(place.arguments)
        assert place.typed_arguments() == ["status"]


def test_the_program_prints_only_codes_that_are_one_word(terminal: Terminal) -> None:
    """From a store filled by a hostile server."""
    codes = (*CODES, *BROKEN_CODES)
    (path,) = terminal.profile.glob("accounts/*/store.db")
    with closing(sqlite3.connect(path)) as db, db:
        board = json.loads(db.execute("SELECT raw FROM base WHERE kind = 'board'").fetchone()[0])
        db.execute("DELETE FROM base WHERE kind = 'board'")
        for number, code in enumerate(codes):
            raw = json.dumps({**board, "id": f"b{number}", "shortcode": code}).encode()
            row = ("board", f"b{number}", f"b{number}", "", raw)
            db.execute("INSERT INTO base (kind, id, key, place, raw) VALUES (?, ?, ?, ?, ?)", row)
    result = terminal.run("__boards")
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(result.stdout.splitlines()) == {code for code in CODES if code not in OPTIONS}
    assert raw_controls(result.stdout) == []


def test_fish_lists_names_of_views_where_one_is_meant(place: ShellEnvironment) -> None:
    script = place.root / "completion"
    script.write_text(SCRIPTS["fish"](), "utf-8")
    place.add_executable("Zu spät & wichtig", "Montag")
    for words in ("views remove ", "cards --view ", "cards all --view "):
        listed = fish(place, script, f"complete -C 'kanbert-desktop {words}'").splitlines()
        assert {line.split("\t")[0] for line in listed} >= {"Zu spät & wichtig", "Montag"}, words
    assert fish(place, script, "complete -C 'kanbert-desktop views add '") == ""
