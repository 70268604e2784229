"""What a card shows and its visual state, ready to be painted and read by a screen reader."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import DONE_COLUMNS, Card, CardKey, Column, Mark
from kanbert_desktop.domain.untrusted_text import is_short, shorten
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.cards.texts import (
    OPEN_COLUMNS,
    DueTone,
    column_title,
    due_text,
    due_tone,
    priority_title,
)
from kanbert_desktop.ui.widgets.painting import avatar_color, initials


@dataclass(frozen=True, slots=True, kw_only=True)
class CardViewModel:
    """What one card shows.

    `title` is shortened if `is_title_shortened`. `avatar_color` is "" if nobody is assigned. `flag_color` is the
    priority's colour, "" without a priority; `priority_name` is for users who cannot tell the colours apart.
    `mark_reason` says why the card has its mark.
    """

    key: CardKey
    title: str
    accessible_text: str
    is_title_shortened: bool = False
    mark: Mark = Mark.NONE
    mark_reason: str = ""
    due: str = ""
    due_tone: DueTone = DueTone.PLAIN
    flag_color: str = ""
    priority_name: str = ""
    sub_tasks_done: int = 0
    sub_tasks: int = 0
    comments: int = 0
    initials: str = ""
    avatar_color: str = ""

    @property
    def has_meta(self) -> bool:
        return bool(self.due or self.flag_color or self.sub_tasks or self.comments or self.avatar_color)

    @property
    def has_state(self) -> bool:
        return self.mark in (Mark.REJECTED, Mark.CONFLICT)


class CardVisualState(NamedTuple):
    """All False for a card without hover, focus or selection."""

    hovered: bool = False
    focused: bool = False
    opened: bool = False
    selected: bool = False
    dragged: bool = False

    @property
    def is_highlighted(self) -> bool:
        return self.opened or self.selected


# More than all columns hold; a user who scrolls through a board of any size sees more.
_MAX_CACHED = 4_000


class CardViewModelCache:
    """Creates view models and caches them until a card changes."""

    def __init__(self, service: BoardService, today: Callable[[], date]) -> None:
        self._service = service
        self._today = today
        self._cache: dict[CardKey, CardViewModel] = {}
        self._parents: dict[CardKey, CardKey] = {}
        """Of the sub-tasks that the cached cards count."""
        self._forgotten: set[CardKey] | None = None

    def invalidate(self, cards: Collection[CardKey]) -> None:
        """Drops the view models of `cards`, and of the parents they have and had, which count them."""
        parents = {
            card.parent for key in cards if (card := self._service.card(key)) is not None and card.parent
        }
        former = {parent for key in cards if (parent := self._parents.get(key)) is not None}
        self._drop({*cards, *parents, *former})

    def invalidate_marked(self) -> None:
        """Drops the view models of marked cards: the reason of their mark may have changed."""
        self._drop({key for key, card in self._cache.items() if card.mark is not Mark.NONE})

    def _drop(self, cards: set[CardKey]) -> None:
        for key in cards:
            self._cache.pop(key, None)
        if self._forgotten is not None:
            self._forgotten |= cards

    def invalidate_all(self) -> None:
        self._cache.clear()
        self._parents.clear()
        self._forgotten = None

    def pop_invalidated(self) -> set[CardKey] | None:
        """Returns the cards invalidated since the last call; None for all of them."""
        forgotten, self._forgotten = self._forgotten, set()
        return forgotten

    def get(self, card: Card) -> CardViewModel:
        return self._cache.get(card.key) or self.get_all([card])[card.key]

    def get_all(self, cards: Sequence[Card]) -> dict[CardKey, CardViewModel]:
        """Asks once for what belongs to all cards that are not known yet."""
        unknown = [card for card in cards if card.key not in self._cache]
        if unknown and len(self._cache) + len(unknown) > _MAX_CACHED:
            self._drop_oldest()
            unknown = [card for card in cards if card.key not in self._cache]
        if unknown:
            self._add(unknown)
        return {card.key: self._cache[card.key] for card in cards}

    def with_meta(self, cards: Sequence[Card]) -> set[CardKey]:
        """Returns those of the cards whose `has_meta` is True. Makes no view models."""
        found = {card.key for card in cards if card.due or card.priority or card.assignee}
        others = [card.key for card in cards if card.key not in found]
        if others:
            with self._service.one_state():
                below, comments = (
                    self._service.columns_of_sub_tasks(others),
                    self._service.comment_counts(others),
                )
            found |= {key for key in others if below[key] or comments.get(key)}
        return found

    def _add(self, cards: Sequence[Card]) -> None:
        keys = [card.key for card in cards]
        with self._service.one_state():
            below, comments = self._service.columns_of_sub_tasks(keys), self._service.comment_counts(keys)
            for card in cards:
                self._parents |= dict.fromkeys(below[card.key], card.key)
                self._cache[card.key] = self._new_view_model(
                    card, below[card.key].values(), comments.get(card.key, 0)
                )

    def _drop_oldest(self) -> None:
        """Drops those that were made first; a card that is still shown is made again."""
        for key in list(self._cache)[: _MAX_CACHED // 4]:
            del self._cache[key]
        self._parents = {key: parent for key, parent in self._parents.items() if parent in self._cache}

    def _new_view_model(self, card: Card, below: Collection[Column], comments: int) -> CardViewModel:
        """`below` are the columns of its sub-tasks."""
        today = self._today()
        person = self._service.person(card.assignee) if card.assignee else None
        done, sub_tasks = sum(column in DONE_COLUMNS for column in below), len(below)
        due = due_text(card.due, today) if card.due else ""
        tone = due_tone(card.due, today, card.column in OPEN_COLUMNS) if card.due else DueTone.PLAIN
        name = person.name if person else tr("Unknown person") if card.assignee else ""
        reason = (
            self._service.why_card_unsent(card.key, datetime.now(UTC)) if card.mark is not Mark.NONE else ""
        )
        return CardViewModel(
            key=card.key,
            title=shorten(card.title),
            is_title_shortened=not is_short(card.title),
            accessible_text=_accessible_text(card, (due, tone), name, (done, sub_tasks), reason),
            mark=card.mark,
            mark_reason=reason,
            due=due,
            due_tone=tone,
            priority_name=priority_title(card.priority) if card.priority else "",
            flag_color=(card.priority.color or "muted") if card.priority else "",
            sub_tasks_done=done,
            sub_tasks=sub_tasks,
            comments=comments,
            initials=initials(name) if card.assignee else "",
            avatar_color=avatar_color(card.assignee, self._service.all_people()) if card.assignee else "",
        )


def mark_text(mark: Mark) -> str:
    match mark:
        case Mark.PENDING:
            return tr("Saved here, not sent")
        case Mark.CONFLICT:
            return tr("Needs your decision")
        case Mark.REJECTED:
            return tr("Not accepted")
        case Mark.NONE:
            return ""


def mark_and_reason_text(mark: Mark, reason: str) -> str:
    """Returns the mark and its reason."""
    return f"{mark_text(mark)}: {reason}" if reason else mark_text(mark)


def flag_text(card: CardViewModel) -> str:
    """Returns the meaning of the card's flag; "" without one."""
    return _priority_text(card.priority_name) if card.priority_name else ""


def _priority_text(name: str) -> str:
    return tr("Priority: {name}", name=name)


def _accessible_text(
    card: Card, due: tuple[str, DueTone], name: str, below: tuple[int, int], reason: str
) -> str:
    """Returns the accessible text: title, column, due date, assignee, priority, state.

    `below` is the number of sub-tasks done and the number of all.
    """
    day, tone = due
    done, sub_tasks = below
    parts = [shorten(card.title), card.unknown_status or column_title(card.column)]
    if day:
        parts.append(tr("overdue: {due}", due=day) if tone is DueTone.OVERDUE else tr("due {due}", due=day))
    if name:
        parts.append(name)
    if card.priority:
        parts.append(_priority_text(priority_title(card.priority)))
    if sub_tasks:
        parts.append(tr("{done} of {all} sub-tasks done", done=done, all=sub_tasks))
    if card.mark is not Mark.NONE:
        parts.append(mark_and_reason_text(card.mark, reason))
    return ", ".join(parts)
