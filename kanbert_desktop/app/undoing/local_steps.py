"""Steps that only this computer's view knows, as a card's place in one's own order: taken back in their turn."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kanbert_desktop.domain.board import CardKey


@dataclass(frozen=True, slots=True)
class LocalStep:
    """`back` undoes it, `again` does it once more; `text` names it for a person."""

    card: CardKey
    text: str
    back: Callable[[], None]
    again: Callable[[], None]
    gesture: str | None = None
    depth: int = 0
    """How many of the other steps were done, or taken back, when this one was."""


class LocalSteps:
    """Between the steps that are kept on disk, as long as the program runs; the newest last."""

    def __init__(self) -> None:
        self._done: list[LocalStep] = []
        self._undone: list[LocalStep] = []

    def add(self, step: LocalStep, gesture: str | None, done: int) -> None:
        self._done.append(replace(step, gesture=gesture, depth=done))
        self._undone.clear()

    def forget_undone(self) -> None:
        """Something new was done: what had been taken back stays so."""
        self._undone.clear()

    def last(self) -> LocalStep | None:
        return self._done[-1] if self._done else None

    def to_redo(self, undone: int) -> LocalStep | None:
        """The one whose turn it is, where so many other steps are taken back."""
        return self._undone[-1] if self._undone and self._undone[-1].depth >= undone else None

    def take_back(self, step: LocalStep, undone: int) -> None:
        step.back()
        self._done.remove(step)
        self._undone.append(replace(step, depth=undone))

    def do_again(self, step: LocalStep, done: int) -> None:
        step.again()
        self._undone.remove(step)
        self._done.append(replace(step, depth=done))

    def done_in(self, gesture: str | None) -> list[LocalStep]:
        """What belongs to a gesture whose other steps are taken back, newest first."""
        return [step for step in reversed(self._done) if gesture is not None and step.gesture == gesture]

    def undone_in(self, gesture: str | None) -> list[LocalStep]:
        return [step for step in reversed(self._undone) if gesture is not None and step.gesture == gesture]
