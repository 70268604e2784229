"""The cards of the sample data, and bulk data made of the same texts."""

import random
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from kanbert_desktop.sandbox.state import SandboxState, format_timestamp

_DAY = 86_400
_TASK = (
    "id", "project_id", "parent_task_id", "uri", "title", "description", "status", "due_date", "priority_id",
    "is_public", "assignee_id", "author_id", "created_at", "updated_at",
)  # fmt: skip
_COMMENT = ("id", "task_id", "author_id", "comment", "is_public", "created_at", "updated_at")
_PROJECT = (
    "id", "client_id", "title", "description", "shortcode", "status", "is_private", "start_date", "end_date",
    "created_by", "created_at", "updated_at",
)  # fmt: skip


class SampleCards:
    """Draws everything from one seeded generator: the same file gives the same dates and people.

    Stops at `target_count` cards; None takes all.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        state: SandboxState,
        people: Mapping[str, str],
        priorities: Mapping[str, str],
    ) -> None:
        self.random = random.Random(20_270)  # noqa: S311 — sample data, not secret
        self.people = people
        self.open_boards: list[str] = []
        self.count = 0
        self.target_count: int | None = None
        self._db = db
        self._state = state
        self._priorities = priorities
        self._now = state.clock()
        self._tasks: list[dict[str, Any]] = []
        self._comments: list[dict[str, Any]] = []
        self._watchers: list[tuple[str, str]] = []
        self._numbers: dict[str, int] = {}
        self._shortcodes: dict[str, str] = {}

    def add_board(self, board: Mapping[str, Any], client_id: str) -> str:
        project_id = self._state.new_id()
        born, touched = self._moments(250)
        row = {
            "id": project_id,
            "client_id": client_id,
            "title": board["title"],
            "description": board.get("about"),
            "shortcode": board["shortcode"],
            "status": board.get("status", "running"),
            "is_private": 0,
            "start_date": born[:10],
            "end_date": self._day(board.get("ends")),
            "created_by": self.people["mira"],
            "created_at": born,
            "updated_at": touched,
        }
        self._insert("projects", _PROJECT, [row])
        self._staff(project_id, board, born)
        self._shortcodes[project_id], self._numbers[project_id] = board["shortcode"], 0
        if row["status"] == "running":
            self.open_boards.append(project_id)
        for card in board.get("cards", ()):
            self.add_card(project_id, card)
        return project_id

    def add_card(self, project_id: str, card: Mapping[str, Any]) -> None:
        """`card` as in the file: title, in, due (days from today), who, flag, html, sub (`x ` in front: done), say."""
        if self.count == self.target_count:
            return
        self.count += 1
        task = self._row(project_id, card, parent=None)
        self._tasks.append(task)
        for line in card.get("sub", ()):
            done = line.startswith("x ")
            part = {
                "title": line.removeprefix("x "),
                "in": "Completed" if done else "New",
                "who": card.get("who"),
            }
            self._tasks.append(self._row(project_id, part, parent=task))
        self._talk(task, card.get("say", ()))
        self._watchers += [(task["id"], self.people[name]) for name in card.get("watch", ())]

    def write(self) -> None:
        self._insert("tasks", _TASK, self._tasks)
        self._insert("comments", _COMMENT, self._comments)
        self._db.executemany("INSERT INTO watchers VALUES (?, ?)", self._watchers)
        self._db.executemany(
            "UPDATE projects SET cards = ? WHERE id = ?", [(last, key) for key, last in self._numbers.items()]
        )

    def _row(
        self, project_id: str, card: Mapping[str, Any], parent: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        born, touched = self._moments(100)
        return {
            "id": self._state.new_id(),
            "project_id": project_id,
            "parent_task_id": parent["id"] if parent else None,
            "uri": self._next_uri(project_id),
            "title": card["title"],
            "description": card.get("html"),
            "status": card.get("in", "Backlog"),
            "due_date": self._day(card.get("due")),
            "priority_id": self._priorities.get(card.get("flag", "")),
            "is_public": int(parent["is_public"] if parent else card.get("public", False)),
            "assignee_id": self.people.get(card.get("who") or ""),
            "author_id": self.people[self.random.choice(("mira", "jonas", "lea"))],
            "created_at": max(born, parent["created_at"]) if parent else born,
            "updated_at": max(touched, parent["created_at"]) if parent else touched,
        }

    def _talk(self, task: Mapping[str, Any], lines: Sequence[str]) -> None:
        """Comments follow one another in the card's last days, never before its creation."""
        age = (self._now - datetime.fromisoformat(task["created_at"])).total_seconds()
        step = min(age, self.random.uniform(1, 5) * _DAY) / (len(lines) + 1)
        for left, line in zip(range(len(lines), 0, -1), lines, strict=True):
            name, _, text = line.partition(": ")
            moment = format_timestamp(self._now - timedelta(seconds=step * left))
            row = {"id": self._state.new_id(), "task_id": task["id"], "author_id": self.people[name]}
            row |= {"comment": f"<p>{text}</p>", "is_public": task["is_public"], "created_at": moment}
            self._comments.append(row | {"updated_at": moment})

    def _staff(self, project_id: str, board: Mapping[str, Any], since: str) -> None:
        team = board.get("team", ("mira", "jonas", "aylin", "lea", "tom"))
        rows = [(project_id, self.people[name], name == team[0], since) for name in team]
        self._db.executemany("INSERT INTO members VALUES (?, ?, ?, ?)", rows)

    def _next_uri(self, project_id: str) -> str:
        self._numbers[project_id] += 1
        return f"{self._shortcodes[project_id]}-{self._numbers[project_id]}"

    def _moments(self, days: int) -> tuple[str, str]:
        """A creation time within so many days and a later last change, both in the past."""
        age = self.random.randint(2 * _DAY, days * _DAY)
        since = self.random.randint(600, age)
        return format_timestamp(self._now - timedelta(seconds=age)), format_timestamp(
            self._now - timedelta(seconds=since)
        )

    def _day(self, days: int | None) -> str | None:
        return None if days is None else (self._now.date() + timedelta(days=days)).isoformat()

    def _insert(self, table: str, names: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> None:
        columns, marks = ", ".join(names), ", ".join(f":{name}" for name in names)
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 — the names are constants
        self._db.executemany(sql, rows)


_CARDS_PER_BOARD = 400
_COLUMNS = ("Backlog", "New", "WIP", "Completed", "Approved", "Closed")
_SHARES = (30, 20, 12, 14, 14, 10)


def add_bulk_cards(
    cards: SampleCards, words: Mapping[str, Any], clients: Mapping[str, str], wanted: int
) -> None:
    """Adds cards until there are `wanted`, spread over more boards the more there are."""
    missing = wanted - cards.count
    _add_boards(cards, words, clients, missing // _CARDS_PER_BOARD - len(cards.open_boards))
    for _ in range(missing):
        cards.add_card(cards.random.choice(cards.open_boards), _card(cards, words))


def _add_boards(
    cards: SampleCards, words: Mapping[str, Any], clients: Mapping[str, str], number: int
) -> None:
    names = list(clients)
    for index in range(max(0, number)):
        client = names[index % len(names)]
        subject = words["boards"][index % len(words["boards"])]
        round_ = index // len(words["boards"]) + 1
        board = {"title": f"{subject} {round_}", "shortcode": f"X{index + 1:02}", "client": client}
        cards.add_board(board, clients[client])


def _card(cards: SampleCards, words: Mapping[str, Any]) -> dict[str, Any]:
    pick = cards.random.choice
    column = cards.random.choices(_COLUMNS, _SHARES)[0]
    title = pick(words["titles"]).format(thing=pick(words["things"]), place=pick(words["places"]))
    card: dict[str, Any] = {"title": title, "in": column, "html": pick(words["html"])}
    if cards.random.random() < 0.6:
        card["due"] = cards.random.randint(-10, 60)
    if cards.random.random() < 0.7:
        card["who"] = pick(("mira", "jonas", "aylin", "lea", "tom"))
    if cards.random.random() < 0.15:
        card["flag"] = pick(("high", "urgent", "low"))
    return card
