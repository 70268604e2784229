"""Three-way merge of one card: what was seen, what is there now, what is wished."""

from dataclasses import dataclass, field
from enum import StrEnum

from kanbert_desktop.domain.changes import Field, Fields, Value, same_value
from kanbert_desktop.domain.text_merge import merge_html


class Verdict(StrEnum):
    SEND = "send"
    DONE = "done"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Merged:
    """`send` is what to tell the server, `done` is so already, `ask` holds their value where both changed."""

    send: dict[Field, Value] = field(default_factory=dict)
    done: frozenset[Field] = frozenset()
    ask: dict[Field, Value] = field(default_factory=dict)


def verdict(name: Field, was: Value, now: Value, wished: Value) -> Verdict:
    """Equal on both sides is done; untouched there is sent; changed on both sides is the person's decision."""
    if same_value(name, now, wished):
        return Verdict.DONE
    if same_value(name, now, was):
        return Verdict.SEND
    if same_value(name, was, wished):
        return Verdict.DONE
    return Verdict.ASK


def merge(was: Fields, now: Fields, wished: Fields) -> Merged:
    """Fields are independent of each other; `was` and `now` hold at least the fields that are wished."""
    send: dict[Field, Value] = {}
    ask: dict[Field, Value] = {}
    done: set[Field] = set()
    for name, mine in wished.items():
        match verdict(name, was[name], now[name], mine):
            case Verdict.SEND:
                send[name] = mine
            case Verdict.DONE:
                done.add(name)
            case Verdict.ASK:
                text = _merged_text(name, was[name], now[name], mine)
                if text is None:
                    ask[name] = now[name]
                elif same_value(name, text, now[name]):
                    done.add(name)
                else:
                    send[name] = text
    return Merged(send, frozenset(done), ask)


def _merged_text(name: Field, was: Value, now: Value, mine: Value) -> str | None:
    if name is not Field.DESCRIPTION:
        return None
    return merge_html(_text(was), _text(now), _text(mine))


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
