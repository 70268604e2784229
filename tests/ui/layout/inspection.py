"""Inspects all texts on screen and all accessible texts: are they translated, and are they complete?"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRectF, Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QLineEdit, QMenu, QWidget

from kanbert_desktop.ui.help.about_dialog import LicenceList
from kanbert_desktop.ui.widgets.scrolling import OverlayScrollBar
from support.painted_text import painted_texts

_INNERMOST = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")
_OURS = re.compile(
    # The program's name, keys, typed text, addresses and paths, words of the search language, names of languages.
    r"Kanbert Desktop|Kanbert|Lucide|Python|Qt\b|(Ctrl|Shift|Alt|Esc|Enter|Space|Del|Home|End|Return|PgUp|PgDown|Menu|Left|Right|Up|Down|F\d+)\b"
    r"|\S+://\S*|/(?:tmp|dev/shm)/\S+( \S+/\S+)?|English|Deutsch|\bapp\b|api\.kanbert\.com|127\.0\.0\.1|localhost|\b\w+:\S*|xqz"
)
_FAR = 100_000
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def visible_widgets() -> Iterator[QWidget]:
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            yield from (
                one for one in (top, *top.findChildren(QWidget)) if one.isVisible() and one.width() > 1
            )


def accessible_texts(widget: QWidget) -> Iterator[str]:
    """Returns texts that are not painted: names, descriptions, tooltips, rows of a list."""
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    yield widget.windowTitle()
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _item_texts(widget.model(), QModelIndex())


def _item_texts(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), 60)):
        index = model.index(row, 0, parent)
        yield from (str(index.data(role) or "") for role in _ROLES)
        yield from _item_texts(model, index)


def untranslated() -> list[str]:
    """Returns texts that are not in the catalogue, while the pseudo-locale is active."""
    found = []
    for widget in visible_widgets():
        if _is_of_others(widget):
            continue
        painted = " ".join(one.text for one in painted_texts(widget))
        found += [
            f"{_name(widget)}: {left} in “{words}”"
            for words in (painted, *accessible_texts(widget))
            if (left := _foreign(words))
        ]
    return found


def _is_of_others(widget: QWidget | None) -> bool:
    """Returns True for names and licences of bundled parts, which are in their authors' language."""
    while widget is not None and not isinstance(widget, LicenceList):
        widget = widget.parentWidget()
    return widget is not None


def _foreign(words: str) -> list[str]:
    if words.count("[") != words.count("]"):
        # Elided: `cut` reports it.
        return []
    rest = re.sub(r"<[^>]*>", " ", words)
    while _INNERMOST.search(rest):
        rest = _INNERMOST.sub(" ", rest)
    return _WORD.findall(_OURS.sub(" ", rest))


def cut_off_texts(opening: str, closing: str) -> list[str]:
    """Returns texts between the two marks that are not completely visible."""
    found = []
    for widget in visible_widgets():
        painted = painted_texts(widget)
        texts = " ".join(one.text for one in painted)
        if texts.count(opening) != texts.count(closing) and not _is_complete_elsewhere(widget, texts):
            found.append(f"{_name(widget)} elides “{texts}”")
        if opening in texts and not _scrolls(widget):
            found += [
                f"{_name(widget)} clips “{one.text}” ({_by(one.rectangle, _seen(widget))})"
                for one in painted
                if not one.rectangle.isEmpty() and not _seen(widget).contains(one.rectangle)
            ]
    return found


def _is_complete_elsewhere(widget: QWidget, text: str) -> bool:
    """Whether tooltip and accessible name say all of a text that was shortened on purpose."""
    beginning = "".join(text.partition("…")[0].split())
    return all(beginning in "".join(whole.split()) for whole in (widget.toolTip(), widget.accessibleName()))


def _seen(widget: QWidget) -> QRectF:
    """Returns the visible part: the widget clipped by its parents. Half a pixel of a letter may be outside."""
    width = QRectF(widget.rect())
    child, holder = widget, widget.parentWidget()
    while holder is not None and not child.isWindow():
        reach = QRectF(holder.rect().translated(-widget.mapTo(holder, QPoint(0, 0))))
        area = holder.parentWidget()
        if isinstance(area, QAbstractScrollArea):
            # Text outside the viewport can be scrolled to, horizontally if there is a scroll bar.
            sideways = _FAR if _has_bar_below(area) else 0
            width = width.intersected(reach.adjusted(-sideways, -_FAR, sideways, _FAR))
            break
        width = width.intersected(reach)
        child, holder = holder, area
    return width.adjusted(-1.5, -2.5, 1.5, 2.5)


def _has_bar_below(area: QAbstractScrollArea) -> bool:
    return any(
        not bar.is_vertical for bar in area.findChildren(OverlayScrollBar) if bar.parentWidget() is area
    )


def _scrolls(widget: QWidget) -> bool:
    """Returns True for long text in a field or list that scrolls: nothing is lost."""
    return (isinstance(widget, QLineEdit) and bool(widget.text())) or isinstance(
        widget.parentWidget(), QAbstractScrollArea
    )


def _by(rect: QRectF, width: QRectF) -> str:
    return f"{rect.left():.0f},{rect.top():.0f} {rect.width():.0f}×{rect.height():.0f} in {width.width():.0f}×{width.height():.0f}"


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip()
