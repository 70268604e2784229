"""From the first start to a sorted board of sample data, by what is on the screen alone, in the language of the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.app.settings import LANGUAGE, Settings
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.window.main_window import MainWindow
from monkey.error_capture import error_capture
from plugins.qt_loop import QtLoop
from support.listed_columns import listed_columns
from support.real_window import running_window, wait_until_loaded, without_browser
from working_day.user import SimulatedUser

WORDS = {
    "en": (
        "Try with sample data",
        "In progress",
        "Sample data, only on this computer.",
        "Board District heating campaign",
    ),
    "de": (
        "Mit Beispieldaten ausprobieren",
        "In Arbeit",
        "Beispieldaten, nur auf diesem Computer.",
        "Board Kampagne Fernwärme",
    ),
}
"""What the user reads: a button, a column, the strip above the boards, the name of a board."""


def cards_of(window: MainWindow) -> dict[Column, list[Card]]:
    workspace = window.workspace
    assert workspace is not None
    assert workspace.board.board is not None
    return listed_columns(workspace.service, workspace.board.board)


def has_cards(window: MainWindow) -> bool:
    return (
        window.workspace is not None
        and window.workspace.board.isVisible()
        and bool(cards_of(window)[Column.NEW])
    )


def is_sorted_by_title(window: MainWindow) -> bool:
    """Whether each column shows its cards from A to Z."""
    assert window.workspace is not None
    columns = window.workspace.board.columns_view
    titles = [[card.title for card in columns.view_models(view.model.card_keys)] for view in columns.shown]
    # Letters of other scripts and umlauts have an order of their own, which is tested elsewhere.
    plain = [[title.casefold() for title in column if title.isascii()] for column in titles]
    return any(plain) and all(column == sorted(column) for column in plain)


@pytest.mark.usefixtures("screen")
@pytest.mark.parametrize("language", WORDS)
def test_from_the_first_start_to_a_sorted_board_in_four_steps(
    qt_loop: QtLoop, profile: Path, tmp_path: Path, qapp: QApplication, language: str
) -> None:
    options = Options(profile=profile)
    Settings(Environment.for_options(options).settings).put(LANGUAGE, language)
    try_it, in_progress, strip, board = WORDS[language]

    async def story() -> list[str]:
        user = SimulatedUser()
        with error_capture(qt_loop.loop) as errors:
            async with running_window(options) as (application, window):
                field = window.first_run_page.methods.browser_form.client_id_field.edit
                await user.wait_until(field.hasFocus, "the window in front")
                await user.click(try_it)
                await user.wait_until(lambda: has_cards(window), "a board with cards")
                await user.wait_for(strip)
                await user.wait_for(board)
                # A card that comes later would be where the first one was.
                await wait_until_loaded(window)
                card = cards_of(window)[Column.NEW][0]
                await user.drag(card.title, in_progress)
                service = application.require_service()
                await user.wait_until(
                    lambda: service.require_card(card.key).column is Column.WIP,
                    "the card in the other column",
                )
                await user.wait_until(lambda: not service.sync.status().pending, "the sent change")
                assert application.is_sample_data
                workspace = window.workspace
                assert workspace is not None
                await user.click(workspace.board.sorting.button.accessibleName())
                await user.choose(tr("Title"))
                await user.wait_until(lambda: is_sorted_by_title(window), "a board sorted by title")
            assert not errors.errors
        return user.steps

    try:
        with without_browser(tmp_path / "programs"):
            steps = qt_loop(story())
    finally:
        use_language(qapp, "en", resource("translations"))
    assert [step.partition(" ")[0] for step in steps] == ["click", "drag", "click", "choose"], steps
