"""Detects what to notify the user about (due today, assigned, commented), remembers it, and words it."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum

from kanbert_desktop.app.boards.html_text import leading_text, mentioned_ids
from kanbert_desktop.app.boards.my_work import DueSpan, MyWork
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import DONE_COLUMNS, BoardId, Card, CardKey, Comment, Person
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, EventBus, SyncStatusChanged
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.domain.value_classes import dataclass, field

log = logging.getLogger(__name__)
NOTIFIED_KEY, NOTIFIED_DAY_KEY = "told", "told_day"
MAX_NOTIFIED = 500
_MAX_QUOTED = 500
"""The most characters of a comment that are quoted."""
DetectedHandler = Callable[[], None]
MAX_TITLES = 3
"""The most titles that are listed by name."""
MAX_TEXT_LENGTH = 160


class NotificationKind(StrEnum):
    DUE = "due"
    ASSIGNED = "assigned"
    COMMENT = "comment"
    MENTION = "mention"


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
    """Calls `detected` when there are events to take. The user's own changes and the first load are no events.

    A board is watched once all of its cards are loaded: what arrives before is existing state.
    """

    def __init__(
        self,
        service: BoardService,
        bus: EventBus,
        now: Callable[[], datetime],
        today: Callable[[], date],
        detected: DetectedHandler,
    ) -> None:
        self._service, self._today, self._detected = service, today, detected
        self._notified = NotifiedLog(service)
        self._last_sync = service.sync.status().last_sync
        self._since = self._last_sync or now()
        self._assigned_to_me: set[CardKey] = set()
        self._watched_boards: set[BoardId] = set()
        self._events: list[NotificationEvent] = []
        self._unsubscribers = (
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, lambda _event: self._update_watched_boards()),
            bus.subscribe(SyncStatusChanged, lambda _event: self._on_status()),
        )
        self._update_watched_boards()

    def close(self) -> None:
        for end in self._unsubscribers:
            end()

    def take_events(self) -> list[NotificationEvent]:
        """Returns the events since the last call."""
        events, self._events = self._events, []
        return events

    def check_due_today(self) -> None:
        """Checks at the start, once the network has answered or failed, and after midnight."""
        boards = {board.id for board in self._service.boards()}
        today = self._today()
        if not boards or not boards <= self._watched_boards or not self._notified.record_day_if_new(today):
            return
        # A user who has just signed in for the first time is looking at the cards already.
        if self._last_sync is not None:
            due = MyWork(self._service, today).of(DueSpan.TODAY)
            self._add(
                [NotificationEvent(NotificationKind.DUE, card.key, shorten(card.title)) for card in due]
            )

    def _on_status(self) -> None:
        status = self._service.sync.status()
        if status.problem is not None or status.last_sync != self._last_sync:
            self.check_due_today()

    def _on_cards(self, event: CardsChanged) -> None:
        events: list[NotificationEvent] = []
        for key in event.cards:
            card = self._service.card(key)
            if card is None or self._service.me is None:
                self._assigned_to_me.discard(key)
            else:
                events += self._card_events(card, self._service.me)
        self._add(events)
        self._update_watched_boards()

    def _card_events(self, card: Card, me: Person) -> Iterator[NotificationEvent]:
        speaks = card.board in self._watched_boards
        if (
            self._was_assigned_to(card, me)
            and speaks
            and self._notified.record_if_new(f"assigned:{card.id}:{card.updated_at}")
        ):
            yield NotificationEvent(NotificationKind.ASSIGNED, card.key, shorten(card.title))
        if speaks:
            yield from self._comment_events(card, me)

    def _was_assigned_to(self, card: Card, me: Person) -> bool:
        """True if the card was just assigned to me by somebody else."""
        was_mine = card.key in self._assigned_to_me
        if card.assignee != me.id:
            self._assigned_to_me.discard(card.key)
            return False
        self._assigned_to_me.add(card.key)
        is_assigned_here = Field.ASSIGNEE in self._service.unsent_fields(card.key)
        return not was_mine and not is_assigned_here and card.column not in DONE_COLUMNS

    def _comment_events(self, card: Card, me: Person) -> Iterator[NotificationEvent]:
        comments = self._service.comments(card.key)
        follows = card.assignee == me.id or any(_is_by(comment, me) for comment in comments)
        for comment in comments:
            is_mention = me.id in mentioned_ids(comment.text)
            if not (follows or is_mention) or not self._is_new_comment(comment, me):
                continue
            about = NotificationKind.MENTION if is_mention else NotificationKind.COMMENT
            who = comment.author.name if comment.author else ""
            yield NotificationEvent(
                about,
                card.key,
                shorten(card.title),
                who,
                " ".join(leading_text(comment.text, _MAX_QUOTED, self._name_of)[0].split()),
            )

    def _is_new_comment(self, comment: Comment, me: Person) -> bool:
        """True for a comment by somebody else that the server sent after the last run was up to date."""
        if comment.server_id is None or comment.created_at is None or _is_by(comment, me):
            return False
        return comment.created_at > self._since and self._notified.record_if_new(f"comment:{comment.id}")

    def _name_of(self, person: str) -> str:
        known = self._service.person(person)
        return known.name if known is not None else person

    def _add(self, events: list[NotificationEvent]) -> None:
        if events:
            self._events += events
            self._detected()

    def _update_watched_boards(self) -> None:
        """A board that is being loaded again is not watched until it is complete."""
        whole = {board.id for board in self._service.boards() if self._service.is_board_loaded(board.id)}
        me = self._service.me
        new = whole - self._watched_boards
        if new and me is not None:
            self._assigned_to_me |= {
                card.key for card in self._service.assigned_to(me.id) if card.board in new
            }
        self._watched_boards = whole


class NotifiedLog:
    """Keeps the newest names. Each names something unique: a comment, or a version of a card."""

    def __init__(self, service: BoardService) -> None:
        self._service = service
        self._names = dict.fromkeys(_read(service.local.value(NOTIFIED_KEY)))

    def record_if_new(self, name: str) -> bool:
        """Returns True once per name."""
        if name in self._names:
            return False
        self._names[name] = None
        for oldest in list(self._names)[:-MAX_NOTIFIED]:
            del self._names[oldest]
        self._service.local.save_value(NOTIFIED_KEY, json.dumps(list(self._names)))
        return True

    def record_day_if_new(self, day: date) -> bool:
        """Returns True once per day."""
        if self._service.local.value(NOTIFIED_DAY_KEY) == day.isoformat():
            return False
        self._service.local.save_value(NOTIFIED_DAY_KEY, day.isoformat())
        return True


def notifications_for(events: Iterable[NotificationEvent]) -> list[Notification]:
    """Returns one notification per kind of event: "3 cards are due today"."""
    kinds: dict[NotificationKind, list[NotificationEvent]] = {kind: [] for kind in NotificationKind}
    for one in events:
        kinds[one.kind].append(one)
    return [_notification(kind, of_kind) for kind, of_kind in kinds.items() if of_kind]


def _read(text: str) -> list[str]:
    try:
        names = json.loads(text or "[]")
    except ValueError:
        names = None
    if not isinstance(names, list):
        log.warning("What was told cannot be read")
        return []
    return [str(name) for name in names]


def _is_by(comment: Comment, person: Person) -> bool:
    return comment.author is not None and comment.author.id == person.id


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
