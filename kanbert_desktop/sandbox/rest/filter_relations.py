"""Relation filters. That there are any, all, none and `.count` is documented [V]; how they are written is not.

Guessed [G], here and in the two readers alone:
words     team any (email contains 'kessler')   tags none   tags.count >= 2
JSON      {"field": "team", "op": "any", "value": {"field": "email", "op": "contains", "value": "kessler"}}
          {"field": "tags", "op": "count", "value": 2}   {"field": "tags.count", "op": "gte", "value": 2}
`any` and `none` may go without an inner filter; `all` is true where there is nothing.
"""

from collections.abc import Callable

from kanbert_desktop.sandbox.refusals import bad_request
from kanbert_desktop.sandbox.rest.clauses import NOTHING_TO_ASK, Clause
from kanbert_desktop.sandbox.rest.filter_fields import EQUAL, ORDER, Relation
from kanbert_desktop.sandbox.rest.filter_tree import Group, Node, Test

COUNT = ".count"
_SIGNS = {**ORDER, "eq": "=", "ne": "<>", "neq": "<>"}


def compile_relation(test: Test, relation: Relation, inner: Callable[[Node], Clause]) -> Clause:
    """`inner` turns the filter over the related rows into SQL."""
    if test.op == "count":
        return count_clause(Test(test.field, "eq", test.value), relation)
    asked = _inner(test, inner)
    if test.op == "all":
        # Not `NOT (…)`: a null beside the filter would be neither one nor the other.
        return Clause(f"NOT {_exists(relation, f'({asked.sql}) IS NOT 1')}", asked.values)
    word = "" if test.op == "any" else "NOT "
    return Clause(f"{word}{_exists(relation, asked.sql)}", asked.values)


def count_clause(test: Test, relation: Relation) -> Clause:
    if test.op not in EQUAL and test.op not in ORDER:
        raise bad_request(f"Operator `{test.op}` is not allowed for filter `{test.field}`.")
    sql = f"(SELECT COUNT(*) FROM {relation.source} WHERE {relation.link}) {_SIGNS[test.op]} ?"  # noqa: S608
    return Clause(sql, (_number(test),))


def _exists(relation: Relation, asked: str) -> str:
    return f"EXISTS (SELECT 1 FROM {relation.source} WHERE {relation.link} AND ({asked}))"  # noqa: S608 — ours


def _inner(test: Test, inner: Callable[[Node], Clause]) -> Clause:
    if isinstance(test.value, Test | Group):
        return inner(test.value)
    if test.value is None and test.op != "all":
        return NOTHING_TO_ASK
    raise bad_request(f"Filter `{test.field}` needs a filter inside.")


def _number(test: Test) -> int:
    try:
        number = int(str(test.value))
    except ValueError:
        number = -1
    if isinstance(test.value, bool) or not 0 <= number < 2**31:
        raise bad_request(f"Filter `{test.field}` needs a number.")
    return number
