"""A board with very many cards on a real service and store, in a window of the usual size."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import (
    AYLIN,
    BOARD,
    HIGH,
    JONAS,
    LENA,
    MIRA,
    NOW,
    TODAY,
    TOM,
    new_board_page,
    open_board_fixture,
)
from support.server_rows import row_of

_AT_ONCE = 1000
"""Cards in one transaction."""

_SUBJECTS = ("Startseite", "Newsletter", "Filialfinder", "Checkout", "Product page", "Navigation", "Suche")
_WORK = (
    "Texte gegenlesen und an die Redaktion geben",
    "measure loading times and deliver the pictures anew",
    "Rechtsprüfung",
    "agree on the flow with the client, then reduce the form's fields to those that are really needed",
    "Entwurf für kleine Bildschirme",
)


@dataclass
class Shown:
    page: BoardPage
    cards: int


@contextmanager
def big_board(
    folder: Path, columns: Sequence[Column], count: int, other: BoardId | None = None
) -> Iterator[Shown]:
    """`other` is a second board with as many cards, to switch to."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    chance = random.Random(1)  # noqa: S311  spreads cards, guards nothing
    with open_board_fixture(folder) as environment:
        removed = [card.key for card in environment.local_cards.cards()]
        environment.replica.apply(Batch(removed=removed)).result()
        for board in (BOARD, *([other] if other is not None else [])):
            _write(environment.replica, [_card(number, columns, chance, board) for number in range(count)])
        page = new_board_page(environment, Theme(application))
        page.resize(1440, 900)
        page.show_board(BOARD)
        page.show()
        yield Shown(page, count)
        page.hide()
        page.deleteLater()
        application.processEvents()


def _write(replica: Replica, cards: Sequence[Card]) -> None:
    """As pages of a listing: cards whose rows are not on disk yet are held in memory, and read from there."""
    for start in range(0, len(cards), _AT_ONCE):
        records = [Record(card, row_of(card).raw) for card in cards[start : start + _AT_ONCE]]
        replica.apply(Batch(cards=records), is_listing=True).result()


def _card(number: int, columns: Sequence[Column], chance: random.Random, board: BoardId = BOARD) -> Card:
    is_due, is_given = chance.random() < 0.6, chance.random() < 0.7
    return Card(
        key=CardKey(f"{board}-{number}"),
        server_id=f"{board}-{number}",
        board=board,
        title=f"{chance.choice(_SUBJECTS)} {number}: {chance.choice(_WORK)}",
        column=columns[number % len(columns)],
        due=TODAY + timedelta(days=chance.randint(-10, 60)) if is_due else None,
        assignee=chance.choice((MIRA, JONAS, AYLIN, TOM, LENA)).id if is_given else None,
        priority=HIGH if chance.random() < 0.15 else None,
        updated_at=NOW,
    )
