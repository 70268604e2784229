"""Decides which news of the inbox, and which due cards, the user is notified of, and words them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum

from kanbert_desktop.app.boards.inbox.entries import News, NewsKind, ReceivedNews
from kanbert_desktop.app.boards.my_work import DueSpan, MyWork
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.events import EventBus, SyncStatusChanged
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.domain.value_classes import dataclass, field

FORMER_NOTIFIED_KEY, NOTIFIED_DAY_KEY = "told", "told_day"
DetectedHandler = Callable[[], None]
MAX_TITLES = 3
"""The most titles that are listed by name."""
MAX_TEXT_LENGTH = 160


class NotificationKind(StrEnum):
    DUE = "due"
    ASSIGNED = "assigned"
    COMMENT = "comment"
    MENTION = "mention"


_KINDS = {
    NewsKind.ASSIGNED: NotificationKind.ASSIGNED,
    NewsKind.COMMENTED: NotificationKind.COMMENT,
    NewsKind.MENTIONED: NotificationKind.MENTION,
}


@dataclass(frozen=True, slots=True)
class NotificationEvent:
    """`author` wrote `text`, which is plain text. Both are "" if nobody is named."""

    kind: NotificationKind
    card: CardKey
    title: str
    author: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Notification:
    """An event as plain text. `card` is None if it is about several cards. `kind` decides what a click opens."""

    title: str
    text: str
    card: CardKey | None = None
    kind: NotificationKind | None = field(default=None, compare=False)


class NotificationDetector:
    """Calls `detected` when there are events to take: what the inbox received, and cards that are due today.

    What is worth a notification is decided by the inbox alone (`app.boards.inbox.recorder`).
    """

    def __init__(
        self, service: BoardService, bus: EventBus, today: Callable[[], date], detected: DetectedHandler
    ) -> None:
        self._service, self._today, self._detected = service, today, detected
        self._last_sync = service.sync.status().last_sync
        self._events: list[NotificationEvent] = []
        self._unsubscribers = (
            service.inbox.subscribe(self._on_news),
            bus.subscribe(SyncStatusChanged, lambda _event: self._on_status()),
        )
        # Earlier versions kept here what they had told.
        service.local.save_value(FORMER_NOTIFIED_KEY, "")

    def close(self) -> None:
        for end in self._unsubscribers:
            end()

    def take_events(self) -> list[NotificationEvent]:
        """Returns the events since the last call."""
        events, self._events = self._events, []
        return events

    def check_due_today(self) -> None:
        """Checks at the start, once the network has answered or failed, and after midnight."""
        day, local = self._today().isoformat(), self._service.local
        # First: it is the usual answer, once a minute, and looking at all boards takes a while.
        if local.value(NOTIFIED_DAY_KEY) == day or not self._are_boards_loaded():
            return
        local.save_value(NOTIFIED_DAY_KEY, day)
        # A user who has just signed in for the first time is looking at the cards already.
        if self._last_sync is not None:
            due = MyWork(self._service, self._today()).of(DueSpan.TODAY)
            self._add(
                [NotificationEvent(NotificationKind.DUE, card.key, shorten(card.title)) for card in due]
            )

    def _are_boards_loaded(self) -> bool:
        boards = self._service.boards()
        return bool(boards) and all(self._service.is_board_loaded(board.id) for board in boards)

    def _on_status(self) -> None:
        status = self._service.sync.status()
        if status.problem is not None or status.last_sync != self._last_sync:
            self.check_due_today()

    def _on_news(self, received: Iterable[ReceivedNews]) -> None:
        self._add(
            [self._event(one, _KINDS[one.news.kind]) for one in received if self._is_notified(one.news)]
        )

    def _is_notified(self, news: News) -> bool:
        """Moves, renamed cards and the like wait in the inbox, as does a card that went to somebody else."""
        if news.kind is NewsKind.ASSIGNED:
            return self._service.me is not None and news.new == self._service.me.id
        return news.kind in _KINDS

    def _event(self, received: ReceivedNews, kind: NotificationKind) -> NotificationEvent:
        card, title, news = received
        if kind is NotificationKind.ASSIGNED:
            return NotificationEvent(kind, card, shorten(title))
        return NotificationEvent(kind, card, shorten(title), author=news.old, text=news.new)

    def _add(self, events: list[NotificationEvent]) -> None:
        if events:
            self._events += events
            self._detected()


def notifications_for(events: Iterable[NotificationEvent]) -> list[Notification]:
    """Returns one notification per kind of event: "3 cards are due today"."""
    kinds: dict[NotificationKind, list[NotificationEvent]] = {kind: [] for kind in NotificationKind}
    for one in events:
        kinds[one.kind].append(one)
    return [_notification(kind, of_kind) for kind, of_kind in kinds.items() if of_kind]


def _notification(kind: NotificationKind, events: Sequence[NotificationEvent]) -> Notification:
    first, count = events[0], len(events)
    cards = dict.fromkeys(one.card for one in events)
    card = first.card if len(cards) == 1 else None
    if kind in (NotificationKind.COMMENT, NotificationKind.MENTION) and count == 1:
        text = f"{first.title}\n{_short(first.text)}".strip()
        return Notification(_comment_title(first), text, card, kind)
    titles = {
        NotificationKind.DUE: tr("%n card(s) are due today", count),
        NotificationKind.ASSIGNED: tr("%n card(s) were assigned to you", count),
        NotificationKind.COMMENT: tr("%n new comment(s)", count),
        NotificationKind.MENTION: tr("You were mentioned %n time(s)", count),
    }
    return Notification(titles[kind], _titles(events), card, kind)


def _comment_title(event: NotificationEvent) -> str:
    who = event.author or tr("Somebody")
    if event.kind is NotificationKind.MENTION:
        return tr("{name} mentioned you", name=who)
    return tr("{name} commented", name=who)


def _titles(events: Sequence[NotificationEvent]) -> str:
    titles = list(dict.fromkeys(one.title for one in events))
    more = len(titles) - MAX_TITLES
    lines = [_short(title) for title in titles[: MAX_TITLES if more > 0 else None]]
    return "\n".join([*lines, *([tr("and %n more", more)] if more > 0 else [])])


def _short(text: str) -> str:
    return text if len(text) <= MAX_TEXT_LENGTH else f"{text[: MAX_TEXT_LENGTH - 1].rstrip()}…"
