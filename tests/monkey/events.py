"""Events around the monkey: syncs, a changing network, a colleague, other settings."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kanbert_desktop.app.settings import DENSITY, LANGUAGE, MOTION, SINGLE_KEYS, TEXT_SIZE, THEME
from kanbert_desktop.sandbox.faults import Fault, error_status, lose_response
from monkey.input_actions import Action
from monkey.texts import random_text

if TYPE_CHECKING:
    from monkey.monkey import Monkey

SETTINGS: tuple[Any, ...] = (THEME, LANGUAGE, TEXT_SIZE, DENSITY, MOTION)
MAX_CARDS = 220
READABLE = "SELECT * FROM tasks WHERE deleted_at IS NULL ORDER BY uri"


async def sync(monkey: "Monkey") -> str:
    monkey.environment.application.wake_sync("asked")
    return "syncs"


async def network(monkey: "Monkey") -> str:
    faults = monkey.environment.sandbox.faults
    faults.offline = not faults.offline
    monkey.environment.application.wake_sync("network")
    return f"the network {'goes' if faults.offline else 'comes back'}"


async def network_fault(monkey: "Monkey") -> str:
    """Some of the next requests fail."""
    troubles: dict[str, Fault] = {
        "lost answer": lose_response(),
        "503": error_status(503),
        "422": error_status(422),
        "500 after": error_status(500, after=True),
    }
    name = monkey.random.choice(sorted(troubles))
    method = monkey.random.choice(["GET", "POST", "PATCH", "DELETE"])
    monkey.environment.sandbox.faults.inject(
        method, "/api/v1/tasks*", troubles[name], monkey.random.choice([1, 2])
    )
    return f"trouble: {method} {name}"


async def colleague_edits(monkey: "Monkey") -> str:
    task = _some_task(monkey)
    columns: dict[str, object] = monkey.random.choice(
        [
            {"title": random_text(monkey.random).strip() or "empty"},
            {"status": monkey.random.choice(["Backlog", "New", "WIP", "Completed", "Approved", "Closed"])},
            {"due_date": _some_day(monkey)},
            {"description": f"<p>{random_text(monkey.random)}</p>"},
        ]
    )
    monkey.environment.colleague.edit(task["id"], **columns)
    return f"a colleague edits {task['title'][:30]!r}: {columns}"


async def colleague_adds(monkey: "Monkey") -> str:
    """Also removes cards, so that the boards do not grow."""
    state = monkey.environment.sandbox.state
    for task in state.rows(READABLE)[MAX_CARDS:]:
        monkey.environment.colleague.delete(task["id"])
    monkey.environment.colleague.add(monkey.random.choice(["WEB", "KAT", "FIL"]), f"From Jonas {monkey.step}")
    return "a colleague adds a card"


async def colleague_comments(monkey: "Monkey") -> str:
    task = _some_task(monkey)
    monkey.environment.colleague.comment(task["id"], f"<p>{random_text(monkey.random)}</p>")
    return f"a colleague comments on {task['title'][:30]!r}"


async def colleague_deletes(monkey: "Monkey") -> str:
    task = _some_task(monkey)
    monkey.environment.colleague.delete(task["id"])
    return f"a colleague deletes {task['title'][:30]!r}"


async def setting(monkey: "Monkey") -> str:
    one = monkey.random.choice(SETTINGS)
    value = monkey.random.choice(one.allowed)
    monkey.environment.application.settings.put(one, value)
    return f"{one.name} becomes {value}"


async def single_keys(monkey: "Monkey") -> str:
    settings = monkey.environment.application.settings
    settings.put(SINGLE_KEYS, not settings.get(SINGLE_KEYS))
    return "single keys go off or on"


def _some_task(monkey: "Monkey") -> dict[str, Any]:
    return monkey.random.choice(monkey.environment.sandbox.state.rows(READABLE))


def _some_day(monkey: "Monkey") -> str:
    return (datetime.now(UTC).date() + timedelta(days=monkey.random.randrange(-9, 30))).isoformat()


EVENTS: tuple[tuple[Action, int], ...] = (
    (sync, 4),
    (network, 2),
    (network_fault, 1),
    (colleague_edits, 4),
    (colleague_adds, 1),
    (colleague_comments, 1),
    (colleague_deletes, 1),
    (setting, 2),
    (single_keys, 1),
)
