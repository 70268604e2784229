"""A holder killed between commit and response: the repeated verb gets the response and changes nothing."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.sandbox.faults import error_status
from support import killed_holder
from support.colleague import Colleague
from support.sandbox import RunningSandbox
from support.slow_holder import wait_for_word
from support.terminal import TIMEOUT_SECONDS, Terminal, result_of

Words = list[str]
KINDS = ("outbox", "history", "history WHERE undone = 1")


def card_of(terminal: Terminal) -> str:
    found: str = terminal.json("cards", "WEB")[0]["id"]
    return found


def add(_terminal: Terminal, _sandbox: RunningSandbox) -> Words:
    return ["add", "WEB", "Genau einmal"]


def edit(terminal: Terminal, _sandbox: RunningSandbox) -> Words:
    return ["edit", card_of(terminal), "--title", "Genau einmal"]


def comment(terminal: Terminal, _sandbox: RunningSandbox) -> Words:
    return ["comment", card_of(terminal), "Genau einmal"]


def delete(terminal: Terminal, _sandbox: RunningSandbox) -> Words:
    return ["delete", card_of(terminal)]


def undo(terminal: Terminal, _sandbox: RunningSandbox) -> Words:
    """More than one change can be undone."""
    card = card_of(terminal)
    for title in ("Erst dies", "Dann das"):
        terminal.json("edit", card, "--title", title)
    return ["undo"]


def resolve(terminal: Terminal, sandbox: RunningSandbox) -> Words:
    sandbox.faults.inject("POST", "/api/v1/tasks", error_status(422))
    terminal.json("add", "WEB", "Abgelehnt")
    assert terminal.json("sync")["attention"] == 1
    (question,) = terminal.json("attention")
    return ["resolve", question["id"], "discard"]


@pytest.fixture
def doomed(own_terminal: Terminal, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Starts a holder that is killed after it has carried out the request."""
    begun: list[subprocess.Popen[str]] = []

    def begin() -> subprocess.Popen[str]:
        folder = tmp_path / "holder"
        folder.mkdir()
        holder = subprocess.Popen(
            [sys.executable, killed_holder.__file__, str(folder), "sync"],
            env=own_terminal.environment(PYTHONPATH=str(Path(killed_holder.__file__).parents[1])),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        begun.append(holder)
        wait_for_word(holder, "begun")
        return holder

    yield begin
    for holder in begun:
        if holder.poll() is None:
            holder.kill()
        holder.communicate(timeout=TIMEOUT_SECONDS)


def left(terminal: Terminal) -> dict[str, Any]:
    """Everything that a verb can change, without values that differ between runs."""
    (store,) = terminal.profile.glob("accounts/*/store.db")
    with closing(sqlite3.connect(store)) as db:
        counts = [db.execute(f"SELECT count(*) FROM {rows}").fetchone()[0] for rows in KINDS]  # noqa: S608
    return {"counts": counts, "cards": result(terminal.json("cards", "all"))}


def result(document: Any) -> Any:  # noqa: ANN401  any document
    if isinstance(document, list):
        return sorted((result(one) for one in document), key=str)
    if isinstance(document, dict):
        ids = {name for name, value in document.items() if str(value).startswith("kd-")}
        return {name: value for name, value in document.items() if name not in ids}
    return document


@pytest.mark.parametrize("prepare", [add, edit, comment, delete, undo, resolve])
def test_a_verb_whose_holder_was_killed_before_its_response_runs_once(
    own_sandbox: RunningSandbox,
    own_terminal: Terminal,
    doomed: Callable[[], subprocess.Popen[str]],
    tmp_path: Path,
    prepare: Callable[[Terminal, RunningSandbox], Words],
) -> None:
    own_terminal.json("sync")
    words = prepare(own_terminal, own_sandbox)
    shutil.copytree(own_terminal.profile, tmp_path / "undisturbed")
    undisturbed = Terminal(tmp_path / "undisturbed", own_terminal.variables)
    expected = undisturbed.json(*words)

    holder = doomed()
    answer = result_of(own_terminal.start(*words, "--json", has_long_timeouts=True))
    holder.communicate(timeout=TIMEOUT_SECONDS)
    assert holder.returncode == -signal.SIGKILL, "it did what was handed over, and died of it"
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert result(answer.json) == result(expected)
    assert left(own_terminal) == left(undisturbed)


def test_a_sign_out_whose_holder_was_killed_before_it_answered_signs_nobody_else_out(
    own_sandbox: RunningSandbox, own_terminal: Terminal, doomed: Callable[[], subprocess.Popen[str]]
) -> None:
    """The account used last is asked first: after the sign-out that is another one."""
    other = {"KANBERT_ACCESS_TOKEN": Colleague(own_sandbox.state).token()}
    theirs = own_terminal.json("sign-in", **other)["user"]
    mine = own_terminal.json("sign-in")["user"]
    assert mine != theirs
    nobody = {"KANBERT_ACCESS_TOKEN": None}
    assert own_terminal.json("status", **nobody)["user"] == mine
    holder = doomed()
    result = result_of(own_terminal.start("sign-out", "--json", has_long_timeouts=True, **nobody))
    holder.communicate(timeout=TIMEOUT_SECONDS)
    assert holder.returncode == -signal.SIGKILL
    assert (result.exit_code, result.json) == (0, {"signed_out": True})
    assert own_terminal.json("status", **other)["user"] == theirs
    assert own_terminal.json("sync", **other)["pending"] == 0
