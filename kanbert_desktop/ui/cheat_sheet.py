"""All keys on one sheet, made from the tables that the keys act by."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.language import tr
from kanbert_desktop.ui.actions import Group, key_words
from kanbert_desktop.ui.board.board_keys import BOARD_KEYS
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.theme import Theme


class CheatSheet(QDialog):
    """Opened with `open()`; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(24, 20, 24, 20)
        columns.setSpacing(40)
        columns.addLayout(_section(tr("On the board"), _board_keys()), 1)
        everywhere = QVBoxLayout()
        everywhere.setSpacing(24)
        for title, group in _groups():
            everywhere.addLayout(_section(title, key_words(group)))
        everywhere.addStretch(1)
        columns.addLayout(everywhere, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        close = QPushButton(tr("Close"))
        close.setProperty("kind", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 16)
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area, 1)
        box.addLayout(foot)
        self.resize(theme.px(820), theme.px(640))


def _section(title: str, keys: Iterable[tuple[str, str]]) -> QVBoxLayout:
    head = plain_label("panel")
    head.setText(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for row, (words, names) in enumerate(keys):
        what, key = plain_label(), plain_label("label")
        what.setText(words)
        what.setWordWrap(True)
        key.setText(names)
        grid.addWidget(what, row, 0)
        grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    box = QVBoxLayout()
    box.setSpacing(12)
    box.addWidget(head)
    box.addLayout(grid)
    box.addStretch(1)
    return box


def _groups() -> Iterable[tuple[str, Group]]:
    return (
        (tr("Going places"), Group.GOING),
        (tr("Cards"), Group.CARDS),
        (tr("Window"), Group.WINDOW),
    )


def _board_keys() -> Iterable[tuple[str, str]]:
    native = QKeySequence.SequenceFormat.NativeText
    for entry in BOARD_KEYS:
        yield entry.words(), " · ".join(QKeySequence(key).toString(native) for key in entry.keys[:1])
