"""The query language of filter, search and `--search`: parsed, printed, and turned into a card filter.

May import the domain and the standard library only; no index, no disk.
"""

from kanbert_desktop.domain.query.card_filter import CardFilter, FilterContext
from kanbert_desktop.domain.query.parser import parse
from kanbert_desktop.domain.query.terms import Condition, Hint, Key, Query, Words
from kanbert_desktop.domain.query.text_match import Spelling, Spellings

__all__ = [
    "CardFilter",
    "Condition",
    "FilterContext",
    "Hint",
    "Key",
    "Query",
    "Spelling",
    "Spellings",
    "Words",
    "parse",
]
