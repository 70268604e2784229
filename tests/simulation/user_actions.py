"""What the people do: whoever sits at a computer, and a colleague who uses something else."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

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
"""Seconds: so much later than its time a colleague's change may show; the overlap is 300."""


POPULAR_CARDS_SHARE = 5
EDITED = (Field.TITLE, Field.DESCRIPTION, Field.DUE, Field.ASSIGNEE, Field.PRIORITY, Field.IS_PUBLIC)


def random_card(story: "Scenario", seat: "SimulatedClient", *, roots: bool = False) -> Card | None:
    """Mostly one of a few, so that people meet on the same cards."""
    cards = [card for card in seat.mirror.cards() if not (roots and card.parent)]
    return _one_of(story, sorted(cards, key=lambda card: (card.created_at is not None, card.key)))


def _one_of(story: "Scenario", items: list[Any]) -> Any:  # noqa: ANN401  one of whatever they are
    if not items:
        return None
    return story.random.choice(items[:POPULAR_CARDS_SHARE] if story.random.random() < 0.7 else items)


# The person at the computer.


def add(story: "Scenario", seat: "SimulatedClient") -> None:
    parent = random_card(story, seat, roots=True) if story.random.random() < 0.3 else None
    running = sorted(board.id for board in seat.mirror.boards.values() if board.is_running)
    if not running:
        return
    board = parent.board if parent else story.random.choice(running)
    column = story.random.choice(CHOOSABLE_COLUMNS)
    words = story.random_text()
    story.log(f"  {seat.name} adds {words!r}{' below another' if parent else ''}")
    seat.service.add_card(board, words, column=column, parent=parent.key if parent else None, is_public=False)


def edit(story: "Scenario", seat: "SimulatedClient") -> None:
    card = random_card(story, seat)
    if card is None:
        return
    names = story.random.sample(EDITED, story.random.choice([1, 1, 2]))
    wished = {name: _new_value(story, seat, card, name) for name in names}
    story.log(f"  {seat.name} edits {card.key[:11]} {[f'{name}={value}' for name, value in wished.items()]}")
    seat.service.edit_card(card.key, wished)


def move(story: "Scenario", seat: "SimulatedClient") -> None:
    card = random_card(story, seat)
    if card is not None:
        column = story.random.choice([column for column in CHOOSABLE_COLUMNS if column is not card.column])
        story.log(f"  {seat.name} moves {card.key[:11]} to {column}")
        seat.service.move_card(card.key, column)


def delete(story: "Scenario", seat: "SimulatedClient") -> None:
    card = random_card(story, seat)
    if card is not None:
        story.log(f"  {seat.name} deletes {card.key[:11]}")
        seat.service.delete_card(card.key, hold=story.random.random() < 0.5)


def comment(story: "Scenario", seat: "SimulatedClient") -> None:
    card = random_card(story, seat)
    if card is not None:
        story.log(f"  {seat.name} comments on {card.key[:11]}")
        seat.service.add_comment(card.key, f"<p>{story.random_text()}</p>")


def undo(story: "Scenario", seat: "SimulatedClient") -> None:
    story.log(f"  {seat.name} takes back: {seat.service.undo_text()}")
    try:
        seat.service.undo()
    except Refused as refused:
        story.log(f"    {refused.key}")


def redo(story: "Scenario", seat: "SimulatedClient") -> None:
    try:
        story.log(f"  {seat.name} does again: {seat.service.redo_text()}")
        seat.service.redo()
    except Refused as refused:
        story.log(f"    {refused.key}")


def decide(story: "Scenario", seat: "SimulatedClient") -> None:
    entries = seat.service.attention()
    if not entries:
        return
    entry = story.random.choice(entries)
    choice = story.random.choice(sorted(seat.service.choices_for(entry)))
    story.log(f"  {seat.name} decides {entry.card[:11]} ({entry.reason}): {choice}")
    if entry.reason is Reason.MASS_DELETION:
        seat.audit.unasked_removals.clear()
    seat.service.resolve(entry.id, choice)


def _new_value(story: "Scenario", seat: "SimulatedClient", card: Card, name: Field) -> object:
    match name:
        case Field.TITLE:
            return story.random_text()
        case Field.DESCRIPTION:
            return f"{card.description}\n<p>{story.random_text()}</p>"
        case Field.DUE:
            return date(2027, 1, 1) + timedelta(days=next(story.numbers))
        case Field.ASSIGNEE:
            return story.random.choice([None, *sorted(seat.mirror.people)])
        case Field.PRIORITY:
            seen = {one.priority.id: one.priority for one in seat.mirror.cards() if one.priority}
            return story.random.choice([None, *(seen[id_] for id_ in sorted(seen))])
        case _:
            return not card.is_public


# A colleague, past every request.


def colleague(story: "Scenario", _seat: "SimulatedClient") -> None:
    task = _some_task(story)
    if task is None:
        return
    columns = {
        "title": f"colleague's {story.random_text()}",
        "status": story.random.choice(CHOOSABLE_COLUMNS).value,
        "description": f"{task['description'] or ''}\n<p>colleague's {story.random_text()}</p>",
        "due_date": (date(2028, 1, 1) + timedelta(days=next(story.numbers))).isoformat(),
        "is_public": int(not task["is_public"]),
    }
    name = story.random.choice(sorted(columns))
    story.log(f"  a colleague changes {name} of {task['id'][:8]}")
    with story.state.transaction() as db:
        row = db.execute("SELECT * FROM tasks WHERE id = ?", (task["id"],)).fetchone()
        switches = ServerBehaviour(distinct_updated_at=story.random.random() < 0.5)
        update_task(db, story.state, switches, row, {name: columns[name]})
        if story.random.random() < 0.3:
            _show_late(story, task)


def _show_late(story: "Scenario", task: dict[str, object]) -> None:
    """The change became visible only now, long after the moment it names (D20)."""
    moment = (story.state.clock() - timedelta(seconds=story.random.randrange(LATE))).replace(microsecond=0)
    late = max(moment.isoformat(), str(task["updated_at"]))
    story.log(f"    and it says {late}")
    story.state.change("UPDATE tasks SET updated_at = ? WHERE id = ?", late, task["id"])


def colleague_adds(story: "Scenario", _seat: "SimulatedClient") -> None:
    boards = story.state.rows("SELECT id FROM projects WHERE status = 'running' ORDER BY shortcode")
    author = story.state.rows("SELECT id FROM users WHERE type = 'user' ORDER BY email DESC")[0]["id"]
    with story.state.transaction() as db:
        board = story.random.choice(boards)["id"]
        insert_task(
            db,
            story.state,
            {"project_id": board, "title": f"colleague's {story.random_text()}", "author_id": author},
        )


def colleague_deletes(story: "Scenario", _seat: "SimulatedClient") -> None:
    task = _some_task(story)
    if task is not None:
        story.log(f"  a colleague deletes {task['id'][:8]}")
        with story.state.transaction() as db:
            mark_task_deleted(db, story.state, task["id"])


def mass_deletion(story: "Scenario", _seat: "SimulatedClient") -> None:
    """Somebody empties the boards."""
    story.log("  somebody deletes nearly everything")
    with story.state.transaction() as db:
        for task in story.state.tasks():
            if story.random.random() < 0.8:
                mark_task_deleted(db, story.state, task["id"])


def _some_task(story: "Scenario") -> dict[str, Any] | None:
    task: dict[str, Any] | None = _one_of(story, sorted(story.state.tasks(), key=lambda task: task["id"]))
    return task


def order_of(seat: "SimulatedClient") -> list[list[str]]:
    """I9: how the columns of every board stand on this computer."""
    boards = sorted(board.id for board in seat.mirror.boards.values() if board.is_running)
    columns = [cards_by_column(seat.mirror.cards_of(board)) for board in boards]
    return [[card.server_id or card.key for card in cards] for board in columns for cards in board.values()]


UserAction = Callable[["Scenario", "SimulatedClient"], None]
QUICK_ACTIONS: list[UserAction] = [edit, move, comment, delete, add, undo, redo, colleague, colleague_deletes]
"""What may happen while a request is on its way."""
