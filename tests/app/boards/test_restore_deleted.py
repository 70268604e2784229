"""Deleted cards can be listed and restored, also by a later process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.undo_steps import UndoMethod
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.sync.batch import Batch
from support.fake_service import WEB, open_fake_account
from support.open_account import FakeSyncControl, OpenAccount


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    yield opened
    opened.store.close()


def test_deleted_cards_are_listed_the_newest_first(desktop: OpenAccount) -> None:
    service = desktop.service
    for card in ("1", "3"):
        service.delete_card(card)
    assert [(one.title, one.board) for one in service.restorable_deletions()] == [
        ("Barrierefreiheitserklärung nach BFSG schreiben", WEB),
        ("Cookie-Banner nach Rechtsprüfung anpassen", WEB),
    ]


def test_an_unsent_one_comes_back_as_it_was(desktop: OpenAccount) -> None:
    service = desktop.service
    service.delete_card("1")
    (deletion,) = service.restorable_deletions()
    assert deletion.is_unsent
    undone = service.undo_change(deletion.change)
    assert undone is not None
    assert undone.method is UndoMethod.WITHDRAWN
    assert service.require_card("1").title == deletion.title
    assert service.restorable_deletions() == []


def test_a_sent_one_comes_back_as_a_new_card_in_a_later_process(desktop: OpenAccount) -> None:
    queued = desktop.service.delete_card("1")
    desktop.replica.apply(Batch(drop=[queued.entry.id], removed=[queued.card]))
    assert desktop.store.flush(10)
    later = BoardService(desktop.replica, LocalData(desktop.replica, desktop.store), FakeSyncControl())
    (deletion,) = later.restorable_deletions()
    assert not deletion.is_unsent
    undone = later.undo_change(deletion.change)
    assert undone is not None
    assert undone.method is UndoMethod.RESTORED
    assert later.require_card(undone.card).title == deletion.title
    assert later.restorable_deletions() == []
