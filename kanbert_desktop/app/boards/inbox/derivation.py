"""Turns what sync observed into rows of the inbox: pure functions."""

from collections.abc import Iterator
from datetime import UTC, datetime

from kanbert_desktop.app.boards.inbox.entries import NewsKind
from kanbert_desktop.domain.board import DONE_COLUMNS, PersonId
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.store.inbox import NewsRow
from kanbert_desktop.sync.observed_changes import ObservedChange

_KINDS = {
    Field.COLUMN: NewsKind.MOVED,
    Field.DUE: NewsKind.DUE,
    Field.TITLE: NewsKind.RENAMED,
    Field.ASSIGNEE: NewsKind.ASSIGNED,
}


def time_text(moment: datetime) -> str:
    """Times as text that sorts as they do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def news_in(change: ObservedChange, me: PersonId) -> Iterator[NewsRow]:
    """What others changed, whether or not the user follows the card."""
    if change.after is None:
        if not change.own:
            yield _row(change, NewsKind.DELETED, change.card.title, "")
    elif change.before is None:
        is_news = change.after.assignee == me and change.after.column not in DONE_COLUMNS
        if is_news and not change.own:
            yield _row(change, NewsKind.ASSIGNED, "", me)
    else:
        for field, old, new in _values(change, me):
            if old != new and field not in change.own:
                yield _row(change, _KINDS[field], old, new)


def own_kinds(change: ObservedChange) -> list[NewsKind]:
    """What the user changed here: older news about it are no longer true."""
    return [kind for field, kind in _KINDS.items() if field in change.own]


def _values(change: ObservedChange, me: PersonId) -> Iterator[tuple[Field, str, str]]:
    before, after = change.before, change.after
    if before is None or after is None:
        return
    yield Field.COLUMN, before.status, after.status
    yield (
        Field.DUE,
        before.due.isoformat() if before.due is not None else "",
        after.due.isoformat() if after.due is not None else "",
    )
    yield Field.TITLE, before.title, after.title
    if me in (before.assignee, after.assignee):
        yield Field.ASSIGNEE, before.assignee or "", after.assignee or ""


def _row(change: ObservedChange, kind: NewsKind, old: str, new: str) -> NewsRow:
    version = change.card.updated_at
    return NewsRow(
        change.card.key, kind, "", old, new, time_text(version) if version else "", time_text(change.at)
    )
