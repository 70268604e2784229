"""All keys on one sheet, made from the tables that the keys act by."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.key_groups import KeyGroup, board_groups, window_groups
from kanbert_desktop.ui.scrolling import use_overlay_bars
from kanbert_desktop.ui.theme import Theme

_LONG = 24


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
        for groups in (board_groups(), window_groups()):
            column = QVBoxLayout()
            column.setSpacing(24)
            for group in groups:
                column.addLayout(_section(group))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setObjectName("cheatSheet")
        area.setWidgetResizable(True)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(sheet)
        use_overlay_bars(area, sideways=True)
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
        room = parent.window().size()
        self.resize(min(theme.px(860), room.width() - 40), min(theme.px(680), room.height() - 40))


def _section(group: KeyGroup) -> QVBoxLayout:
    head = plain_label("panel")
    head.setText(group.title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    for row, (words, names) in enumerate(group.rows):
        what, key = plain_label(), plain_label("label")
        what.setText(words)
        what.setWordWrap(True)
        # Two long keys one below the other leave the words their width.
        key.setText(names if len(names) <= _LONG else names.replace(" · ", "\n"))
        key.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(what, row, 0)
        grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    box = QVBoxLayout()
    box.setSpacing(12)
    box.addWidget(head)
    box.addLayout(grid)
    return box
