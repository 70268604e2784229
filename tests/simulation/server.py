"""The sandbox in memory: seeded once, copied for each scenario, with a journal of all it ever held."""

import atexit
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from kanbert_desktop.sandbox.collation import register_collation
from kanbert_desktop.sandbox.demo_credentials import DemoSecrets
from kanbert_desktop.sandbox.oauth.storage import store_direct_token
from kanbert_desktop.sandbox.rest.authentication import READ, WRITE
from kanbert_desktop.sandbox.sample_data import seed_sample_data
from kanbert_desktop.sandbox.state import SandboxState
from simulation.ids import Ids
from support.sync_clients import START

CARDS = 28
"""Few, so that a scenario is quick; enough that losing most of them is a mass deletion."""
SEEN = (
    "id, external_id, author_id, title, status, due_date, description, assignee_id, priority_id, is_public, "
    "parent_task_id, deleted_at"
)


class Journal:
    """The record written by triggers of the database; `rows` runs a query."""

    rows: Callable[..., list[dict[str, Any]]]

    def position(self) -> int:
        """The length of the journal."""
        found: int = self.rows("SELECT coalesce(max(n), 0) AS n FROM journal")[0]["n"]
        return found

    def changed_after(self, position: int) -> set[str]:
        return {row["id"] for row in self.rows("SELECT id FROM journal WHERE n > ?", position)}

    def versions(self, card: str) -> list[dict[str, Any]]:
        """All versions this card ever had, by our id or the server's, oldest first."""
        return self.rows("SELECT * FROM journal WHERE id = ? OR external_id = ? ORDER BY n", card, card)


class InMemorySandboxState(Journal, SandboxState):
    """`new_id` draws from the scenario's seed."""

    def __init__(
        self, seeded: sqlite3.Connection, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self.folder = Path("memory")
        self.clock_offset = timedelta()
        self.secrets = DemoSecrets(b"simulation")
        self.new_id = new_id
        self._clock = clock
        self._lock = threading.RLock()
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        register_collation(self._db)
        seeded.backup(self._db)

    def change(self, sql: str, *values: object) -> None:
        with self.transaction() as db:
            db.execute(sql, values)


def users(state: SandboxState) -> list[str]:
    """Two users who may sign in, by id: the sample's own and a colleague."""
    mira = state.rows("SELECT user_id FROM tokens WHERE kind = 'access'")[0]["user_id"]
    other = state.rows("SELECT id FROM users WHERE type = 'user' AND id <> ? ORDER BY email", mira)[0]["id"]
    return [str(mira), str(other)]


def token_of(user: str) -> str:
    return f"token of {user}"


@cache
def seeded_state() -> sqlite3.Connection:
    """The same in every process: secrets and ids are fixed."""
    with tempfile.TemporaryDirectory() as folder:
        state = SandboxState(Path(folder), lambda: START - timedelta(days=1))
        ids = Ids("the planted server")
        state.secrets, state.new_id = DemoSecrets(b"simulation"), lambda: str(ids())
        seed_sample_data(state, CARDS)
        _thin_out(state)
        with state.transaction() as db:
            for user in users(state):
                store_direct_token(db, token_of(user), "simulation", user, f"{READ} {WRITE}")
        install_journal(state)
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        atexit.register(copy.close)
        state._db.backup(copy)
        state.close()
    return copy


def _thin_out(state: SandboxState) -> None:
    """The sample has more cards than needed; cards with their sub-tasks stay together."""
    with state.transaction() as db:
        db.execute("DELETE FROM comments")
        db.execute("DELETE FROM watchers")
        stored = [
            row["id"] for row in db.execute("SELECT id FROM tasks ORDER BY parent_task_id IS NULL, uri")
        ]
        for task in stored[CARDS:]:
            db.execute(
                "DELETE FROM tasks WHERE id = ? AND id NOT IN (SELECT parent_task_id FROM tasks WHERE parent_task_id IS NOT NULL)",
                (task,),
            )


def install_journal(state: SandboxState) -> None:
    """Triggers see every write, whoever makes it."""
    new = ", ".join(f"new.{name.strip()}" for name in SEEN.split(","))
    script = f"""
    CREATE TABLE journal (n INTEGER PRIMARY KEY, born INTEGER NOT NULL, {SEEN});
    INSERT INTO journal (born, {SEEN}) SELECT 0, {SEEN} FROM tasks ORDER BY uri;
    CREATE TRIGGER task_made AFTER INSERT ON tasks BEGIN
        INSERT INTO journal (born, {SEEN}) VALUES (1, {new}); END;
    CREATE TRIGGER task_changed AFTER UPDATE ON tasks BEGIN
        INSERT INTO journal (born, {SEEN}) VALUES (0, {new}); END;
    """  # noqa: S608  our own names
    state._db.executescript(script)
