"""Responses to requests: found again by a later process, and only the newest are stored."""

from pathlib import Path

from kanbert_desktop.store import base
from kanbert_desktop.store.base import delete_all, get_meta, set_meta
from kanbert_desktop.store.database import open_store


def test_a_later_process_finds_the_answer(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db").store
    store.write(lambda db: base.store_response(db, "one", '{"deleted": "t1"}')).result(60)
    store.close()
    later = open_store(tmp_path / "store.db").store
    assert base.find_response(later.read(), "one") == '{"deleted": "t1"}'
    assert base.find_response(later.read(), "another") is None
    later.close()


def test_only_the_newest_responses_are_stored_and_nothing_else_is_dropped(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db").store
    store.write(lambda db: set_meta(db, "watermark", "kept")).result(60)
    for number in range(base.MAX_RESPONSES + 5):
        store.write(lambda db, number=number: base.store_response(db, f"r{number}", "{}"))
    assert store.flush(30)
    found = [
        number for number in range(base.MAX_RESPONSES + 5) if base.find_response(store.read(), f"r{number}")
    ]
    assert found == list(range(5, base.MAX_RESPONSES + 5))
    assert get_meta(store.read(), "watermark") == "kept"
    store.close()


def test_they_go_with_the_account_s_data_at_sign_out(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db").store
    store.write(lambda db: base.store_response(db, "one", "{}")).result(60)
    store.write(delete_all).result(60)
    assert base.find_response(store.read(), "one") is None
    store.close()
