"""A desk over a real store, opened as often as a test needs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.events import CardsChanged
from support.offline_service import Office, Open, furnish, open_office_at


@pytest.fixture
def open_office(tmp_path: Path) -> Iterator[Open]:
    """Each call is a new process on the same file; the one before must be closed."""
    path = tmp_path / "store.db"
    opened: list[Office] = []
    furnish(path)

    def start() -> Office:
        opened.append(open_office_at(path))
        return opened[-1]

    yield start
    for office in opened:
        office.store.close()


@pytest.fixture
def office(open_office: Open) -> Office:
    return open_office()


@pytest.fixture
def desk(office: Office) -> BoardService:
    return office.desk


@pytest.fixture
def changed(office: Office) -> list[CardsChanged]:
    heard: list[CardsChanged] = []
    office.bus.subscribe(CardsChanged, heard.append)
    return heard
