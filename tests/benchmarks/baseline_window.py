"""Second baseline of the start: a window with the same layout whose rows are the same cards in plain C++ models."""

import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from benchmarks.baseline_list import BaselineBoard
from benchmarks.reporting import write_report

_HEIGHT = 96
"""Height of a card in pixels, as most of ours have."""


class BaselineWindow(QWidget):
    """Boards at the left, a line of controls above, columns below."""

    def __init__(self, boards: list[str], columns: list[list[str]]) -> None:
        super().__init__()
        self.was_painted = False
        self.resize(1440, 900)
        sidebar = QListWidget()
        sidebar.setFixedWidth(248)
        sidebar.addItems(boards)
        above = QHBoxLayout()
        for part in (QLabel("Board"), QLineEdit(), *(QPushButton(text) for text in ("Group", "Sort", "Add"))):
            above.addWidget(part)
        page = QVBoxLayout()
        page.addLayout(above)
        page.addWidget(BaselineBoard([[(title, _HEIGHT) for title in titles] for titles in columns]))
        sandbox = QHBoxLayout(self)
        sandbox.addWidget(sidebar)
        sandbox.addLayout(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            # The lists are painted in the same event, after the window that contains them.
            QTimer.singleShot(0, _tell)


def _tell() -> None:
    write_report({"painted": time.monotonic_ns(), "cpu": time.process_time_ns()})


def read(profile: Path, columns: list[str]) -> tuple[list[str], list[list[str]]]:
    """Titles of the boards, and titles by column of the board that the program would open."""
    store = next((profile / "accounts").glob("*/*.db"))
    with closing(sqlite3.connect(store)) as db:
        last = db.execute("SELECT value FROM local WHERE name = 'last_board'").fetchone()[0]
        boards = [row["title"] for row in _rows(db, "kind = 'board'")]
        cards = list(_rows(db, "kind = 'card' AND place = ?", last))
    return boards, [[row["title"] for row in cards if row["status"] == column] for column in columns]


def _rows(db: sqlite3.Connection, condition: str, *values: str) -> Iterator[dict[str, str]]:
    for (raw,) in db.execute(f"SELECT raw FROM base WHERE {condition}", values):  # noqa: S608  our own words
        yield json.loads(raw)


application = QApplication(sys.argv)
window = BaselineWindow(*read(Path(sys.argv[1]), sys.argv[2:]))
window.show()
sys.exit(application.exec())
