"""Which cards are parents because of which sub-tasks: a change of a sub-task may concern its parent, before and now."""

from collections.abc import Callable, Iterable

from kanbert_desktop.domain.board import Card, CardKey


class Families:
    """Only the sub-tasks of cards that a query about sub-tasks has tested are remembered."""

    def __init__(self, sub_tasks_of: Callable[[CardKey], Iterable[CardKey]]) -> None:
        self._sub_tasks_of = sub_tasks_of
        self._parents: dict[CardKey, CardKey] = {}

    def note_tested(self, card: Card) -> None:
        self._parents |= dict.fromkeys(self._sub_tasks_of(card.key), card.key)

    def concerned(self, key: CardKey, card: Card | None) -> list[CardKey]:
        """The parents that this changed card, None if it is gone, has left or joined."""
        before, now = self._parents.pop(key, None), card.parent if card is not None else None
        if now is not None:
            self._parents[key] = now
        return [one for one in (before, now) if one is not None and before != now]
