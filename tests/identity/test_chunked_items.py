"""Long texts in a keyring of short items: complete or absent, whatever happens in between (S44)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.keyring_backends import MAX_CHUNK_UNITS, MAX_CHUNKS, ChunkedItems, utf16_units

SERVICE, ITEM = "kanbert-desktop:test", "refresh"
WINDOWS_UNITS = 1280


class SmallStore:
    """Like Windows' credential store: rejects more than 1,280 UTF-16 units; it may stop after some changes."""

    def __init__(self) -> None:
        self.items: dict[str, str] = {}
        self.changes_left = 1_000_000
        self.before_reading: list[str] = []

    def get(self, service: str, item: str) -> str | None:
        assert service == SERVICE
        return self.items.get(item)

    def put(self, service: str, item: str, text: str) -> None:
        assert service == SERVICE
        self._change()
        assert utf16_units(text) <= WINDOWS_UNITS
        self.items[item] = text

    def delete(self, service: str, item: str) -> None:
        assert service == SERVICE
        if item in self.items:
            self._change()
            del self.items[item]

    def _change(self) -> None:
        if not self.changes_left:
            raise KeyringUnavailable("keyring_silent")
        self.changes_left -= 1


def long(letter: str) -> str:
    return letter * (MAX_CHUNK_UNITS * 3 + 7)


@given(st.text(max_size=3 * MAX_CHUNK_UNITS))
def test_every_text_comes_back_and_leaves_nothing_when_deleted(text: str) -> None:
    store = SmallStore()
    items = ChunkedItems(store)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = ""
    for written in (text, text * 2, text):
        items.put(SERVICE, ITEM, written)
        assert items.get(SERVICE, ITEM) == written
    items.delete(SERVICE, ITEM)
    assert store.items == {}


@pytest.mark.parametrize("text", ["x" * MAX_CHUNK_UNITS, "😀" * (MAX_CHUNK_UNITS // 2)])
def test_what_fits_is_one_plain_item(text: str) -> None:
    store = SmallStore()
    ChunkedItems(store).put(SERVICE, ITEM, text)
    assert store.items == {ITEM: text}


def test_characters_of_two_units_are_never_cut() -> None:
    store = SmallStore()
    text = "a" + "😀" * MAX_CHUNK_UNITS
    ChunkedItems(store).put(SERVICE, ITEM, text)
    assert len(store.items) > 2
    assert ChunkedItems(store).get(SERVICE, ITEM) == text


@pytest.mark.parametrize("new", ["short", long("b"), long("c") * 2])
@pytest.mark.parametrize("changes", range(14))
def test_a_write_cut_short_leaves_the_former_text_or_the_new_one(changes: int, new: str) -> None:
    store = SmallStore()
    items = ChunkedItems(store)
    items.put(SERVICE, ITEM, long("a"))
    store.changes_left = changes
    try:
        items.put(SERVICE, ITEM, new)
    except KeyringUnavailable:
        assert items.get(SERVICE, ITEM) in {long("a"), new}
    else:
        assert items.get(SERVICE, ITEM) == new
    store.changes_left = 1_000_000
    items.put(SERVICE, ITEM, long("d"))
    assert items.get(SERVICE, ITEM) == long("d")
    assert len(store.items) == 5, "what the interruption left is cleared"


def test_missing_or_altered_chunks_are_no_text(caplog: pytest.LogCaptureFixture) -> None:
    store = SmallStore()
    items = ChunkedItems(store)
    items.put(SERVICE, ITEM, long("a"))
    part = next(name for name in store.items if name != ITEM)
    whole = store.items[part]
    store.items[part] = whole[:-1] + "b"
    assert items.get(SERVICE, ITEM) is None
    del store.items[part]
    assert items.get(SERVICE, ITEM) is None
    assert "lacks some of its parts" in caplog.text
    assert whole not in caplog.text


def test_a_reader_follows_a_writer_that_changed_the_generation_in_between() -> None:
    class Overtaken(SmallStore):
        def get(self, service: str, item: str) -> str | None:
            found = super().get(service, item)
            if item == ITEM and self.before_reading:
                ChunkedItems(self).put(SERVICE, ITEM, self.before_reading.pop())
            return found

    store = Overtaken()
    items = ChunkedItems(store)
    items.put(SERVICE, ITEM, long("a"))
    store.before_reading = [long("b")]
    assert items.get(SERVICE, ITEM) == long("b")


def test_a_text_beyond_all_chunks_is_refused_before_anything_changes() -> None:
    store = SmallStore()
    items = ChunkedItems(store)
    items.put(SERVICE, ITEM, "before")
    with pytest.raises(KeyringUnavailable) as caught:
        items.put(SERVICE, ITEM, "x" * (MAX_CHUNK_UNITS * MAX_CHUNKS + 1))
    assert caught.value.key == "keyring_too_small"
    assert store.items == {ITEM: "before"}
