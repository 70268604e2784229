"""A card that is written with a recurrence, "Report every Monday": its first card now, and a template that makes the next."""

import uuid

from kanbert_desktop.app.boards.service import BoardService, QueuedChange
from kanbert_desktop.app.boards.template_fields import MAX_DUE_DAYS
from kanbert_desktop.app.boards.templates import Template, Templates
from kanbert_desktop.app.boards.undo_steps import LocalStep
from kanbert_desktop.app.boards.validation import new_card_key, validate_title
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine


def add_repeated_card(
    service: BoardService, board: BoardId, column: Column, line: NewCardLine
) -> QueuedChange:
    """The card is that of the first day, and due then; one undo takes back both. Raises `InvalidInput` and `Refused`."""
    recurrence, today = line.recurrence, service.today()
    if recurrence is None:
        raise ValueError("the line does not repeat")
    first = today if recurrence.is_on(today) else recurrence.next_after(today) or today
    days = (line.due - first).days if line.due is not None else 0
    templates = Templates(service)
    template = Template(
        validate_title(line.title),
        id=uuid.uuid4().hex,
        priority=line.priority.id if line.priority is not None else "",
        board=board,
        column=column,
        assignee=line.assignee.id if line.assignee is not None else "",
        due=f"+{min(max(days, 0), MAX_DUE_DAYS)}",
        recurrence=recurrence,
        since=today,
        made=(first,),
    )
    templates.check_is_new(template)
    key = new_card_key()
    with service.undo_group():
        service.add_local_undo_step(
            LocalStep(
                key,
                tr("Template “{title}”", title=line.title),
                lambda: templates.remove(template.title),
                lambda: _restore(templates, template),
            )
        )
        change = service.add_card(
            board,
            line.title,
            column=column,
            due=line.due or first,
            assignee=line.assignee.id if line.assignee is not None else None,
            priority=line.priority,
            key=key,
        )
        templates.add(template)
    return change


def _restore(templates: Templates, template: Template) -> None:
    templates.put(template)
