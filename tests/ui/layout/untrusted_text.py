"""Finds untrusted text that Qt would take for markup, a key or a shortcut, in every property that Qt guesses."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtGui import Qt as QtOfGui
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QSystemTrayIcon,
    QTabBar,
    QTextEdit,
    QToolTip,
    QWidget,
)

from support.hostile_text import PICTURE
from support.painted_text import painted_texts
from ui.layout.inspection import visible_widgets

_NO_TIP = "no tip"
_ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole)
_MOST_ROWS = 60
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(rf"<img[^>]*{PICTURE}", re.IGNORECASE)


def misinterpreted_texts() -> Iterator[str]:
    """Returns one line for each property of a visible widget and for each tooltip."""
    for widget in list(visible_widgets()):
        name = f"{type(widget).__name__} {widget.objectName()}".strip()
        yield from (f"{name}: {fault}" for fault in _faults(widget))


def _faults(widget: QWidget) -> Iterator[str]:
    for kind, text in _guessed(widget):
        if QtOfGui.mightBeRichText(text):
            yield f"{kind} is taken for rich text: {text[:80]!r}"
    for kind, text in (*_rich(widget), *(("its tooltip", tip) for tip in _tips(widget))):
        if _TAG.search(text):
            yield f"{kind} holds a picture: {text[:80]!r}"
    for kind, text in _with_keys(widget):
        if "&D" in text.replace("&&", ""):
            yield f"{kind} makes a key of an ampersand: {text[:80]!r}"
    if not _shows_what_is_edited(widget):
        painted = " ".join(one.text for one in painted_texts(widget))
        if _TURNS.search(painted):
            yield f"turns words around: {painted[:200]!r}"
    if "[*]" in widget.windowTitle().replace("[*][*]", ""):
        yield "the title has a mark of Qt's"


def _shows_what_is_edited(widget: QWidget) -> bool:
    """Returns True for a text that is edited: it must be shown unchanged."""
    area = widget.parentWidget()
    return isinstance(widget, QLineEdit) or isinstance(area, QTextEdit | QPlainTextEdit)


def _guessed(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tooltip", widget.toolTip()
    yield "what's this", widget.whatsThis()
    yield "status tip", widget.statusTip()
    if isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.AutoText:
        yield "text", QLabel.text(widget)
    if isinstance(widget, QMessageBox):
        yield from (("text", widget.text()), ("more text", widget.informativeText()))
    if isinstance(widget, QTabBar):
        yield from (("a tab's tooltip", widget.tabToolTip(at)) for at in range(widget.count()))
    for action in _actions(widget):
        yield "an action's tooltip", action.toolTip()
        yield "an action's status tip", action.statusTip()
        yield "an action's what's this", action.whatsThis()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from (("a row's tip", text) for text in _item_texts(widget.model(), QModelIndex()))
    for icon in widget.findChildren(QSystemTrayIcon, options=Qt.FindChildOption.FindDirectChildrenOnly):
        yield "the tray's tooltip", icon.toolTip()


def _rich(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Returns text that is meant as markup; it must not contain untrusted text."""
    if isinstance(widget, QLabel) and widget.textFormat() in (
        Qt.TextFormat.RichText,
        Qt.TextFormat.MarkdownText,
    ):
        yield "text", QLabel.text(widget)


def _with_keys(widget: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(widget, QAbstractButton):
        # Also if the widget paints itself: Qt creates the shortcut when the text is set.
        yield "text", widget.text()
    if isinstance(widget, QGroupBox):
        yield "title", widget.title()
    if isinstance(widget, QMenu):
        yield "title", widget.title()
    if isinstance(widget, QTabBar):
        yield from (("a tab", widget.tabText(at)) for at in range(widget.count()))
    yield from (("an action", action.text()) for action in _actions(widget))


def _actions(widget: QWidget) -> list[QAction]:
    found = list(widget.actions())
    return [*found, *(below for action in found if (menu := action.menu()) for below in menu.actions())]


def _item_texts(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), _MOST_ROWS)):
        index = model.index(row, 0, parent)
        yield from (str(index.data(role) or "") for role in _ROLES)
        yield from _item_texts(model, index)


def _tips(widget: QWidget) -> Iterator[str]:
    """Returns the tooltips of the widget, or of each row of a list."""
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        root = widget.rootIndex()
        for row in range(min(widget.model().rowCount(root), _MOST_ROWS)):
            at = widget.visualRect(widget.model().index(row, 0, root)).center()
            yield _tip(widget.viewport(), at)
    else:
        yield _tip(widget, widget.rect().center())
    QToolTip.hideText()


def _tip(widget: QWidget, at: QPoint) -> str:
    # A hidden tooltip stays for a moment: this one replaces it.
    QToolTip.showText(widget.mapToGlobal(at), _NO_TIP, widget)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    return QToolTip.text()
