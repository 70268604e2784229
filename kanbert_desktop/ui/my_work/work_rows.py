"""The spans of My work as groups of rows."""

from collections.abc import Callable, Collection
from datetime import date

from kanbert_desktop.app.boards.my_work import Span, my_work
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.ui.board.card_face import CardFaces
from kanbert_desktop.ui.board.column_words import column_title
from kanbert_desktop.ui.card_rows.card_row import CardRow, Group


class WorkRows:
    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        self._desk, self._today = desk, today
        self._faces = CardFaces(desk, today)

    def groups(self) -> list[Group]:
        spans = my_work(self._desk, self._today())
        return [
            Group(span_words(span), tuple(map(self._row, cards)), is_pressing=span is Span.OVERDUE)
            for span, cards in spans.items()
        ]

    def forget(self, cards: Collection[CardKey] | None) -> None:
        """None: all of them."""
        if cards is None:
            self._faces.forget_all()
        else:
            self._faces.forget(cards)

    def _row(self, card: Card) -> CardRow:
        board = self._desk.board(card.board)
        column = card.foreign_status or column_title(card.column)
        return CardRow(face=self._faces.of(card), column=card.column, place=f"{board.title} · {column}")


def span_words(span: Span) -> str:
    match span:
        case Span.OVERDUE:
            return tr("Overdue")
        case Span.TODAY:
            return tr("Today")
        case Span.THIS_WEEK:
            return tr("This week")
        case Span.LATER:
            return tr("Later")
        case Span.NO_DATE:
            return tr("No date")
