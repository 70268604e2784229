"""Program: a card is received, its inbox writes the news, and the process kills itself at the named point."""

import json
import os
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.app.boards.inbox.inbox import Inbox
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, Person, PersonId
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import Replica
from support.server_rows import row_of

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ME = Person(PersonId("me"), "Mira", "")


def kill(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, column: Column, point: str) -> None:
    """The card stands in that column. Prints what the inbox tells."""
    store = open_store(folder / "store.db").store
    replica = Replica(store, EventBus(), lambda: NOW)
    replica.load()
    replica.local_cards.me = ME
    inbox = Inbox(replica, store)
    replica.observed.subscribe(inbox.recorder)
    if point == "before the news":
        inbox._file.write = kill  # type: ignore[assignment,method-assign]
    elif point == "between news and rows":
        store._writer.run_before_commit(kill)
    card = Card(
        key=CardKey("1"),
        server_id="1",
        board=BoardId("b"),
        title="Card",
        column=column,
        assignee=ME.id,
        updated_at=NOW + timedelta(minutes=list(Column).index(column)),
    )
    replica.apply(Batch(cards=[Record(card, row_of(card).raw)]))
    store.flush(10)
    if point == "after the rows":
        kill()
    entries = inbox.entries(date(2026, 11, 24))
    sys.stdout.write(json.dumps([[one.kind, one.old, one.new] for entry in entries for one in entry.news]))
    store.close()
    inbox.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Column(sys.argv[2]), sys.argv[3])
