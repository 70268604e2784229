"""A card that answers 404 need not be deleted: the board may be closed to us, or the path may not exist."""

import asyncio
from typing import Any

import pytest

from kanbert_desktop.domain.changes import Reason
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.sandbox.trouble import reset
from kanbert_desktop.store.base import forget_all
from support.computers import Computer, Office


def some(office: Office, desk: Computer) -> dict[str, Any]:
    roots = {task["parent_task_id"] for task in office.tasks()}
    return next(
        task for task in office.tasks() if desk.ledger.mirror.card(task["id"]) and task["id"] not in roots
    )


def shut(office: Office, board: str, *, private: bool = True) -> None:
    with office.world.transaction() as db:
        db.execute("DELETE FROM members WHERE project_id = ?", (board,))
        db.execute("UPDATE projects SET is_private = ? WHERE id = ?", (int(private), board))


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "the answer was lost"])
@pytest.mark.parametrize("kind", ["delete", "edit"])
def test_a_wish_about_a_closed_board_is_kept_for_the_day_it_opens(
    office: Office, desk: Computer, kind: str, lost: bool
) -> None:
    task = some(office, desk)
    # The incremental pull does not tell: only the lists do, and they are a quarter of an hour old at most.
    shut(office, task["project_id"])
    if kind == "delete":
        desk.delete(task["id"])
    else:
        desk.edit(task["id"], title="Written before the door closed")
    if lost:
        office.trouble.next("*", f"/api/v1/tasks/{task['id']}", reset(), times=4)
        with pytest.raises(KanbertError):
            asyncio.run(desk.engine.cycle())
        office.trouble.clear()
    for _ in range(2):
        office.clock.pass_by(minutes=1)
        asyncio.run(desk.engine.cycle())
    (entry,) = desk.attention()
    assert entry.reason is Reason.REFUSED

    shut(office, task["project_id"], private=False)
    desk.ledger.resolve(entry.id, "retry")
    asyncio.run(desk.sync())
    assert desk.entries() == []
    there = [one for one in office.tasks() if one["id"] == task["id"]]
    assert [one["title"] for one in there] == ([] if kind == "delete" else ["Written before the door closed"])


def test_a_wish_kept_over_a_sign_out_about_a_card_that_is_gone_needs_a_decision(
    office: Office, desk: Computer
) -> None:
    task = some(office, desk)
    desk.edit(task["id"], title="For a card that is gone")
    desk.store.write(forget_all).result(10)
    office.colleague.delete(task["id"])
    desk.restart()
    asyncio.run(desk.sync())
    (entry,) = desk.entries()
    assert entry.reason is Reason.DELETED_THERE
