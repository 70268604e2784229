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
    from simulation.client import Seat
    from simulation.scenario import Story

LATE = 200
"""Seconds: so much later than its time a colleague's change may show; the overlap is 300."""


HOT = 5
EDITED = (Field.TITLE, Field.DESCRIPTION, Field.DUE, Field.ASSIGNEE, Field.PRIORITY, Field.IS_PUBLIC)


def some_card(story: "Story", seat: "Seat", *, roots: bool = False) -> Card | None:
    """Mostly one of a few, so that people meet on the same cards."""
    cards = [card for card in seat.mirror.cards() if not (roots and card.parent)]
    return _one_of(story, sorted(cards, key=lambda card: (card.created_at is not None, card.key)))


def _one_of(story: "Story", items: list[Any]) -> Any:  # noqa: ANN401  one of whatever they are
    if not items:
        return None
    return story.rng.choice(items[:HOT] if story.rng.random() < 0.7 else items)


# The person at the computer.


def add(story: "Story", seat: "Seat") -> None:
    parent = some_card(story, seat, roots=True) if story.rng.random() < 0.3 else None
    running = sorted(board.id for board in seat.mirror.boards.values() if board.is_running)
    if not running:
        return
    board = parent.board if parent else story.rng.choice(running)
    column = story.rng.choice(CHOOSABLE_COLUMNS)
    words = story.words()
    story.say(f"  {seat.name} adds {words!r}{' below another' if parent else ''}")
    seat.desk.add_card(board, words, column=column, parent=parent.key if parent else None, is_public=False)


def edit(story: "Story", seat: "Seat") -> None:
    card = some_card(story, seat)
    if card is None:
        return
    names = story.rng.sample(EDITED, story.rng.choice([1, 1, 2]))
    wished = {name: _new_value(story, seat, card, name) for name in names}
    story.say(f"  {seat.name} edits {card.key[:11]} {[f'{name}={value}' for name, value in wished.items()]}")
    seat.desk.edit_card(card.key, wished)


def move(story: "Story", seat: "Seat") -> None:
    card = some_card(story, seat)
    if card is not None:
        column = story.rng.choice([column for column in CHOOSABLE_COLUMNS if column is not card.column])
        story.say(f"  {seat.name} moves {card.key[:11]} to {column}")
        seat.desk.move_card(card.key, column)


def delete(story: "Story", seat: "Seat") -> None:
    card = some_card(story, seat)
    if card is not None:
        story.say(f"  {seat.name} deletes {card.key[:11]}")
        seat.desk.delete_card(card.key, hold=story.rng.random() < 0.5)


def comment(story: "Story", seat: "Seat") -> None:
    card = some_card(story, seat)
    if card is not None:
        story.say(f"  {seat.name} comments on {card.key[:11]}")
        seat.desk.add_comment(card.key, f"<p>{story.words()}</p>")


def undo(story: "Story", seat: "Seat") -> None:
    story.say(f"  {seat.name} takes back: {seat.desk.undo_text()}")
    try:
        seat.desk.undo()
    except Refused as refused:
        story.say(f"    {refused.key}")


def redo(story: "Story", seat: "Seat") -> None:
    try:
        story.say(f"  {seat.name} does again: {seat.desk.redo_text()}")
        seat.desk.redo()
    except Refused as refused:
        story.say(f"    {refused.key}")


def decide(story: "Story", seat: "Seat") -> None:
    entries = seat.desk.attention()
    if not entries:
        return
    entry = story.rng.choice(entries)
    choice = story.rng.choice(sorted(seat.desk.choices_for(entry)))
    story.say(f"  {seat.name} decides {entry.card[:11]} ({entry.reason}): {choice}")
    if entry.reason is Reason.MASS_DELETION:
        seat.account.unasked.clear()
    seat.desk.resolve(entry.id, choice)


def _new_value(story: "Story", seat: "Seat", card: Card, name: Field) -> object:
    match name:
        case Field.TITLE:
            return story.words()
        case Field.DESCRIPTION:
            return f"{card.description}\n<p>{story.words()}</p>"
        case Field.DUE:
            return date(2027, 1, 1) + timedelta(days=next(story.numbers))
        case Field.ASSIGNEE:
            return story.rng.choice([None, *sorted(seat.mirror.people)])
        case Field.PRIORITY:
            seen = {one.priority.id: one.priority for one in seat.mirror.cards() if one.priority}
            return story.rng.choice([None, *(seen[id_] for id_ in sorted(seen))])
        case _:
            return not card.is_public


# A colleague, past every request.


def colleague(story: "Story", _seat: "Seat") -> None:
    task = _some_task(story)
    if task is None:
        return
    columns = {
        "title": f"colleague's {story.words()}",
        "status": story.rng.choice(CHOOSABLE_COLUMNS).value,
        "description": f"{task['description'] or ''}\n<p>colleague's {story.words()}</p>",
        "due_date": (date(2028, 1, 1) + timedelta(days=next(story.numbers))).isoformat(),
        "is_public": int(not task["is_public"]),
    }
    name = story.rng.choice(sorted(columns))
    story.say(f"  a colleague changes {name} of {task['id'][:8]}")
    with story.world.transaction() as db:
        row = db.execute("SELECT * FROM tasks WHERE id = ?", (task["id"],)).fetchone()
        switches = ServerBehaviour(distinct_updated_at=story.rng.random() < 0.5)
        update_task(db, story.world, switches, row, {name: columns[name]})
        if story.rng.random() < 0.3:
            _show_late(story, task)


def _show_late(story: "Story", task: dict[str, object]) -> None:
    """The change became visible only now, long after the moment it names (D20)."""
    moment = (story.world.clock() - timedelta(seconds=story.rng.randrange(LATE))).replace(microsecond=0)
    late = max(moment.isoformat(), str(task["updated_at"]))
    story.say(f"    and it says {late}")
    story.world.change("UPDATE tasks SET updated_at = ? WHERE id = ?", late, task["id"])


def colleague_adds(story: "Story", _seat: "Seat") -> None:
    boards = story.world.rows("SELECT id FROM projects WHERE status = 'running' ORDER BY shortcode")
    author = story.world.rows("SELECT id FROM users WHERE type = 'user' ORDER BY email DESC")[0]["id"]
    with story.world.transaction() as db:
        board = story.rng.choice(boards)["id"]
        insert_task(
            db,
            story.world,
            {"project_id": board, "title": f"colleague's {story.words()}", "author_id": author},
        )


def colleague_deletes(story: "Story", _seat: "Seat") -> None:
    task = _some_task(story)
    if task is not None:
        story.say(f"  a colleague deletes {task['id'][:8]}")
        with story.world.transaction() as db:
            mark_task_deleted(db, story.world, task["id"])


def mass_deletion(story: "Story", _seat: "Seat") -> None:
    """Somebody empties the boards."""
    story.say("  somebody deletes nearly everything")
    with story.world.transaction() as db:
        for task in story.world.tasks():
            if story.rng.random() < 0.8:
                mark_task_deleted(db, story.world, task["id"])


def _some_task(story: "Story") -> dict[str, Any] | None:
    task: dict[str, Any] | None = _one_of(story, sorted(story.world.tasks(), key=lambda task: task["id"]))
    return task


def order_of(seat: "Seat") -> list[list[str]]:
    """I9: how the columns of every board stand on this computer."""
    boards = sorted(board.id for board in seat.mirror.boards.values() if board.is_running)
    columns = [cards_by_column(seat.mirror.cards_of(board)) for board in boards]
    return [[card.server_id or card.key for card in cards] for board in columns for cards in board.values()]


Act = Callable[["Story", "Seat"], None]
QUICK: list[Act] = [edit, move, comment, delete, add, undo, redo, colleague, colleague_deletes]
"""What may happen while a request is on its way."""
