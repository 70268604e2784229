"""The syntax tree of a query."""

from enum import StrEnum

from kanbert_desktop.domain.value_classes import dataclass, field


class Key(StrEnum):
    ASSIGNEE = "assignee"
    DUE = "due"
    IS = "is"
    BOARD = "board"
    COLUMN = "column"
    CLIENT = "client"
    PRIORITY = "priority"
    UPDATED = "updated"
    CREATED = "created"
    DONE = "done"
    """Reached a done column on that day or in that range."""
    ON = "on"
    """As the columns were at the end of that day."""
    HAS = "has"


class ParseProblem(StrEnum):
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_VALUE = "unknown_value"
    UNKNOWN_NAME = "nobody"
    """Nothing here has this name."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Text that was read as plain words, or that matches nothing. A hint, never an error."""

    problem: ParseProblem
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or a phrase: its words side by side."""

    text: str
    is_phrase: bool = False
    is_negated: bool = False

    def __str__(self) -> str:
        return _minus(f'"{self.text}"' if self.is_phrase else self.text, self.is_negated)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with an empty `value` is still being typed: it matches everything."""

    key: Key
    value: str
    is_negated: bool = False

    def __str__(self) -> str:
        value = f'"{self.value}"' if " " in self.value else self.value
        return _minus(f"{self.key}:{value}", self.is_negated)


Term = Words | Condition
Span = tuple[int, int]
"""From the first character of the typed text to behind the last."""


@dataclass(frozen=True, slots=True)
class Query:
    """`spans` tells where each of `terms` was typed, its minus and its quotes included."""

    terms: tuple[Term, ...] = ()
    hints: tuple[Hint, ...] = field(default=(), compare=False)
    spans: tuple[Span, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """In the language's own words: `parse` reads it as the same query."""
        return " ".join(map(str, self.terms))

    @property
    def words(self) -> tuple[Words, ...]:
        return tuple(term for term in self.terms if isinstance(term, Words))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(term for term in self.terms if isinstance(term, Condition))


def _minus(text: str, is_negated: bool) -> str:
    return f"-{text}" if is_negated else text
