"""One card as a document."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QLocale, QRectF, QSizeF, QTime
from PySide6.QtGui import QPageLayout, QPainter

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import local_time
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import DONE_COLUMNS, Card, Column, Comment
from kanbert_desktop.domain.untrusted_text import remove_controls, shorten, to_single_line
from kanbert_desktop.ui.card_panel.comments import person_name
from kanbert_desktop.ui.cards.texts import column_title, short_date
from kanbert_desktop.ui.cards.view_model import mark_and_reason_text
from kanbert_desktop.ui.printing.board_content import facts_of, mark_text_of
from kanbert_desktop.ui.printing.page_layout import FOOTER_HEIGHT, Ink, PageFrame
from kanbert_desktop.ui.widgets.untrusted_html import IsolatedDocument, displayable_html

_DONE, _OPEN = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"


@dataclass(frozen=True, slots=True)
class CardContent:
    """`html` is the whole card; `title` and `place` are for the foot of each sheet."""

    title: str
    location: str
    html: str


def card_content(desk: BoardService, card: Card, today: date) -> CardContent:
    board = desk.known_board(card.board)
    client = desk.client_of(board) if board is not None else None
    names = (client.name if client else "", board.title if board else "")
    place = " · ".join(name for name in names if name)
    parts = [
        f'<p class="place">{_safe(place)}</p><p class="title">{_safe(shorten(card.title))}</p>',
        *(f'<p class="mark">{_safe(mark)}</p>' for mark in (mark_text_of(desk, card),) if mark),
        _fields(desk, card, today),
        *_description(desk, card),
        *_sub_cards(desk, card, today),
        *_comments(desk, card, today),
    ]
    return CardContent(to_single_line(shorten(card.title)), to_single_line(place), "".join(parts))


def moment_text(moment: datetime, today: date) -> str:
    """Say "20 Nov 17:40", by this computer's clock: "today" is no word for paper."""
    local = local_time(moment)
    clock = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return f"{short_date(local.date(), today)} {clock}"


def _fields(desk: BoardService, card: Card, today: date) -> str:
    rows = "".join(
        f'<tr><td class="name">{_safe(name)}</td><td>{_safe(value)}</td></tr>'
        for name, value in _field_text(desk, card, today)
    )
    return f'<table cellspacing="0" cellpadding="2">{rows}</table>'


def _field_text(desk: BoardService, card: Card, today: date) -> Iterator[tuple[str, str]]:
    yield tr("Column"), card.unknown_status or column_title(card.column)
    yield tr("Assignee"), person_name(desk, card.assignee) if card.assignee else tr("Nobody")
    yield tr("Due"), short_date(card.due, today) if card.due else tr("No due date")
    if card.priority is not None:
        yield tr("Priority"), card.priority.title
    yield tr("Visible to"), tr("Everyone with access") if card.is_public else tr("Project team only")
    parent = desk.card(card.parent) if card.parent else None
    if parent is not None:
        yield tr("Parent card"), shorten(parent.title)


def _description(desk: BoardService, card: Card) -> Iterator[str]:
    if card.description.strip():
        yield _heading(tr("Description"))
        yield from _foreign(desk, card.description)


def _sub_cards(desk: BoardService, card: Card, today: date) -> Iterator[str]:
    below = desk.sub_tasks(card.key)
    if not below:
        return
    done, everything = desk.sub_task_count(card.key)
    yield _heading(tr("{done} of {all} sub-tasks done", done=done, all=everything))
    for each in below:
        sign = _DONE if each.column in DONE_COLUMNS and each.column is not Column.OTHER else _OPEN
        told = " · ".join(
            (*facts_of(desk, each, today), *((mark_text_of(desk, each),) if mark_text_of(desk, each) else ()))
        )
        yield f'<p class="below">{sign}&nbsp; {_safe(shorten(each.title))} <span class="place">{_safe(told)}</span></p>'


def _comments(desk: BoardService, card: Card, today: date) -> Iterator[str]:
    listed = desk.comments(card.key)
    state = desk.comments_state(card.key)
    if listed or state != "known":
        yield _heading(tr("Comments"))
    if state != "known":
        words = tr("Comments that are only in Kanbert have not been read on this computer yet.")
        yield f'<p class="place">{_safe(words)}</p>'
    for comment in listed:
        yield _comment(desk, comment, today)


def _comment(desk: BoardService, comment: Comment, today: date) -> str:
    author = comment.author.name if comment.author else tr("Unknown person")
    why = desk.why_comment_unsent(comment, datetime.now(UTC))
    notes = (
        moment_text(comment.created_at, today) if comment.created_at else "",
        tr("public") if comment.is_public else tr("Project team only"),
        mark_and_reason_text(comment.mark, why),
    )
    told = " · ".join(note for note in notes if note)
    head = f'<p class="said"><b>{_safe(author)}</b> <span class="place">{_safe(told)}</span></p>'
    return head + "".join(_foreign(desk, comment.text))


def _foreign(desk: BoardService, text: str) -> Iterator[str]:
    allowed = displayable_html(text, partial(person_name, desk))
    yield allowed.html
    if not allowed.is_complete:
        words = tr("Only the beginning is printed. The whole text is in the card.")
        yield f'<p class="place">{_safe(words)}</p>'


def _heading(words: str) -> str:
    return f'<p class="heading">{_safe(words)}</p>'


def _safe(words: str) -> str:
    return html.escape(remove_controls(words))


_INDENT = 16


class CardPrintout:
    """Set by `lay_out` for one size of paper, then painted page by page."""

    orientation = QPageLayout.Orientation.Portrait

    def __init__(self, sheet: CardContent, ink: Ink, printed_at: str) -> None:
        self._ink = ink
        self.title = sheet.title
        self._frame = PageFrame(ink, sheet.title, sheet.location, (), printed_at)
        self._height = 0.0
        self._document = IsolatedDocument()
        self._document.setDefaultFont(ink.font(10))
        self._document.setDefaultStyleSheet(_sheet(ink))
        self._document.setUseDesignMetrics(True)
        self._document.setDocumentMargin(0)
        self._document.setIndentWidth(_INDENT)
        self._document.setHtml(sheet.html)

    @property
    def pages(self) -> int:
        return self._document.pageCount()

    def layout_steps(self, room: QSizeF) -> Iterator[None]:
        """`room` is what the margins leave, in points."""
        self._frame.update_layout(room)
        self._height = room.height() - FOOTER_HEIGHT
        self._document.setPageSize(QSizeF(room.width(), self._height))
        yield

    def paint(self, painter: QPainter, page: int) -> None:
        self._frame.paint_footer(painter, page, self.pages)
        seen = QRectF(0, page * self._height, self._document.pageSize().width(), self._height)
        painter.translate(0, -seen.top())
        painter.setClipRect(seen)
        self._document.drawContents(painter, seen)


def _sheet(ink: Ink) -> str:
    """Every word of the document is dark on white."""
    text, muted = ink.color("text").name(), ink.color("muted").name()
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
