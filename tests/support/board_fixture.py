"""An agency's board on a real service and store, without a network; fixtures of the board page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import Settings
from kanbert_desktop.domain.board import (
    Board,
    BoardId,
    Card,
    CardKey,
    Client,
    ClientId,
    Column,
    Comment,
    CommentKey,
    Person,
    PersonId,
    Priority,
)
from kanbert_desktop.sync.meta_names import WATERMARK
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.style.theme import Theme
from support.listed_columns import listed_columns
from support.open_account import OpenAccount, open_account_at

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BOARD = BoardId("b1")
MIRA = Person(PersonId("u1"), "Mira Kessler", "mira@nordlicht.example")
JONAS = Person(PersonId("u2"), "Jonas Brandt", "jonas@nordlicht.example")
AYLIN = Person(PersonId("u3"), "Aylin Yıldız", "aylin@nordlicht.example")
TOM = Person(PersonId("u4"), "Tom Reuter", "tom@nordlicht.example")
LENA = Person(PersonId("u5"), "Lena Schütz", "lena@nordlicht.example")
HIGH = Priority("p1", "High", "#B3261E", 1)


@dataclass
class BoardFixture(OpenAccount):
    """The account below a board page, and the settings of the page."""

    settings: Settings

    def card_keys(self, column: Column) -> list[CardKey]:
        return [card.key for card in listed_columns(self.service, BOARD)[column]]


def card(number: int, title: str, column: Column, days: int | None = None, **more: object) -> Card:
    due = TODAY + timedelta(days=days) if days is not None else None
    server_id = str(number)
    return Card(
        key=CardKey(server_id),
        server_id=server_id,
        board=BOARD,
        title=title,
        column=column,
        due=due,
        updated_at=NOW,
        **more,  # type: ignore[arg-type]
    )


@cache
def sample_cards() -> Sequence[Card]:
    new, wip, done = Column.NEW, Column.WIP, Column.COMPLETED
    cards = [
        card(1, "Cookie-Banner nach Rechtsprüfung anpassen", new, -4, assignee=TOM.id, priority=HIGH),
        card(
            2,
            "Texte der Produktseiten gegenlesen (Sortiment Wohnzimmer, 48 Artikel)",
            new,
            1,
            assignee=LENA.id,
        ),
        card(3, "Startseite: Bühne mit Video statt Slider umsetzen", new, 3, assignee=AYLIN.id),
        card(4, "Photo shoot briefing: sofas, daylight studio, two variants", new, 9, assignee=MIRA.id),
        card(5, "Suche: Tippfehler-Toleranz testen", new, 10, assignee=JONAS.id),
        card(
            6, "Ladezeiten der Kategorieseiten messen und Bilder neu ausspielen", new, 14, assignee=JONAS.id
        ),
        card(
            7,
            "Checkout: guest order without an account",
            wip,
            2,
            assignee=MIRA.id,
            priority=HIGH,
            description="<p>Guests can order with e-mail and address only. Account creation is offered after payment, "
            "never before it.</p><ul><li>Kauf auf Rechnung erst ab 150 €</li>"
            "<li>Fehlermeldungen am Feld, nicht oben</li></ul>",
        ),
        card(8, "Barrierefreiheitserklärung nach BFSG schreiben", wip, 6, assignee=LENA.id),
        card(9, "Navigation mobil: dritte Ebene als Schublade", wip, 7, assignee=AYLIN.id),
        card(10, "Redirect list for 412 old product addresses", wip, 8, assignee=JONAS.id),
        card(11, "Wireframes Filialfinder", done, -6, assignee=AYLIN.id),
        card(12, "Newsletter template with a dark-mode fallback", done, -1, assignee=TOM.id),
        card(
            13,
            "Hosting-Umzug: Checkliste und Zeitplan mit dem Rechenzentrum abstimmen",
            done,
            0,
            assignee=JONAS.id,
        ),
        card(14, "Farbkontraste im Designsystem anheben", done, assignee=AYLIN.id),
    ]
    cards += [card(20 + n, f"Idee {n}: Filialen auf der Karte", Column.BACKLOG) for n in range(14)]
    cards += [card(40 + n, f"Freigegebene Aufgabe {n}", Column.APPROVED) for n in range(9)]
    parts = (
        "Flow mit dem Kunden abgestimmt",
        "Formularfelder reduziert",
        "Address check with the new service",
    )
    cards += [
        card(60 + n, title, done if n < 2 else new, parent=CardKey("7")) for n, title in enumerate(parts)
    ]
    return (*cards, card(70, "Altes Banner", Column.CLOSED))


def sample_comments() -> list[Comment]:
    said = [
        (JONAS, 18, "<p>Die Zahlart Lastschrift fehlt im Entwurf noch. Kommt sie in den ersten Wurf?</p>"),
        (AYLIN, 65, "<p>Apple Pay bitte erst im zweiten Schritt.</p>"),
    ]
    return [
        Comment(
            key=CommentKey(f"c{minutes}"),
            card=CardKey("7"),
            text=text,
            author=person,
            created_at=NOW + timedelta(minutes=minutes),
        )
        for person, minutes, text in said
    ]


@contextmanager
def open_board_fixture(profile: Path) -> Iterator[BoardFixture]:
    """The sample board; everything is written below `profile`."""
    account = open_account_at(profile / "store.db", NOW)
    account.replica.meta[WATERMARK] = NOW.isoformat()
    local_cards = account.local_cards
    local_cards.me = MIRA
    local_cards.clients = {ClientId("k1"): Client(ClientId("k1"), "Bergmann Möbel")}
    local_cards.boards = {
        BOARD: Board(BOARD, "Website-Relaunch", "WEB", ClientId("k1")),
        BoardId("b2"): Board(BoardId("b2"), "Filialfinder", "FIL", ClientId("k1")),
    }
    local_cards.people = {person.id: person for person in (MIRA, JONAS, AYLIN, TOM, LENA)}
    local_cards.put_cards(sample_cards())
    local_cards.put_comments(CardKey("7"), sample_comments())
    try:
        yield BoardFixture(**vars(account), settings=Settings(profile / "settings.json"))
    finally:
        account.store.close()
        account.service.close()


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """One for all: each theme listens to the application as long as it lives. A test that changes it restores it."""
    return Theme(qapp, "light")


@pytest.fixture
def board_fixture(profile: Path) -> Iterator[BoardFixture]:
    with open_board_fixture(profile) as ready:
        yield ready


def new_board_page(board_fixture: BoardFixture, theme: Theme) -> BoardPage:
    """Returns a page with commands of its own, not shown yet."""
    fixture = board_fixture
    commands = CardCommands(fixture.service)
    return BoardPage(fixture.service, fixture.bus, fixture.settings, theme, commands, now=lambda: TODAY)


@pytest.fixture
def list_of_column(page: BoardPage) -> Callable[[Column], CardListView]:
    """The card list of a column of the page."""
    return lambda column: page.columns_view.columns[column].cards


@pytest.fixture
def page(board_fixture: BoardFixture, theme: Theme, qtbot: QtBot) -> BoardPage:
    """The board page on the screen with the focus, 1208 × 900 as beside the sidebar."""
    shown = new_board_page(board_fixture, theme)
    qtbot.addWidget(shown)
    shown.resize(1208, 900)
    shown.show_board(BOARD)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.focus_board()
    return shown
