"""Measured program: a calendar with very many cards in one month, beside a plain table of as many days and titles."""

import gc
import json
import random
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from benchmarks.figures import Sample
from benchmarks.frames import PaintWatcher, process_events_until
from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.system.event_loop import collect_on_main_thread
from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.drag import CARDS_MIME_TYPE
from kanbert_desktop.ui.style.theme import Theme
from support.drag_events import drag_entering, drag_moving
from support.fake_service import CATALOGUE, HEAT, NOW, WEB, OpenAccount, open_fake_account

OPENED, TURNED, DRAGGED, MOVED = 12, 24, 240, 40
WARM = 2
LINES, LINE = 4, 24
"""Titles that a day of the plain table draws, and their height in pixels."""
WORDS = ("checkout", "news", "board:FERN")
TODAY = NOW.date()


def main(folder: Path, count: int) -> None:
    application = QApplication(["kanbert-desktop"])
    with collect_on_main_thread():
        account = _filled(folder, count)
        theme = Theme(application)
        result: dict[str, list[Sample]] = {"first paint": _opened(account, theme)}
        page = _page(account, theme)
        page.show()
        process_events_until(page.isActiveWindow)
        page.open()
        page.loader.finish()
        result |= {
            "turn": _turned(page),
            "drag frame": _dragged(page),
            "move": _moved(page),
            "filter stall": _typed(page),
        }
        titles = _titles(page)
        page.hide()
        result |= _bare(titles)
        write_report(result)
        page.unsubscribe()
    account.store.close()


def _filled(folder: Path, count: int) -> OpenAccount:
    """So many cards in the month of today, and a tenth of them in the month after and without a date."""
    account = open_fake_account(folder, EventBus())
    chance = random.Random(3)  # noqa: S311  spreads cards, guards nothing
    first = TODAY.replace(day=1)
    cards = [
        Card(
            key=CardKey(f"c{number}"),
            server_id=f"c{number}",
            board=(WEB, CATALOGUE, HEAT)[number % 3],
            title=f"{('Checkout', 'Newsletter', 'Filialfinder')[number // 3 % 3]} {number}: Texte gegenlesen",
            column=(Column.NEW, Column.WIP, Column.BACKLOG, Column.COMPLETED)[number % 4],
            due=first + timedelta(days=chance.randrange(30 if number < count else 60)),
            updated_at=NOW,
        )
        for number in range(count + count // 10)
    ]
    account.receive_cards(*cards)
    return account


def _page(account: OpenAccount, theme: Theme) -> CalendarPage:
    page = CalendarPage(account.service, account.bus, theme, CardCommands(account.service), now=lambda: TODAY)
    page.resize(1208, 860)
    return page


def _opened(account: OpenAccount, theme: Theme) -> list[Sample]:
    """A new page each time in a window that is shown, from its creation until its days are painted with their cards."""
    times = []
    pages = _shown_pages()
    for _number in range(WARM + OPENED):
        gc.collect()
        stopwatch = Stopwatch()
        page = _page(account, theme)
        painted = PaintWatcher([page.grid])
        pages.addWidget(page)
        pages.setCurrentWidget(page)
        page.open()
        process_events_until(partial(_has_painted, painted, page.grid))
        times.append(stopwatch.read())
        page.unsubscribe()
        pages.removeWidget(page)
        page.deleteLater()
        QApplication.processEvents()
    pages.hide()
    return times[WARM:]


def _shown_pages() -> QStackedWidget:
    pages = QStackedWidget()
    pages.addWidget(QWidget())
    pages.resize(1208, 860)
    pages.show()
    process_events_until(pages.isActiveWindow)
    return pages


def _has_painted(painted: PaintWatcher, view: QAbstractScrollArea) -> bool:
    return view.viewport() in painted.has_painted


def _turned(page: CalendarPage) -> list[Sample]:
    times = []
    painted = PaintWatcher([page.grid])
    for number in range(TURNED):
        page.loader.finish()
        QApplication.processEvents()
        painted.has_painted.clear()
        stopwatch = Stopwatch()
        page.turn(1 if number % 2 else -1)
        process_events_until(partial(_has_painted, painted, page.grid))
        times.append(stopwatch.read())
    page.loader.finish()
    page.show_today()
    page.loader.finish()
    return times


def _dragged(page: CalendarPage) -> list[Sample]:
    """Each frame moves the pointer to another day, which is lit."""
    grid, data = page.grid, QMimeData()
    data.setData(CARDS_MIME_TYPE, json.dumps([f"c{number}" for number in range(20)]).encode())
    painted = PaintWatcher([grid])
    viewport = grid.viewport()
    QApplication.sendEvent(viewport, drag_entering(QPoint(5, 5), data))
    times = []
    for number in range(DRAGGED):
        week, column = divmod((number + 1) % (7 * page.range.weeks), 7)
        spot = grid.visualRect(grid.days.index(week, column)).center()
        QApplication.processEvents()
        painted.has_painted.clear()
        stopwatch = Stopwatch()
        QApplication.sendEvent(viewport, drag_moving(spot, data))
        process_events_until(partial(_has_painted, painted, grid))
        times.append(stopwatch.read())
    grid._set_drop_day(None)
    return times


def _moved(page: CalendarPage) -> list[Sample]:
    """A card is moved to the next day: the longest stall until it is shown there."""
    times = []
    for number in range(MOVED):
        day = page.range.first + timedelta(days=7 + number % 14)
        key = page.grid.days.keys_on(day)[0]
        times.append(_longest(page, partial(page.controller.move_to_day, [key], day + timedelta(days=1))))
    return times


def _typed(page: CalendarPage) -> list[Sample]:
    """The longest stall after each letter, until all cards have been filtered."""
    field, times = page.header.field, []
    for word in WORDS:
        times += [_longest(page, partial(field.setText, word[:end])) for end in range(1, len(word) + 1)]
        times.append(_longest(page, field.clear))
    return times


def _longest(page: CalendarPage, action: Callable[[], object]) -> Sample:
    stopwatch = Stopwatch()
    action()
    longest = stopwatch.read()
    while page.loader.is_loading or page._refresh_timer.isActive():
        stopwatch = Stopwatch()
        QApplication.processEvents()
        longest = max(longest, stopwatch.read())
    return longest


# The floor: a plain table.


def _titles(page: CalendarPage) -> list[list[str]]:
    """Those of the visible cards, by day."""
    days = page.range
    found = []
    for number in range(7 * days.weeks):
        keys = page.grid.visible_keys(days.day(*divmod(number, 7)))
        found.append([label.title for key in keys if (label := page._labels.get(key)) is not None])
    return found


class _Days(QAbstractTableModel):
    def __init__(self, titles: list[list[str]]) -> None:
        super().__init__()
        self.titles = titles

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self.titles) // 7

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 7

    def data(self, _index: QModelIndex | QPersistentModelIndex, _role: int = 0) -> object:
        return None


class _DayDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        titles = index.model().titles[index.row() * 7 + index.column()]  # type: ignore[attr-defined]
        painter.drawRect(option.rect)
        for line, title in enumerate(titles[:LINES]):
            place = QRect(
                option.rect.left() + 4, option.rect.top() + LINE * (line + 1), option.rect.width() - 8, LINE
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)


def _table(titles: list[list[str]]) -> tuple[QWidget, QTableView]:
    window, table = QWidget(), QTableView()
    table.setModel(_Days(titles))
    table.setItemDelegate(_DayDelegate(table))
    for header in (table.horizontalHeader(), table.verticalHeader()):
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    QVBoxLayout(window).addWidget(table)
    window.resize(1208, 860)
    return window, table


def _bare(titles: list[list[str]]) -> dict[str, list[Sample]]:
    opened = []
    pages = _shown_pages()
    for _number in range(WARM + OPENED):
        stopwatch = Stopwatch()
        window, table = _table(titles)
        painted = PaintWatcher([table])
        pages.addWidget(window)
        pages.setCurrentWidget(window)
        process_events_until(partial(_has_painted, painted, table))
        opened.append(stopwatch.read())
        pages.removeWidget(window)
    window, table = _table(titles)
    window.show()
    process_events_until(window.isActiveWindow)
    whole = _repainted(table, partial(table.viewport().update), TURNED)
    one = _repainted(table, partial(table.update, table.model().index(2, 2)), DRAGGED)
    found = []
    for word in WORDS:
        for end in range(1, len(word) + 1):
            stopwatch = Stopwatch()
            sum(word[:end] in title.casefold() for day in titles for title in day)
            found.append(stopwatch.read())
    window.hide()
    return {
        "first paint, bare": opened[WARM:],
        "turn, bare": whole,
        "drag frame, bare": one,
        "move, bare": whole,
        "filter stall, bare": found,
    }


def _repainted(table: QTableView, action: Callable[[], object], count: int) -> list[Sample]:
    painted = PaintWatcher([table])
    times = []
    for _number in range(count):
        QApplication.processEvents()
        painted.has_painted.clear()
        stopwatch = Stopwatch()
        action()
        process_events_until(partial(_has_painted, painted, table))
        times.append(stopwatch.read())
    return times


main(Path(sys.argv[1]), int(sys.argv[2]))
