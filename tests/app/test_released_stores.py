"""Stores left by released versions in the middle of work: this version opens them and nothing is missing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import CreateCard, Field, Reason, State
from kanbert_desktop.store import history, search
from kanbert_desktop.store.database import open_store
from kanbert_desktop.store.migrations import MIGRATIONS, NEWEST_VERSION, backups
from support.offline_service import NOON
from support.open_account import OpenAccount, open_account_at
from support.released_stores import VERSIONS, open_released_store

Left = Callable[[int], Path]


@pytest.fixture
def left(tmp_path: Path) -> Left:
    """The file as that version's program left it."""

    def make(version: int) -> Path:
        path = tmp_path / "store.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA page_size = 8192")
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(f"BEGIN;\n{open_released_store(version)}COMMIT;")
        return path

    return make


@pytest.fixture
def reopened(left: Left) -> Callable[[int], OpenAccount]:
    def start(version: int) -> OpenAccount:
        return open_account_at(left(version), NOON)

    return start


def test_the_newest_schema_is_among_the_released_ones() -> None:
    assert VERSIONS[-1] == NEWEST_VERSION


@pytest.mark.parametrize("version", VERSIONS)
def test_every_change_is_there_and_shown(reopened: Callable[[int], OpenAccount], version: int) -> None:
    offline_service = reopened(version)
    service, local_cards = offline_service.service, offline_service.replica.local_cards
    shown = {card.title: card for card in local_cards.cards()}
    assert {"Unterwegs umbenannt", "Footer", "Header", "Im Zug angelegt"} == set(shown)
    assert shown["Footer"].column is Column.WIP
    assert shown["Im Zug angelegt"].description == "<p>Größe</p>"
    assert [comment.text for comment in local_cards.comments(shown["Im Zug angelegt"].key)] == [
        "<p>Im Zug gesagt</p>"
    ]
    assert local_cards.pending.is_deleted_locally(CardKey("t4"))
    states = [entry.state for entry in local_cards.pending.entries()]
    assert states.count(State.PENDING) == 7
    assert states.count(State.OUTCOME_UNKNOWN) == 1, "what was on its way is asked about"
    (question,) = [entry for entry in local_cards.pending.entries() if entry.state is State.PARKED]
    assert (question.reason, question.theirs) == (Reason.CHANGED_REMOTELY, {Field.TITLE: "Anders"})
    assert service.local.drafts() == {"comment:t1": "halb geschrieben"}
    assert service.local.value("folded:b1") == "[1]"
    assert len(history.latest_rows(offline_service.store.read())) == 9
    offline_service.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_it_can_be_worked_with_at_once(reopened: Callable[[int], OpenAccount], version: int) -> None:
    offline_service = reopened(version)
    created = next(
        entry
        for entry in offline_service.replica.local_cards.pending.entries()
        if isinstance(entry.change, CreateCard)
    )
    assert offline_service.service.edit_card(created.card, {Field.TITLE: "Im Zug geändert"}) is not None
    assert offline_service.service.undo() is not None
    offline_service.wait_until_saved()
    assert offline_service.service.require_card(created.card).title == "Im Zug angelegt"
    while not search.is_complete(offline_service.store.read()):
        assert offline_service.store.flush(10)
    assert [found.card.title for found in offline_service.service.search.find("groesse im zug")] == [
        "Im Zug angelegt"
    ]
    offline_service.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_an_upgrade_keeps_a_backup(left: Left, version: int) -> None:
    path = left(version)
    assert open_store(path).store.close()
    assert len(backups(path)) == (version < NEWEST_VERSION)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_step_is_never_edited(left: Left, version: int) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as ours:
        for step in MIGRATIONS[:version]:
            for statement in step:
                ours.execute(statement)
        with closing(sqlite3.connect(left(version))) as theirs:
            assert schema(theirs) == schema(ours)


def schema(db: sqlite3.Connection) -> dict[str, str]:
    """The SQL of our own tables, whatever its line breaks are."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(sql.split()) for name, sql in rows}
