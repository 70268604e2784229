"""From filter tests to SQL: which operators a field takes, and what they ask.

A null is never `ne` anything, as in SQL [G]. Texts are compared without regard to case and accents, as in sorts [G].
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kanbert_desktop.sandbox.folding import folded
from kanbert_desktop.sandbox.refusals import bad_request
from kanbert_desktop.sandbox.rest.clauses import Clause, joined
from kanbert_desktop.sandbox.rest.filter_dates import day_of, moment_of, span_of
from kanbert_desktop.sandbox.rest.filter_fields import LISTS, NULLS, ORDER, TEXTS, Field, Filters, Relation
from kanbert_desktop.sandbox.rest.filter_relations import COUNT, compile_relation, count_clause
from kanbert_desktop.sandbox.rest.filter_tree import Group, Node, Test

_PATTERNS = {"contains": "%{}%", "like": "%{}%", "startswith": "{}%", "endswith": "%{}"}


@dataclass(frozen=True)
class Asking:
    """What a value may stand for: the asking user and the server's time."""

    me: str
    now: datetime


def compile_filter(node: Node, fields: Filters, asking: Asking) -> Clause:
    if isinstance(node, Group):
        return joined(node.word.upper(), (compile_filter(each, fields, asking) for each in node.members))
    counted = fields.get(node.field.removesuffix(COUNT)) if node.field.endswith(COUNT) else None
    if isinstance(counted, Relation):
        return count_clause(node, counted)
    field = fields.get(node.field)
    if field is None:
        allowed = ", ".join(sorted(fields))
        raise bad_request(
            f"Requested filter(s) `{node.field}` are not allowed. Allowed filter(s) are `{allowed}`."
        )
    if node.op not in field.ops:
        raise bad_request(f"Operator `{node.op}` is not allowed for filter `{node.field}`.")
    if isinstance(field, Relation):
        related = field.fields
        return compile_relation(node, field, lambda inner: compile_filter(inner, related, asking))
    return _test(node, field, asking)


def _test(test: Test, field: Field, asking: Asking) -> Clause:
    if test.op in NULLS:
        return Clause(f"{field.sql} IS {'' if test.op == 'isnull' else 'NOT '}NULL")
    if field.kind == "tri":
        return _three_way(test, field)
    if test.op in LISTS:
        return _listed(test, field, asking)
    text = _text(test, test.value)
    if test.op in TEXTS:
        return _pattern(field, test.op, text)
    return _compared(field, test, text, asking)


def _text(test: Test, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise bad_request(f"Filter `{test.field}` needs a value.")


def _pattern(field: Field, op: str, text: str) -> Clause:
    """`like` brings its own `%` if it has one [G]."""
    column, text = f"folded({field.sql})", folded(text) or ""
    if op == "like" and "%" in text:
        return Clause(f"{column} LIKE ?", (text,))
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return Clause(f"{column} LIKE ? ESCAPE '\\'", (_PATTERNS[op].format(escaped),))


def _compared(field: Field, test: Test, text: str, asking: Asking) -> Clause:
    if field.kind == "moment":
        return _moment(field, test.op, text, asking.now)
    if field.kind == "text":
        return Clause(f"folded({field.sql}) {'=' if test.op == 'eq' else '<>'} ?", (folded(text),))
    value = _reader(field, test)(text, asking)
    if test.op in ORDER:
        return Clause(f"{field.sql} {ORDER[test.op]} ?", (value,))
    return Clause(f"{field.sql} {'=' if test.op == 'eq' else '<>'} ?", (value,))


def _moment(field: Field, op: str, text: str, now: datetime) -> Clause:
    """Only `eq` and its like take a day for the whole of it [V for `today`, G for a written day]."""
    if op in ORDER:
        return Clause(f"{field.sql} {ORDER[op]} ?", (moment_of(text, now),))
    inside = "BETWEEN" if op == "eq" else "NOT BETWEEN"
    return Clause(f"{field.sql} {inside} ? AND ?", span_of(text, now))


def _listed(test: Test, field: Field, asking: Asking) -> Clause:
    if not isinstance(test.value, list) or not test.value:
        raise bad_request(f"Filter `{test.field}` needs a list of values.")
    single = Test(test.field, "eq", None)
    clauses = [_compared(field, single, _text(test, each), asking) for each in test.value]
    either = joined("OR", clauses)
    if test.op == "in":
        return either
    return Clause(f"NOT ({either.sql})", either.values)


def _three_way(test: Test, field: Field) -> Clause:
    word = _text(test, test.value).lower()
    if word not in field.words:
        raise bad_request(f"Filter `{test.field}` must be one of {', '.join(sorted(field.words))}.")
    return three_way(field.sql, word)


def three_way(column: str, word: str) -> Clause:
    """`with` everything, `only` the rows that have `column`, `without` them."""
    return Clause({"with": "1", "only": f"{column} IS NOT NULL", "without": f"{column} IS NULL"}[word])


def _reader(field: Field, test: Test) -> Callable[[str, Asking], object]:
    if field.kind == "date":
        return lambda text, asking: day_of(text, asking.now)
    if field.kind == "id":
        return lambda text, asking: asking.me if text.lower() == "me.id" else text
    if field.kind == "bool":
        return lambda text, _: _truth(test, text)
    if field.kind == "enum":
        return lambda text, _: _word(test, field, text)
    return lambda text, _: text


def _truth(test: Test, text: str) -> int:
    if text.lower() not in {"true", "false", "1", "0"}:
        raise bad_request(f"Filter `{test.field}` must be true or false.")
    return int(text.lower() in {"true", "1"})


def _word(test: Test, field: Field, text: str) -> str:
    if text not in field.words:
        raise bad_request(f"Filter `{test.field}` must be one of {', '.join(sorted(field.words))}.")
    return text
