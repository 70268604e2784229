"""What the first actions need is imported while the window has nothing else to do."""

from importlib.util import find_spec

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.window import imports_ahead
from kanbert_desktop.ui.window.imports_ahead import ImportsAhead


def test_every_module_exists() -> None:
    assert [name for name in imports_ahead._MODULES if find_spec(name) is None] == []


def test_one_module_is_imported_in_each_turn_of_the_event_loop_until_all_are(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = 0

    def count_turn() -> None:
        nonlocal turns
        turns += 1

    imported: list[tuple[str, int]] = []
    monkeypatch.setattr(imports_ahead, "import_module", lambda name: imported.append((name, turns)))
    monkeypatch.setattr(imports_ahead, "_DELAY_MS", 0)
    window = QObject()
    counter = QTimer(window, interval=0)
    counter.timeout.connect(count_turn)
    counter.start()
    ImportsAhead(window)
    # The timer ends with its object: a window at rest does not wake up for it.
    qtbot.waitUntil(lambda: not window.findChildren(ImportsAhead))
    assert [name for name, _turn in imported] == [*imports_ahead._MODULES]
    assert len({turn for _name, turn in imported}) == len(imported)
