"""An account whose rows come from a store on disk, opened as often as a test needs."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kanbert_desktop.store import base
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import open_store
from support.open_account import OpenAccount, open_account_at

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def row(kind: Kind, **fields: Any) -> BaseRow:  # noqa: ANN401  a row of the server
    board = fields.get("project_id", "")
    return BaseRow(kind, fields["id"], fields["id"], board, json.dumps(fields).encode())


ROWS = [
    row(Kind.CLIENT, id="c1", name="Bergmann", shortcode="BM"),
    row(Kind.CLIENT, id="c2", name="Anders", shortcode="AN"),
    row(Kind.BOARD, id="b1", title="Website", shortcode="WEB", status="running", client={"id": "c1"}),
    row(Kind.BOARD, id="b2", title="App", shortcode="APP", status="running", client={"id": "c2"}),
    row(Kind.BOARD, id="b3", title="Old", shortcode="OLD", status="closed", client={"id": "c2"}),
    row(Kind.BOARD, id="b4", title="Twin", shortcode="app", status="running", client={"id": "c1"}),
    row(Kind.PERSON, id="p1", first_name="Mira", last_name="Kessler", email="mira@x.test"),
    row(Kind.PERSON, id="p2", first_name="Jonas", last_name="Brandt", email="jonas@x.test"),
    row(Kind.PERSON, id="p3", first_name="Jonas", last_name="Brandt", email="other@x.test"),
    row(Kind.CARD, id="t1", project_id="b1", title="Navigation", status="WIP", updated_at=NOON.isoformat()),
    row(Kind.CARD, id="t2", project_id="b1", title="Footer", status="New", parent_task_id="t1"),
    row(Kind.CARD, id="t3", project_id="b1", title="Header", status="Completed", parent_task_id="t1"),
    row(Kind.CARD, id="t4", project_id="b1", title="Archive", status="Closed"),
]
ME = json.dumps({"id": "p1", "first_name": "Mira", "last_name": "Kessler", "email": "mira@x.test"})

ReopenAccount = Callable[[], OpenAccount]


def fill_store(path: Path) -> None:
    """Writes a store with the rows above."""
    first = open_store(path).store
    first.write(lambda db: base.put_rows(db, ROWS)).result(60)
    first.write(lambda db: base.set_meta(db, "me", ME)).result(60)
    assert first.close()


def open_offline_service_at(path: Path) -> OpenAccount:
    """As a new process on that file."""
    return open_account_at(path, NOON)
