"""Parses the filter syntaxes (expression, JSON, brackets) to a filter tree.

That brackets can express everything JSON can, as PHP reads them, is a guess [G].

Known [V]: operators in any case, symbols, parentheses, both quotes, lists, `is null`. Guessed [G]: `and` binds tighter, a
quoted text ends at the next same quote, there are no escapes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, NoReturn

from kanbert_desktop.sandbox.errors import bad_request

MAX_DEPTH = 20


@dataclass(frozen=True)
class Condition:
    """`value` is None for operators without one, a node for relations; `op` is lower case."""

    field: str
    op: str
    value: object = None

    __test__ = False


@dataclass(frozen=True)
class Group:
    word: Literal["and", "or"]
    members: tuple["Node", ...]


Node = Condition | Group


def fields_in(node: Node) -> set[str]:
    if isinstance(node, Condition):
        return {node.field}
    return {field for member in node.members for field in fields_in(member)}


_BRACKETS = re.compile(r"filter((?:\[[^\[\]]*\])+)")
_MOST_BRACKETS = 3 * MAX_DEPTH
_RELATED = frozenset({"any", "all", "none"})


def parse_json(text: str) -> Node:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as failure:
        raise bad_request("Filter is not valid JSON.") from failure
    return _node(found, 0)


def parse_brackets(query: list[tuple[str, str]]) -> Node | None:
    tree: dict[str, Any] = {}
    for name, value in query:
        match = _BRACKETS.fullmatch(name)
        if match is not None:
            _hang(tree, match[1][1:-1].split("]["), value)
    return _node(_untangled(tree), 0) if tree else None


def _hang(tree: dict[str, Any], keys: list[str], value: str) -> None:
    """An empty key takes the next free number; a later value replaces an earlier one."""
    if len(keys) > _MOST_BRACKETS:
        raise bad_request("Filter is nested too deeply.")
    for key in keys[:-1]:
        name = key or str(len(tree))
        if not isinstance(tree.get(name), dict):
            tree[name] = {}
        tree = tree[name]
    tree[keys[-1] or str(len(tree))] = value


def _untangled(found: object) -> object:
    """Numbered keys become a list in numerical order."""
    if not isinstance(found, dict):
        return found
    if all(key.isascii() and key.isdigit() and len(key) < 10 for key in found):
        return [_untangled(found[key]) for key in sorted(found, key=int)]
    return {key: _untangled(each) for key, each in found.items()}


def _node(found: object, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise bad_request("Filter is nested too deeply.")
    if isinstance(found, list):
        return Group("and", tuple(_node(each, depth + 1) for each in found))
    if isinstance(found, dict):
        return _from_object(found, depth)
    raise bad_request("Filter must be made of objects with field, op and value.")


def _from_object(found: Mapping[str, object], depth: int) -> Node:
    if set(found) == {"and"}:
        return Group("and", _members(found["and"], depth))
    if set(found) == {"or"}:
        return Group("or", _members(found["or"], depth))
    field, op, value = found.get("field"), found.get("op"), found.get("value")
    if not isinstance(field, str) or not isinstance(op, str):
        raise bad_request("Filter must be made of objects with field, op and value.")
    if op.lower() in _RELATED and value is not None:
        value = _node(value, depth + 1)
    return Condition(field, op.lower(), value)


def _members(found: object, depth: int) -> tuple[Node, ...]:
    if not isinstance(found, list) or not found:
        raise bad_request("A filter group must be a list of filters.")
    return tuple(_node(each, depth + 1) for each in found)


_TOKENS = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<symbol><=|>=|!=|<>|=|<|>)|(?P<mark>[()\[\],])|(?P<word>[^\s()\[\],"'<>=!]+))"""
)
_SYMBOLS = {"=": "eq", "!=": "ne", "<>": "ne", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
_ALONE = frozenset({"isnull", "isnotnull", "notnull"})
_LISTS = frozenset({"in", "nin", "notin"})


class Token(NamedTuple):
    kind: str
    text: str


def parse_expression(text: str) -> Node:
    reader = _Reader(_split(text))
    node = reader.either(0)
    reader.finish()
    return node


def _split(text: str) -> list[Token]:
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        match = _TOKENS.match(text, at)
        if match is None or match.lastgroup is None:
            raise bad_request(f"Filter cannot be read at position {at}.")
        tokens.append(Token(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tokens


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def either(self, depth: int) -> Node:
        members = [self._every(depth)]
        while self._took_word("or"):
            members.append(self._every(depth))
        return members[0] if len(members) == 1 else Group("or", tuple(members))

    def finish(self) -> None:
        if self._at < len(self._tokens):
            self._fail()

    def _every(self, depth: int) -> Node:
        members = [self._one(depth)]
        while self._took_word("and"):
            members.append(self._one(depth))
        return members[0] if len(members) == 1 else Group("and", tuple(members))

    def _one(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise bad_request("Filter is nested too deeply.")
        if self._took_mark("("):
            node = self.either(depth + 1)
            self._need_mark(")")
            return node
        field = self._next("word").text
        return self._comparison(field, depth)

    def _comparison(self, field: str, depth: int) -> Condition:
        op = self._operator()
        if op in _ALONE:
            return Condition(field, op)
        if op in _LISTS:
            return Condition(field, op, self._list())
        if op in _RELATED:
            return Condition(field, op, self._related(depth))
        return Condition(field, op, self._value())

    def _operator(self) -> str:
        token = self._next("word", "symbol")
        op = _SYMBOLS.get(token.text) or token.text.lower()
        if op != "is":
            return op
        word = "isnotnull" if self._took_word("not") else "isnull"
        if not self._took_word("null"):
            self._fail()
        return word

    def _related(self, depth: int) -> Node | None:
        if not self._took_mark("("):
            return None
        node = self.either(depth + 1)
        self._need_mark(")")
        return node

    def _list(self) -> list[str]:
        self._need_mark("[")
        values = [self._value()]
        while self._took_mark(","):
            values.append(self._value())
        self._need_mark("]")
        return values

    def _value(self) -> str:
        token = self._next("word", "text")
        return token.text[1:-1] if token.kind == "text" else token.text

    def _next(self, *kinds: str) -> Token:
        if self._at >= len(self._tokens) or self._tokens[self._at].kind not in kinds:
            self._fail()
        self._at += 1
        return self._tokens[self._at - 1]

    def _took_word(self, word: str) -> bool:
        token = self._peek()
        took = token is not None and token.kind == "word" and token.text.lower() == word
        self._at += took
        return took

    def _took_mark(self, mark: str) -> bool:
        took = self._peek() == Token("mark", mark)
        self._at += took
        return took

    def _need_mark(self, mark: str) -> None:
        if not self._took_mark(mark):
            self._fail()

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _fail(self) -> NoReturn:
        token = self._peek()
        raise bad_request(f"Filter cannot be read near `{token.text if token else 'its end'}`.")
