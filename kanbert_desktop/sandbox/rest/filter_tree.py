"""What both ways of writing a filter become: tests in groups."""

from dataclasses import dataclass
from typing import Literal

MAX_DEPTH = 20


@dataclass(frozen=True)
class Test:
    """`value` is None for the operators that take none, a node for relations; `op` is lower case."""

    field: str
    op: str
    value: object = None

    __test__ = False


@dataclass(frozen=True)
class Group:
    word: Literal["and", "or"]
    members: tuple["Node", ...]


Node = Test | Group


def fields_in(node: Node) -> set[str]:
    if isinstance(node, Test):
        return {node.field}
    return {field for member in node.members for field in fields_in(member)}
