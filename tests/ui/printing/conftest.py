"""A board page, printing to PDF, and reading the PDF."""

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
    """The dark theme, because paper must be white regardless."""
    return Theme(qapp, "dark")


@pytest.fixture
def board_fixture(profile: Path) -> Iterator[BoardFixture]:
    with open_board_fixture(profile) as ready:
        yield ready


@pytest.fixture
def page(board_fixture: BoardFixture, theme: Theme, qtbot: QtBot) -> BoardPage:
    """The page is never shown: printing must not depend on the screen."""
    made = new_board_page(board_fixture, theme)
    qtbot.addWidget(made)
    made.resize(1208, 900)
    made.show_board(BOARD)
    return made


@pytest.fixture
def print_to_pdf(tmp_path: Path, qtbot: QtBot) -> PrintToPdf:
    """Prints to a PDF as the window does."""
    window = QWidget()
    qtbot.addWidget(window)

    def run(what: Printable) -> Path:
        printing = PrintController(window)
        with qtbot.waitSignal(printing.saved) as result:
            printing.write_pdf(what, tmp_path / "printed.pdf")
        return Path(result.args[1])

    return run


# Both are one glyph in Inter, and Qt records whichever comes last.
_SAME_SIGN = str.maketrans("ˮ", "”")


def text_of_pdf(pdf: Path, page: int | None = None) -> str:
    """Text of one page (counted from 1) or all pages; lines and columns are not separated."""
    return _read(pdf, *(["-f", str(page), "-l", str(page)] if page else []))


def text_above_footer(pdf: Path, page: int) -> str:
    """For portrait pages. Qt also writes the clipped line beyond a page's edge, which is invisible."""
    width, height = page_layout(QPageLayout.Orientation.Portrait).fullRectPoints().size().toTuple()
    lowest = int(height - 2 * PAGE_MARGIN - FOOTER_HEIGHT)
    frame = ("-x", "0", "-y", f"{PAGE_MARGIN:.0f}", "-W", str(width), "-H", str(lowest))
    return _read(pdf, "-f", str(page), "-l", str(page), *frame)


def _read(pdf: Path, *options: str) -> str:
    result = subprocess.run(
        ["pdftotext", *options, str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(result.stdout.translate(_SAME_SIGN).split())


def pdf_info(pdf: Path) -> dict[str, str]:
    result = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return dict(line.replace(" ", "").split(":", 1) for line in result.splitlines() if ":" in line)
