"""A finger on lists and pages: a swipe scrolls, a tap clicks, holding and lifting shows a menu."""

from collections.abc import Callable
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.widgets import finger_tracker
from kanbert_desktop.ui.widgets.finger_input import FingerInput, scrolled_area
from support.finger import Finger

Widget = TypeVar("Widget", bound=QWidget)
UPRIGHT, SIDEWAYS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal


class Listing(QListView):
    """Notes what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[str] = []
        self.setModel(QStringListModel([f"row {number}" for number in range(60)], self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.finger_input = FingerInput(self, lambda _place: True)
        self.resize(200, 160)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.noted.append(f"click {self.indexAt(event.position().toPoint()).row()}")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.noted.append(f"menu {self.indexAt(event.pos()).row()}")


class Page(QScrollArea):
    """Texts, a button and a field, higher than what is seen of them."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        box = QVBoxLayout(inner)
        self.button, self.field, self.text = QPushButton("Go"), QLineEdit("words to select"), QLabel("text")
        for widget in (self.button, self.field, self.text, *(QLabel(str(number)) for number in range(30))):
            box.addWidget(widget)
        self.setWidget(inner)
        FingerInput(self)
        self.resize(260, 160)


@pytest.fixture(autouse=True)
def no_long_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """No press is long enough to hold something."""
    monkeypatch.setattr(finger_tracker, "HOLD_MS", 3_600_000)


@pytest.fixture
def listing(qtbot: QtBot) -> Listing:
    return shown(Listing(), qtbot)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return shown(Page(), qtbot)


def shown(widget: Widget, qtbot: QtBot) -> Widget:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def middle(widget: QWidget) -> QPoint:
    return widget.rect().center()


def test_a_swipe_scrolls_a_list_and_clicks_nothing(listing: Listing, qtbot: QtBot) -> None:
    finger = Finger(listing.viewport())
    finger.press(QPoint(40, 120))
    finger.glide(QPoint(42, 20))
    qtbot.waitUntil(lambda: listing.verticalScrollBar().value() > 0)
    finger.lift()
    assert listing.noted == []


def test_a_tap_clicks_and_gives_the_list_the_focus(listing: Listing) -> None:
    finger, row = Finger(listing.viewport()), listing.visualRect(listing.model().index(2, 0))
    finger.press(row.center())
    finger.lift()
    assert listing.noted == ["click 2"]
    assert listing.currentIndex().row() == 2
    assert listing.hasFocus()


def test_holding_and_lifting_shows_the_menu(
    listing: Listing, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(finger_tracker, "HOLD_MS", 1)
    finger, row = Finger(listing.viewport()), listing.visualRect(listing.model().index(2, 0))
    finger.press(row.center())
    qtbot.waitUntil(lambda: listing.currentIndex().row() == 2)
    assert listing.noted == []
    finger.lift()
    assert listing.noted == ["menu 2"]


@pytest.mark.parametrize(
    "end", [Finger.take_away, lambda finger: (finger.glide(QPoint(40, 140)), finger.lift())]
)
def test_a_held_finger_that_moves_or_is_taken_away_shows_none(
    listing: Listing, end: Callable[[Finger], object], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(finger_tracker, "HOLD_MS", 1)
    finger, row = Finger(listing.viewport()), listing.visualRect(listing.model().index(2, 0))
    finger.press(row.center())
    qtbot.waitUntil(lambda: listing.currentIndex().row() == 2)
    end(finger)
    assert listing.noted == []
    assert listing.verticalScrollBar().value() == 0


def test_a_swipe_that_begins_on_a_button_scrolls_the_page(page: Page, qtbot: QtBot) -> None:
    clicks: list[bool] = []
    page.button.clicked.connect(clicks.append)
    finger = Finger(page.button)
    finger.press(middle(page.button))
    finger.glide(middle(page.button) - QPoint(0, 120))
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 0)
    finger.lift()
    assert clicks == []


def test_a_tap_presses_a_button_of_the_page(page: Page, qtbot: QtBot) -> None:
    finger = Finger(page.button)
    with qtbot.waitSignal(page.button.clicked):
        finger.press(middle(page.button))
        finger.lift()
    assert page.button.hasFocus()


def test_a_button_that_its_press_removes_is_no_error(page: Page) -> None:
    page.button.pressed.connect(lambda: shiboken6.delete(page.button))
    finger = Finger(page.viewport())
    finger.press(page.viewport().mapFromGlobal(page.button.mapToGlobal(middle(page.button))))
    finger.lift()
    assert not shiboken6.isValid(page.button)


def test_a_field_takes_the_finger_as_a_mouse(page: Page) -> None:
    finger = Finger(page.field)
    finger.press(QPoint(6, middle(page.field).y()))
    finger.glide(QPoint(60, middle(page.field).y()))
    finger.lift()
    assert page.field.hasSelectedText()
    assert page.verticalScrollBar().value() == 0


def test_a_swipe_scrolls_the_innermost_area_that_can_be_scrolled(qtbot: QtBot) -> None:
    page, listing = Page(), Listing()
    layout = page.widget().layout()
    assert layout is not None
    layout.addWidget(listing)
    page.widget().adjustSize()
    page.resize(page.widget().width() + 40, 160)
    shown(page, qtbot)
    assert scrolled_area(listing, UPRIGHT) is listing
    assert scrolled_area(listing, SIDEWAYS) is None
    listing.setModel(QStringListModel(["alone"], listing))
    qtbot.waitUntil(lambda: scrolled_area(listing, UPRIGHT) is page)


def test_a_list_without_anything_to_scroll_is_tapped_only(listing: Listing) -> None:
    listing.setModel(QStringListModel(["alone"], listing))
    finger = Finger(listing.viewport())
    finger.press(QPoint(20, 6))
    finger.glide(QPoint(20, 90))
    finger.lift()
    assert listing.noted == []
