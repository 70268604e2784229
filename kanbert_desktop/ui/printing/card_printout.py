"""Prints one card as a document."""

import html
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QLocale, QRectF, QSizeF, QTime
from PySide6.QtGui import QPageLayout, QPainter

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import local_time
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import DONE_COLUMNS, Card, Column, Comment
from kanbert_desktop.domain.untrusted_text import remove_controls, shorten, to_single_line
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.card_panel.comments import person_name
from kanbert_desktop.ui.cards.texts import column_title, priority_title, short_date
from kanbert_desktop.ui.cards.view_model import mark_and_reason_text
from kanbert_desktop.ui.printing.board_content import facts_of, mark_text_of
from kanbert_desktop.ui.printing.page_layout import FOOTER_HEIGHT, PageFrame, PrintStyle
from kanbert_desktop.ui.widgets.untrusted_html import IsolatedDocument, displayable_html

_DONE, _OPEN = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"
_INDENT = 16


@dataclass(frozen=True, slots=True)
class CardContent:
    """`html` is the whole card; `title` and `location` are for the page footer."""

    title: str
    location: str
    html: str


def card_content(service: BoardService, card: Card, today: date) -> CardContent:
    board = service.known_board(card.board)
    client = service.client_of(board) if board is not None else None
    names = (client.name if client else "", board.title if board else "")
    location = " · ".join(name for name in names if name)
    parts = [
        f'<p class="place">{_safe(location)}</p><p class="title">{_safe(shorten(card.title))}</p>',
        *(f'<p class="mark">{_safe(mark)}</p>' for mark in (mark_text_of(service, card),) if mark),
        _fields(service, card, today),
        *_description(service, card),
        *_sub_cards(service, card, today),
        *_comments(service, card, today),
    ]
    return CardContent(to_single_line(shorten(card.title)), to_single_line(location), "".join(parts))


def moment_text(moment: datetime, today: date) -> str:
    """Local time such as "20 Nov 17:40"; "today" would be wrong on paper later."""
    local = local_time(moment)
    clock = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return f"{short_date(local.date(), today)} {clock}"


def _fields(service: BoardService, card: Card, today: date) -> str:
    rows = "".join(
        f'<tr><td class="name">{_safe(name)}</td><td>{_safe(value)}</td></tr>'
        for name, value in _field_text(service, card, today)
    )
    return f'<table cellspacing="0" cellpadding="2">{rows}</table>'


def _field_text(service: BoardService, card: Card, today: date) -> Iterator[tuple[str, str]]:
    yield tr("Column"), card.unknown_status or column_title(card.column)
    yield tr("Assignee"), person_name(service, card.assignee) if card.assignee else tr("Unassigned")
    yield tr("Due"), short_date(card.due, today) if card.due else tr("No due date")
    if card.priority is not None:
        yield tr("Priority"), priority_title(card.priority)
    yield tr("Visible to"), tr("Clients too") if card.is_public else tr("Project team only")
    parent = service.card(card.parent) if card.parent else None
    if parent is not None:
        yield tr("Parent card"), shorten(parent.title)


def _description(service: BoardService, card: Card) -> Iterator[str]:
    if card.description.strip():
        yield _heading(tr("Description"))
        yield from _untrusted_html(service, card.description)


def _sub_cards(service: BoardService, card: Card, today: date) -> Iterator[str]:
    sub_tasks = service.sub_tasks(card.key)
    if not sub_tasks:
        return
    done, everything = service.sub_task_count(card.key)
    yield _heading(tr("{done} of {all} sub-tasks done", done=done, all=everything))
    for sub_task in sub_tasks:
        box = _DONE if sub_task.column in DONE_COLUMNS and sub_task.column is not Column.OTHER else _OPEN
        details = " · ".join(
            (
                *facts_of(service, sub_task, today),
                *((mark_text_of(service, sub_task),) if mark_text_of(service, sub_task) else ()),
            )
        )
        yield f'<p class="below">{box}&nbsp; {_safe(shorten(sub_task.title))} <span class="place">{_safe(details)}</span></p>'


def _comments(service: BoardService, card: Card, today: date) -> Iterator[str]:
    listed = service.comments(card.key)
    state = service.comments_state(card.key)
    if listed or state != "known":
        yield _heading(tr("Comments"))
    if state != "known":
        text = tr("Comments have not been loaded from Kanbert yet.")
        yield f'<p class="place">{_safe(text)}</p>'
    for comment in listed:
        yield _comment(service, comment, today)


def _comment(service: BoardService, comment: Comment, today: date) -> str:
    author = comment.author.name if comment.author else tr("Unknown person")
    reason = service.why_comment_unsent(comment, datetime.now(UTC))
    notes = (
        moment_text(comment.created_at, today) if comment.created_at else "",
        tr("visible to clients") if comment.is_public else tr("Project team only"),
        mark_and_reason_text(comment.mark, reason),
    )
    details = " · ".join(note for note in notes if note)
    header = f'<p class="said"><b>{_safe(author)}</b> <span class="place">{_safe(details)}</span></p>'
    return header + "".join(_untrusted_html(service, comment.text))


def _untrusted_html(service: BoardService, text: str) -> Iterator[str]:
    allowed = displayable_html(text, partial(person_name, service))
    yield allowed.html
    if not allowed.is_complete:
        words = tr("Only the beginning is printed. The whole text is in the card.")
        yield f'<p class="place">{_safe(words)}</p>'


def _heading(text: str) -> str:
    return f'<p class="heading">{_safe(text)}</p>'


def _safe(text: str) -> str:
    return html.escape(remove_controls(text))


class CardPrintout:
    """Laid out by `layout_steps` for one paper size, then painted page by page."""

    orientation = QPageLayout.Orientation.Portrait

    def __init__(self, sheet: CardContent, style: PrintStyle, printed_at: str) -> None:
        self._style = style
        self.title = sheet.title
        self._frame = PageFrame(style, sheet.title, sheet.location, (), printed_at)
        self._height = 0.0
        self._document = IsolatedDocument()
        self._document.setDefaultFont(style.font(10))
        self._document.setDefaultStyleSheet(_sheet(style))
        self._document.setUseDesignMetrics(True)
        self._document.setDocumentMargin(0)
        self._document.setIndentWidth(_INDENT)
        self._document.setHtml(sheet.html)

    @property
    def pages(self) -> int:
        return self._document.pageCount()

    def layout_steps(self, area: QSizeF) -> Iterator[None]:
        """`area` is the page without margins, in points."""
        self._frame.update_layout(area)
        self._height = area.height() - FOOTER_HEIGHT
        self._document.setPageSize(QSizeF(area.width(), self._height))
        yield

    def paint(self, painter: QPainter, page: int) -> None:
        self._frame.paint_footer(painter, page, self.pages)
        seen = QRectF(0, page * self._height, self._document.pageSize().width(), self._height)
        painter.translate(0, -seen.top())
        painter.setClipRect(seen)
        self._document.drawContents(painter, seen)


def _sheet(style: PrintStyle) -> str:
    """All text is dark on white."""
    text, muted = style.color("text").name(), style.color("muted").name()
    return (
        f"body, p, li, td, th {{ color: {text}; }} p {{ margin-top: 0; margin-bottom: 5px; }}"
        "p, li { line-height: 125%; } ul, ol { margin-top: 0; margin-bottom: 5px; margin-left: 0; }"
        f".place {{ color: {muted}; font-size: 8px; }} .title {{ font-size: 18px; font-weight: 700; margin-bottom: 8px; }}"
        ".mark { font-weight: 600; font-style: italic; margin-bottom: 8px; }"
        f".name {{ color: {muted}; padding-right: 14px; }}"
        ".heading { font-size: 11px; font-weight: 700; margin-top: 14px; margin-bottom: 4px; }"
        ".said { margin-top: 7px; margin-bottom: 1px; } .below { margin-bottom: 2px; }"
        f"a {{ color: {text}; text-decoration: underline; }}"
    )
