"""What crashes the program under a screen reader: accessible children that change while it queries them.

A scroll area counts its built-in bars among its children while they are visible
(`kanbert_desktop/ui/widgets/scrolling.py`). Qt's other accessible objects check the index, except a table without
columns.
"""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTableView

_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def scroll_areas() -> list[QAbstractScrollArea]:
    """Returns all scroll areas, visible or not."""
    return [
        one
        for one in QApplication.allWidgets()
        if isinstance(one, QAbstractScrollArea) and shiboken6.isValid(one)
    ]


def scroll_bar_problems() -> list[str]:
    """Returns areas whose built-in scroll bars may appear, or that have a corner widget, which appears with them."""
    return sorted(
        f"{type(area).__name__} {area.objectName()} of {type(area.parentWidget()).__name__} {fault}"
        for area in scroll_areas()
        for fault in _faults(area)
    )


def _faults(area: QAbstractScrollArea) -> list[str]:
    found = []
    if area.verticalScrollBarPolicy() is not _OFF:
        found.append("lets a built-in bar come at its side")
    if area.horizontalScrollBarPolicy() is not _OFF:
        found.append("lets a built-in bar come below")
    if area.verticalScrollBar().isVisible() or area.horizontalScrollBar().isVisible():
        found.append("shows a built-in bar")
    if area.cornerWidget() is not None:
        found.append("has a corner widget")
    if isinstance(area, QTableView) and area.model() is not None and not area.model().columnCount():
        # Qt divides by their number when the row of a header is queried (`AtSpiAdaptor::tableInterface`).
        found.append("is a table without columns")
    return found
