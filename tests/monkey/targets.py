"""Chooses what to click: an open menu first, else the window's controls, rows and empty areas."""

import random

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QTextEdit, QWidget

from monkey.xdotool_input import Point

CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit)


def random_target(chance: random.Random, *, only_rows: bool = False) -> tuple[str, Point]:
    """A description and a position on the screen."""
    environment = QApplication.activePopupWidget() or QApplication.activeModalWidget() or _window()
    if only_rows:
        rows = [
            view
            for view in _on(environment, (QAbstractItemView,))
            if view.model() and view.model().rowCount()
        ]  # type: ignore[attr-defined]
        if rows:
            return _some_row(chance, chance.choice(rows))  # type: ignore[arg-type]
    controls = _on(environment, CONTROLS)
    if controls and chance.random() < 0.7:
        found = chance.choice(controls)
        if isinstance(found, QAbstractItemView) and found.model() and found.model().rowCount():
            return _some_row(chance, found)
        return _called(found), middle(found)
    spot = QPoint(
        chance.randrange(max(1, environment.width())), chance.randrange(max(1, environment.height()))
    )
    return "some place", _spot(environment, spot)


def named(name: str) -> QWidget | None:
    found: QWidget | None = _window().findChild(QWidget, name)
    return found if found is not None and found.isVisible() else None


def middle(widget: QWidget) -> Point:
    return _spot(widget, widget.visibleRegion().boundingRect().center())


def _some_row(chance: random.Random, view: QAbstractItemView) -> tuple[str, Point]:
    """A visible part of it: a column may be half outside the window."""
    port = view.viewport()
    seen = port.visibleRegion().boundingRect()
    height = seen.top() + chance.randrange(max(1, seen.height()))
    index = view.indexAt(QPoint(seen.center().x(), height))
    room: QRect = view.visualRect(index) if index.isValid() else seen
    return _called(view), _spot(port, room.intersected(seen).center())


def _window() -> QWidget:
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    active = QApplication.activeWindow()
    return active if active is not None and active.isVisible() else max(shown, key=QWidget.width)


def _on(environment: QWidget, kinds: tuple[type[QWidget], ...]) -> list[QWidget]:
    found: list[QWidget] = []
    for kind in kinds:
        found += environment.findChildren(kind)
    return [one for one in found if one.isEnabled() and not one.visibleRegion().isEmpty()]


def _called(widget: QWidget) -> str:
    name = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {name!r}"


def _spot(widget: QWidget, point: QPoint) -> Point:
    there = widget.mapToGlobal(point)
    return there.x(), there.y()
