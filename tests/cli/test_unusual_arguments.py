"""Arguments that are not text, options that look like verbs, and slow readers."""

import json
import os
import sys
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import pytest

from kanbert_desktop.app.deep_links import parse_link
from kanbert_desktop.app.system.handover import HandoverRequest, read_request
from kanbert_desktop.cli.arguments import validate_arguments
from kanbert_desktop.cli.handover import _repaired_words
from kanbert_desktop.cli.options import verb_index
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.untrusted_text import has_surrogates
from kanbert_desktop.sandbox.control.changes import set_project_status
from kanbert_desktop.sandbox.faults import HeldRequest, hold_request
from support.hostile_text import SURROGATES
from support.sandbox import RunningSandbox
from support.terminal import LONG_TIMEOUTS_PROGRAM, TIMEOUT_SECONDS, HeldVerb, Terminal, result_of

BROKEN = b"Caf\xe9"
"""Latin-1 where UTF-8 is expected."""


def bytes_of(terminal: Terminal, *words: str | bytes, cwd: Path | None = None) -> tuple[int, bytes, bytes]:
    process = Popen(
        [sys.executable, "-c", LONG_TIMEOUTS_PROGRAM, *words, "--json"],
        env=terminal.environment(PYTHONPATH=os.pathsep.join(sys.path)),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        cwd=cwd,
    )
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize(
    "words",
    [
        ["add", "WEB", BROKEN],
        ["add", "WEB", "x", "--description", BROKEN],
        ["edit", "1", "--title", BROKEN],
        ["comment", "1", BROKEN],
        ["cards", BROKEN],
        ["cards", "WEB", "--search", BROKEN],
        ["export", "WEB", "--format", "csv", "--output", BROKEN],
        ["--profile", BROKEN, "status"],
        ["--client-id", BROKEN, "status"],
        [BROKEN],
    ],
    ids=lambda words: str(words[0]),
)
def test_bytes_that_are_no_text_are_wrong_usage(terminal: Terminal, words: list[str | bytes]) -> None:
    """In every argument, file names included (COMMAND_LINE.md, "Arguments"); the message names the argument."""
    code, out, err = bytes_of(terminal, *words)
    assert (code, json.loads(out)["error"]["code"]) == (2, 2)
    assert b"UTF-8" in err
    assert b"Caf\\udce9" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "name", ["KANBERT_SERVER", "KANBERT_CLIENT_ID", "KANBERT_ACCESS_TOKEN", "KANBERT_CLIENT_SECRET"]
)
@pytest.mark.parametrize("verb", ["status", "sign-in"])
def test_a_variable_that_is_no_text_is_wrong_usage(tmp_path: Path, name: str, verb: str) -> None:
    """The value may be a secret, so the message names only the variable."""
    result = Terminal(tmp_path / "nobody", {name: os.fsdecode(BROKEN)}).run(verb, "--json")
    assert (result.exit_code, result.error["code"]) == (2, 2)
    assert name in result.stderr
    assert "Caf" not in result.stderr + result.stdout
    assert Terminal(tmp_path / "nobody", {name: os.fsdecode(BROKEN)}).run("__boards").exit_code == 0


def test_a_link_that_is_no_text_reaches_the_window_which_says_so() -> None:
    """The user who followed a link sees no exit code."""
    (link,) = validate_arguments([f"kanbert-desktop://card/{os.fsdecode(BROKEN)}"])
    assert not has_surrogates(link)
    with pytest.raises(InvalidInput, match="link_malformed"):
        parse_link(link)


def test_nothing_is_written_of_a_refused_argument(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    own_terminal.json("sync")
    before = own_terminal.json("cards", "all")
    assert bytes_of(own_terminal, "comment", before[0]["id"], BROKEN)[0] == 2
    assert bytes_of(own_terminal, "add", "WEB", BROKEN)[0] == 2
    assert own_terminal.json("cards", "all") == before
    assert own_terminal.json("status")["pending"] == 0


def test_a_folder_whose_name_is_no_text_is_still_a_folder(
    own_sandbox: RunningSandbox, own_terminal: Terminal, tmp_path: Path
) -> None:
    """The working directory of a verb is no argument: the holder of the profile writes there."""
    own_terminal.json("sync")
    gate = HeldRequest()
    own_sandbox.faults.inject("GET", "/api/v1/whoami", hold_request(gate))
    holder = HeldVerb(own_terminal.start("sync", "--json"), gate)
    assert gate.has_arrived.wait(TIMEOUT_SECONDS)
    folder = tmp_path / os.fsdecode(BROKEN)
    folder.mkdir()
    words = ("export", "all", "--format", "csv", "--output", "out.csv")
    code, out, _ = bytes_of(own_terminal, *words, cwd=folder)
    assert holder.release().exit_code == 0
    assert (code, json.loads(out)["file"]) == (0, str(folder / "out.csv"))
    assert (folder / "out.csv").read_bytes()


@pytest.mark.parametrize("text", SURROGATES)
def test_a_handover_contains_no_lone_surrogate(text: str) -> None:
    """JSON can contain one, whoever wrote the line; only a file's folder may have such a name."""
    line = HandoverRequest(("comment", "1", text, f"--output=/tmp/{text}"), "id").to_line()
    request = read_request(line)
    assert request is not None
    *words, file = _repaired_words(request)
    assert not any(map(has_surrogates, words))
    assert len(words) == 3
    assert file == f"--output=/tmp/{text}"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_character_the_terminal_cannot_encode_is_escaped(terminal: Terminal, encoding: str) -> None:
    result = terminal.run("add", "WEB", "Größe 😀", "--json", PYTHONIOENCODING=encoding)
    assert result.stdout.isascii()
    assert result.json["title"] == "Größe 😀"


def test_a_slow_reader_does_not_block_others(terminal: Terminal) -> None:
    """Like a pager: the pipe is full and nobody reads it."""
    for _ in range(3):
        terminal.json("add", "WEB", "x", "--description", "y" * 30_000)
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as pager:
        slow = Popen(
            [sys.executable, "-m", "kanbert_desktop", "cards", "all", "--json"],
            env=terminal.environment(),
            stdin=DEVNULL,
            stdout=writing,
        )
        os.close(writing)
        assert pager.read(1) == b"["
        assert terminal.run("boards").exit_code == 0
        assert json.loads(b"[" + pager.read())
    assert slow.wait(60) == 0


def test_an_option_may_have_a_verb_for_its_value(terminal: Terminal) -> None:
    assert verb_index(["--client-id", "sync", "--json", "sync"], "sync") == 3
    assert verb_index(["--client-id=sync", "sync", "sync"], "sync") == 1
    held = [
        terminal.start("--client-id", "add", "add", "WEB", f"Nr. {number}", "--json", has_long_timeouts=True)
        for number in range(3)
    ]
    assert [result_of(each).exit_code for each in held] == [0, 0, 0]


def test_a_sub_task_stays_on_its_cards_board(terminal: Terminal) -> None:
    card = terminal.json("cards", "WEB")[0]["id"]
    result = terminal.run("add", "FIL", "x", "--parent", card, "--json")
    assert result.exit_code == 5
    assert "board" in result.error["title"]


def test_nothing_is_added_to_a_closed_board(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sync")
    set_project_status(own_sandbox.state, "KAT", "Finished")
    own_terminal.json("sync")
    assert "KAT" in own_terminal.run("add", "KAT", "x", "--json").error["message"]


def test_a_column_only_the_server_knows_can_be_asked_for(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    with own_sandbox.state.transaction() as db:
        db.execute("UPDATE tasks SET status = 'Blocked' WHERE title = (SELECT min(title) FROM tasks)")
    own_terminal.json("sync")
    assert {card["column"] for card in own_terminal.json("cards", "all", "--column", "blocked")} == {
        "Blocked"
    }


def test_a_foreign_id_that_looks_like_ours_is_none(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    own_terminal.json("sync")
    board = own_terminal.json("boards")[0]["id"]
    with own_sandbox.client() as client:
        client.post("/tasks", json={"project_id": board, "title": "Fremd", "external_id": "kd-7"})
    own_terminal.json("sync")
    (card,) = own_terminal.json("cards", "all", "--search", "Fremd")
    assert card["external_id"] == "kd-7"
    assert own_terminal.run("edit", "kd-7", "--title", "x").exit_code == 5
    assert own_terminal.json("edit", card["id"], "--title", "x")["title"] == "x"


@pytest.mark.parametrize("words", [["boards"], ["boards", "--json"], ["cards", "nope", "--json"]])
def test_an_answer_that_cannot_be_written_is_no_success(terminal: Terminal, words: list[str]) -> None:
    result = terminal.run(*words, prefix=["bash", "-c", 'exec "$@" > /dev/full', "_"])
    assert result.exit_code == (5 if "nope" in words else 7)
    assert len(result.stderr.strip().splitlines()) == 1


def test_closed_streams_are_no_error(terminal: Terminal) -> None:
    result = terminal.run("boards", prefix=["bash", "-c", 'exec "$@" >&- 2>&-', "_"])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_reader_that_has_gone_is_no_error(terminal: Terminal) -> None:
    result = terminal.run(
        "cards", "all", "--json", prefix=["bash", "-c", '"$@" | head -c 1; exit ${PIPESTATUS[0]}', "_"]
    )
    assert (result.exit_code, result.stdout, result.stderr) == (0, "[", "")


def test_an_unsynced_profile_is_not_called_empty(own_sandbox: RunningSandbox, own_terminal: Terminal) -> None:
    own_terminal.json("sign-in")
    assert "kanbert-desktop sync" in own_terminal.run("boards").stdout
