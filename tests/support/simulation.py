"""Two computers and a colleague at work on one server, with everything going wrong that can: same seed, same story."""

import asyncio
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS
from kanbert_desktop.domain.changes import AddComment, CreateCard, EditCard, Entry, Field, State
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.folding import Sending
from kanbert_desktop.sandbox.trouble import broken_json, html, lose_answer, reset, status
from kanbert_desktop.sync.batch import Batch
from support.computers import Computer, Office

TROUBLES = [
    lambda: ("POST", lose_answer()),
    lambda: ("PATCH", lose_answer()),
    lambda: ("DELETE", lose_answer()),
    lambda: ("POST", reset()),
    lambda: ("POST", status(503)),
    lambda: ("PATCH", status(500, after=True)),
    lambda: ("*", status(429, retry_after=2)),
    lambda: ("GET", html()),
    lambda: ("GET", status(500)),
    lambda: ("POST", broken_json(after=True)),
    lambda: ("DELETE", status(503)),
]


class Crash(BaseException):
    """The program is gone at this very moment."""


@dataclass
class Written:
    """One edit: whoever wrote it must find its words somewhere."""

    computer: Computer
    card: str
    words: str
    is_superseded: bool = False


@dataclass
class Simulation:
    office: Office
    rng: random.Random
    trace: list[str] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    ever_on_server: set[str] = field(default_factory=set)
    discarded: set[str] = field(default_factory=set)
    numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.computers = [self.office.computer(name) for name in ("home", "work")]
        for computer in self.computers:
            self.sync(computer)

    def run(self, steps: int) -> None:
        acts: list[tuple[int, Callable[[], None]]] = [
            (5, self.add),
            (9, self.edit),
            (4, self.move),
            (2, self.delete),
            (3, self.comment),
            (4, self.colleague),
            (3, self.trouble),
            (2, self.go_offline),
            (4, self.go_online),
            (2, self.restart),
            (2, self.crash),
            (2, self.decide),
            (9, self.sync_one),
        ]
        for _ in range(steps):
            (act,) = self.rng.choices([act for _, act in acts], [weight for weight, _ in acts])
            self.trace.append(act.__name__)
            act()
            self.office.clock.pass_by(seconds=self.rng.choice([1, 3, 20, 120]))
            self.look()

    def heal(self) -> None:
        """The troubles end, and everybody syncs until nothing moves."""
        self.office.trouble.clear()
        for _ in range(4):
            for computer in self.computers:
                self.office.clock.pass_by(minutes=20)
                self.sync(computer)
                self.look()
        for computer in self.computers:
            asyncio.run(computer.sync(full=True))

    def look(self) -> None:
        for task in self.office.world.rows("SELECT title FROM tasks"):
            self.ever_on_server.add(task["title"])

    # What people do.

    def one(self) -> Computer:
        return self.rng.choice(self.computers)

    def some_card(self, computer: Computer) -> str | None:
        cards = sorted((card.title, card.key) for card in computer.ledger.mirror.cards())
        return self.rng.choice(cards)[1] if cards else None

    def words(self) -> str:
        return f"words {next(self.numbers)}"

    def add(self) -> None:
        computer = self.one()
        words = self.words()
        roots = [card for card in computer.ledger.mirror.cards() if card.parent is None]
        parents = sorted((card.title, card.key) for card in roots)
        parent = self.rng.choice(parents)[1] if parents and self.rng.random() < 0.3 else None
        fields = {"parent": parent} if parent else {}
        board = computer.card(parent).board if parent else None
        shortcode = computer.ledger.mirror.boards[board].shortcode if board else None
        key = computer.add(words, board=shortcode, column=self.rng.choice(CHOOSABLE_COLUMNS), **fields)
        self.written.append(Written(computer, key, words))

    def edit(self) -> None:
        computer = self.one()
        key = self.some_card(computer)
        if key is not None:
            words = self.words()
            self._supersede(computer, key)
            computer.edit(key, title=words)
            self.written.append(Written(computer, key, words))

    def move(self) -> None:
        computer = self.one()
        key = self.some_card(computer)
        if key is not None:
            columns = [column for column in CHOOSABLE_COLUMNS if column is not computer.card(key).column]
            computer.edit(key, column=self.rng.choice(columns))

    def delete(self) -> None:
        computer = self.one()
        key = self.some_card(computer)
        if key is not None:
            self._supersede(computer, key)
            computer.delete(key)

    def comment(self) -> None:
        computer = self.one()
        key = self.some_card(computer)
        if key is not None:
            computer.comment(key, f"<p>{self.words()}</p>")

    def colleague(self) -> None:
        task = self.rng.choice(sorted(self.office.tasks(), key=lambda task: (task["title"], task["id"])))
        if self.rng.random() < 0.2:
            self.office.colleague.delete(task["id"])
        elif self.rng.random() < 0.5:
            self.office.colleague.edit(task["id"], title=f"colleague's {self.words()}")
        else:
            self.office.colleague.edit(task["id"], status=self.rng.choice(CHOOSABLE_COLUMNS).value)

    def decide(self) -> None:
        computer = self.one()
        entries = computer.attention()
        if entries:
            entry = self.rng.choice(entries)
            choice = self.rng.choice(computer.ledger.choices_for(entry))
            if choice in ("theirs", "discard"):
                self.discarded |= words_of(computer, entry)
            computer.ledger.resolve(entry.id, choice)

    # What happens to them.

    def trouble(self) -> None:
        method, action = self.rng.choice(TROUBLES)()
        self.office.trouble.next(method, "/api/v1/tasks*", action)

    def go_offline(self) -> None:
        self.office.trouble.offline = True

    def go_online(self) -> None:
        self.office.trouble.offline = False

    def restart(self) -> None:
        computer = self.one()
        computer.restart()

    def sync_one(self) -> None:
        self.sync(self.one())

    def sync(self, computer: Computer) -> None:
        try:
            asyncio.run(computer.sync())
        except KanbertError as error:
            self.trace.append(f"  {error.key}")

    def crash(self) -> None:
        """In the middle of a request, before or after the server has heard of it."""
        computer = self.one()
        is_heard = self.rng.random() < 0.5
        send = computer.engine._requests.send
        copy = computer.folder.with_name(f"{computer.folder.name}-{next(self.numbers)}")

        async def crashing(sending: Sending) -> Batch:
            if is_heard:
                await send(sending)
            assert computer.store.flush(10)
            shutil.copytree(computer.folder, copy)
            raise Crash

        computer.engine._requests.send = crashing
        try:
            self.sync(computer)
        except Crash:
            computer.stop()
            computer.folder = copy
            computer.start()
            computer.ledger.load_cards()
        else:
            computer.engine._requests.send = send

    def _supersede(self, computer: Computer, key: str) -> None:
        for written in self.written:
            if written.computer is computer and written.card == key:
                written.is_superseded = True

    # What must hold.

    def lost_words(self) -> list[str]:
        """I2: on the server at some time, unsent, in Attention, replaced by their own writer, or given up on purpose."""
        kept = {
            words
            for computer in self.computers
            for entry in computer.entries()
            for words in words_of(computer, entry)
        }
        return [
            written.words
            for written in self.written
            if not written.is_superseded and written.words not in self.ever_on_server | kept | self.discarded
        ]

    def doubled(self) -> list[str]:
        """I3: own ids that the server has more than once, deleted rows included."""
        rows = self.office.world.rows(
            "SELECT external_id FROM tasks UNION ALL SELECT external_id FROM comments"
        )
        ids = [row["external_id"] for row in rows if (row["external_id"] or "").startswith("kd-")]
        return sorted({one for one in ids if ids.count(one) > 1})

    def differences(self, computer: Computer) -> list[str]:
        """I1: what this computer shows otherwise than the server has it, cards in Attention aside."""
        waiting = {entry.card for entry in computer.entries()}
        shown = {card.server_id: card for card in computer.ledger.mirror.cards() if card.key not in waiting}
        there = {task["id"]: task for task in self.running()}
        hidden = {computer.ledger.mirror.key_of(server_id) for server_id in there} & waiting
        missing = [
            one for one in there if one not in shown and computer.ledger.mirror.key_of(one) not in hidden
        ]
        extra = [str(one) for one in shown if one not in there]
        other = [
            one
            for one, card in shown.items()
            if one in there and (card.title, card.column.value) != (there[one]["title"], there[one]["status"])
        ]
        return [f"missing {missing}", f"extra {extra}", f"other {other}"] if missing or extra or other else []

    def running(self) -> list[dict[str, Any]]:
        return self.office.world.rows(
            "SELECT tasks.* FROM tasks JOIN projects ON projects.id = project_id "
            "WHERE projects.status = 'running' AND tasks.deleted_at IS NULL"
        )

    def unsent(self) -> list[Entry]:
        """What should have gone: all but what waits for a decision, be it about its parent."""
        return [
            entry
            for computer in self.computers
            for entry in computer.entries()
            if entry.state is not State.PARKED and not self._waits_for_parent(computer, entry)
        ]

    def _waits_for_parent(self, computer: Computer, entry: Entry) -> bool:
        parent = entry.change.fields.get(Field.PARENT) if isinstance(entry.change, CreateCard) else None
        if not isinstance(parent, str):
            return False
        key = computer.ledger.mirror.key_of(parent) or parent
        return any(other.card == key for other in computer.attention())


def words_of(computer: Computer, entry: Entry) -> set[str]:
    change = entry.change
    if isinstance(change, EditCard):
        return {str(change.wished.get(Field.TITLE))}
    if isinstance(change, CreateCard):
        return {str(change.fields.get(Field.TITLE))}
    return {change.text} if isinstance(change, AddComment) else set()
