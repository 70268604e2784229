"""Three-way merge of long text by block: a clean result, or none."""

import re
from difflib import SequenceMatcher

# A block ends after one of these; merging between blocks never cuts an element in two unless it was nested.
_BLOCK_END = re.compile(r"(</(?:p|li|h[1-6]|blockquote|div)>|<br\s*/?>|\n)", re.IGNORECASE)
_NESTED = re.compile(r"<(?:table|pre|ol|ul|blockquote|div)\b", re.IGNORECASE)


def merge_html(was: str, theirs: str, mine: str) -> str | None:
    """The text with both sides' changes, or None where they touch the same or neighbouring blocks.

    Text with nested structure (lists, tables) is merged only when one side left all of that structure
    alone; two edits of one nested structure need a person.
    """
    if mine in (theirs, was):
        return theirs
    if theirs == was:
        return mine
    if _skeleton(was) != _skeleton(theirs) or _skeleton(was) != _skeleton(mine):
        return None
    merged = _merge_blocks(_blocks(was), _blocks(theirs), _blocks(mine))
    return None if merged is None else "".join(merged)


def _skeleton(text: str) -> list[str]:
    return [tag.lower() for tag in _NESTED.findall(text)]


def _blocks(text: str) -> list[str]:
    parts = _BLOCK_END.split(text)
    blocks = ["".join(pair) for pair in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return [block for block in blocks if block]


_Span = tuple[int, int, list[str]]


def _merge_blocks(was: list[str], theirs: list[str], mine: list[str]) -> list[str] | None:
    edits = sorted(_edits(was, theirs) + _edits(was, mine), key=lambda edit: (edit[0], edit[1]))
    merged: list[str] = []
    position = 0
    previous: _Span | None = None
    for start, end, replacement in edits:
        if previous == (start, end, replacement):
            continue
        # Neighbours count as touching: the order of two insertions at one place cannot be known.
        if previous is not None and start <= previous[1]:
            return None
        merged += was[position:start] + replacement
        position = end
        previous = (start, end, replacement)
    return merged + was[position:]


def _edits(was: list[str], now: list[str]) -> list[_Span]:
    matcher = SequenceMatcher(a=was, b=now, autojunk=False)
    return [(a, b, now[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
