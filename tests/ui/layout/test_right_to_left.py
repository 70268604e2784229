"""Right-to-left layout: everything is mirrored, and arrow keys follow the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeView, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.attention.detail import QuestionDetail
from kanbert_desktop.ui.sidebar.buttons import AccountButton, PageButton, PaletteButton
from kanbert_desktop.ui.sidebar.sync_status import SyncBadge
from kanbert_desktop.ui.style.theme import Theme
from support.idle_events import process_until_idle
from support.painted_text import painted_texts
from ui.layout.locale_fixture import in_language
from ui.layout.screens import SIGNED_IN_SCREENS, SIGNED_OUT_SCREENS, board_key
from ui.layout.window_fixture import OPEN_CARD, WindowFixture, open_window_fixture

MARK = "\N{RIGHT-TO-LEFT MARK}"
NEAR = 2
"""Pixels: halves are rounded to the same side in both."""


def widget_rects(fixture: WindowFixture) -> list[tuple[str, QRect]]:
    """Returns the rectangles of every visible widget in the order of their creation, the window first."""
    window = fixture.window
    inside = [one for one in window.findChildren(QWidget) if one.isVisible() and not one.isWindow()]
    return [
        (
            f"{type(one).__name__} {one.objectName()} {one.parentWidget().__class__.__name__}",
            QRect(one.mapTo(window, QPoint()), one.size()),
        )
        for one in (window, *inside)
    ]


def places_at(
    screen_name: str, language: str, folder: Path, theme: Theme, qtbot: QtBot
) -> list[tuple[str, QRect]]:
    folder.mkdir()
    inside = screen_name in SIGNED_IN_SCREENS
    with in_language(language), open_window_fixture(folder, theme, qtbot, signed_in=inside) as fixture:
        (SIGNED_IN_SCREENS if inside else SIGNED_OUT_SCREENS)[screen_name](fixture)
        process_until_idle()
        return widget_rects(fixture)


@pytest.mark.parametrize(
    "screen_name",
    ["board", "panel", "inbox", "my work", "search", "question 0", "settings", "with a secret", "pasting"],
)
def test_every_widget_is_mirrored(screen_name: str, profile: Path, theme: Theme, qtbot: QtBot) -> None:
    plain = places_at(screen_name, "pseudo", profile / "plain", theme, qtbot)
    mirrored = places_at(screen_name, "pseudo-rtl", profile / "mirrored", theme, qtbot)
    assert [name for name, _ in plain] == [name for name, _ in mirrored]
    width = plain[0][1].width()
    # Days and months are in two languages, so their widths differ.
    pairs = [
        (name, width - left_to_right.right() - 1, right_to_left.left())
        for (name, left_to_right), (_, right_to_left) in zip(plain, mirrored, strict=True)
        if left_to_right.width() == right_to_left.width()
    ]
    assert len(pairs) > 0.7 * len(plain)
    wrong = [f"{name}: {seen}, not {due}" for name, due, seen in pairs if abs(due - seen) > NEAR]
    assert not wrong, "\n".join(wrong)


def painted(language: str, folder: Path, theme: Theme, qtbot: QtBot) -> list[tuple[str, float, float]]:
    """Returns texts painted by our own widgets, where they start and how far they are from the other end."""
    folder.mkdir()
    kinds = (AccountButton, PaletteButton, PageButton, SyncBadge)
    with in_language(language), open_window_fixture(folder, theme, qtbot, signed_in=True) as fixture:
        SIGNED_IN_SCREENS["board"](fixture)
        process_until_idle()
        shown = [one for one in fixture.window.findChildren(QWidget) if isinstance(one, kinds)]
        boards = fixture.workspace.sidebar.findChild(QTreeView)
        assert boards is not None
        return [
            (words.text.replace(MARK, ""), words.rectangle.left(), one.width() - words.rectangle.right())
            for one in (*(one for one in shown if one.isVisible()), boards.viewport())
            for words in painted_texts(one)
            if words.text.strip(MARK)
        ]


def test_painted_text_starts_at_the_leading_edge(profile: Path, theme: Theme, qtbot: QtBot) -> None:
    plain = painted("pseudo", profile / "plain", theme, qtbot)
    mirrored = painted("pseudo-rtl", profile / "mirrored", theme, qtbot)
    ends = {words: end for words, _, end in mirrored}
    begins = {words: begin for words, begin, _ in plain if words in ends}
    assert len(begins) > 8
    assert begins == pytest.approx({words: ends[words] for words in begins}, abs=NEAR)


@pytest.fixture
def mirrored_window_fixture(profile: Path, theme: Theme, qtbot: QtBot) -> Iterator[WindowFixture]:
    with in_language("pseudo-rtl"), open_window_fixture(profile, theme, qtbot, signed_in=True) as ready:
        yield ready


def test_an_arrow_key_focuses_the_column_it_points_to(mirrored_window_fixture: WindowFixture) -> None:
    board_key(Qt.Key.Key_Right)(mirrored_window_fixture)
    columns = mirrored_window_fixture.board.columns_view.columns
    assert columns[Column.BACKLOG].cards.hasFocus()
    assert columns[Column.BACKLOG].x() > columns[Column.NEW].x()


def test_a_card_moves_in_the_direction_of_the_arrow_key(mirrored_window_fixture: WindowFixture) -> None:
    SIGNED_IN_SCREENS["board"](mirrored_window_fixture)
    mirrored_window_fixture.board.focus_board(OPEN_CARD)
    view = mirrored_window_fixture.board.columns_view.view_of(OPEN_CARD)
    assert view is not None
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view.cards, Qt.Key.Key_Left, held)
    assert mirrored_window_fixture.open_account.service.require_card(OPEN_CARD).column is Column.WIP


def test_an_arrow_key_chooses_the_version_it_points_to(
    mirrored_window_fixture: WindowFixture,
) -> None:
    SIGNED_IN_SCREENS["question 0"](mirrored_window_fixture)
    detail = mirrored_window_fixture.window.findChild(QuestionDetail)
    assert detail is not None
    for key, side in ((Qt.Key.Key_Right, "mine"), (Qt.Key.Key_Left, "theirs")):
        QTest.keyClick(detail, key)
        chosen = detail.choice_group.checkedButton()
        assert chosen is not None
        assert chosen.property("choice") == side
