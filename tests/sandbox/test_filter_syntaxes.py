"""Every filter means the same as expression, JSON and brackets."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kanbert_desktop.sandbox.rest.filter_fields import Field, Relation
from kanbert_desktop.sandbox.rest.filter_parsers import (
    Condition,
    Group,
    Node,
    parse_brackets,
    parse_expression,
    parse_json,
)
from kanbert_desktop.sandbox.rest.resources import PROJECTS
from support.in_process_sandbox import InProcessSandbox

VALUES = {
    "text": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="'"), max_size=8),
    "id": st.sampled_from(["me.id", "nothing"]),
    "date": st.sampled_from(["today", "today-30d", "sow", "2026-11-24", "now"]),
    "moment": st.sampled_from(["today", "eom", "2026-11-24T08:00:00Z", "now"]),
    "bool": st.sampled_from(["true", "false"]),
}


def _test(name: str, field: Field) -> st.SearchStrategy[Condition]:
    value = st.sampled_from(sorted(field.words)) if field.words else VALUES[field.kind]
    kinds = {
        op: st.none() if "null" in op else st.lists(value, min_size=1, max_size=3) if "in" in op else value
        for op in sorted(field.ops)
        if op != "contains"
    } | ({"contains": value} if "contains" in field.ops else {})
    return st.sampled_from(sorted(kinds)).flatmap(
        lambda op: st.builds(Condition, st.just(name), st.just(op), kinds[op])
    )


def _related(name: str, relation: Relation) -> st.SearchStrategy[Condition]:
    inner = st.one_of([_test(each, field) for each, field in relation.fields.items()])
    asked = st.builds(Condition, st.just(name), st.sampled_from(["any", "all", "none"]), inner)
    counts = st.integers(0, 5).map(str)
    return st.one_of(
        asked, st.builds(Condition, st.just(f"{name}.count"), st.sampled_from(["eq", "gt", "le"]), counts)
    )


TESTS = st.one_of(
    [
        _related(name, field) if isinstance(field, Relation) else _test(name, field)
        for name, field in PROJECTS.filters.items()
    ]
)
NODES = st.recursive(
    TESTS,
    lambda inner: st.builds(
        Group, st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3).map(tuple)
    ),
    max_leaves=5,
)


def _words(node: Node) -> str:
    if isinstance(node, Group):
        return "(" + f" {node.word} ".join(_words(each) for each in node.members) + ")"
    if isinstance(node.value, Condition | Group):
        return f"{node.field} {node.op} ({_words(node.value)})"
    if isinstance(node.value, list):
        return f"{node.field} {node.op} [{', '.join(_quoted(each) for each in node.value)}]"
    return f"{node.field} {node.op}" + ("" if node.value is None else f" {_quoted(node.value)}")


def _quoted(value: object) -> str:
    return f"'{value}'"


def _object(node: Node) -> Any:  # noqa: ANN401 — JSON
    if isinstance(node, Group):
        return {node.word: [_object(each) for each in node.members]}
    value = _object(node.value) if isinstance(node.value, Condition | Group) else node.value
    return {"field": node.field, "op": node.op} | ({} if value is None else {"value": value})


def _brackets(found: Any, name: str = "filter") -> list[tuple[str, str]]:  # noqa: ANN401 — JSON
    if isinstance(found, str):
        return [(name, found)]
    pairs = enumerate(found) if isinstance(found, list) else found.items()
    return [pair for key, each in pairs for pair in _brackets(each, f"{name}[{key}]")]


@settings(max_examples=80, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(NODES)
def test_the_three_syntaxes_are_equivalent(node: Node) -> None:
    assert parse_expression(_words(node)) == node
    assert parse_json(json.dumps(_object(node))) == node
    assert parse_brackets(_brackets(_object(node))) == node


def test_every_valid_filter_gets_a_response(sandbox: InProcessSandbox) -> None:
    @settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(NODES)
    def ask(node: Node) -> None:
        answer = sandbox.api_request("GET", "/projects", params={"filter": _words(node)})
        assert answer.status_code == 200, answer.text
        seen = {board["id"] for board in answer.json()["data"]}
        everything = {board["id"] for board in sandbox.api_request("GET", "/projects").json()["data"]}
        assert seen <= everything

    ask()
