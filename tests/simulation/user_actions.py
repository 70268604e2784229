"""Actions of users: at a simulated computer, and of a colleague who uses another client."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kanbert_desktop.app.boards.undo_steps import UndoMethod
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, Card
from kanbert_desktop.domain.changes import Field, Reason
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.sorting import cards_by_column
from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.rest.tasks import insert_task, mark_task_deleted, update_task

if TYPE_CHECKING:
    from simulation.client import SimulatedClient
    from simulation.scenario import Scenario

LATE = 200
"""Seconds by which a colleague's change may appear late; the overlap window is 300."""


POPULAR_CARDS_SHARE = 5
EDITED = (Field.TITLE, Field.DESCRIPTION, Field.DUE, Field.ASSIGNEE, Field.PRIORITY, Field.IS_PUBLIC)


def random_card(scenario: "Scenario", client: "SimulatedClient", *, roots: bool = False) -> Card | None:
    """Mostly one of a few, so that users meet on the same cards."""
    cards = [card for card in client.local_cards.cards() if not (roots and card.parent)]
    return _one_of(scenario, sorted(cards, key=lambda card: (card.created_at is not None, card.key)))


def _one_of(scenario: "Scenario", items: list[Any]) -> Any:  # noqa: ANN401  one of whatever they are
    if not items:
        return None
    return scenario.random.choice(items[:POPULAR_CARDS_SHARE] if scenario.random.random() < 0.7 else items)


# The user at the computer.


def add(scenario: "Scenario", client: "SimulatedClient") -> None:
    parent = random_card(scenario, client, roots=True) if scenario.random.random() < 0.3 else None
    running = sorted(board.id for board in client.local_cards.boards.values() if board.is_running)
    if not running:
        return
    board = parent.board if parent else scenario.random.choice(running)
    column = scenario.random.choice(CHOOSABLE_COLUMNS)
    words = scenario.random_text()
    scenario.log(f"  {client.name} adds {words!r}{' below another' if parent else ''}")
    client.service.add_card(
        board, words, column=column, parent=parent.key if parent else None, is_public=False
    )


def edit(scenario: "Scenario", client: "SimulatedClient") -> None:
    card = random_card(scenario, client)
    if card is None:
        return
    names = scenario.random.sample(EDITED, scenario.random.choice([1, 1, 2]))
    requested = {name: _new_value(scenario, client, card, name) for name in names}
    scenario.log(
        f"  {client.name} edits {card.key[:11]} {[f'{name}={value}' for name, value in requested.items()]}"
    )
    client.service.edit_card(card.key, requested)


def move(scenario: "Scenario", client: "SimulatedClient") -> None:
    card = random_card(scenario, client)
    if card is not None:
        column = scenario.random.choice([column for column in CHOOSABLE_COLUMNS if column is not card.column])
        scenario.log(f"  {client.name} moves {card.key[:11]} to {column}")
        client.service.move_card(card.key, column)


def delete(scenario: "Scenario", client: "SimulatedClient") -> None:
    card = random_card(scenario, client)
    if card is not None:
        scenario.log(f"  {client.name} deletes {card.key[:11]}")
        client.service.delete_card(card.key, hold=scenario.random.random() < 0.5)


def comment(scenario: "Scenario", client: "SimulatedClient") -> None:
    card = random_card(scenario, client)
    if card is not None:
        scenario.log(f"  {client.name} comments on {card.key[:11]}")
        client.service.add_comment(card.key, f"<p>{scenario.random_text()}</p>")


def undo(scenario: "Scenario", client: "SimulatedClient") -> None:
    scenario.log(f"  {client.name} takes back: {client.service.undo_text()}")
    try:
        undone = client.service.undo()
        if undone is not None and undone.method is UndoMethod.DECISION_REOPENED:
            scenario.invariants.brought_back(client)
    except Refused as refused:
        scenario.log(f"    {refused.key}")


def redo(scenario: "Scenario", client: "SimulatedClient") -> None:
    try:
        scenario.log(f"  {client.name} does again: {client.service.redo_text()}")
        client.service.redo()
    except Refused as refused:
        scenario.log(f"    {refused.key}")


def decide(scenario: "Scenario", client: "SimulatedClient") -> None:
    entries = client.service.attention()
    if not entries:
        return
    entry = scenario.random.choice(entries)
    choice = scenario.random.choice(sorted(client.service.choices_for(entry)))
    scenario.log(f"  {client.name} decides {entry.card[:11]} ({entry.reason}): {choice}")
    if entry.reason is Reason.MASS_DELETION:
        client.audit.unasked_removals.clear()
    client.service.resolve(entry.id, choice)


def _new_value(scenario: "Scenario", client: "SimulatedClient", card: Card, name: Field) -> object:
    match name:
        case Field.TITLE:
            return scenario.random_text()
        case Field.DESCRIPTION:
            return f"{card.description}\n<p>{scenario.random_text()}</p>"
        case Field.DUE:
            return date(2027, 1, 1) + timedelta(days=next(scenario.numbers))
        case Field.ASSIGNEE:
            return scenario.random.choice([None, *sorted(client.local_cards.people)])
        case Field.PRIORITY:
            seen = {one.priority.id: one.priority for one in client.local_cards.cards() if one.priority}
            return scenario.random.choice([None, *(seen[id_] for id_ in sorted(seen))])
        case _:
            return not card.is_public


# A colleague, directly on the server.


def colleague(scenario: "Scenario", _client: "SimulatedClient") -> None:
    task = _some_task(scenario)
    if task is None:
        return
    columns = {
        "title": f"colleague's {scenario.random_text()}",
        "status": scenario.random.choice(CHOOSABLE_COLUMNS).value,
        "description": f"{task['description'] or ''}\n<p>colleague's {scenario.random_text()}</p>",
        "due_date": (date(2028, 1, 1) + timedelta(days=next(scenario.numbers))).isoformat(),
        "is_public": int(not task["is_public"]),
    }
    name = scenario.random.choice(sorted(columns))
    scenario.log(f"  a colleague changes {name} of {task['id'][:8]}")
    with scenario.state.transaction() as db:
        row = db.execute("SELECT * FROM tasks WHERE id = ?", (task["id"],)).fetchone()
        behaviour = ServerBehaviour(distinct_updated_at=scenario.random.random() < 0.5)
        update_task(db, scenario.state, behaviour, row, {name: columns[name]})
        if scenario.random.random() < 0.3:
            _show_late(scenario, task)


def _show_late(scenario: "Scenario", task: dict[str, object]) -> None:
    """The change becomes visible only now, long after its own timestamp (D20)."""
    moment = (scenario.state.clock() - timedelta(seconds=scenario.random.randrange(LATE))).replace(
        microsecond=0
    )
    late = max(moment.isoformat(), str(task["updated_at"]))
    scenario.log(f"    and it says {late}")
    scenario.state.change("UPDATE tasks SET updated_at = ? WHERE id = ?", late, task["id"])


def colleague_adds(scenario: "Scenario", _client: "SimulatedClient") -> None:
    boards = scenario.state.rows("SELECT id FROM projects WHERE status = 'running' ORDER BY shortcode")
    author = scenario.state.rows("SELECT id FROM users WHERE type = 'user' ORDER BY email DESC")[0]["id"]
    with scenario.state.transaction() as db:
        board = scenario.random.choice(boards)["id"]
        insert_task(
            db,
            scenario.state,
            {"project_id": board, "title": f"colleague's {scenario.random_text()}", "author_id": author},
        )


def colleague_deletes(scenario: "Scenario", _client: "SimulatedClient") -> None:
    task = _some_task(scenario)
    if task is not None:
        scenario.log(f"  a colleague deletes {task['id'][:8]}")
        with scenario.state.transaction() as db:
            mark_task_deleted(db, scenario.state, task["id"])


def mass_deletion(scenario: "Scenario", _client: "SimulatedClient") -> None:
    """A colleague empties the boards."""
    scenario.log("  somebody deletes nearly everything")
    with scenario.state.transaction() as db:
        for task in scenario.state.tasks():
            if scenario.random.random() < 0.8:
                mark_task_deleted(db, scenario.state, task["id"])


def _some_task(scenario: "Scenario") -> dict[str, Any] | None:
    task: dict[str, Any] | None = _one_of(
        scenario, sorted(scenario.state.tasks(), key=lambda task: task["id"])
    )
    return task


def order_of(client: "SimulatedClient") -> list[list[str]]:
    """I9: the order of the columns of every board on this computer."""
    boards = sorted(board.id for board in client.local_cards.boards.values() if board.is_running)
    columns = [cards_by_column(client.local_cards.cards_of(board)) for board in boards]
    return [[card.server_id or card.key for card in cards] for board in columns for cards in board.values()]


UserAction = Callable[["Scenario", "SimulatedClient"], None]
QUICK_ACTIONS: list[UserAction] = [edit, move, comment, delete, add, undo, redo, colleague, colleague_deletes]
"""What may happen while a request is on its way."""
