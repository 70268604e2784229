"""CardViewModel: what a card shows; CardVisualState."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, Mark
from kanbert_desktop.domain.untrusted_text import is_short, shorten
from kanbert_desktop.ui.cards.texts import OPEN, Tone, column_title, due_tone, due_words
from kanbert_desktop.ui.widgets.painting import hue, initials


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFace:
    """`title` is short; `is_cut`: it is only the beginning of the card's own. `hue` is "" where nobody is assigned; `flag` is the priority's own colour, "" where there is none.

    `why` says why it has its mark; `priority` is its name, for those who do not tell the flag's colour from another.
    """

    key: CardKey
    title: str
    spoken: str
    is_cut: bool = False
    mark: Mark = Mark.NONE
    why: str = ""
    due: str = ""
    due_tone: Tone = Tone.PLAIN
    flag: str = ""
    priority: str = ""
    done: int = 0
    sub_tasks: int = 0
    comments: int = 0
    initials: str = ""
    hue: str = ""

    @property
    def has_meta(self) -> bool:
        return bool(self.due or self.flag or self.sub_tasks or self.comments or self.hue)

    @property
    def has_state(self) -> bool:
        return self.mark in (Mark.REJECTED, Mark.CONFLICT)


class CardFaces:
    """Makes faces and remembers them until a card is said to have changed."""

    def __init__(self, desk: BoardService, today: Callable[[], date]) -> None:
        self._desk = desk
        self._today = today
        self._known: dict[CardKey, CardFace] = {}
        self._parents: set[CardKey] = set()
        self._forgotten: set[CardKey] | None = None

    def forget(self, cards: Collection[CardKey]) -> None:
        """A parent shows its sub-tasks, so every card with sub-tasks is looked at again as well."""
        parents = {card.parent for key in cards if (card := self._desk.card(key)) is not None and card.parent}
        self._drop({*cards, *self._parents, *parents})

    def forget_marked(self) -> None:
        """Why they wait may be another reason now."""
        self._drop({key for key, face in self._known.items() if face.mark is not Mark.NONE})

    def _drop(self, cards: set[CardKey]) -> None:
        for key in cards:
            self._known.pop(key, None)
        self._parents -= cards
        if self._forgotten is not None:
            self._forgotten |= cards

    def forget_all(self) -> None:
        self._known.clear()
        self._parents.clear()
        self._forgotten = None

    def take_forgotten(self) -> set[CardKey] | None:
        """Since it was asked last; None: all of them."""
        forgotten, self._forgotten = self._forgotten, set()
        return forgotten

    def of(self, card: Card) -> CardFace:
        face = self._known.get(card.key)
        if face is None:
            face = self._known[card.key] = self._made(card)
        return face

    def _made(self, card: Card) -> CardFace:
        today = self._today()
        person = self._desk.person(card.assignee) if card.assignee else None
        done, sub_tasks = self._desk.sub_task_count(card.key)
        if sub_tasks:
            self._parents.add(card.key)
        due = due_words(card.due, today) if card.due else ""
        tone = due_tone(card.due, today, card.column in OPEN) if card.due else Tone.PLAIN
        name = person.name if person else tr("Unknown person") if card.assignee else ""
        why = self._desk.why_card_unsent(card.key, datetime.now(UTC)) if card.mark is not Mark.NONE else ""
        return CardFace(
            key=card.key,
            title=shorten(card.title),
            is_cut=not is_short(card.title),
            spoken=_spoken(card, (due, tone), name, (done, sub_tasks), why),
            mark=card.mark,
            why=why,
            due=due,
            due_tone=tone,
            priority=card.priority.title if card.priority else "",
            flag=(card.priority.color or "muted") if card.priority else "",
            done=done,
            sub_tasks=sub_tasks,
            comments=self._desk.comment_count(card.key) or 0,
            initials=initials(name) if card.assignee else "",
            hue=hue(card.assignee, self._desk.all_people()) if card.assignee else "",
        )


def mark_words(mark: Mark) -> str:
    match mark:
        case Mark.PENDING:
            return tr("Saved here, not sent")
        case Mark.CONFLICT:
            return tr("Needs your decision")
        case Mark.REJECTED:
            return tr("Not accepted")
        case Mark.NONE:
            return ""


def marked_words(mark: Mark, why: str) -> str:
    """The mark, and why it is there."""
    return f"{mark_words(mark)}: {why}" if why else mark_words(mark)


def flag_words(face: CardFace) -> str:
    """What its flag means; "" without one."""
    return _priority_words(face.priority) if face.priority else ""


def _priority_words(name: str) -> str:
    return tr("Priority: {name}", name=name)


def _spoken(card: Card, due: tuple[str, Tone], name: str, below: tuple[int, int], why: str) -> str:
    """U11: title, column, due, assignee, priority, state. `below` are the sub-tasks done, and all of them."""
    day, tone = due
    done, sub_tasks = below
    parts = [shorten(card.title), card.unknown_status or column_title(card.column)]
    if day:
        parts.append(tr("overdue: {due}", due=day) if tone is Tone.PAST else tr("due {due}", due=day))
    if name:
        parts.append(name)
    if card.priority:
        parts.append(_priority_words(card.priority.title))
    if sub_tasks:
        parts.append(tr("{done} of {all} sub-tasks done", done=done, all=sub_tasks))
    if card.mark is not Mark.NONE:
        parts.append(marked_words(card.mark, why))
    return ", ".join(parts)


class CardLook(NamedTuple):
    """All False is a card at rest."""

    hovered: bool = False
    focused: bool = False
    opened: bool = False
    selected: bool = False
    dragged: bool = False

    @property
    def is_chosen(self) -> bool:
        return self.opened or self.selected
