"""Words of a query as they are looked for in a text: every spelling that means them."""

import unicodedata
from typing import NamedTuple

from kanbert_desktop.domain.query.terms import Words
from kanbert_desktop.domain.query.text import fold, taken_together, words

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Spelling(NamedTuple):
    """Words side by side; the last one may go on where `is_prefix` is set."""

    words: tuple[str, ...]
    is_prefix: bool

    @property
    def needle(self) -> str:
        """A part of `searched(text)` where the text holds it."""
        return f" {' '.join(self.words)}{'' if self.is_prefix else ' '}"


Wanted = tuple[Spelling, ...]
"""One of them is enough; never empty."""


def wanted(term: Words) -> Wanted | None:
    """None where nothing of it can be looked for (punctuation alone)."""
    found = [words(spelling) for spelling in spellings(term.text)]
    told = dict.fromkeys(Spelling(tuple(one), _goes_on(one, term)) for one in found if one)
    return tuple(told) or None


def spellings(text: str) -> list[str]:
    """As it was typed, and umlauts written out or taken together: `Größe` finds `Groesse`, and the other way."""
    composed = unicodedata.normalize("NFC", text.casefold())
    folded = fold(text)
    return list(dict.fromkeys([folded, fold(composed.translate(_UMLAUTS)), taken_together(folded)]))


def holds(text: str, one: Wanted) -> bool:
    """`text` as `searched` makes it."""
    return any(spelling.needle in text for spelling in one)


def _goes_on(found: list[str], term: Words) -> bool:
    """One letter alone would be in every text."""
    return not term.is_phrase and (len(found) > 1 or len(found[0]) > 1)
