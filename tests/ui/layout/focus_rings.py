"""Checks that the keyboard focus is visible."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.palette.palette import PaletteField
from kanbert_desktop.ui.style.contrast import contrast_ratio

EDGE_WIDTH = 3
"""Minimum contrast of anything but text, by WCAG 2.2."""
SURROUNDING_WIDTH = 4
MIN_CHANGED_SHARE = 20
"""Pixels that must have changed that much: a caret alone has fewer."""
_ALWAYS = (PaletteField,)
"""Keeps the keyboard focus while it exists."""


class FocusRings:
    """Checks each widget once, however many screens show it."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._asked: set[QWidget] = set()

    def missing(self) -> Iterator[str]:
        """Returns tab stops in the front window that look the same with and without the focus."""
        return self.missing_in(_top())

    def missing_in(self, top: QWidget) -> Iterator[str]:
        before = QApplication.focusWidget()
        _be_active(top)
        stops = [one for one in top.findChildren(QWidget) if _is_stop(one, top)]
        # The only widget that can take the focus needs no ring.
        for widget in stops if len(stops) > 1 else ():
            if widget not in self._asked and not self._shows_focus(widget):
                yield f"{type(widget).__name__} {widget.objectName()} “{_name(widget)}”"
            self._asked.add(widget)
        if before is not None:
            before.setFocus(Qt.FocusReason.TabFocusReason)

    def _shows_focus(self, widget: QWidget) -> bool:
        self._qtbot.waitUntil(lambda: _takes_focus(widget) or not widget.isVisible())
        with_focus = _picture(widget)
        widget.clearFocus()
        without = _picture(widget)
        if not widget.isVisible():
            # A toast was dismissed in the meantime.
            return True
        if widget.hasFocus() or not widget.isActiveWindow():
            # The window manager took the focus in between.
            return self._shows_focus(widget)
        return with_focus.size() != without.size() or _changed(with_focus, without) >= MIN_CHANGED_SHARE


def _takes_focus(widget: QWidget) -> bool:
    """Tries again, because a window manager may ignore a window that was just mapped."""
    widget.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return widget.hasFocus()


def _be_active(window: QWidget) -> None:
    """After a popup some window managers give the focus to no window; a new window gets it."""
    window.activateWindow()
    if window.windowType() is Qt.WindowType.Window and not QTest.qWaitForWindowActive(window, 1000):
        window.hide()
        window.show()
        assert QTest.qWaitForWindowActive(window, 60_000)


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _top() -> QWidget:
    """Returns the front window."""
    windows = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow) and one.isVisible()
    ]
    active = (
        QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
    )
    return active or windows[-1]


def _is_stop(widget: QWidget, top: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    is_there = widget.isVisible() and widget.isEnabled() and widget.window() is top
    return by_tab and is_there and not isinstance(widget, _ALWAYS)


def _picture(widget: QWidget) -> QImage:
    """Grabs the widget with a margin: a focus ring may be outside of it."""
    QApplication.processEvents()
    top = widget.window()
    rect = QRect(widget.mapTo(top, QPoint()), widget.size())
    whole = rect.adjusted(-SURROUNDING_WIDTH, -SURROUNDING_WIDTH, SURROUNDING_WIDTH, SURROUNDING_WIDTH)
    return top.grab(whole).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _changed(one: QImage, other: QImage) -> int:
    """Counts the pixels that differ."""
    pairs = Counter(zip(_pixels(one), _pixels(other), strict=True))
    return sum(many for (first, second), many in pairs.items() if first != second and _differ(first, second))


def _pixels(image: QImage) -> memoryview:
    return memoryview(image.constBits()).cast("B").cast("I")


@cache
def _differ(one: int, other: int) -> bool:
    return contrast_ratio(QColor(one), QColor(other)) >= EDGE_WIDTH
