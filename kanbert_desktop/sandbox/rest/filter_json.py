"""Reads the filter written as JSON (a list means and; groups `and`, `or`) or as form brackets `filter[0][field]=…` [V]."""

import json
import re
from collections.abc import Mapping

from kanbert_desktop.sandbox.refusals import bad_request
from kanbert_desktop.sandbox.rest.filter_tree import MAX_DEPTH, Group, Node, Test

_BRACKETS = re.compile(r"filter\[(\d+)\]\[(field|op|value)\](?:\[\d*\])?")


def parse_json(text: str) -> Node:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as failure:
        raise bad_request("Filter is not valid JSON.") from failure
    return _node(found, 0)


def parse_brackets(query: list[tuple[str, str]]) -> Node | None:
    """Values whose name ends in one more bracket pair become a list [G]."""
    tests: dict[int, dict[str, object]] = {}
    for name, value in query:
        match = _BRACKETS.fullmatch(name)
        if match is None:
            continue
        test = tests.setdefault(int(match[1]), {})
        key = match[2]
        if key == "value" and not name.endswith("[value]"):
            test[key] = [*_as_list(test.get(key)), value]
        else:
            test[key] = value
    return _node([tests[number] for number in sorted(tests)], 0) if tests else None


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


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
    field, op = found.get("field"), found.get("op")
    if not isinstance(field, str) or not isinstance(op, str):
        raise bad_request("Filter must be made of objects with field, op and value.")
    return Test(field, op.lower(), found.get("value"))


def _members(found: object, depth: int) -> tuple[Node, ...]:
    if not isinstance(found, list) or not found:
        raise bad_request("A filter group must be a list of filters.")
    return tuple(_node(each, depth + 1) for each in found)
