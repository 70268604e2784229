"""Random rows of a server, and random changes of them: few ids, so that they meet."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kanbert_desktop.api.payloads import Record, read_card
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, PersonId, Priority
from kanbert_desktop.domain.changes import (
    Change,
    CreateCard,
    DeleteCard,
    EditCard,
    Field,
    FieldValue,
)

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
BOARDS = [BoardId("p1"), BoardId("p2")]
OWN = [f"kd-00000000-0000-4000-8000-00000000000{n}" for n in range(4)]
TITLES = ["Logo", "Übergabe", "logo", "straße", "Ωmega", "日本", "a", "A", "𝔘x"]
PEOPLE = [PersonId("u1"), PersonId("u2")]
PRIORITIES = [
    Priority("1", "High", "#b3261e", 1),
    Priority("2", "Low", None, 2),
    Priority("3", "Odd", None, 1 << 70),
]


def random_record(chance: random.Random, server_id: str, *, parents: list[str]) -> Record[Card]:
    """A row as a server might send it: with an id of ours or not, below any other card, on any board."""
    row: dict[str, Any] = {
        "id": server_id,
        "project_id": chance.choice(BOARDS),
        "title": chance.choice(TITLES),
        "status": chance.choice([column.value for column in Column]),
        "external_id": chance.choice([None, None, "JIRA-7", OWN[int(server_id) % 4]]),
        "parent_task_id": chance.choice([None, None, *parents]),
        "due_date": chance.choice([None, "2026-12-01", "2026-11-20", "9999-12-31"]),
        "assignee": chance.choice([None, {"id": "u1"}, {"id": "u2"}]),
        "updated_at": chance.choice([None, (NOW + timedelta(seconds=chance.randrange(4))).isoformat()]),
        "created_at": (NOW - timedelta(days=chance.randrange(3))).isoformat(),
    }
    option = chance.choice([None, *PRIORITIES])
    if option is not None:
        row["priority"] = option._asdict()
    raw = json.dumps(row).encode()
    return Record(read_card(raw), raw)


def random_change(chance: random.Random, key: CardKey, parents: list[str]) -> Change:
    values: dict[Field, list[FieldValue]] = {
        Field.TITLE: [*TITLES],
        Field.COLUMN: list(Column),
        Field.DUE: [None, date(2026, 12, 1), date(2026, 11, 19)],
        Field.ASSIGNEE: [None, *PEOPLE],
        Field.PARENT: [None, *parents],
        Field.PRIORITY: [None, *PRIORITIES],
    }
    kind = chance.choice(["edit", "edit", "edit", "delete", "create"])
    if kind == "delete":
        return DeleteCard(key)
    if kind == "create":
        return CreateCard(
            key, chance.choice(BOARDS), {name: chance.choice(some) for name, some in values.items()}
        )
    names = chance.sample(list(values), chance.randint(1, 3))
    return EditCard(key, dict.fromkeys(names), {name: chance.choice(values[name]) for name in names})
