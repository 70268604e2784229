"""What a caller may see at all: guests only what is public on their own boards ([I] from CommentData.is_public)."""

from kanbert_desktop.sandbox.rest.callers import Caller
from kanbert_desktop.sandbox.rest.clauses import Clause

_MEMBER = "EXISTS (SELECT 1 FROM members WHERE members.project_id = projects.id AND members.user_id = ?)"


def users_seen() -> Clause:
    """Whoever was deactivated is no longer listed, but stays the author and assignee of old cards [G]."""
    return Clause("users.deactivated_at IS NULL")


def projects_seen_by(caller: Caller) -> Clause:
    if caller.is_guest:
        return Clause(_MEMBER, (caller.user_id,))
    return Clause(f"NOT projects.is_private OR {_MEMBER}", (caller.user_id,))


def tasks_seen_by(caller: Caller) -> Clause:
    boards = projects_seen_by(caller)
    public = " AND tasks.is_public" if caller.is_guest else ""
    return Clause(f"tasks.deleted_at IS NULL AND ({boards.sql}){public}", boards.values)


def comments_seen_by(caller: Caller) -> Clause:
    return Clause("comments.is_public" if caller.is_guest else "1")
