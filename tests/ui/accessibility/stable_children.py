"""What would end the program under a screen reader: accessible children that change while it asks for them.

A scroll area counts its built-in bars among them as long as they show (`kanbert_desktop/ui/widgets/scrolling.py`). Qt's other
accessible things check what they are asked for, but for a table without columns.
"""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTableView

_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def scroll_areas() -> list[QAbstractScrollArea]:
    """All there are, shown or not."""
    return [
        one
        for one in QApplication.allWidgets()
        if isinstance(one, QAbstractScrollArea) and shiboken6.isValid(one)
    ]


def scroll_bar_problems() -> list[str]:
    """Areas whose built-in bars may come, or that have a corner widget, which comes with them."""
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
        # Qt divides by their number when it is asked for the row of a head (`AtSpiAdaptor::tableInterface`).
        found.append("is a table without columns")
    return found
