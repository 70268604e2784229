"""Start after a crash while something was being opened."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.crash_guard import DrawTarget
from kanbert_desktop.app.boards.favourites import FavouriteBoards
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.view_options import BoardViewOptions
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import Banner, BannerKind
from kanbert_desktop.ui.widgets.full_text import FullTextDialog
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import WEB

CARD = CardKey("3")


def start_after_crash(application: FakeApplication, left: object) -> None:
    """Signs in with a profile whose last run crashed while painting that; the card was open."""
    application.sign_in()
    path: Path = application.open_account.store.path.with_name("opening.json")
    path.write_text(json.dumps(left))
    BoardViewOptions(application.open_account.service, WEB).opened_card = CARD
    FavouriteBoards(application.open_account.service).record_opened(WEB)


@pytest.fixture
def window(
    application: FakeApplication, theme: Theme, qtbot: QtBot, request: pytest.FixtureRequest
) -> Iterator[MainWindow]:
    start_after_crash(application, request.param)
    made = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    shiboken6.delete(made)


def crash_banner(window: MainWindow) -> Banner | None:
    return window.workspace.banner_bar.banners.get(BannerKind.OPENING_CRASH)


def button(shown: Banner, text: str) -> QPushButton:
    return next(one for one in (shown.button, *shown.more_buttons) if one.text() == text)


@pytest.mark.parametrize("window", [[WEB, CARD]], indirect=True)
def test_the_card_stays_closed_and_a_banner_says_why(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.workspace.board.isVisible)
    qtbot.waitUntil(lambda: BoardViewOptions(window.workspace.service, WEB).opened_card is None)
    assert window.workspace.board.board == WEB
    assert window.workspace.board.opened_card is None
    title = window.workspace.service.require_card(CARD).title
    assert title in crash_banner(window).text_label.text()
    assert "was not opened again" in crash_banner(window).text_label.text()


@pytest.mark.parametrize("window", [[WEB, CARD]], indirect=True)
def test_its_text_can_be_read_as_plain_text(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    desktop = application.open_account
    card = desktop.service.require_card(CARD)
    desktop.local_cards.put_cards(
        [replace(card, description="<table><tr><td>deep" * 3_000 + "</table><p>end</p>")]
    )
    button(crash_banner(window), "Show as plain text").click()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, FullTextDialog))
    qtbot.waitUntil(lambda: dialog.is_filled)
    text = dialog.text.toPlainText()
    assert text.startswith(card.title)
    assert text.count("deep") == 3_000
    assert text.endswith("end")
    dialog.close()


@pytest.mark.parametrize("window", [[WEB, CARD]], indirect=True)
def test_the_card_opens_when_the_user_asks(window: MainWindow) -> None:
    button(crash_banner(window), "Open anyway").click()
    assert window.workspace.board.opened_card == CARD
    assert crash_banner(window) is None


@pytest.mark.parametrize("window", [[WEB, CARD]], indirect=True)
def test_understood_hides_the_banner(window: MainWindow) -> None:
    button(crash_banner(window), "OK").click()
    assert crash_banner(window) is None
    assert window.workspace.board.opened_card is None


@pytest.mark.parametrize("window", [[WEB, None]], indirect=True)
def test_a_board_stays_closed_and_another_one_is_shown(window: MainWindow) -> None:
    assert window.workspace.board.board not in (None, WEB)
    assert "Website-Relaunch" in crash_banner(window).text_label.text()
    button(crash_banner(window), "Open anyway").click()
    assert window.workspace.board.board == WEB
    assert crash_banner(window) is None


@pytest.mark.parametrize("window", [["b9", "gone"], ["b9", None], "nonsense"], indirect=True)
def test_a_missing_card_is_not_mentioned(window: MainWindow) -> None:
    assert crash_banner(window) is None
    assert window.workspace.board.board is not None


def test_the_only_board_stays_closed_too(application: FakeApplication, theme: Theme) -> None:
    start_after_crash(application, [WEB, None])
    local_cards = application.open_account.local_cards
    local_cards.boards = {WEB: local_cards.boards[WEB]}
    made = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    assert made.workspace.navigator.location.kind is PageKind.SEARCH
    assert made.workspace.board.board is None
    shiboken6.delete(made)


@pytest.mark.parametrize("window", [None], indirect=True)
def test_the_painted_card_is_recorded_on_disk_until_it_is_painted(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    path: Path = application.open_account.store.path.with_name("opening.json")
    qtbot.waitUntil(lambda: not path.exists())
    seen: list[object] = []
    board = window.workspace.board
    show = board.panel.description.show_card

    def look(card: object) -> None:
        seen.append(json.loads(path.read_text()))
        show(card)  # type: ignore[arg-type]

    board.panel.description.show_card = look  # type: ignore[method-assign]
    other = CardKey("4")
    board.open_card(other)
    assert seen
    assert DrawTarget(*seen[0]) == DrawTarget(WEB, other)
    assert path.exists()
    qtbot.waitUntil(lambda: not path.exists())


@pytest.mark.parametrize("window", [None], indirect=True)
def test_painting_an_unchanged_card_again_writes_nothing(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    path: Path = application.open_account.store.path.with_name("opening.json")
    window.workspace.board.open_card(CARD)
    qtbot.waitUntil(lambda: not path.exists())
    window.workspace.board.refresh()
    assert not path.exists()
    card = application.open_account.service.require_card(CARD)
    application.open_account.local_cards.put_cards([replace(card, description="<p>New</p>")])
    window.workspace.board.refresh()
    assert path.exists()
    qtbot.waitUntil(lambda: not path.exists())
