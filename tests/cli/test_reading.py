"""Reading verbs read the file themselves, whoever holds the profile; a long document goes out while it is read."""

import asyncio
import fcntl
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from kanbert_desktop.app.boards.json_format import list_parts
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.system.handover import HandoverRequest, WriteOutput
from kanbert_desktop.app.system.handover_server import HandoverServer
from kanbert_desktop.app.system.instance_lock import socket_path
from kanbert_desktop.app.system.plain_handover import listen_by_asyncio
from kanbert_desktop.app.tasks import run_in_thread
from kanbert_desktop.cli import reading
from kanbert_desktop.cli.event_loops import plain_loop
from kanbert_desktop.cli.handover import serve_verbs
from kanbert_desktop.cli.output import Output
from kanbert_desktop.cli.reading import must_be_handed_over
from kanbert_desktop.store.migrations import NEWEST_VERSION
from support.colleague import Colleague
from support.released_stores import RELEASED, downgrade_to
from support.sandbox import RunningSandbox
from support.terminal import TIMEOUT_SECONDS, HeldVerb, Terminal, result_of
from support.window_processes import OpenWindow

REQUEST = HandoverRequest(("cards", "WEB"), "id-1")
READING = (
    ("status",),
    ("boards",),
    ("cards", "WEB"),
    ("inbox",),
    ("attention",),
    ("export", "all", "--format", "json"),
    ("overview",),
)


def store_of(terminal: Terminal) -> Path:
    (store,) = terminal.profile.glob("accounts/*/store.db")
    return store


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the log, which tells of each process, and what SQLite keeps beside a file that is read."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "logs")
    found = {str(path.relative_to(folder)): path.read_bytes() for path in files}
    return {name: content for name, content in found.items() if content and not name.endswith("-shm")}


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_leaves_no_trace_in_the_profile(terminal: Terminal, words: tuple[str, ...]) -> None:
    before = contents(terminal.profile)
    terminal.json(*words)
    assert contents(terminal.profile) == before


@pytest.mark.parametrize("words", READING[1:], ids=" ".join)
def test_reading_waits_for_no_holder(
    held_verb: HeldVerb, own_terminal: Terminal, words: tuple[str, ...]
) -> None:
    """The holder is stopped: it could answer nobody."""
    held_verb.process.send_signal(signal.SIGSTOP)
    try:
        result = own_terminal.run(*words, "--json", has_long_timeouts=False)
    finally:
        held_verb.process.send_signal(signal.SIGCONT)
    assert result.exit_code == 3, "nobody has signed in yet"
    assert held_verb.release().exit_code == 0
    assert own_terminal.run(*words, "--json").exit_code == 0


def test_another_account_is_read_beside_a_window(
    own_terminal: Terminal, own_sandbox: RunningSandbox, open_window: OpenWindow
) -> None:
    """A change would be refused: the window shows another account."""
    theirs = {"KANBERT_ACCESS_TOKEN": Colleague(own_sandbox.state).token()}
    own_terminal.json("sync", **theirs)
    own_terminal.json("sync")
    expected = own_terminal.json("boards", **theirs)
    open_window(own_terminal)
    assert own_terminal.json("boards", **theirs) == expected


def test_the_status_is_the_windows_own(own_terminal: Terminal, open_window: OpenWindow) -> None:
    own_terminal.json("sync")
    window = open_window(own_terminal)
    # It begins with a sync of its own.
    window.wait_until(lambda: own_terminal.json("status")["sync_state"] == "up_to_date")


def test_a_file_of_a_newer_version_is_refused_as_by_every_verb(terminal: Terminal) -> None:
    with closing(sqlite3.connect(store_of(terminal), isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {NEWEST_VERSION + 1}")
    result = terminal.run("cards", "WEB", "--json")
    assert result.exit_code == 7
    assert result.error == terminal.run("add", "WEB", "x", "--json").error


@pytest.mark.parametrize("version", RELEASED)
def test_a_file_of_an_older_version_is_migrated_as_by_every_verb(terminal: Terminal, version: int) -> None:
    assert terminal.run("sync").exit_code == 0, "it checkpoints the log"
    expected = terminal.json("cards", "all")
    downgrade_to(store_of(terminal), version)
    assert terminal.json("cards", "all") == expected
    with closing(sqlite3.connect(store_of(terminal))) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (NEWEST_VERSION,)


def test_a_missing_file_is_created_as_by_every_verb(terminal: Terminal) -> None:
    for path in store_of(terminal).parent.glob("store.db*"):
        path.unlink()
    assert terminal.json("boards") == []
    assert store_of(terminal).exists()


def test_damage_that_is_met_while_reading_leads_to_the_recovery(terminal: Terminal) -> None:
    """The file is sound at first sight: a page in its middle is not."""
    added = terminal.json("add", "WEB", "Gerettet")
    store = store_of(terminal)
    with closing(sqlite3.connect(store)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'base'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    content = bytearray(store.read_bytes())
    content[(root - 1) * size : root * size] = bytes([0xFF]) * size
    store.write_bytes(content)
    result = terminal.run("cards", "all", "--json")
    assert result.exit_code == 7
    assert result.error["code"] == 7, "one document, not a part of a list"
    assert [card["id"] for card in terminal.json("cards", "all")] == [added["id"]]


class Holder(NamedTuple):
    """What `serve_verbs` asks a window."""

    environment: Environment
    has_unsaved: Callable[[], bool]
    account: None = None
    sign_in_settings: SimpleNamespace = SimpleNamespace(server="https://kanbert.test")


@pytest.fixture
def long_answer_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second passes on a busy machine before a holder has answered; it would count as one that does not."""
    monkeypatch.setattr(reading, "_ANSWER_SECONDS", 60.0)


@pytest.mark.usefixtures("long_answer_timeout")
@pytest.mark.parametrize(
    ("verb", "has_unsaved", "expected"),
    [("cards", False, False), ("cards", True, True), ("status", False, True)],
    ids=["saved", "unsaved", "status"],
)
def test_a_verb_is_handed_over_if_the_holder_knows_more_than_the_file(
    profile: Path, verb: str, has_unsaved: bool, expected: bool
) -> None:
    """The disk rejected a change, or the verb asks for the state of the sync."""

    async def scenario() -> bool:
        holder: Any = Holder(Environment(profile), lambda: has_unsaved)
        server = serve_verbs(holder, loop=plain_loop("status"))
        found = await run_in_thread("asks", lambda: must_be_handed_over(verb, holder.environment, REQUEST))
        await server.close()
        return found

    assert asyncio.run(scenario()) is expected


@pytest.mark.usefixtures("long_answer_timeout")
@pytest.mark.parametrize(("code", "expected"), [(2, True), (None, False)], ids=["older", "other account"])
def test_a_holder_of_an_older_version_is_handed_the_verb(
    profile: Path, code: int | None, expected: bool
) -> None:
    """It does not know the question, which ends there as wrong usage. One with another account refuses it."""

    async def serve(_request: HandoverRequest, _write: WriteOutput) -> int:
        assert code is not None
        return code

    async def scenario() -> bool:
        server = HandoverServer(
            socket_path(profile), lambda _: code is not None, serve, listen=listen_by_asyncio
        )
        found = await run_in_thread(
            "asks", lambda: must_be_handed_over("cards", Environment(profile), REQUEST)
        )
        await server.close()
        return found

    assert asyncio.run(scenario()) is expected


def test_nobody_is_asked_where_nobody_holds_the_profile(profile: Path) -> None:
    assert not must_be_handed_over("status", Environment(profile), REQUEST)


def test_a_reader_that_takes_its_time_blocks_nobody(terminal: Terminal) -> None:
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    slow = subprocess.Popen(
        [sys.executable, "-m", "kanbert_desktop", "export", "all", "--format", "json"],
        env=terminal.environment(),
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        first = pipe.read(1)
        assert terminal.json("add", "WEB", "Inzwischen")["title"] == "Inzwischen"
        assert slow.poll() is None
        whole = json.loads(first + pipe.read())
    assert result_of(slow).exit_code == 0
    assert "Inzwischen" not in {card["title"] for card in whole}


@pytest.mark.parametrize("words", READING[2:], ids=" ".join)
def test_a_reader_that_leaves_early_is_no_error(terminal: Terminal, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    verb = subprocess.Popen(
        [sys.executable, "-m", "kanbert_desktop", *words, "--json"],
        env=terminal.environment(),
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    os.close(reading)
    _, errors = verb.communicate(timeout=TIMEOUT_SECONDS)
    assert (verb.returncode, errors) == (0, "")


VALUES = [
    {"id": "a", "title": 'Zeile\n"zwei" \\ Ümlaut 🙂 \x1b', "none": None, "yes": True, "n": 3, "empty": {}},
    {"assignee": {"id": "p", "name": ""}, "comments": [], "changes": [{"mine": {"due": None}}, 1.5, "x"]},
]


@pytest.mark.parametrize("values", [[], VALUES[:1], VALUES], ids=len)
def test_the_parts_of_a_list_are_the_document(values: list[dict[str, object]]) -> None:
    assert "".join(list_parts(values)) == json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def parts(read: list[int]) -> Iterator[str]:
    for number in range(100_000):
        read.append(number)
        yield f"{number}\n"


def test_the_first_part_goes_out_before_the_second_is_read() -> None:
    read: list[int] = []
    seen: list[tuple[int, str]] = []
    output = Output(lambda _kind, text: seen.append((len(read), text)), as_json=True)
    output.print_parts(parts(read))
    assert seen[0] == (1, "0\n")
    assert "".join(text for _, text in seen) == "".join(f"{number}\n" for number in range(100_000))
    assert max(len(text) for _, text in seen) < 100_000, "memory stays flat"


def test_a_terminal_that_lacks_characters_gets_the_document_at_once() -> None:
    seen: list[str] = []
    output = Output(lambda _kind, text: seen.append(text), as_json=True, streams=False)
    output.print_parts(parts([]))
    assert len(seen) == 1


def test_an_error_in_the_middle_adds_no_second_document(capsys: pytest.CaptureFixture[str]) -> None:
    from kanbert_desktop.cli.errors import report_error
    from kanbert_desktop.domain.errors import StoreError

    printed: list[tuple[str, str]] = []
    write: Callable[[str, str], None] = lambda kind, text: printed.append((kind, text))  # noqa: E731
    output = Output(write, as_json=True)
    output.print_parts(iter(["[\n"]))
    assert report_error(StoreError("store_damaged", path="x"), output) == 7
    assert [kind for kind, _ in printed] == ["out", "err"]
