"""A desk over a real store, opened as often as a test needs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.app.keeping import Keeping
from kanbert_desktop.domain.events import Bus, CardsChanged
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.store import base
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.ledger import Ledger
from support.office import ME, NOON, ROWS, Nobody, Office, Open


@pytest.fixture
def open_office(tmp_path: Path) -> Iterator[Open]:
    """Each call is a new process on the same file; the one before must be closed."""
    path = tmp_path / "store.db"
    opened: list[Office] = []
    first = open_store(path).store
    first.write(lambda db: base.put_rows(db, ROWS)).result(10)
    first.write(lambda db: base.set_meta(db, "me", ME)).result(10)
    assert first.close()

    def start() -> Office:
        store, bus = open_store(path).store, Bus()
        ledger = Ledger(Mirror(), store, bus, lambda: NOON)
        ledger.load_boards()
        ledger.load_cards()
        outside = Nobody()
        opened.append(Office(store, ledger, outside, Desk(ledger, Keeping(store), outside), bus))
        return opened[-1]

    yield start
    for office in opened:
        office.store.close()


@pytest.fixture
def office(open_office: Open) -> Office:
    return open_office()


@pytest.fixture
def desk(office: Office) -> Desk:
    return office.desk


@pytest.fixture
def changed(office: Office) -> list[CardsChanged]:
    heard: list[CardsChanged] = []
    office.bus.subscribe(CardsChanged, heard.append)
    return heard
