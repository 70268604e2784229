"""What is shown while a change is pending, parked or of unknown outcome (sync/RULES.md, "Conflicts")."""

import pytest

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, Mark
from kanbert_desktop.domain.changes import (
    Change,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Reason,
    State,
)
from kanbert_desktop.domain.projection import project_card
from support.strategies import MOMENT

KEY = CardKey("1")
BASE = Card(key=KEY, board=BoardId("p1"), title="Theirs", column=Column.NEW, server_id="1")
RENAME = EditCard(KEY, {Field.TITLE: "Before"}, {Field.TITLE: "Mine"})
COPY = CreateCard(KEY, BoardId("p1"), {Field.TITLE: "Mine", Field.COLUMN: Column.WIP})


def entry(change: Change, reason: Reason | None = None, state: State = State.PENDING) -> Entry:
    parked = State.PARKED if reason else state
    return Entry(id=ChangeId("e1"), seq=1, change=change, made_at=MOMENT, state=parked, reason=reason)


@pytest.mark.parametrize("state", [State.PENDING, State.IN_FLIGHT, State.OUTCOME_UNKNOWN])
def test_an_unsent_change_shows_at_once(state: State) -> None:
    shown = project_card(BASE, [entry(RENAME, state=state)])
    assert shown is not None
    assert (shown.title, shown.mark) == ("Mine", Mark.PENDING)


@pytest.mark.parametrize(
    ("base", "change", "reason", "title", "mark"),
    [
        (BASE, RENAME, Reason.CHANGED_REMOTELY, "Theirs", Mark.CONFLICT),
        (None, COPY, Reason.DELETED_REMOTELY, "Mine", Mark.CONFLICT),
        (BASE, DeleteCard(KEY), Reason.DELETED_LOCALLY, "Theirs", Mark.CONFLICT),
        (BASE, RENAME, Reason.REJECTED, "Mine", Mark.REJECTED),
        (BASE, RENAME, Reason.OUTCOME_UNKNOWN, "Mine", Mark.CONFLICT),
    ],
)
def test_a_parked_change_shows_what_the_table_says(
    base: Card | None, change: Change, reason: Reason, title: str, mark: Mark
) -> None:
    shown = project_card(base, [entry(change, reason)])
    assert shown is not None
    assert (shown.title, shown.mark) == (title, mark)


def test_an_edit_of_a_deleted_card_shows_nothing() -> None:
    assert project_card(None, [entry(RENAME)]) is None


def test_nothing_pending_shows_the_base_itself() -> None:
    assert project_card(BASE, []) is BASE
