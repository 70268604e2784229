"""Reads the filter written as words: `status in ['New','WIP'] and (title contains "a" or due_date < today)`.

Known [V]: operators in any case, symbols, parentheses, both quotes, lists, `is null`. Guessed [G]: `and` binds tighter, a
quoted text ends at the next same quote, nothing escapes.
"""

import re
from typing import NamedTuple, NoReturn

from kanbert_desktop.sandbox.refusals import bad_request
from kanbert_desktop.sandbox.rest.filter_tree import MAX_DEPTH, Group, Node, Test

_TOKENS = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<symbol><=|>=|!=|<>|=|<|>)|(?P<mark>[()\[\],])|(?P<word>[^\s()\[\],"'<>=!]+))"""
)
_SYMBOLS = {"=": "eq", "!=": "ne", "<>": "ne", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
_ALONE = frozenset({"isnull", "isnotnull", "notnull"})
_LISTS = frozenset({"in", "nin", "notin"})
_RELATED = frozenset({"any", "all", "none"})


class Token(NamedTuple):
    kind: str
    text: str


def parse_words(text: str) -> Node:
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

    def _comparison(self, field: str, depth: int) -> Test:
        op = self._operator()
        if op in _ALONE:
            return Test(field, op)
        if op in _LISTS:
            return Test(field, op, self._list())
        if op in _RELATED:
            return Test(field, op, self._related(depth))
        return Test(field, op, self._value())

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
