"""The window with sample data of every kind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Board, CardKey, Client, Comment, CommentKey, Person, Priority
from kanbert_desktop.domain.changes import Field, Reason
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.workspace import Workspace
from support.fake_application import FakeApplication
from support.fake_service import ME, NOW, OpenAccount
from support.fake_window import fake_application, window_on_screen

OPEN_CARD = CardKey("1")


class WindowFixture(NamedTuple):
    """The window and its application."""

    window: MainWindow
    application: FakeApplication

    @property
    def open_account(self) -> OpenAccount:
        assert self.application.open_account is not None
        return self.application.open_account

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def board(self) -> BoardPage:
        return self.workspace.board


@contextmanager
def open_window_fixture(
    profile: Path,
    theme: Theme,
    qtbot: QtBot,
    *,
    signed_in: bool = True,
    fill: Callable[[OpenAccount], object] | None = None,
) -> Iterator[WindowFixture]:
    """Opens the window with the keyboard focus."""
    with fake_application(profile) as application:
        if signed_in:
            (fill or fill_sample)(application.sign_in())
        # Another test may have applied another theme.
        theme.apply()
        with window_on_screen(application, theme, qtbot) as window:
            yield WindowFixture(window, application)


def fill_sample(desktop: OpenAccount) -> None:
    """Adds data of every kind.

    No name or title has a Latin letter, so that the program's own texts are recognisable.
    """
    local_cards = desktop.local_cards
    lea = Person(ME.id, "Λέα Ζόμερ", "λ@ν", space="Νορδ")
    local_cards.me = lea
    others = [Person(f"u{n}", f"Άννα {n}", f"{n}@ν") for n in (2, 3)]  # type: ignore[arg-type]
    local_cards.people = {one.id: one for one in (lea, *others)}
    local_cards.clients = {key: Client(key, "Πελάτης") for key in local_cards.clients}
    local_cards.boards = {
        key: Board(key, f"Έργο {key[1:]}", "", one.client) for key, one in local_cards.boards.items()
    }
    high = Priority("p1", "Ύψος", "#B3261E", 1)  # type: ignore[arg-type]
    known = sorted(local_cards.cards(), key=lambda card: (card.key != OPEN_CARD, len(card.key), card.key))
    cards = [replace(card, title=f"Κάρτα {card.key}") for card in known]
    cards[0] = replace(
        cards[0],
        key=OPEN_CARD,
        priority=high,
        assignee=lea.id,
        due=date(2026, 11, 24),
        description="<p>Έτσι</p>",
    )
    cards += [replace(cards[n], key=CardKey(f"9{n}"), server_id=f"9{n}", parent=OPEN_CARD) for n in (1, 2)]
    days = (-3, 0, 1, 3, 30)
    cards += [
        replace(cards[0], key=CardKey(f"8{n}"), server_id=f"8{n}", due=NOW.date() + timedelta(days=days[n]))
        for n in range(len(days))
    ]
    local_cards.put_cards(cards)
    texts = Comment(
        key=CommentKey("c"),
        card=OPEN_CARD,
        text="<p>Ναι</p>",
        author=others[0],
        created_at=NOW,
        is_public=True,
    )
    local_cards.put_comments(OPEN_CARD, [texts])
    _park(desktop)


def _park(desktop: OpenAccount) -> None:
    """Adds one question of each kind."""
    theirs: dict[Field, object] = {Field.DUE: date(2026, 12, 2)}
    desktop.add_question("2", Reason.CHANGED_REMOTELY, due=date(2026, 11, 30), theirs=theirs)
    desktop.add_question("3", Reason.REJECTED, detail="forbidden", title="Νέα", status=403)
    desktop.add_question("4", Reason.DELETED_REMOTELY, title="Νέα")
    texts: dict[Field, object] = {Field.DESCRIPTION: "<p>Άλλα</p>"}
    desktop.add_question("5", Reason.CHANGED_REMOTELY, description="<p>Δικά</p>", theirs=texts)
