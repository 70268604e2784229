"""Drafts."""

from kanbert_desktop.store import local
from kanbert_desktop.store.database import Store


def keep(store: Store, place: str, text: str) -> None:
    store.write(lambda db: local.save_draft(db, place, text)).result(30)


def test_a_draft_is_saved_replaced_and_deleted_by_an_empty_text(store: Store) -> None:
    keep(store, "comment:c1", "Hal")
    keep(store, "comment:c1", "Hallo \x00 \U0001f600\n")
    keep(store, "quick-add:b1:New", "Logo")
    assert local.drafts(store.read()) == {
        "comment:c1": "Hallo \x00 \U0001f600\n",
        "quick-add:b1:New": "Logo",
    }
    keep(store, "comment:c1", "")
    keep(store, "nowhere", "")
    assert local.drafts(store.read()) == {"quick-add:b1:New": "Logo"}


def test_half_a_surrogate_pair_does_not_lose_the_draft(store: Store) -> None:
    keep(store, "a", "before \ud83d after")
    assert local.drafts(store.read()) == {"a": "before \ufffd after"}
