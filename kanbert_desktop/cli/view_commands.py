"""`views`: lists, adds, removes, exports and imports saved views."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from kanbert_desktop.app.boards.json_format import Json
from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews, view_json
from kanbert_desktop.app.boards.saved_views_file import read_views_file, views_text
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.invocation import Invocation
from kanbert_desktop.cli.list_actions import export_list, run_action
from kanbert_desktop.cli.output import table_lines
from kanbert_desktop.domain.events import SavedViewsChanged


def run_views(invocation: Invocation) -> Awaitable[None] | None:
    changes = {"add": _add, "remove": _remove, "import": _import}
    return run_action(
        invocation,
        {name: partial(_change, change=change) for name, change in changes.items()},
        export=_export,
        show=_list,
    )


async def _change(invocation: Invocation, change: Callable[[Invocation], tuple[Json, str]]) -> None:
    """The change is saved before the verb ends."""
    document, line = change(invocation)
    await invocation.service.wait_until_saved()
    invocation.application.bus.publish(SavedViewsChanged())
    invocation.output.print_document(document, [line])


def _list(invocation: Invocation) -> None:
    views = SavedViews(invocation.service).all()
    listed = [{**view_json(view), "problems": _problems(invocation, view)} for view in views]
    invocation.output.print_document(listed, lambda: _lines(listed))


def _lines(listed: list[Json]) -> list[str]:
    heading = (tr("View"), tr("Layout"), tr("Query"))
    if not listed:
        return [tr("No saved views.")]
    rows = [(one["name"], one["layout"], one["query"]) for one in listed]
    problems = [f"{one['name']}: {problem['message']}" for one in listed for problem in one["problems"]]
    return [*table_lines([heading, *rows]), *problems]


def _problems(invocation: Invocation, view: SavedView) -> list[Json]:
    if not view.query:
        return []
    problems = invocation.service.view_cards.query(view.query).problems
    return [{"start": one.start, "end": one.end, "message": one.text} for one in problems]


def _export(invocation: Invocation) -> None:
    views = SavedViews(invocation.service).all()
    count = len(views)
    export_list(
        invocation,
        views_text(views),
        count,
        lambda file: tr("%n view(s) exported to “{file}”.", count, file=file),
    )


def _add(invocation: Invocation) -> tuple[Json, str]:
    arguments = invocation.arguments
    added = SavedViews(invocation.service).add(SavedView(arguments.name, arguments.query))
    problems = _problems(invocation, added)
    for problem in problems:
        invocation.output.print_note(problem["message"])
    return {**view_json(added), "problems": problems}, tr("View “{name}” saved.", name=added.name)


def _remove(invocation: Invocation) -> tuple[Json, str]:
    views = SavedViews(invocation.service)
    removed = views.require(invocation.arguments.name)
    views.remove(removed.name)
    return {"removed": removed.name}, tr("The view “{name}” was removed.", name=removed.name)


def _import(invocation: Invocation) -> tuple[Json, str]:
    result = SavedViews(invocation.service).put_all(read_views_file(Path(invocation.arguments.file)))
    count = result.added + result.replaced
    return {"added": result.added, "replaced": result.replaced}, tr("%n view(s) imported.", count)
