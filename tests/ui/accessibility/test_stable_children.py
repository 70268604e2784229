"""Every screen and dialog: the children that a screen reader counts do not change until it queries them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

import kanbert_desktop
from kanbert_desktop.ui.settings.controls import DropDown
from kanbert_desktop.ui.widgets.file_dialogs import ask_save_path
from kanbert_desktop.ui.window.start_failure import create_message_box
from ui.accessibility.stable_children import scroll_areas, scroll_bar_problems
from ui.layout.screen_visits import visit
from ui.layout.screens import SIGNED_IN_SCREENS, SIGNED_OUT_SCREENS
from ui.layout.window_fixture import WindowFixture

PACKAGE = Path(kanbert_desktop.__file__).parent


class Counted:
    """Reports a scroll area that has other accessible children than when it was first visited."""

    def __init__(self) -> None:
        self.children: dict[int, int] = {}
        self._met: list[QScrollArea] = []

    def faults(self) -> Iterator[str]:
        for area in scroll_areas():
            if not isinstance(area, QScrollArea):
                continue
            # Kept alive, so that no other area gets the same id.
            self._met.append(area)
            count = QAccessible.queryAccessibleInterface(area).childCount()
            if self.children.setdefault(id(area), count) != count:
                yield f"{type(area).__name__} {area.objectName()} has {count} accessible children of a sudden"


def test_accessible_children_are_stable_when_signed_in(window_fixture: WindowFixture) -> None:
    counted = Counted()
    assert visit(window_fixture, SIGNED_IN_SCREENS, scroll_bar_problems, counted.faults) == ""
    assert len(counted.children) > 5


def test_accessible_children_are_stable_when_signed_out(
    signed_out_window_fixture: WindowFixture,
) -> None:
    counted = Counted()
    assert visit(signed_out_window_fixture, SIGNED_OUT_SCREENS, scroll_bar_problems, counted.faults) == ""
    assert len(counted.children) > 2


def test_accessible_children_are_stable_while_the_window_is_resized(window_fixture: WindowFixture) -> None:
    counted = Counted()
    faults: list[str] = []
    for width, height in ((1440, 900), (720, 480), (1440, 900)):
        window_fixture.window.resize(width, height)
        faults += visit(
            window_fixture,
            {name: SIGNED_IN_SCREENS[name] for name in ("panel", "settings", "question 0")},
            counted.faults,
        )
    assert faults == []


def test_accessible_children_are_stable_in_dialogs_of_qt(
    window_fixture: WindowFixture, qtbot: QtBot, tmp_path: Path
) -> None:
    asking = ask_save_path(
        window_fixture.window, "Where?", str(tmp_path / "board"), {"csv": "Table"}, lambda _path: None
    )
    box = create_message_box("The disk is full.", "Make room.", "where it happened")
    qtbot.addWidget(box)
    box.show()
    assert scroll_bar_problems() == []
    asking.close()


@pytest.mark.usefixtures("window_fixture")
def test_accessible_children_are_stable_in_drop_down_lists(
    window_fixture: WindowFixture, qtbot: QtBot
) -> None:
    choice = DropDown(window_fixture.board._theme)
    qtbot.addWidget(choice)
    choice.set_choices([(str(number), f"Choice {number}") for number in range(40)], "3")
    choice.show()
    choice.showPopup()
    assert scroll_bar_problems() == []
    choice.hidePopup()


def test_no_code_disconnects_all_signals_of_a_widget() -> None:
    """`widget.disconnect()` without arguments would: Qt would keep telling screen readers about a deleted widget."""
    calls = [
        f"{path.name}:{node.lineno}"
        for path in PACKAGE.glob("ui/**/*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "disconnect" and not node.args
    ]
    assert calls == []
