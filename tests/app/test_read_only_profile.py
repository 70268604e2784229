"""A profile becomes read-only while the program runs: the user can continue, is told, and loses nothing."""

import asyncio
import logging

import pytest

from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.events import SavingFailed
from kanbert_desktop.store import outbox
from support.offline_service import OpenAccount, ReopenAccount


def turn(office: OpenAccount, state: str) -> None:
    """Root may write everywhere and an open file ignores new permissions, so SQLite itself refuses here."""
    office.store._writer._db.execute(f"PRAGMA query_only = {state}").fetchall()


def test_edits_on_a_read_only_profile_are_reported_kept_and_saved_later(
    open_offline_service: ReopenAccount, caplog: pytest.LogCaptureFixture
) -> None:
    office = open_offline_service()
    reported: list[SavingFailed] = []
    office.bus.subscribe(SavingFailed, reported.append)
    turn(office, "ON")
    with caplog.at_level(logging.DEBUG):
        office.service.edit_card("t1", {Field.TITLE: "Vertraulich"})
        added = office.service.add_card(BoardId("b1"), "Auch neu").card
        with pytest.raises(StoreError) as caught:
            asyncio.run(office.service.wait_until_saved())
    assert caught.value.key == "store_unwritable"
    assert SavingFailed("store_unwritable") in reported
    assert [one.card.title for one in office.service.search.find("vertraulich")] == ["Vertraulich"]
    assert outbox.entries(office.store.read()) == []
    assert "Vertraulich" not in caplog.text
    turn(office, "OFF")
    office.close()
    again = open_offline_service()
    shown = [again.replica.local_cards.card(key) for key in ("t1", added)]
    assert [card.title for card in shown if card] == ["Vertraulich", "Auch neu"]
