"""Finds things on the screen by their accessible names, as a screen reader would."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QMenu, QWidget

TIMEOUT_SECONDS = 60
POLL_SECONDS = 0.02

Match = TypeVar("Match")


class NotOnScreenError(Exception):
    """What the tour looks for did not appear in time."""


async def wait_until(look: Callable[[], Match | None], what: str) -> Match:
    """Returns the first thing that `look` finds."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        await asyncio.sleep(POLL_SECONDS)
    raise NotOnScreenError(f"{what} did not come up. On the screen: {sorted(set(names_on_screen()))}")


def names_on_screen() -> Iterator[str]:
    for widget in QApplication.allWidgets():
        if widget.isVisible() and accessible_name(widget):
            yield accessible_name(widget)


def accessible_name(widget: QWidget) -> str:
    """What a screen reader would read first."""
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""


def control(name: str) -> QWidget | None:
    """The visible, enabled widget whose name is, or begins with, `name`; an exact match first."""
    visible = [widget for widget in QApplication.allWidgets() if widget.isVisible() and widget.isEnabled()]
    exact = [widget for widget in visible if accessible_name(widget) == name]
    near = [widget for widget in visible if accessible_name(widget).startswith(name)]
    return next(iter(exact + near), None)


def row(name: str) -> tuple[QAbstractItemView, QModelIndex] | None:
    """The list and the row whose accessible text begins with `name`."""
    for view in QApplication.allWidgets():
        if isinstance(view, QAbstractItemView) and view.isVisible():
            for index in _rows(view.model(), QModelIndex()):
                output = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
                if isinstance(output, str) and output.startswith(name):
                    return view, index
    return None


def action(name: str) -> tuple[int, int] | None:
    """The position of an entry in an open menu."""
    for menu in QApplication.allWidgets():
        if isinstance(menu, QMenu) and menu.isVisible():
            for entry in menu.actions():
                if entry.text().replace("&", "") == name:
                    return _point(menu.mapToGlobal(menu.actionGeometry(entry).center()))
    return None


def is_drop_target(widget: QWidget | None) -> bool:
    """Whether it, or what it is part of, would take the cards that are dragged now."""
    while widget is not None and not widget.property("lit"):
        widget = widget.parentWidget()
    return widget is not None


def centre_of(widget: QWidget) -> tuple[int, int]:
    return _point(widget.mapToGlobal(widget.rect().center()))


def centre_of_row(view: QAbstractItemView, index: QModelIndex) -> tuple[int, int]:
    view.scrollTo(index)
    return _point(view.viewport().mapToGlobal(view.visualRect(index).center()))


def _point(point: QPoint) -> tuple[int, int]:
    return point.x(), point.y()


def _rows(model: QAbstractItemModel | None, parent: QModelIndex) -> Iterator[QModelIndex]:
    if model is None:
        return
    for number in range(model.rowCount(parent)):
        index = model.index(number, 0, parent)
        yield index
        yield from _rows(model, index)
