"""A board as PDF."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage, QPageLayout

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.printing.board_content import board_content
from kanbert_desktop.ui.printing.board_printout import BoardPrintout
from kanbert_desktop.ui.printing.page_layout import PrintStyle, page_layout
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import TODAY, BoardFixture, card
from ui.printing.conftest import PrintToPdf, pdf_info, text_of_pdf


@pytest.fixture
def board(board_fixture: BoardFixture, page: BoardPage, theme: Theme) -> BoardPrintout:
    """Created again by `again` if the page shows something else."""
    return again(board_fixture, page, theme)


def again(stage: BoardFixture, page: BoardPage, theme: Theme) -> BoardPrintout:
    sheet = board_content(stage.service, page, TODAY)
    assert sheet is not None
    return BoardPrintout(sheet, PrintStyle(theme), "Printed 24 Nov 10:42")


def test_every_column_is_printed_with_its_cards_and_their_details(
    board: BoardPrintout, print_to_pdf: PrintToPdf
) -> None:
    text = text_of_pdf(print_to_pdf(board))
    for words in (
        "Bergmann Möbel",
        "Website-Relaunch",
        "Sort: Due date",
        "Page 1 of 1",
        "Printed 24 Nov 10:42",
    ):
        assert words in text
    for column in ("Backlog 14", "To do 6", "In progress 4", "Completed 4", "Approved 9"):
        assert column in text
    assert "Cookie-Banner nach Rechtsprüfung anpassen" in text
    for fact in ("Due 20 Nov", "overdue", "Priority: High", "Tom Reuter", "2 of 3 sub-tasks done"):
        assert fact in text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_filter_applies_and_is_named(
    board_fixture: BoardFixture, page: BoardPage, theme: Theme, print_to_pdf: PrintToPdf
) -> None:
    page.filter_bar.field.setText("assignee:jonas suche")
    text = text_of_pdf(print_to_pdf(again(board_fixture, page, theme)))
    assert "Filter: “assignee:jonas suche”" in text
    assert "To do 1 of 6" in text
    assert "Suche: Tippfehler-Toleranz testen" in text
    assert "Cookie-Banner" not in text
    assert "No cards" in text


def test_unsent_cards_are_marked_without_colour(
    board_fixture: BoardFixture, page: BoardPage, theme: Theme, print_to_pdf: PrintToPdf
) -> None:
    board_fixture.service.edit_card("3", {Field.TITLE: "Bühne 🎉 ohne Video"})
    text = text_of_pdf(print_to_pdf(again(board_fixture, page, theme)))
    assert "ohne Video" in text
    assert "Saved here, not sent" in text
    assert "1 card(s) with changes that are not sent yet" in text or "1 card with" in text


def test_a_long_board_continues_in_free_columns_without_cutting_cards(
    board_fixture: BoardFixture, page: BoardPage, theme: Theme, print_to_pdf: PrintToPdf
) -> None:
    many = [card(1000 + n, f"Nummer {n:03} " + "wort " * (n % 12), Column.BACKLOG) for n in range(160)]
    board_fixture.receive_cards(*many)
    board = again(board_fixture, page, theme)
    pdf = print_to_pdf(board)
    pages = int(pdf_info(pdf)["Pages"])
    assert pages == board.pages < 8
    text = [text_of_pdf(pdf, number) for number in range(1, pages + 1)]
    assert all(sum(f"Nummer {n:03}" in one for one in text) == 1 for n in range(160))
    assert "Backlog, continued" in text[1]
    assert f"Page {pages} of {pages}" in text[-1]
    assert ends(board) <= 842


def ends(board: BoardPrintout) -> float:
    """Bottom of the lowest card on any page, in points."""
    return max(sum(block.height for block in column.blocks) for page in board._pages for column in page)


@pytest.mark.parametrize(("place", "size"), [("de_DE", "841.89x595.276"), ("en_US", "792x612")])
def test_the_paper_size_is_that_of_the_country(place: str, size: str) -> None:
    layout = page_layout(QPageLayout.Orientation.Landscape, QLocale(place))
    points = layout.fullRect(QPageLayout.Unit.Point).size()
    assert f"{points.width():g}x{points.height():g}" in (size, "842x595")


def test_it_is_dark_on_white_even_from_a_dark_window(
    board: BoardPrintout, print_to_pdf: PrintToPdf, tmp_path: Path
) -> None:
    subprocess.run(
        ["pdftoppm", "-r", "40", "-png", "-singlefile", str(print_to_pdf(board)), str(tmp_path / "page")],
        check=True,
    )
    seen = QImage(str(tmp_path / "page.png")).convertToFormat(QImage.Format.Format_Grayscale8)
    light = [
        seen.pixelColor(x, y).value() for x in range(0, seen.width(), 5) for y in range(0, seen.height(), 5)
    ]
    assert light.count(255) > len(light) * 0.7
    assert min(light) < 90


def test_a_page_without_a_board_prints_nothing(board_fixture: BoardFixture, page: BoardPage) -> None:
    page.board = None
    assert board_content(board_fixture.service, page, TODAY) is None


def test_a_very_long_title_keeps_its_card_on_one_page(
    board_fixture: BoardFixture, page: BoardPage, theme: Theme, print_to_pdf: PrintToPdf
) -> None:
    board_fixture.receive_cards(card(500, "Endlos" * 4000, Column.WIP))
    assert int(pdf_info(print_to_pdf(again(board_fixture, page, theme)))["Pages"]) < 4
    assert board_fixture.service.card(CardKey("500")) is not None
