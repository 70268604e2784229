"""A saved view as PDF: a list upright, columns across, every group unfolded."""

from dataclasses import replace

import pytest

from kanbert_desktop.app.boards.saved_views import SavedView, ViewGrouping, ViewLayout
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.ui.printing.page_layout import PrintStyle
from kanbert_desktop.ui.saved_views import contents
from kanbert_desktop.ui.saved_views.printout import ViewPrintout
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import TODAY, BoardFixture, card
from ui.printing.conftest import PrintToPdf, board_fixture, british, pdf_info, print_to_pdf, text_of_pdf

__all__ = ["board_fixture", "british", "print_to_pdf"]

VIEW = SavedView("Zu <b>prüfen</b>", "prüfen", sort=Sort.TITLE, grouping=ViewGrouping.COLUMN)


class Printer:
    def __init__(self, fixture: BoardFixture, theme: Theme) -> None:
        self.service, self._theme = fixture.service, theme
        fixture.receive_cards(
            card(901, "Angebot prüfen", Column.NEW, -2),
            card(902, "Plakat\x1b[31m prüfen", Column.WIP),
            card(903, "Seite prüfen", Column.WIP),
            card(904, "Ohne", Column.WIP),
        )

    def printed(self, view: SavedView) -> ViewPrintout:
        return ViewPrintout(
            self.service, view, PrintStyle(self._theme), "Printed 24 Nov 10:42", lambda: TODAY
        )


@pytest.fixture
def printer(board_fixture: BoardFixture, theme: Theme) -> Printer:
    return Printer(board_fixture, theme)


def test_a_list_is_printed_upright_in_its_groups(printer: Printer, print_to_pdf: PrintToPdf) -> None:
    printer.service.edit_card("903", {Field.TITLE: "Seite prüfen und freigeben"})
    file = print_to_pdf(printer.printed(VIEW))
    text = text_of_pdf(file)
    assert "Zu <b>prüfen</b>" in text
    assert "Query: prüfen · Sort: Title · Groups: Column · 3 cards · 1 card with changes" in text
    for words in ("To do (1)", "Angebot prüfen", "overdue", "In progress (2)", "freigeben", "not sent"):
        assert words in text, words
    assert "Ohne" not in text
    assert "\x1b" not in text
    assert text.index("Angebot") < text.index("Plakat") < text.index("Seite")
    width, height = (float(part) for part in pdf_info(file)["Pagesize"].split("pts")[0].split("x"))
    assert width < height


def test_columns_are_printed_side_by_side(printer: Printer, print_to_pdf: PrintToPdf) -> None:
    view = replace(VIEW, layout=ViewLayout.COLUMNS, grouping=ViewGrouping.NONE)
    file = print_to_pdf(printer.printed(view))
    text = text_of_pdf(file)
    for words in ("Backlog 0", "To do 1", "In progress 2", "No cards", "Plakat"):
        assert words in text, words
    width, height = (float(part) for part in pdf_info(file)["Pagesize"].split("pts")[0].split("x"))
    assert width > height


def test_a_list_without_groups_has_no_heading_of_a_group(printer: Printer, print_to_pdf: PrintToPdf) -> None:
    text = text_of_pdf(print_to_pdf(printer.printed(replace(VIEW, grouping=ViewGrouping.NONE))))
    assert "Cards 3" in text
    assert "(3)" not in text


def test_paper_says_how_many_cards_are_left_out(
    printer: Printer, print_to_pdf: PrintToPdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MAX_HELD", 2)
    text = text_of_pdf(print_to_pdf(printer.printed(VIEW)))
    assert "3 cards · only 2 of them are shown" in text


def test_an_empty_view_is_one_page(printer: Printer, print_to_pdf: PrintToPdf) -> None:
    what = printer.printed(replace(VIEW, query="nichtdergleichen"))
    text = text_of_pdf(print_to_pdf(what))
    assert what.pages == 1
    assert "No cards" in text
