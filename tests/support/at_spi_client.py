"""A screen reader on the accessibility bus, run by the system's own Python, which has `pyatspi`.

Reads one JSON request a line from standard input and answers with one line; knows nothing of the application but the
names, roles and states that it exposes.
"""

import json
import sys
import time
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pyatspi
from gi.repository import GLib

APPLICATION = "kanbert-desktop"
TIMEOUT_SECONDS = 60
POLL_SECONDS = 50
ANNOUNCEMENTS: list[str] = []
SURFACES: list[Any] = []
"""Surfaces that had the focus: Qt hangs a popup below no window, so a reader finds it through the focus."""
FOCUS_CHANGES: list[str] = []
"""The roles of what got the focus, in order."""
Node = Any
Request = dict[str, str]


def record_announcement(event: Any) -> None:  # noqa: ANN401  pyatspi has no types
    ANNOUNCEMENTS.append(str(event.any_data))


def record_focus(event: Any) -> None:  # noqa: ANN401
    if not event.detail1:
        return
    try:
        FOCUS_CHANGES.append(event.source.getRoleName())
        top = event.source
        while top.parent is not None and top.parent.getRoleName() != "application":
            top = top.parent
        if top.getRoleName() != "frame":
            SURFACES.append(top)
    except GLib.GError:
        # The object that had the focus is gone already.
        return


def children(node: Node) -> list[Node]:
    return [child for child in node if child is not None]


def is_shown(node: Node) -> bool:
    return bool(node.getState().contains(pyatspi.STATE_SHOWING))


def shown(node: Node) -> Iterator[Node]:
    """The visible objects in reading order."""
    for child in children(node):
        if is_shown(child):
            yield child
            yield from shown(child)


def everything() -> Iterator[Node]:
    running = [node for node in children(pyatspi.Registry.getDesktop(0)) if node.name == APPLICATION]
    windows = [window for application in running for window in children(application)]
    for surface in [*windows, *SURFACES[-1:]]:
        if is_shown(surface):
            yield surface
            yield from shown(surface)


def matching(request: Request) -> Iterator[Node]:
    """By name (`*` matches anything) and, if given, role and state."""
    role, name, state = request.get("role"), request["name"], request.get("state")
    return (
        node
        for node in everything()
        if fnmatchcase(node.name, name)
        and role in (None, node.getRoleName())
        and (state is None or state in states(node))
    )


def find(request: Request) -> Node:
    return next(matching(request), None)


def states(node: Node) -> list[str]:
    return sorted(pyatspi.stateToString(state) for state in node.getState().getStates())


def describe(node: Node) -> dict[str, object]:
    return {"name": node.name, "role": node.getRoleName(), "states": states(node)}


def find_description(request: Request) -> object:
    node = find(request)
    return describe(node) if node is not None else None


def is_gone(request: Request) -> object:
    return find(request) is None


def place(request: Request) -> object:
    """Name and size of the window, then the object's rectangle in it."""
    node = find(request)
    if node is None:
        return None
    top = node
    while top.parent is not None and top.parent.getRoleName() != "application":
        top = top.parent
    inside, around = (one.queryComponent().getExtents(pyatspi.WINDOW_COORDS) for one in (node, top))
    return [top.name, around.width, around.height, inside.x, inside.y, inside.width, inside.height]


def press(request: Request) -> object:
    node = find(request)
    return node is not None and bool(node.queryAction().doAction(0))


def write(request: Request) -> object:
    node = find(request)
    return node is not None and bool(node.queryEditableText().setTextContents(request["text"]))


def text(request: Request) -> object:
    """In a list: an empty text is an answer, too."""
    node = find(request)
    return [node.queryText().getText(0, -1)] if node is not None else None


def items(request: Request) -> object:
    """The names of a list's items."""
    node = find(request)
    return [child.name for child in children(node)] if node is not None else None


def focused(_request: Request) -> dict[str, object] | None:
    """The innermost object: a list has the focus as well as its item."""
    found = [node for node in everything() if node.getState().contains(pyatspi.STATE_FOCUSED)]
    return describe(found[-1]) if found else None


def focus_changes(_request: Request) -> object:
    """In a list: there may have been none yet."""
    return [len(FOCUS_CHANGES)]


def has_focus_changed(request: Request) -> object:
    """By an event, as between rows of one name, or by what has the focus: a part of a cell sends no event."""
    if len(FOCUS_CHANGES) > int(request["seen"]):
        return True
    here = focused(request)
    return here is not None and here != json.loads(request["before"])


def announcements(request: Request) -> object:
    return any(fnmatchcase(words, request["name"]) for words in ANNOUNCEMENTS)


def tree(_request: Request) -> object:
    return [f"{node.getRoleName()}: {node.name}" for node in everything() if node.name] + [
        f"heard: {ANNOUNCEMENTS}"
    ]


COMMANDS = {
    command.__name__: command
    for command in (
        *(find_description, is_gone, place, press, write, text, items, tree),
        *(focused, focus_changes, has_focus_changed, announcements),
    )
}


def listen() -> None:
    """Processes announcements of the bus for a moment."""
    loop = GLib.MainLoop()
    GLib.timeout_add(POLL_SECONDS, loop.quit)
    loop.run()


def answer(request: Request) -> object:
    """Retries until the action has a result: objects appear and disappear in the meantime."""
    until = time.monotonic() + float(request.get("seconds", TIMEOUT_SECONDS))
    while time.monotonic() < until:
        listen()
        try:
            result = COMMANDS[request["do"]](request)
        except (GLib.Error, LookupError, NotImplementedError, RuntimeError):
            continue
        if result:
            return result
    return None


def say(answered: object) -> None:
    sys.stdout.write(json.dumps(answered) + "\n")
    sys.stdout.flush()


def main() -> None:
    # An application that is busy for the usual 0.8 seconds would have pressed what counts as not pressed.
    pyatspi.setTimeout(TIMEOUT_SECONDS * 1000, TIMEOUT_SECONDS * 1000)
    pyatspi.Registry.registerEventListener(record_announcement, "object:announcement")
    pyatspi.Registry.registerEventListener(record_focus, "object:state-changed:focused")
    say("ready")
    for line in sys.stdin:
        say(answer(json.loads(line)))


if __name__ == "__main__":
    main()
