"""Measured program: opens a card with each hostile text; prints the longest stall and the memory."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.figures import Sample
from benchmarks.frames import process_events_until
from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.system.event_loop import collect_on_main_thread
from kanbert_desktop.domain.board import Column, Comment, CommentKey
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import BOARD, NOW, BoardFixture, card, new_board_page, open_board_fixture
from support.hostile_html import HOSTILE
from support.hostile_text import TEXTS
from support.hostile_titles import TITLES

SHOWN = card(7, "Title", Column.NEW)
ORDINARY = "<p>Guests can order with e-mail and address only.</p><ul><li>Two things</li><li>to do</li></ul>"
WARM = 30
TURNS = 12
"""Iterations of Qt's loop after an action, in which everything that follows is laid out and painted."""


def main(folder: Path) -> None:
    application = QApplication(["kanbert-desktop"])
    with collect_on_main_thread(), open_board_fixture(folder) as environment:
        page = new_board_page(environment, Theme(application))
        page.resize(1440, 900)
        page.show_board(BOARD)
        page.show()
        process_events_until(page.isActiveWindow)
        ordinary = [_opened(environment, page, f"Title {number}", ORDINARY) for number in range(WARM)]
        before = _peak()
        hostile = {name: _opened(environment, page, title, html) for name, title, html in _texts()}
        write_report({"ordinary": ordinary[WARM // 2 :], "hostile": hostile, "memory": [before, _peak()]})
        page.hide()
    application.processEvents()


def _texts() -> Iterator[tuple[str, str, str]]:
    """Name, title and description."""
    for name, html in HOSTILE.items():
        yield f"description: {name}", "Title", html
    for name, title in TITLES.items():
        yield f"title: {name}", title, ORDINARY
    for number, text in enumerate(TEXTS):
        yield f"text {number}", text, text


def _opened(environment: BoardFixture, page: BoardPage, title: str, html: str) -> Sample:
    """The longest stall while the card arrived, was opened with its comment, and closed."""
    shown = replace(SHOWN, title=title, description=html)
    comment = Comment(CommentKey("c1"), SHOWN.key, html, created_at=NOW)
    actions = (
        partial(environment.receive_cards, shown),
        partial(environment.local_cards.put_comments, SHOWN.key, [comment]),
        partial(page.open_card, SHOWN.key),
        page.panel.description.edit,
        page.panel.description.cancel,
        page.close_card,
    )
    longest = Sample(0.0, 0.0)
    for action in actions:
        for turn in (action, *[QApplication.processEvents] * TURNS):
            stopwatch = Stopwatch()
            turn()
            longest = max(longest, stopwatch.read())
    return longest


def _peak() -> float:
    """Peak resident memory in MiB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


main(Path(sys.argv[1]))
