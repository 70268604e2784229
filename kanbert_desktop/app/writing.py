"""May this sign-in change anything? What the server granted, and what kind of user it is."""

from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.events import Bus, WritingChanged
from kanbert_desktop.domain.mirror import Mirror

READERS = frozenset({"guest"})
"""[G] kanbert-api.md 4.6 names the kinds of users, no page says what each may do; the sample server refuses guests too."""


def reads_only(person: Person | None) -> bool:
    return person is not None and person.kind in READERS


class Writing:
    """`granted`: the scope's word, False only where the server said so. A change is published once it is seen."""

    def __init__(self, mirror: Mirror, bus: Bus, *, granted: bool) -> None:
        self.granted = granted
        self._mirror = mirror
        self._bus = bus
        self._told = self.allowed

    @property
    def allowed(self) -> bool:
        return self.granted and not reads_only(self._mirror.me)

    def look(self) -> None:
        """Something that decides it may have changed."""
        if self.allowed is not self._told:
            self._told = self.allowed
            self._bus.publish(WritingChanged(self._told))
