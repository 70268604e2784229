"""Fills the inbox of an open account as its recorder would."""

from collections.abc import Iterable
from datetime import UTC, datetime

from kanbert_desktop.app.boards.inbox.derivation import time_text
from kanbert_desktop.app.boards.inbox.entries import ReceivedNews, news_of_row
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import Card
from kanbert_desktop.store import inbox
from kanbert_desktop.store.inbox import EntryRow, NewsRow

News = tuple[str, str, str]
"""Kind, old and new value."""


def receive_news(
    service: BoardService,
    news: Iterable[tuple[Card, datetime, list[News]]],
    *,
    who: str = "",
) -> None:
    """Each card gets an unread entry with these news, made at that time."""
    entries, reported, arrived = [], [], []
    received = time_text(datetime.now(UTC))
    for card, at, of_card in news:
        entries.append(EntryRow(card.key, card.board, card.title, time_text(at), received))
        for number, (kind, old, new) in enumerate(of_card):
            ref = f"comment-{number}" if kind in ("commented", "mentioned") else ""
            row = NewsRow(card.key, kind, ref, old, new, "", time_text(at), who if ref else "")
            reported.append(row)
            arrived.append(ReceivedNews(card.key, card.title, news_of_row(row)))

    def write(_db: object) -> None:
        service.inbox._file.write(lambda db: (inbox.put_entries(db, entries), inbox.put_news(db, reported)))

    service.local.store.write(write).result(60)
    service.inbox.receive(arrived)
