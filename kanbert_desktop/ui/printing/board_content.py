"""Content of a printed board: names, filter, and every column with its cards as text."""

from datetime import UTC, date, datetime

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, Column, Mark
from kanbert_desktop.domain.card_sequence import every_card
from kanbert_desktop.domain.sorting import Group, ListRow
from kanbert_desktop.domain.untrusted_text import shorten, to_single_line
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.board.filter import FilterBar
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.board.view_options import grouping_text, sort_text
from kanbert_desktop.ui.cards.texts import (
    DEFAULT_COLUMNS,
    OPEN_COLUMNS,
    DueTone,
    column_title,
    due_tone,
    priority_title,
    short_date,
)
from kanbert_desktop.ui.cards.view_model import mark_and_reason_text


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """`mark_text` says that the card is not synced, and why; empty if it is."""

    title: str
    facts: tuple[str, ...] = ()
    mark_text: str = ""


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A `str` among the rows is the heading of a group."""

    title: str
    count: str
    rows: tuple[PrintedCard | str, ...]


@dataclass(frozen=True, slots=True)
class BoardContent:
    """`notes` say what is left out, how cards are sorted, and how many changes are unsent."""

    title: str
    client: str
    notes: tuple[str, ...]
    columns: tuple[PrintedColumn, ...]


def board_content(service: BoardService, page: BoardPage, today: date) -> BoardContent | None:
    """The board as shown on the page, including folded columns; None if there is none."""
    if page.board is None:
        return None
    board = service.board(page.board)
    client = service.client_of(board)
    me = service.me
    target = page.filter_bar.current_filter(me.id if me else None, today, service.search.card_filter)
    columns, unsent = [], 0
    for column, cards in page.sorting.columns().items():
        if column in _shown(page) or (column is Column.OTHER and len(cards)):
            saved = [card for card in every_card(cards) if target.accepts(card)]
            unsent += sum(card.mark is not Mark.NONE for card in saved)
            rows = tuple(_row(service, row, today) for row in page.sorting.rows(saved))
            columns.append(PrintedColumn(column_title(column), _count(len(saved), len(cards)), rows))
    notes = (_filter_text(page.filter_bar), _sort_text(page), unsent_text(unsent))
    return BoardContent(
        to_single_line(board.title),
        to_single_line(client.name) if client else "",
        tuple(filter(None, notes)),
        tuple(columns),
    )


def facts_of(service: BoardService, card: Card, today: date) -> tuple[str, ...]:
    """Due date with its weekday, because "today" is wrong on paper later; people by their full names."""
    facts = []
    if card.due is not None:
        facts.append(tr("Due {day}", day=short_date(card.due, today)))
        if due_tone(card.due, today, card.column in OPEN_COLUMNS) is DueTone.OVERDUE:
            facts.append(tr("overdue"))
    if card.priority is not None:
        facts.append(tr("Priority: {name}", name=to_single_line(priority_title(card.priority))))
    if card.assignee:
        person = service.person(card.assignee)
        facts.append(to_single_line(person.name) if person else tr("Unknown person"))
    done, sub_tasks = service.sub_task_count(card.key)
    if sub_tasks:
        facts.append(tr("{done} of {all} sub-tasks done", done=done, all=sub_tasks))
    comments = service.comment_count(card.key)
    if comments:
        facts.append(tr("%n comment(s)", comments))
    return tuple(facts)


def mark_text_of(service: BoardService, card: Card) -> str:
    if card.mark is Mark.NONE:
        return ""
    return mark_and_reason_text(card.mark, service.why_card_unsent(card.key, datetime.now(UTC)))


def unsent_text(unsent: int) -> str:
    return tr("%n card(s) with changes that are not sent yet", unsent) if unsent else ""


def _row(service: BoardService, row: ListRow, today: date) -> PrintedCard | str:
    if isinstance(row, Group):
        return f"{row.title} ({row.count})"
    return PrintedCard(
        to_single_line(shorten(row.title)), facts_of(service, row, today), mark_text_of(service, row)
    )


def _shown(page: BoardPage) -> set[Column]:
    return {*DEFAULT_COLUMNS, *((Column.CLOSED,) if page.shows_archived else ())}


def _count(saved: int, everything: int) -> str:
    return str(saved) if saved == everything else tr("{shown} of {all}", shown=saved, all=everything)


def _filter_text(bar: FilterBar) -> str:
    chips = [chip.text() for chip in (bar.mine, bar.this_week) if chip.isChecked()]
    typed = bar.field.text().strip()
    parts = [*chips, *([tr("“{text}”", text=typed)] if typed else [])]
    return tr("Filter: {filter}", filter=", ".join(parts)) if parts else ""


def _sort_text(page: BoardPage) -> str:
    style = page.sorting.options
    text = tr("Sort: {sort}", sort=sort_text(style.sort))
    if style.grouping.value != "none":
        text += " · " + tr("Groups: {groups}", groups=grouping_text(style.grouping))
    return text
