"""Measured program: types letters into the palette over a big board; prints the longest stall after each."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

from benchmarks.big_board import big_board
from benchmarks.figures import Sample
from benchmarks.frames import process_events_until
from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.boards.quick_open import (
    QuickOpenIndex,
    QuickOpenTarget,
    board_and_person_targets,
    card_targets,
)
from kanbert_desktop.domain.board import OPEN_COLUMNS
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.palette.controller import card_details
from kanbert_desktop.ui.palette.palette import Palette

TYPED_TEXTS = ("checkout", "startseit", "newsleter 7", "texte gegen", "filail", "xqz", "2 pr")
SHOWN = 12


def main(folder: Path, count: int) -> None:
    application = QApplication(["kanbert-desktop"])
    with big_board(folder, OPEN_COLUMNS, count) as shown:
        page = shown.page
        process_events_until(lambda: page.contents.total == count and not page.contents.has_more)
        targets = list(card_targets(page._service))
        opened, typed = _typed(page)
        write_report({"open": opened, "letter": typed, "bare": _bare(targets)})
    application.processEvents()


def _typed(page: BoardPage) -> tuple[list[Sample], list[Sample]]:
    """The time to open with its longest stall, then each letter with its own."""
    palette = Palette(page._theme, page)
    describe = card_details(page._service, today)
    opened, typed = [], []
    for word in TYPED_TEXTS:
        index = QuickOpenIndex(list(board_and_person_targets(page._service)), card_targets(page._service))
        opened.append(_longest(palette, partial(palette.open, index, list, describe)))
        typed += [_longest(palette, partial(QTest.keyClicks, palette.field, letter)) for letter in word]
        palette.close_palette()
    return opened, typed


def _longest(palette: Palette, action: partial[None]) -> Sample:
    """Until nothing is left to do: loading and comparing cards runs in slices."""
    stopwatch = Stopwatch()
    action()
    QApplication.processEvents()
    longest = stopwatch.read()
    while palette._idle.isActive():
        stopwatch = Stopwatch()
        QApplication.processEvents()
        longest = max(longest, stopwatch.read())
    return longest


def _bare(targets: list[QuickOpenTarget]) -> list[Sample]:
    """The baseline: a field, a search for the letters in every title, and a plain list of the first matches."""
    window, field, shown = QWidget(), QLineEdit(), QListView()
    model = QStandardItemModel()
    shown.setModel(model)
    sandbox = QVBoxLayout(window)
    sandbox.addWidget(field)
    sandbox.addWidget(shown)
    window.resize(620, 500)
    window.show()
    process_events_until(window.isActiveWindow)
    titles = [target.title.casefold() for target in targets]
    times = []
    for word in TYPED_TEXTS:
        field.clear()
        for letter in word:
            stopwatch = Stopwatch()
            QTest.keyClicks(field, letter)
            text = field.text()
            found = [title for title in titles if text in title]
            model.clear()
            for title in found[:SHOWN]:
                model.appendRow(QStandardItem(title))
            QApplication.processEvents()
            times.append(stopwatch.read())
    window.hide()
    return times


main(Path(sys.argv[1]), int(sys.argv[2]))
