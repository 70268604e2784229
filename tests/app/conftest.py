"""A board service over a real store, opened as often as a test needs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.events import CardsChanged
from support.offline_service import OpenAccount, ReopenAccount, fill_store, open_offline_service_at


@pytest.fixture
def open_offline_service(tmp_path: Path) -> Iterator[ReopenAccount]:
    """Each call is a new process on the same file. The previous one must be closed."""
    path = tmp_path / "store.db"
    opened: list[OpenAccount] = []
    fill_store(path)

    def start() -> OpenAccount:
        opened.append(open_offline_service_at(path))
        return opened[-1]

    yield start
    for server in opened:
        server.store.close()


@pytest.fixture
def offline_service(open_offline_service: ReopenAccount) -> OpenAccount:
    return open_offline_service()


@pytest.fixture
def service(offline_service: OpenAccount) -> BoardService:
    return offline_service.service


@pytest.fixture
def card_changes(offline_service: OpenAccount) -> list[CardsChanged]:
    heard: list[CardsChanged] = []
    offline_service.bus.subscribe(CardsChanged, heard.append)
    return heard
