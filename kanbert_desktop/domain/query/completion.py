"""What may be typed next in a query: keywords and values, in the user's language."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kanbert_desktop.domain.query.card_filter import FilterContext
from kanbert_desktop.domain.query.spelling import Language, key_names, values_of
from kanbert_desktop.domain.query.terms import Key, Span
from kanbert_desktop.domain.query.text_match import fold_text, spelling_variants, split_words
from kanbert_desktop.domain.query.vocabulary import KEYS, normalise_word

MAX_COMPLETIONS = 8
_QUOTE = '"'


class Completion(NamedTuple):
    """`replacement` takes the place of the typed text at `span`; `label` is what the list shows."""

    span: Span
    replacement: str
    label: str


def completions(text: str, cursor: int, around: FilterContext, language: Language) -> list[Completion]:
    """At most `MAX_COMPLETIONS` for the term that ends at `cursor`; none inside a term or of an empty one."""
    start, is_quoted = _start_of_term(text, cursor)
    typed = text[start:cursor]
    if not typed or text[cursor : cursor + 1].strip():
        return []
    name, colon, value = typed.partition(":")
    if not colon:
        offered = () if is_quoted else _offered_keys(name, language)
        return [Completion((start, cursor), f"{key}:", f"{key}:") for key in offered][:MAX_COMPLETIONS]
    key = KEYS.get(normalise_word(name))
    if key is None:
        return []
    found = _beginning_with(value.strip(_QUOTE), _values(key, around, language))
    place = (start + len(name) + 1, cursor)
    return [Completion(place, f"{_quoted(one)} ", one) for one in found][:MAX_COMPLETIONS]


def _start_of_term(text: str, cursor: int) -> tuple[int, bool]:
    """Where the term around `cursor` begins, behind its minus, and whether a quote of it is open."""
    start, is_open = 0, False
    for place, letter in enumerate(text[:cursor]):
        if letter == _QUOTE:
            is_open = not is_open
        elif letter.isspace() and not is_open:
            start = place + 1
    return start + (text[start : start + 1] == "-"), is_open


def _offered_keys(typed: str, language: Language) -> Iterator[str]:
    wanted = normalise_word(typed)
    return (name for name in key_names(language).values() if normalise_word(name).startswith(wanted))


def _values(key: Key, around: FilterContext, language: Language) -> Iterable[str]:
    match key:
        case Key.ASSIGNEE:
            return [*values_of(key, language), *sorted({person.name for person in around.people})]
        case Key.BOARD:
            return sorted({board.shortcode or board.title for board in around.boards})
        case Key.CLIENT:
            return sorted({client.name for client in around.clients})
        case Key.PRIORITY:
            titles = [one.title for one in sorted(around.priorities, key=lambda one: one.order)]
            return dict.fromkeys([*titles, *values_of(key, language)])
        case _:
            return values_of(key, language)


def _beginning_with(typed: str, values: Iterable[str]) -> Sequence[str]:
    """Those whose beginning was typed, then those with a word that begins so; not what is complete already."""
    spellings = spelling_variants(typed) if typed else ("",)
    first, later = [], []
    for value in values:
        folded = fold_text(value)
        if folded == fold_text(typed):
            continue
        if any(folded.startswith(one) for one in spellings):
            first.append(value)
        elif any(word.startswith(one) for word in split_words(folded) for one in spellings):
            later.append(value)
    return [*first, *later]


def _quoted(value: str) -> str:
    return f"{_QUOTE}{value.replace(_QUOTE, '')}{_QUOTE}" if any(map(str.isspace, value)) else value
