"""A screen reader that walks the whole tree of the application again and again, until it is ended.

Run by the system's own Python, which has `pyatspi`. Hidden pages are walked too. Objects that disappear between a count and
the request for a child are skipped, as screen readers do; only the application can be at fault.
Prints one line a walk: the number of visited objects.
"""

import sys
from typing import Any

import pyatspi
from gi.repository import GLib

APPLICATION = "kanbert-desktop"
MAX_DEPTH = 60
GONE = (GLib.Error, LookupError, NotImplementedError, RuntimeError, AttributeError, TypeError)
"""The last two are pyatspi's own, for calls that it assumes to succeed."""
Node = Any


def walk(node: Node, counted: list[tuple[Node, int]], depth: int = 0) -> int:
    """As readers walk: counts an object's children and walks through each before requesting the next."""
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
    """Requests the last child of each: readers keep their counts, which may have changed."""
    for node, last in counted:
        try:
            node.getChildAtIndex(last)
        except GONE:
            continue


def _ask_about(node: Node) -> None:
    """What a reader reads of an object."""
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
    # Listeners make the application send events, and whatever it reports must exist.
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
