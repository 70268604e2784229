"""Shortcut groups and the cheat sheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
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
from kanbert_desktop.ui.commands.actions import Group, key_words, native, single_keys
from kanbert_desktop.ui.commands.board_shortcuts import BOARD_KEYS, Act, BoardKey, sequence_of
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.scrolling import use_overlay_bars

Row = tuple[str, str]
"""What it does, and its keys as they are called on this system."""
_WALKING = (Act.LEFT, Act.RIGHT, Act.OPEN, Act.BACK)
_MOVING = (Act.MOVE, Act.MOVE_LEFT, Act.MOVE_RIGHT, Act.UP, Act.DOWN, Act.TO_BOARD, Act.ARCHIVE)
_CHOOSING = (Act.SELECT, Act.COPY, Act.PASTE)


@dataclass(frozen=True, slots=True)
class KeyGroup:
    title: str
    rows: tuple[Row, ...]


def board_groups() -> Iterator[KeyGroup]:
    """What works on a board's cards; a key that is in no other group stands with the card."""
    named = {*_WALKING, *_MOVING, *_CHOOSING}
    yield KeyGroup(tr("On the board"), (*_of_acts(lambda act: act in _WALKING), *_walking()))
    yield KeyGroup(tr("Several cards"), (*_of_acts(lambda act: act in _CHOOSING), *_choosing()))
    yield KeyGroup(tr("Move a card"), tuple(_of_acts(lambda act: act in _MOVING)))
    yield KeyGroup(tr("A card"), tuple(_of_acts(lambda act: act not in named)))


def window_groups() -> Iterator[KeyGroup]:
    """What works everywhere."""
    yield KeyGroup(tr("Going places"), tuple(key_words(Group.GOING)))
    yield KeyGroup(tr("Cards"), tuple(key_words(Group.CARDS)))
    yield KeyGroup(tr("Window"), tuple(key_words(Group.WINDOW)))
    yield KeyGroup(tr("While writing"), tuple(_writing()))


def keys_of(entry: BoardKey) -> str:
    """As it is called on this system; "" where it does not act."""
    return sequence_of(entry).toString(QKeySequence.SequenceFormat.NativeText)


def _of_acts(belongs: Callable[[Act], bool]) -> Iterator[Row]:
    for entry in BOARD_KEYS:
        if belongs(entry.act) and keys_of(entry):
            yield entry.words(), keys_of(entry)


def _walking() -> Iterator[Row]:
    yield tr("Card above or below"), f"{native('Up')} · {native('Down')}"
    yield tr("First or last card"), f"{native('Home')} · {native('End')}"
    if single_keys.is_on:
        yield tr("Focus a column"), "1 … 6"
    yield (
        tr("Filter cards"),
        QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText),
    )


def _choosing() -> Iterator[Row]:
    yield tr("Select further cards"), f"{native('Shift+Up')} · {native('Shift+Down')}"
    yield tr("Select the whole column"), native("Ctrl+A")


def _writing() -> Iterator[Row]:
    yield tr("Send a comment, save a decision"), native("Ctrl+Return")
    yield tr("Keep the text and close"), native("Esc")


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
