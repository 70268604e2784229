"""Unfinished text and local choices: read once, answered from memory, written behind."""

from kanbert_desktop.store import drafts, local
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.text import storable


class Keeping:
    """What only this computer knows of one account. A write that fails is logged by the writer and kept here."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._drafts = drafts.drafts(store.read())
        self._local = local.values(store.read())

    def draft(self, place: str) -> str:
        return self._drafts.get(place, "")

    def drafts(self) -> dict[str, str]:
        """Those with text, by place."""
        return {place: text for place, text in self._drafts.items() if text.strip()}

    def keep_draft(self, place: str, text: str) -> None:
        text = storable(text)
        if self.draft(place) == text:
            return
        self._drafts[place] = text
        self.store.write(lambda db: drafts.keep(db, place, text))

    def local(self, name: str, default: str = "") -> str:
        return self._local.get(name, default)

    def keep_local(self, name: str, value: str) -> None:
        value = storable(value)
        if self._local.get(name) == value:
            return
        self._local[name] = value
        self.store.write(lambda db: local.put(db, name, value))
