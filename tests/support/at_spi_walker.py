"""A screen reader in a hurry: walks the whole tree of the application again and again, until it is ended.

Run by the system's own Python, which has `pyatspi`. Hidden pages are walked too. Whatever has gone between a count and
the question for the child counted is passed over, as a reader does it; only the application can be at fault.
One line of output for each walk: how many things were met.
"""

import sys
from typing import Any

import pyatspi
from gi.repository import GLib

APPLICATION = "kanbert-desktop"
MAX_DEPTH = 60
GONE = (GLib.Error, LookupError, NotImplementedError, RuntimeError, AttributeError, TypeError)
"""The last two are pyatspi's own, where it takes an answer for granted and there is none."""
Node = Any


def walk(node: Node, counted: list[tuple[Node, int]], depth: int = 0) -> int:
    """As readers walk: a thing's children are counted, and each is walked through before the next is asked for."""
    try:
        _ask_about(node)
        count = node.childCount
    except GONE:
        return 1
    met = 1
    if count:
        counted.append((node, count - 1))
    for number in range(count):
        try:
            child = node.getChildAtIndex(number)
        except GONE:
            continue
        if child is not None and depth < MAX_DEPTH:
            met += walk(child, counted, depth + 1)
    return met


def ask_again(counted: list[tuple[Node, int]]) -> None:
    """For the last child of each: readers keep what they counted, and by now it may be another count."""
    for node, last in counted:
        try:
            node.getChildAtIndex(last)
        except GONE:
            continue


def _ask_about(node: Node) -> None:
    """What a reader says of a thing."""
    _ = node.name, node.description, node.getRole(), node.getState().getStates()
    component = _face(node.queryComponent)
    if component is not None:
        component.getExtents(pyatspi.DESKTOP_COORDS)
    text = _face(node.queryText)
    if text is not None:
        text.getText(0, -1)
        text.getAttributes(text.caretOffset)
        text.getCharacterExtents(text.caretOffset, pyatspi.DESKTOP_COORDS)


def _face(ask: Any) -> Any:  # noqa: ANN401  pyatspi has no types
    try:
        return ask()
    except NotImplementedError:
        return None


def applications() -> list[Node]:
    try:
        return [
            node for node in pyatspi.Registry.getDesktop(0) if node is not None and node.name == APPLICATION
        ]
    except GONE:
        return []


def main() -> None:
    # Those who listen make the application tell, and what it tells of exists.
    pyatspi.Registry.registerEventListener(
        lambda _event: None, "object:children-changed", "object:state-changed", "object:property-change"
    )
    while True:
        counted: list[tuple[Node, int]] = []
        met = sum(walk(application, counted) for application in applications())
        ask_again(counted)
        sys.stdout.write(f"{met}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
