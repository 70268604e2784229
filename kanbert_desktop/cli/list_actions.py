"""Actions of verbs that keep a list on this computer: `templates` and `views`."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from kanbert_desktop.app.boards.json_format import Json
from kanbert_desktop.cli.invocation import Invocation


def run_action(
    invocation: Invocation,
    changes: Mapping[str, Callable[[Invocation], Awaitable[None]]],
    *,
    export: Callable[[Invocation], None],
    show: Callable[[Invocation], None],
) -> Awaitable[None] | None:
    """Without an action shows the list. What only reads does not wait for anything."""
    action = invocation.arguments.action
    if action in changes:
        return changes[action](invocation)
    (export if action == "export" else show)(invocation)
    return None


def export_list(invocation: Invocation, text: str, count: int, sentence: Callable[[str], str]) -> None:
    """Writes to the named file or else to standard output. `sentence` tells of the file."""
    if invocation.arguments.output is None:
        invocation.output.print_text(text)
        return
    from kanbert_desktop.app.boards.export import write_file  # noqa: PLC0415  for this option only

    path = str(write_file(Path(invocation.arguments.output), text))
    document: Json = {"exported": count, "file": path}
    invocation.output.print_document(document, [sentence(path)])
