"""A board on screen, and a way to put things on paper and to read what stands there."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.printing.page_layout import FOOTER_HEIGHT, PAGE_MARGIN, page_layout
from kanbert_desktop.ui.printing.print_job import Printable, PrintController
from kanbert_desktop.ui.style.theme import Theme
from support.appearance import appearance_restored
from support.board_fixture import BOARD, BoardFixture, new_board_page, open_board_fixture
from support.british_locale import british

__all__ = ["appearance_restored", "british"]

PrintToPdf = Callable[[Printable], Path]


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    """Dark, because paper is white all the same."""
    return Theme(qapp, "dark")


@pytest.fixture
def board_fixture(profile: Path) -> Iterator[BoardFixture]:
    with open_board_fixture(profile) as ready:
        yield ready


@pytest.fixture
def page(board_fixture: BoardFixture, theme: Theme, qtbot: QtBot) -> BoardPage:
    """Never shown: nothing of what is printed comes from the screen."""
    made = new_board_page(board_fixture, theme)
    qtbot.addWidget(made)
    made.resize(1208, 900)
    made.show_board(BOARD)
    return made


@pytest.fixture
def print_to_pdf(tmp_path: Path, qtbot: QtBot) -> PrintToPdf:
    """The PDF of it, written as the window writes it."""
    window = QWidget()
    qtbot.addWidget(window)

    def run(what: Printable) -> Path:
        printing = PrintController(window)
        with qtbot.waitSignal(printing.saved, timeout=60_000) as told:
            printing.write_pdf(what, tmp_path / "printed.pdf")
        return Path(told.args[1])

    return run


# Both are one sign in Inter, and Qt notes in the file whichever comes last.
_SAME_SIGN = str.maketrans("ˮ", "”")


def text_of_pdf(pdf: Path, page: int | None = None) -> str:
    """Of one page, counted from 1, or of all; lines and columns run into one another."""
    return _read(pdf, *(["-f", str(page), "-l", str(page)] if page else []))


def text_above_footer(pdf: Path, page: int) -> str:
    """Of an upright page. Qt also writes the line next to a page's edge, clipped away; nobody sees it there."""
    width, height = page_layout(QPageLayout.Orientation.Portrait).fullRectPoints().size().toTuple()
    lowest = int(height - 2 * PAGE_MARGIN - FOOTER_HEIGHT)
    frame = ("-x", "0", "-y", f"{PAGE_MARGIN:.0f}", "-W", str(width), "-H", str(lowest))
    return _read(pdf, "-f", str(page), "-l", str(page), *frame)


def _read(pdf: Path, *wished: str) -> str:
    told = subprocess.run(["pdftotext", *wished, str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.translate(_SAME_SIGN).split())


def pdf_info(pdf: Path) -> dict[str, str]:
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return dict(line.replace(" ", "").split(":", 1) for line in told.splitlines() if ":" in line)
