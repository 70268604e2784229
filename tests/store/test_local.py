"""Local values."""

from kanbert_desktop.store import local
from kanbert_desktop.store.database import Store


def put(store: Store, name: str, value: str | None) -> None:
    store.write(lambda db: local.set_value(db, name, value)).result(30)


def test_a_local_value_is_saved_replaced_and_deleted(store: Store) -> None:
    put(store, "last_board", '"b1"')
    put(store, "last_board", '"b2"')
    put(store, "folded:b2", "[]")
    assert local.values(store.read()) == {"last_board": '"b2"', "folded:b2": "[]"}
    put(store, "folded:b2", None)
    assert local.values(store.read()) == {"last_board": '"b2"'}
