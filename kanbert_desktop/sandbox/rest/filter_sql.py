"""Filter tree to SQL, including dates and relations.

Guessed [G], here and in the parsers:
expression  team any (email contains 'kessler')   tags none   tags.count >= 2
JSON        {"field": "team", "op": "any", "value": {"field": "email", "op": "contains", "value": "kessler"}}
            {"field": "tags", "op": "count", "value": 2}   {"field": "tags.count", "op": "gte", "value": 2}
`any` and `none` need no inner filter; `all` is true for no rows.

Null is never `ne` anything, as in SQL [G]. Texts are compared without case and accents, as in sorts [G].
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kanbert_desktop.sandbox.collation import collation_key
from kanbert_desktop.sandbox.errors import bad_request
from kanbert_desktop.sandbox.rest.filter_fields import (
    EQUAL,
    LISTS,
    NULLS,
    ORDER,
    TEXTS,
    Field,
    Filters,
    Relation,
)
from kanbert_desktop.sandbox.rest.filter_parsers import Condition, Group, Node
from kanbert_desktop.sandbox.rest.sql_clauses import ALWAYS_TRUE, Clause, join_clauses
from kanbert_desktop.sandbox.state import format_timestamp

COUNT = ".count"
_SIGNS = {**ORDER, "eq": "=", "ne": "<>", "neq": "<>"}


def compile_relation(test: Condition, relation: Relation, inner: Callable[[Node], Clause]) -> Clause:
    """`inner` compiles the filter over the related rows to SQL."""
    if test.op == "count":
        return count_clause(Condition(test.field, "eq", test.value), relation)
    asked = _inner(test, inner)
    if test.op == "all":
        # Not `NOT (…)`: a null would match neither the filter nor its negation.
        return Clause(f"NOT {_exists(relation, f'({asked.sql}) IS NOT 1')}", asked.values)
    word = "" if test.op == "any" else "NOT "
    return Clause(f"{word}{_exists(relation, asked.sql)}", asked.values)


def count_clause(test: Condition, relation: Relation) -> Clause:
    if test.op not in EQUAL and test.op not in ORDER:
        raise bad_request(f"Operator `{test.op}` is not allowed for filter `{test.field}`.")
    sql = f"(SELECT COUNT(*) FROM {relation.source} WHERE {relation.link}) {_SIGNS[test.op]} ?"  # noqa: S608
    return Clause(sql, (_number(test),))


def _exists(relation: Relation, asked: str) -> str:
    return f"EXISTS (SELECT 1 FROM {relation.source} WHERE {relation.link} AND ({asked}))"  # noqa: S608 — a constant


def _inner(test: Condition, inner: Callable[[Node], Clause]) -> Clause:
    if isinstance(test.value, Condition | Group):
        return inner(test.value)
    if test.value is None and test.op != "all":
        return ALWAYS_TRUE
    raise bad_request(f"Filter `{test.field}` needs a filter inside.")


def _number(test: Condition) -> int:
    try:
        number = int(str(test.value))
    except ValueError:
        number = -1
    if isinstance(test.value, bool) or not 0 <= number < 2**31:
        raise bad_request(f"Filter `{test.field}` needs a number.")
    return number


_ENDS = frozenset({"eow", "eom"})
_TODAY = re.compile(r"today(?:\s*([+-])\s*(\d{1,5})d)?")


def parse_date(value: str, now: datetime) -> str:
    """The value of a date column: `YYYY-MM-DD`. Here `now` means today, so `due_date lt now` excludes today [G]."""
    if value.lower() == "now":
        return _days(now)["today"].isoformat()
    special = _special(value.lower(), now)
    return (special or _read(value).date()).isoformat()


def parse_timestamp(value: str, now: datetime) -> str:
    """A day means its first second; the end of a week or a month means its last."""
    lowered = value.lower()
    if lowered == "now":
        return format_timestamp(now)
    day = _special(lowered, now)
    if day is None:
        return format_timestamp(_read(value))
    return _last_second(day) if lowered in _ENDS else format_timestamp(_first_second(day))


def date_range(value: str, now: datetime) -> tuple[str, str]:
    """First and last second that equal `value`: a whole day for `today±Nd` and for a date, otherwise one moment."""
    lowered = value.lower()
    day = _special(lowered, now) if lowered.startswith("today") else None
    if day is None and len(value) == 10:
        day = _read(value).date()
    if day is None:
        return parse_timestamp(value, now), parse_timestamp(value, now)
    return format_timestamp(_first_second(day)), _last_second(day)


def _first_second(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _last_second(day: date) -> str:
    return format_timestamp(datetime.combine(day, time(23, 59, 59), UTC))


def _days(now: datetime) -> dict[str, date]:
    """Weeks begin on Monday [G]."""
    today = now.astimezone(UTC).date()
    first = today.replace(day=1)
    return {
        "today": today,
        "sow": today - timedelta(days=today.weekday()),
        "eow": today + timedelta(days=6 - today.weekday()),
        "som": first,
        "eom": (first + timedelta(days=32)).replace(day=1) - timedelta(days=1),
    }


def _special(value: str, now: datetime) -> date | None:
    days = _days(now)
    match = _TODAY.fullmatch(value)
    if match is None:
        return days.get(value)
    try:
        return days["today"] + timedelta(days=int(f"{match[1] or '+'}{match[2] or 0}"))
    except OverflowError:
        raise bad_request(f"Filter value `{value}` is out of range.") from None


def _read(value: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise bad_request(f"Filter value `{value}` is not a date.") from None


_PATTERNS = {"contains": "%{}%", "like": "%{}%", "startswith": "{}%", "endswith": "%{}"}


@dataclass(frozen=True)
class FilterContext:
    """What values may refer to: the requesting user and the server's time."""

    me: str
    now: datetime


def compile_filter(node: Node, fields: Filters, filter_context: FilterContext) -> Clause:
    if isinstance(node, Group):
        return join_clauses(
            node.word.upper(), (compile_filter(each, fields, filter_context) for each in node.members)
        )
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
        return compile_relation(node, field, lambda inner: compile_filter(inner, related, filter_context))
    return _test(node, field, filter_context)


def _test(test: Condition, field: Field, filter_context: FilterContext) -> Clause:
    if test.op in NULLS:
        return Clause(f"{field.sql} IS {'' if test.op == 'isnull' else 'NOT '}NULL")
    if field.kind == "tri":
        return _three_way(test, field)
    if test.op in LISTS:
        return _listed(test, field, filter_context)
    text = _text(test, test.value)
    if test.op in TEXTS:
        return _pattern(field, test.op, text)
    return _compared(field, test, text, filter_context)


def _text(test: Condition, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise bad_request(f"Filter `{test.field}` needs a value.")


def _pattern(field: Field, op: str, text: str) -> Clause:
    """`like` contains its own `%`, if any [G]."""
    column, text = f"folded({field.sql})", collation_key(text) or ""
    if op == "like" and "%" in text:
        return Clause(f"{column} LIKE ?", (text,))
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return Clause(f"{column} LIKE ? ESCAPE '\\'", (_PATTERNS[op].format(escaped),))


def _compared(field: Field, test: Condition, text: str, filter_context: FilterContext) -> Clause:
    if field.kind == "moment":
        return _moment(field, test.op, text, filter_context.now)
    if field.kind == "text":
        return Clause(f"folded({field.sql}) {'=' if test.op == 'eq' else '<>'} ?", (collation_key(text),))
    value = _reader(field, test)(text, filter_context)
    if test.op in ORDER:
        return Clause(f"{field.sql} {ORDER[test.op]} ?", (value,))
    return Clause(f"{field.sql} {'=' if test.op == 'eq' else '<>'} ?", (value,))


def _moment(field: Field, op: str, text: str, now: datetime) -> Clause:
    """Only `eq` and its variants compare with a whole day [V for `today`, G for a date]."""
    if op in ORDER:
        return Clause(f"{field.sql} {ORDER[op]} ?", (parse_timestamp(text, now),))
    inside = "BETWEEN" if op == "eq" else "NOT BETWEEN"
    return Clause(f"{field.sql} {inside} ? AND ?", date_range(text, now))


def _listed(test: Condition, field: Field, filter_context: FilterContext) -> Clause:
    if not isinstance(test.value, list) or not test.value:
        raise bad_request(f"Filter `{test.field}` needs a list of values.")
    single = Condition(test.field, "eq", None)
    clauses = [_compared(field, single, _text(test, each), filter_context) for each in test.value]
    either = join_clauses("OR", clauses)
    if test.op == "in":
        return either
    return Clause(f"NOT ({either.sql})", either.values)


def _three_way(test: Condition, field: Field) -> Clause:
    word = _text(test, test.value).lower()
    if word not in field.words:
        raise bad_request(f"Filter `{test.field}` must be one of {', '.join(sorted(field.words))}.")
    return three_way(field.sql, word)


def three_way(column: str, word: str) -> Clause:
    """`with` selects everything, `only` the rows that have `column`, `without` the others."""
    return Clause({"with": "1", "only": f"{column} IS NOT NULL", "without": f"{column} IS NULL"}[word])


def _reader(field: Field, test: Condition) -> Callable[[str, FilterContext], object]:
    if field.kind == "date":
        return lambda text, filter_context: parse_date(text, filter_context.now)
    if field.kind == "id":
        return lambda text, filter_context: filter_context.me if text.lower() == "me.id" else text
    if field.kind == "bool":
        return lambda text, _: _truth(test, text)
    if field.kind == "enum":
        return lambda text, _: _word(test, field, text)
    return lambda text, _: text


def _truth(test: Condition, text: str) -> int:
    if text.lower() not in {"true", "false", "1", "0"}:
        raise bad_request(f"Filter `{test.field}` must be true or false.")
    return int(text.lower() in {"true", "1"})


def _word(test: Condition, field: Field, text: str) -> str:
    if text not in field.words:
        raise bad_request(f"Filter `{test.field}` must be one of {', '.join(sorted(field.words))}.")
    return text
