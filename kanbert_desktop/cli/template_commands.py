"""`templates`: lists, adds, removes, exports and imports card templates, and makes the recurring cards that are due."""

import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from kanbert_desktop.app.boards.html_text import to_html
from kanbert_desktop.app.boards.json_format import Json
from kanbert_desktop.app.boards.recurrence_words import read_recurrence
from kanbert_desktop.app.boards.recurring_cards import next_day, publish_due_cards
from kanbert_desktop.app.boards.templates import Template, Templates
from kanbert_desktop.app.boards.templates_file import read_templates_file, template_json, templates_text
from kanbert_desktop.app.messages.recurrence_texts import recurrence_text
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.invocation import Invocation, parse_column
from kanbert_desktop.cli.list_actions import export_list, run_action
from kanbert_desktop.cli.output import table_lines
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import InvalidInput, Refused
from kanbert_desktop.domain.events import TemplatesChanged
from kanbert_desktop.domain.recurrence import Recurrence

Change = Callable[[Invocation], tuple[Json, list[str]]]


def run_templates(invocation: Invocation) -> Awaitable[None] | None:
    changes = {"add": _add, "remove": _remove, "import": _import, "run": _run}
    return run_action(
        invocation,
        {name: partial(_change, change=change) for name, change in changes.items()},
        export=_export,
        show=_list,
    )


async def _change(invocation: Invocation, change: Change) -> None:
    """The change is saved before the verb ends. A repeated request gets the response of the first."""
    service = invocation.service
    response = json.loads(service.run_once(invocation.id, lambda: json.dumps(change(invocation))))
    await service.wait_until_saved()
    invocation.application.bus.publish(TemplatesChanged())
    document, lines = response
    invocation.output.print_document(document, lines)


def _list(invocation: Invocation) -> None:
    templates = Templates(invocation.service).all()
    listed = [_json(invocation, template) for template in templates]
    invocation.output.print_document(listed, lambda: _lines(templates, listed))


def _lines(templates: list[Template], listed: list[Json]) -> list[str]:
    if not templates:
        return [tr("No templates.")]
    heading = (tr("Template"), tr("Repeats"), tr("Next"))
    rows = [
        (
            template.title,
            recurrence_text(template.recurrence) if template.recurrence is not None else "",
            tr("Paused")
            if template.is_paused and template.recurrence is not None
            else document["next"] or "",
        )
        for template, document in zip(templates, listed, strict=True)
    ]
    return table_lines([heading, *rows])


def _json(invocation: Invocation, template: Template) -> Json:
    day = next_day(template, invocation.service.today())
    return {**template_json(template), "next": day.isoformat() if day is not None else None}


def _add(invocation: Invocation) -> tuple[Json, list[str]]:
    service, arguments, templates = invocation.service, invocation.arguments, Templates(invocation.service)
    board = service.board(arguments.name)
    if not board.is_running:
        raise Refused("unknown_board", board=arguments.name)
    added = templates.add(
        Template(
            arguments.query,
            to_html(arguments.description) if arguments.description else "",
            arguments.public,
            tuple(arguments.sub_task or ()),
            board=board.id,
            column=parse_column(arguments.column) if arguments.column is not None else Column.NEW,
            assignee=service.find_person(arguments.assignee) or "" if arguments.assignee is not None else "",
            due=arguments.due or "",
            recurrence=_recurrence(invocation),
            since=service.today(),
        )
    )
    result = publish_due_cards(service, invocation.application.bus)
    card = next((one.card for one in result.made if one.template.title == added.title), None)
    document = {**_json(invocation, templates.require(added.title)), "card": card}
    return document, [tr("“{title}” was saved as a template on this computer.", title=added.title)]


def _recurrence(invocation: Invocation) -> Recurrence | None:
    """`--every` may begin with the word "every" itself."""
    words = invocation.arguments.every
    if words is None:
        return None
    today = invocation.service.today()
    found = read_recurrence(words, today) or read_recurrence(f"every {words}", today)
    if found is None:
        raise InvalidInput("template_repeat", text=words)
    return found


def _remove(invocation: Invocation) -> tuple[Json, list[str]]:
    templates = Templates(invocation.service)
    removed = templates.require(invocation.arguments.name)
    templates.remove(removed.title)
    return {"removed": removed.title}, [tr("The template “{title}” was removed.", title=removed.title)]


def _run(invocation: Invocation) -> tuple[Json, list[str]]:
    result = publish_due_cards(invocation.service, invocation.application.bus)
    made = [
        {"template": one.template.title, "day": one.day.isoformat(), "card": one.card} for one in result.made
    ]
    failed = [
        {"template": template.title, "message": " ".join(title_and_message(error))}
        for template, error in result.failed
    ]
    lines = [f"{one['template']}: {one['message']}" for one in failed]
    return {"made": made, "failed": failed}, [tr("%n recurring card(s) added.", len(made)), *lines]


def _export(invocation: Invocation) -> None:
    templates = Templates(invocation.service).all()
    count = len(templates)
    export_list(
        invocation,
        templates_text(templates),
        count,
        lambda file: tr("%n template(s) exported to “{file}”.", count, file=file),
    )


def _import(invocation: Invocation) -> tuple[Json, list[str]]:
    result = Templates(invocation.service).put_all(read_templates_file(Path(invocation.arguments.file)))
    count = result.added + result.replaced
    document: Json = {"added": result.added, "replaced": result.replaced}
    return document, [tr("%n template(s) imported.", count), tr("Those that repeat are paused.")]
