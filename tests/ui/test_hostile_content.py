"""Hostile content is opened, painted, searched, compared and printed while the window stays responsive.

Each scenario runs in a process of its own, so that a crash or a hang affects only that one.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.boards.saved_views import NAME_LIMIT, SavedView, SavedViews, ViewLayout, valid_view
from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import Column, Comment, CommentKey
from kanbert_desktop.domain.changes import Field, Reason
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.printing.card_printout import CardPrintout, card_content
from kanbert_desktop.ui.printing.page_layout import PrintStyle
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.full_text import FullTextDialog
from kanbert_desktop.ui.window.main_window import MainWindow
from support.board_fixture import BOARD, TODAY, BoardFixture, card, new_board_page, open_board_fixture
from support.child_process import run_in_child_process
from support.fake_application import FakeApplication
from support.fake_service import NOW, WEB
from support.hostile_html import GROUPS, HOSTILE, LONG
from support.hostile_titles import TITLES
from support.inbox_rows import receive_news

GROUP = "HOSTILE_GROUP"
"""Environment variable that tells a child which texts to use."""
PAPER = QSizeF(500, 700)


@pytest.mark.parametrize("group", GROUPS)
def test_every_hostile_description_and_comment_can_be_opened(group: str) -> None:
    run_in_child_process(_open_every_text, {GROUP: group})


@pytest.mark.parametrize("group", GROUPS)
def test_every_hostile_text_can_be_printed_and_shown_whole(group: str) -> None:
    run_in_child_process(_print_and_show_every_text, {GROUP: group})


@pytest.mark.parametrize("title", TITLES)
def test_every_hostile_title_can_be_shown_everywhere(title: str) -> None:
    run_in_child_process(_show_title_everywhere, {GROUP: title})


def test_hostile_texts_can_be_compared_and_resolved() -> None:
    run_in_child_process(_decide_about_every_text)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Anchorage"])
def test_comments_with_impossible_dates_are_shown(zone: str) -> None:
    run_in_child_process(_show_impossible_dates, {"TZ": zone})


@contextmanager
def _board() -> Iterator[tuple[BoardFixture, BoardPage, Theme]]:
    application = QApplication([])
    use_language(application, "en", resource("translations"))
    theme = Theme(application, "light")
    with tempfile.TemporaryDirectory() as folder, open_board_fixture(Path(folder)) as stage:
        page = new_board_page(stage, theme)
        page.resize(1208, 900)
        page.show_board(BOARD)
        page.show()
        application.processEvents()
        yield stage, page, theme


def _comment(text: str, created_at: datetime | None = None) -> Comment:
    return Comment(CommentKey("c1"), card(7, "", Column.NEW).key, text, created_at=created_at)


def _open_every_text() -> None:
    with _board() as (stage, page, _theme):
        shown = card(7, "Title", Column.NEW)
        for html in GROUPS[os.environ[GROUP]].values():
            stage.receive_cards(replace(shown, description=html))
            stage.local_cards.put_comments(shown.key, [_comment(html)])
            page.open_card(shown.key)
            QApplication.processEvents()
            page.grab()
            page.panel.description.edit()
            QApplication.processEvents()
            page.close_card()


def _print_and_show_every_text() -> None:
    with _board() as (stage, page, theme):
        shown = card(7, "Title", Column.NEW)
        for html in GROUPS[os.environ[GROUP]].values():
            stage.receive_cards(replace(shown, description=html))
            stage.local_cards.put_comments(shown.key, [_comment(html)])
            printed = CardPrintout(
                card_content(stage.service, stage.service.require_card("7"), TODAY), PrintStyle(theme), "now"
            )
            list(printed.layout_steps(PAPER))
            assert printed.pages >= 1
            page.open_card(shown.key)
            note = page.panel.description.note
            if note.button.isVisibleTo(note):
                note.button.click()
                QApplication.processEvents()
                dialog = next(
                    one for one in QApplication.topLevelWidgets() if isinstance(one, FullTextDialog)
                )
                for _turn in range(20):
                    QApplication.processEvents()
                dialog.grab()
                dialog.close()
            page.close_card()


@contextmanager
def _window() -> Iterator[tuple[FakeApplication, MainWindow]]:
    qt = QApplication([])
    use_language(qt, "en", resource("translations"))
    with tempfile.TemporaryDirectory() as folder:
        application = FakeApplication(Path(folder))
        application.sign_in()
        window = MainWindow(application, Theme(qt, "light"), application.current_account.now)  # type: ignore[arg-type]
        window.resize(1300, 900)
        window.show()
        qt.processEvents()
        yield application, window


def _show_title_everywhere() -> None:
    with _window() as (application, window):
        desktop, navigator = application.open_account, window.workspace.navigator
        known = desktop.service.require_card("1")
        title = TITLES[os.environ[GROUP]]
        below = replace(known, key="s1", server_id="s1", title=title, parent=known.key)
        mine = replace(known, title=title, due=NOW.date(), assignee=desktop.service.me.id)
        desktop.local_cards.put_cards([mine, below])
        desktop.service.edit_card("1", {Field.COLUMN: Column.WIP})
        navigator.open_card("1")
        _paint(window)
        window.workspace.commands.copy_links([known.key])
        window.workspace.board.columns_view.view_of(known.key).cards.rename(known.key)
        _paint(window)
        navigator.open_board(WEB)
        receive_news(
            desktop.service,
            [(mine, NOW, [("renamed", title, title), ("commented", title, title)])],
            who=title,
        )
        views = [SavedView(f"v{title}"[:NAME_LIMIT], "is:mine", layout) for layout in ViewLayout]
        for view in views:
            SavedViews(desktop.service).set_all([valid_view(view)])
            navigator.open_view(valid_view(view).name)
            _paint(window)
        templates = Templates(desktop.service)
        templates.save("1")
        for kind in (
            PageKind.MY_WORK,
            PageKind.INBOX,
            PageKind.CALENDAR,
            PageKind.OVERVIEW,
            PageKind.DELETED,
            PageKind.TEMPLATES,
            PageKind.ATTENTION,
        ):
            navigator.open_page(kind)
            _paint(window)
        window.workspace.page_opener.search(title[:3])
        _paint(window)
        window.workspace.show_sync_popover()
        _paint(window)
        window.workspace.handlers()[CommandId.PALETTE]()
        _paint(window)
        window.workspace.service.undo_text()
        window.workspace.toast.show_message(title[:10])
        desktop.service.undo()


def _decide_about_every_text() -> None:
    with _window() as (application, window):
        desktop, navigator = application.open_account, window.workspace.navigator
        words = "<p>" + "lorem ipsum dolor sit amet " * 800
        others = "<p>" + "amet sit dolor ipsum lorem nec " * 700
        texts = [
            *LONG.values(),
            *(HOSTILE[name] for name in ("tables, 3,000 deep", "rows", "references")),
            words,
        ]
        for text in texts:
            entry = desktop.add_question(
                "1",
                Reason.CHANGED_REMOTELY,
                description=text,
                title=text[:5_000],
                theirs={Field.DESCRIPTION: others, Field.TITLE: others[:5_000]},
            )
            navigator.open_page(PageKind.ATTENTION)
            _paint(window)
            desktop.service.resolve(entry.id, "theirs")
            navigator.open_board(WEB)
            refused = desktop.add_question("1", Reason.REJECTED, description=text, detail=text[:3_000])
            navigator.open_page(PageKind.ATTENTION)
            _paint(window)
            desktop.service.resolve(refused.id, "discard")
            navigator.open_board(WEB)


def _paint(window: MainWindow) -> None:
    QApplication.processEvents()
    window.grab()


def _show_impossible_dates() -> None:
    assert os.environ["TZ"]
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    moments = [
        datetime.max.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=west),
        datetime.min.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=east),
        datetime(1, 1, 1, tzinfo=UTC),
    ]
    with _board() as (stage, page, theme):
        shown = replace(
            card(7, "Title", Column.NEW), due=date.min, created_at=moments[0], updated_at=moments[2]
        )
        for number, moment in enumerate(moments):
            stage.receive_cards(replace(shown, due=(date.min, date.max)[number % 2]))
            stage.local_cards.put_comments(shown.key, [_comment("<p>said</p>", moment)])
            page.open_card(shown.key)
            page.refresh()
            QApplication.processEvents()
            page.grab()
            (row,) = page.panel.comments._rows.values()
            assert row.text.toPlainText() == "said"
            sheet = card_content(stage.service, stage.service.require_card("7"), TODAY)
            CardPrintout(sheet, PrintStyle(theme), "now")
            page.close_card()
