"""Reads the filter written as JSON (a list means and; groups `and`, `or`) or as form brackets `filter[0][field]=…` [V].

That the brackets may hold whatever JSON may, as PHP reads them, is a guess [G].
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from kanbert_desktop.sandbox.refusals import bad_request
from kanbert_desktop.sandbox.rest.filter_tree import MAX_DEPTH, Group, Node, Test

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
    """An empty key takes the next free number; a later value wins over an earlier one."""
    if len(keys) > _MOST_BRACKETS:
        raise bad_request("Filter is nested too deeply.")
    for key in keys[:-1]:
        name = key or str(len(tree))
        if not isinstance(tree.get(name), dict):
            tree[name] = {}
        tree = tree[name]
    tree[keys[-1] or str(len(tree))] = value


def _untangled(found: object) -> object:
    """Numbered keys make a list, in the order of their numbers."""
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
    return Test(field, op.lower(), value)


def _members(found: object, depth: int) -> tuple[Node, ...]:
    if not isinstance(found, list) or not found:
        raise bad_request("A filter group must be a list of filters.")
    return tuple(_node(each, depth + 1) for each in found)
