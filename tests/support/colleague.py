"""Another user of the same boards, who changes the sandbox's state directly."""

import secrets
from dataclasses import dataclass

from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.demo_credentials import digest
from kanbert_desktop.sandbox.oauth.storage import store_direct_token
from kanbert_desktop.sandbox.rest.authentication import READ, WRITE, Caller
from kanbert_desktop.sandbox.rest.tasks import insert_comment, insert_task, mark_task_deleted, update_task
from kanbert_desktop.sandbox.state import SandboxState


@dataclass(frozen=True)
class Colleague:
    """`columns` are those of the sandbox's `tasks` table: title, status, due_date, assignee_id, description, is_public …"""

    state: SandboxState
    first_name: str = "Jonas"

    @property
    def id(self) -> str:
        return str(self.state.rows("SELECT id FROM users WHERE first_name = ?", self.first_name)[0]["id"])

    def add(self, board: str, title: str, **columns: object) -> str:
        """`board` is a shortcode; returns the new task's id."""
        project = self.state.rows("SELECT id FROM projects WHERE shortcode = ?", board)[0]["id"]
        with self.state.transaction() as db:
            values = {"project_id": project, "title": title, "author_id": self.id, **columns}
            return insert_task(db, self.state, values)

    def edit(self, task_id: str, **columns: object) -> None:
        with self.state.transaction() as db:
            row = db.execute("SELECT * FROM tasks WHERE id = ?", (task_id,)).fetchone()
            update_task(db, self.state, ServerBehaviour(distinct_updated_at=True), row, columns)

    def delete(self, task_id: str) -> None:
        with self.state.transaction() as db:
            mark_task_deleted(db, self.state, task_id)

    def comment(self, task_id: str, html: str, *, public: bool = False) -> str:
        caller = Caller(self.id, "colleague", "colleague", frozenset({READ, WRITE}), is_guest=False)
        with self.state.transaction() as db:
            values = {"task_id": task_id, "comment": html, "is_public": int(public)}
            return insert_comment(db, self.state, caller, values)

    def token(self, *scopes: str, name: str = "another integration") -> str:
        """A direct access token of this user; without `scopes` it may read and write."""
        token = secrets.token_urlsafe(32)
        with self.state.transaction() as db:
            store_direct_token(db, token, name, self.id, " ".join(scopes or (READ, WRITE)))
        return token

    def revoke(self, token: str) -> None:
        with self.state.transaction() as db:
            db.execute("UPDATE tokens SET revoked = 1 WHERE token_hash = ?", (digest(token),))
