"""Three-way merge of long text by block: a clean result, or none."""

import re

from kanbert_desktop.domain.html_tokens import VOID, End, Start, tokens
from kanbert_desktop.domain.sequence_difference import changes

# A block ends after one of these; merging between blocks never cuts an element in two unless it was nested.
_BLOCK_END = re.compile(r"(</(?:p|li|h[1-6]|blockquote|div)>|<br\s*/?>|\n)", re.IGNORECASE)
_NESTED = re.compile(r"<(?:table|pre|ol|ul|blockquote|div)\b", re.IGNORECASE)


def merge_html(was: str, theirs: str, mine: str) -> str | None:
    """The text with both sides' changes, or None where they touch the same or neighbouring blocks.

    Text with nested structure (lists, tables) is merged only when one side left all of that structure
    alone; two edits of one nested structure need a person. So do texts that are too long and too different to
    be compared within a bound of work.
    """
    if mine in (theirs, was):
        return theirs
    if theirs == was:
        return mine
    if _skeleton(was) != _skeleton(theirs) or _skeleton(was) != _skeleton(mine):
        return None
    blocks = _merge_blocks(_blocks(was), _blocks(theirs), _blocks(mine))
    if blocks is None:
        return None
    merged = "".join(blocks)
    # Each side may have opened or closed something that the other relied on.
    return merged if is_balanced(merged) or not (is_balanced(theirs) and is_balanced(mine)) else None


def is_balanced(html: str) -> bool:
    """Is every element closed, in the order in which they were opened?"""
    open_elements: list[str] = []
    for token in tokens(html):
        if isinstance(token, Start) and token.name not in VOID:
            open_elements.append(token.name)
        elif (
            isinstance(token, End)
            and token.name not in VOID
            and (not open_elements or open_elements.pop() != token.name)
        ):
            return False
    return not open_elements


def _skeleton(text: str) -> list[str]:
    return [tag.lower() for tag in _NESTED.findall(text)]


def _blocks(text: str) -> list[str]:
    parts = _BLOCK_END.split(text)
    blocks = ["".join(pair) for pair in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return [block for block in blocks if block]


_Span = tuple[int, int, list[str]]


def _merge_blocks(was: list[str], theirs: list[str], mine: list[str]) -> list[str] | None:
    their_edits, my_edits = _edits(was, theirs), _edits(was, mine)
    if their_edits is None or my_edits is None:
        return None
    edits = sorted(their_edits + my_edits, key=lambda edit: (edit[0], edit[1]))
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


def _edits(was: list[str], now: list[str]) -> list[_Span] | None:
    found = changes(was, now)
    if found is None:
        return None
    return [(change.start, change.end, now[change.new_start : change.new_end]) for change in found]
