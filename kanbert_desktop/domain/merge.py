"""Three-way merge of fields and of long text."""

import re
from enum import StrEnum

from kanbert_desktop.domain.changes import Field, Fields, FieldValue, same_value
from kanbert_desktop.domain.html_tokens import VOID_ELEMENTS, EndTag, StartTag, tokenize
from kanbert_desktop.domain.sequence_difference import changed_spans
from kanbert_desktop.domain.value_classes import dataclass, field

# A block ends after one of these. Merging between blocks never cuts an element in two unless it was nested.
_BLOCK_END = re.compile(r"(</(?:p|li|h[1-6]|blockquote|div)>|<br\s*/?>|\n)", re.IGNORECASE)
_NESTED = re.compile(r"<(?:table|pre|ol|ul|blockquote|div)\b", re.IGNORECASE)
_Span = tuple[int, int, list[str]]


class FieldVerdict(StrEnum):
    SEND = "send"
    DONE = "done"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Merged:
    """`send` has to be sent, `done` is on the server already, `ask` holds the server's values of conflicting fields."""

    send: dict[Field, FieldValue] = field(default_factory=dict)
    done: frozenset[Field] = frozenset()
    ask: dict[Field, FieldValue] = field(default_factory=dict)


def merge(old: Fields, now: Fields, new: Fields) -> Merged:
    """Merges each field on its own; `old` and `now` hold at least the fields of `new`."""
    send: dict[Field, FieldValue] = {}
    ask: dict[Field, FieldValue] = {}
    done: set[Field] = set()
    for name, mine in new.items():
        match compare_field(name, old[name], now[name], mine):
            case FieldVerdict.SEND:
                send[name] = mine
            case FieldVerdict.DONE:
                done.add(name)
            case FieldVerdict.ASK:
                text = _merged_text(name, old[name], now[name], mine)
                if text is None:
                    ask[name] = now[name]
                elif same_value(name, text, now[name]):
                    done.add(name)
                else:
                    send[name] = text
    return Merged(send, frozenset(done), ask)


def compare_field(name: Field, old: FieldValue, now: FieldValue, new: FieldValue) -> FieldVerdict:
    """Equal on both sides is done; unchanged on the server is sent; changed on both sides is the user's decision."""
    if same_value(name, now, new):
        return FieldVerdict.DONE
    if same_value(name, now, old):
        return FieldVerdict.SEND
    if same_value(name, old, new):
        return FieldVerdict.DONE
    return FieldVerdict.ASK


def merge_html(old: str, theirs: str, mine: str) -> str | None:
    """Returns the text with both sides' changes, or None if they touch the same or neighbouring blocks.

    Text with nested structure (lists, tables) is merged only if one side left all of that structure alone: two edits
    of one nested structure need the user's decision. So do texts that are too long and too different to be compared
    within a bound of work.
    """
    if mine in (theirs, old):
        return theirs
    if theirs == old:
        return mine
    if _skeleton(old) != _skeleton(theirs) or _skeleton(old) != _skeleton(mine):
        return None
    blocks = _merge_blocks(_blocks(old), _blocks(theirs), _blocks(mine))
    if blocks is None:
        return None
    merged = "".join(blocks)
    # Each side may have opened or closed something that the other relied on.
    return merged if is_balanced(merged) or not (is_balanced(theirs) and is_balanced(mine)) else None


def is_balanced(html: str) -> bool:
    """Returns whether every element is closed, in the order in which they were opened."""
    open_elements: list[str] = []
    for token in tokenize(html):
        if isinstance(token, StartTag) and token.name not in VOID_ELEMENTS:
            open_elements.append(token.name)
        elif (
            isinstance(token, EndTag)
            and token.name not in VOID_ELEMENTS
            and (not open_elements or open_elements.pop() != token.name)
        ):
            return False
    return not open_elements


def _merged_text(name: Field, was: FieldValue, now: FieldValue, mine: FieldValue) -> str | None:
    if name is not Field.DESCRIPTION:
        return None
    return merge_html(_text(was), _text(now), _text(mine))


def _text(value: FieldValue) -> str:
    return value if isinstance(value, str) else ""


def _skeleton(text: str) -> list[str]:
    return [tag.lower() for tag in _NESTED.findall(text)]


def _blocks(text: str) -> list[str]:
    parts = _BLOCK_END.split(text)
    blocks = ["".join(pair) for pair in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return [block for block in blocks if block]


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
        # Neighbours count as touching: the order of two insertions at one place is unknown.
        if previous is not None and start <= previous[1]:
            return None
        merged += was[position:start] + replacement
        position = end
        previous = (start, end, replacement)
    return merged + was[position:]


def _edits(was: list[str], now: list[str]) -> list[_Span] | None:
    found = changed_spans(was, now)
    if found is None:
        return None
    return [(change.start, change.end, now[change.new_start : change.new_end]) for change in found]
