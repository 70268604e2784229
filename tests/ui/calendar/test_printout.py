"""A calendar as PDF."""

from datetime import date, timedelta

import pytest

from kanbert_desktop.app.boards.calendar import CardsByDay
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.calendar.days import CalendarKind, CalendarRange
from kanbert_desktop.ui.calendar.print_content import calendar_content
from kanbert_desktop.ui.calendar.printout import CalendarPrintout
from kanbert_desktop.ui.printing.page_layout import PrintStyle
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import TODAY, BoardFixture, card
from ui.printing.conftest import PrintToPdf, board_fixture, british, pdf_info, print_to_pdf, text_of_pdf

__all__ = ["board_fixture", "british", "print_to_pdf"]

DAY = date(2026, 12, 1)


@pytest.fixture
def printout(board_fixture: BoardFixture, theme: Theme) -> "Printer":
    return Printer(board_fixture, theme)


class Printer:
    def __init__(self, fixture: BoardFixture, theme: Theme) -> None:
        self._fixture, self._theme = fixture, theme

    def month(self, titles: dict[date, list[str]]) -> CalendarPrintout:
        cards: CardsByDay = {}
        number = 9000
        for day, names in titles.items():
            made = [card(number + n, name, Column.NEW, (day - TODAY).days) for n, name in enumerate(names)]
            number += len(made)
            self._fixture.local_cards.put_cards(made)
            cards[day] = tuple(CardKey(one.key) for one in made)
        shown = CalendarRange(CalendarKind.MONTH, DAY, 1)
        content = calendar_content(self._fixture.service, shown, cards, TODAY, ["All boards", ""])
        return CalendarPrintout(content, PrintStyle(self._theme), "Printed 24 Nov 10:42")


def test_a_month_is_one_page(printout: Printer, print_to_pdf: PrintToPdf) -> None:
    file = print_to_pdf(
        printout.month({DAY: ["Angebot prüfen"], DAY + timedelta(days=3): ["Plakat", "Seite"]})
    )
    text = text_of_pdf(file)
    for words in ("December 2026", "All boards", "3 cards", "Monday", "Sunday", "Page 1 of 1"):
        assert words in text
    for title in ("Angebot prüfen", "Plakat", "Seite"):
        assert title in text


def test_days_without_room_are_listed_completely(printout: Printer, print_to_pdf: PrintToPdf) -> None:
    titles = [f"Anzeige {number:03}" for number in range(130)]
    text = text_of_pdf(print_to_pdf(printout.month({DAY: titles, DAY + timedelta(days=1): ["Einzeln"]})))
    assert "more" in text
    assert "(130)" in text
    for title in titles:
        assert title in text
    assert text.count("Einzeln") == 1


def test_hostile_titles_are_one_line_of_text(printout: Printer, print_to_pdf: PrintToPdf) -> None:
    text = text_of_pdf(print_to_pdf(printout.month({DAY: ["<b>Fett</b>", "eins\nzwei", "x" * 5000]})))
    assert "<b>Fett</b>" in text
    assert "eins zwei" in text


def test_it_is_landscape(printout: Printer, print_to_pdf: PrintToPdf) -> None:
    width, height = pdf_info(print_to_pdf(printout.month({})))["Pagesize"].split("pts")[0].split("x")
    assert float(width) > float(height)
