"""Under which key each card is known here, whichever of its ids names it."""

from collections.abc import Mapping

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.sync.pending_changes import PendingChanges
from kanbert_desktop.sync.stored_cards import StoredCards


class CardKeys:
    """Holds the server ids whose key cannot be read from the disk, or may not be there any more.

    A card made here has a local id as its key, and may be named by several ids of the server.
    """

    def __init__(self, stored: StoredCards, pending: PendingChanges) -> None:
        self._stored = stored
        self._pending = pending
        self._keys: dict[str, CardKey] = {}
        self._aliases: dict[CardKey, set[str]] = {}

    def bind(self, server_id: str, key: CardKey) -> None:
        """From now on this server id stands for this key."""
        self._keys[server_id] = key
        self.remember(server_id, key)

    def remember(self, server_id: str, key: CardKey) -> None:
        """The row goes away; its server id resolves to the key as before."""
        self._keys.setdefault(key, key)
        self._keys.setdefault(server_id, key)
        if server_id != key:
            self._aliases.setdefault(key, set()).add(server_id)

    def remember_former(self, keys: Mapping[str, CardKey]) -> set[CardKey]:
        """As `remember`, for rows that went away before this start. Returns the keys that are held from now on."""
        present = self._stored.rows_of_ids(keys) if keys else {}
        former = {server_id: key for server_id, key in keys.items() if server_id not in present}
        # A card that was made again has a second id.
        second = (
            {id_: key for key, id_ in self._stored.holders(set(former.values())).items()} if former else {}
        )
        for server_id, key in (former | second).items():
            self.remember(server_id, key)
        return set(former.values())

    def bound_key(self, name: str) -> CardKey | None:
        """The key of this server id or key, if it is held here."""
        return self._keys.get(name)

    @property
    def has_aliases(self) -> bool:
        return bool(self._aliases)

    def names_of(self, key: CardKey) -> tuple[str, ...]:
        """The key and the server ids held for it: a sub-task may name its parent by any of them."""
        return (key, *self._aliases.get(key, ()))

    def has_several_ids(self, key: CardKey) -> bool:
        return len(self._aliases.get(key, ())) > 1

    def key_of(self, reference: str) -> CardKey | None:
        """Returns the key behind a server id, a local id or a key; None if it is unknown."""
        key = self._keys.get(reference) or self._stored.key_of(reference)
        return CardKey(reference) if key is None and self._pending.was_changed(reference) else key

    def resolved(self, parent: str) -> CardKey:
        return self.key_of(parent) or CardKey(parent)

    def with_resolved_parent(self, card: Card) -> Card:
        """What is on disk names its parent's key, if the parent is on disk too."""
        if card.parent is None or (parent := self._keys.get(card.parent, card.parent)) == card.parent:
            return card
        return replace(card, parent=parent)
