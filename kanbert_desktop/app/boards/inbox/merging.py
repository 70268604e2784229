"""Merges news into the entries of their cards: one entry a card, the old value of the first change, the new one of the last."""

from collections.abc import Iterable
from typing import NamedTuple

from kanbert_desktop.app.boards.inbox.entries import COMMENT_KINDS, NewsKind
from kanbert_desktop.domain.board import BoardId, CardKey, PersonId
from kanbert_desktop.store.inbox import EntryRow, NewsRow

_Key = tuple[str, str, str]


class CardName(NamedTuple):
    key: CardKey
    board: BoardId
    title: str


class EntryMerge:
    """The rows of some cards, as they are after what was added. The same news added again change nothing.

    `written`, `changed` and `removed` say what has to be saved.
    """

    def __init__(
        self, entries: dict[str, EntryRow], news: Iterable[NewsRow], me: PersonId, received: str
    ) -> None:
        self._entries, self._me, self._received = entries, me, received
        self._news: dict[_Key, NewsRow] = {}
        self._of_card: dict[str, dict[_Key, None]] = {}
        for row in news:
            self._keep(row)
        self._written: dict[_Key, None] = {}
        self._changed: dict[str, None] = {}

    @property
    def written(self) -> list[NewsRow]:
        return [self._news[key] for key in self._written]

    @property
    def changed(self) -> list[EntryRow]:
        return [self._entries[card] for card in self._changed if card in self._entries]

    @property
    def removed(self) -> list[str]:
        return [card for card in self._changed if card not in self._entries]

    def add(self, row: NewsRow, card: CardName) -> bool:
        """An entry that was read or is done starts again: the user knows what it said. Returns False if it is no news."""
        key = (row.card, row.kind, row.ref)
        if self._is_repeated(row, self._news.get(key)):
            return False
        entry = self._entries.get(row.card)
        if entry is None or entry.read or entry.done:
            self._hide(list(self._of_card.get(row.card, ())))
            entry = None
        known = self._news.get(key)
        merged = row._replace(old=known.old) if known is not None and known.shown else row
        is_news = self._is_news(merged)
        self._put(merged._replace(shown=int(is_news)))
        if self._shown(row.card):
            at = max(one.at for one in self._shown(row.card))
            self._entries[row.card] = EntryRow(row.card, card.board, card.title, at, self._received)
            self._changed[row.card] = None
        elif entry is not None:
            self._remove(row.card)
        return is_news

    def withdraw(self, card: CardKey, kinds: Iterable[NewsKind]) -> None:
        """These are no longer true: the user changed it, or a deleted card is back."""
        entry = self._entries.get(card)
        stale = [
            key for key in ((card, kind, "") for kind in kinds) if key in self._news and self._news[key].shown
        ]
        if not stale or entry is None or entry.read or entry.done:
            return
        self._hide(stale)
        if not self._shown(card):
            self._remove(card)
        else:
            self._changed[card] = None

    def _is_repeated(self, row: NewsRow, known: NewsRow | None) -> bool:
        """A crash lets sync see the same change again; a comment is told once."""
        if known is None:
            return False
        return NewsKind(row.kind) in COMMENT_KINDS or (known.new == row.new and row.version <= known.version)

    def _is_news(self, row: NewsRow) -> bool:
        """A value that came back is none, nor a card that came to the user and went on before it was seen."""
        if NewsKind(row.kind) is NewsKind.ASSIGNED and self._me not in (row.old, row.new):
            return False
        return row.old != row.new

    def _shown(self, card: str) -> list[NewsRow]:
        return [self._news[key] for key in self._of_card.get(card, ()) if self._news[key].shown]

    def _hide(self, keys: Iterable[_Key]) -> None:
        for key in keys:
            if self._news[key].shown:
                self._put(self._news[key]._replace(shown=0))

    def _put(self, row: NewsRow) -> None:
        self._keep(row)
        self._written[row.card, row.kind, row.ref] = None

    def _keep(self, row: NewsRow) -> None:
        key = (row.card, row.kind, row.ref)
        self._news[key] = row
        self._of_card.setdefault(row.card, {})[key] = None

    def _remove(self, card: str) -> None:
        del self._entries[card]
        self._changed[card] = None
