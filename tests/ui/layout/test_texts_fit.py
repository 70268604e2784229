"""Every screen in several languages and text sizes: is each text translated and complete?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Mark
from kanbert_desktop.ui.board.columns_view import MIN_COLUMN_WIDTH
from kanbert_desktop.ui.cards.geometry import PAD_X, CardMeasure
from kanbert_desktop.ui.cards.pixmaps import CardPartPixmaps, Chip
from kanbert_desktop.ui.cards.view_model import CardViewModel, mark_text
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.window_frame import MINIMUM_SIZE
from support.idle_events import process_until_idle
from ui.layout.inspection import cut_off_texts, untranslated
from ui.layout.locale_fixture import CLOSING_MARK, OPENING_MARK, in_language
from ui.layout.screen_visits import Inspection, lasting, visit
from ui.layout.screens import SIGNED_IN_SCREENS, SIGNED_OUT_SCREENS
from ui.layout.window_fixture import open_window_fixture

AROUND = 6
"""Pixels of a column beside its cards."""
CUT_OFF = lasting(lambda: cut_off_texts(OPENING_MARK, CLOSING_MARK))


@contextmanager
def text_size(theme: Theme, scale: float) -> Iterator[None]:
    theme.configure(theme.scheme, scale)
    try:
        yield
    finally:
        theme.configure(theme.scheme, 1.0)


def walk_everywhere(
    profile: Path, theme: Theme, qtbot: QtBot, *inspections: Inspection, size: tuple[int, int] | None = None
) -> str:
    found = ""
    for signed_in, screens in ((True, SIGNED_IN_SCREENS), (False, SIGNED_OUT_SCREENS)):
        folder = profile / str(signed_in)
        folder.mkdir()
        with open_window_fixture(folder, theme, qtbot, signed_in=signed_in) as fixture:
            if size is not None:
                fixture.window.resize(*size)
                process_until_idle()
            found += visit(fixture, screens, *inspections)
    return found


def test_every_text_is_translated_and_a_longer_language_fits(
    profile: Path, theme: Theme, qtbot: QtBot
) -> None:
    with in_language("pseudo"):
        found = walk_everywhere(profile, theme, qtbot, untranslated, lasting(lambda: cut_off_texts("[", "]")))
    assert not found, found


@pytest.mark.parametrize(("language", "scale"), [("en", 1.0), ("en", 2.0), ("de", 1.0), ("de", 2.0)])
def test_no_text_is_cut_off(profile: Path, theme: Theme, qtbot: QtBot, language: str, scale: float) -> None:
    with in_language(language, marked=True), text_size(theme, scale):
        found = walk_everywhere(profile, theme, qtbot, CUT_OFF)
    assert not found, found


@pytest.mark.parametrize(("language", "scale"), [("en", 1.0), ("de", 2.0)])
def test_no_text_is_cut_off_in_the_smallest_window(
    profile: Path, theme: Theme, qtbot: QtBot, language: str, scale: float
) -> None:
    with in_language(language, marked=True), text_size(theme, scale):
        found = walk_everywhere(
            profile,
            theme,
            qtbot,
            CUT_OFF,
            size=(MINIMUM_SIZE.width(), MINIMUM_SIZE.height()),
        )
    assert not found, found


@pytest.mark.parametrize(("language", "scale"), [("en", 1.0), ("en", 2.0), ("de", 1.0), ("de", 2.0)])
def test_a_cards_state_is_complete_in_the_narrowest_column(theme: Theme, language: str, scale: float) -> None:
    """Cards are painted from pixmaps, whose text the inspection cannot read."""
    with in_language(language), text_size(theme, scale):
        measure, parts = CardMeasure(theme), CardPartPixmaps(theme)
        row = QRect(0, 0, theme.px(MIN_COLUMN_WIDTH) - 2 * AROUND, 100)
        for mark in (Mark.REJECTED, Mark.CONFLICT):
            view_model = CardViewModel(key=CardKey("1"), title="1", accessible_text="1", mark=mark)
            chip = Chip(mark_text(mark), "circle-alert", "bad", "bad-soft")
            card = measure.geometry(view_model, row).card
            assert parts.fitted_chip(chip, card.width() - 2 * theme.px(PAD_X)) == chip
