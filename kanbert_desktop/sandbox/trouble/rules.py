"""Which requests trouble is meant for, and how often."""

import fnmatch
import random
from dataclasses import dataclass, field

from kanbert_desktop.sandbox.trouble.actions import Action


@dataclass
class Rule:
    """`left` None lasts for ever. With a `probability` below 1 a seeded chance decides; only hits are counted."""

    method: str
    path: str
    action: Action
    left: int | None
    probability: float = 1
    seed: int = 0
    _chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 — to be repeated, not to be secret

    def hits(self, method: str, path: str) -> bool:
        """Counts the hit."""
        if self.left == 0 or self.method not in {method, "*"} or not fnmatch.fnmatchcase(path, self.path):
            return False
        if self.probability < 1 and self._chance.random() >= self.probability:
            return False
        self.left = None if self.left is None else self.left - 1
        return True
