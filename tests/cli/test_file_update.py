"""An account's file of an older version is updated by the program that opens it first, and the user is notified."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.cli import handover
from kanbert_desktop.cli.output import Output
from kanbert_desktop.store.database import OpenedStore, open_store
from support.released_stores import RELEASED, downgrade_to
from support.terminal import Terminal
from support.window_processes import OpenWindow


@pytest.mark.parametrize("version", RELEASED)
def test_a_window_updates_the_file_and_shows_its_boards(
    terminal: Terminal, open_window: OpenWindow, version: int
) -> None:
    assert terminal.run("sync").exit_code == 0, "it checkpoints the log"
    expected = terminal.json("cards", "all")
    assert expected
    (store,) = terminal.profile.glob("accounts/*/store.db")
    downgrade_to(store, version)
    open_window(terminal)
    assert terminal.json("cards", "all") == expected


def test_a_verb_says_so_on_standard_error_if_it_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[tuple[str, str]] = []
    was_printed = threading.Event()

    def write(kind: str, text: str) -> None:
        printed.append((kind, text))
        was_printed.set()

    def open_file() -> OpenedStore:
        assert was_printed.wait(60)
        return open_store(tmp_path / "store.db")

    monkeypatch.setattr(handover, "UPDATE_SECONDS", 0.0)
    with closing(handover._tell_of_update(Output(write, as_json=True), open_file).store):
        assert printed == [("err", "Updating your data …\n")]


def test_a_verb_says_nothing_of_a_quick_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "UPDATE_SECONDS", 3600.0)
    printed: list[str] = []
    output = Output(lambda _kind, text: printed.append(text), as_json=False)
    with closing(handover._tell_of_update(output, lambda: open_store(tmp_path / "store.db")).store):
        timers = [one for one in threading.enumerate() if isinstance(one, threading.Timer)]
        assert all(timer.finished.is_set() for timer in timers), "none may fire later"
    assert printed == []
