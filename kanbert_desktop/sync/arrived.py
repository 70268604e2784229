"""Edits whose answer was lost: where the server has what they wished they have arrived, whatever was wished since."""

from collections.abc import Sequence
from dataclasses import replace

from kanbert_desktop.domain.changes import EditCard, Entry, Field, Fields, same_value
from kanbert_desktop.sync.batch import Batch


def arrived(pending: Sequence[Entry], now: Fields) -> Batch | None:
    """Take off what has arrived; None where nothing has.

    A later wish about the same field starts from there. Folded with what arrived it would cancel it out unseen
    (an undo), or look like somebody else's change.
    """
    batch = Batch()
    there: set[Field] = set()
    for entry in reversed(pending):
        if entry.sent_at is None or not isinstance(entry.change, EditCard):
            continue
        wished = entry.change.wished
        there |= {name for name, value in wished.items() if same_value(name, now[name], value)}
        left = [name for name in wished if name not in there]
        if not left:
            batch.drop.append(entry.id)
        elif len(left) < len(wished):
            batch.put.append(replace(entry, change=_only(entry.change, left)))
    return batch if batch.drop or batch.put else None


def _only(change: EditCard, names: Sequence[Field]) -> EditCard:
    return replace(
        change,
        was={name: change.was[name] for name in names},
        wished={name: change.wished[name] for name in names},
    )
