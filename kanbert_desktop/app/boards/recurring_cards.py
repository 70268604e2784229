"""Makes the cards of recurring templates: each once, on the first run of the program on or after its day.

Of several days that were missed only the last one gets a card. Which days have theirs is stored with the template, in
the transaction of the card: after a crash there are both or neither. One process at a time holds the profile, so the
window and a verb cannot make a card at the same moment. A clock that was set back finds the days that have their card.
"""

import logging
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.templates import Template, Templates, add_card_of
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.domain.events import EventBus, RecurringCardsMade, TemplatesChanged

CLOCK_TOLERANCE = timedelta(days=31)
"""A card that was made further ahead than this is that of a clock which was wrong; it does not stop the template."""
log = logging.getLogger(__name__)


class RecurringCard(NamedTuple):
    """`day` is the day it was made for."""

    template: Template
    day: date
    card: CardKey


class RecurringResult(NamedTuple):
    """`failed` are templates that were due and could not make their card, with the reason. They stay due."""

    made: list[RecurringCard]
    failed: list[tuple[Template, KanbertError]]


def due_day(template: Template, today: date) -> date | None:
    """The day that waits for its card. None if there is none."""
    recurrence = template.recurrence
    if recurrence is None or template.is_paused:
        return None
    day = recurrence.latest(today)
    if day is None or day < template.since or any(one >= day for one in _plausible(template, today)):
        return None
    return day


def next_day(template: Template, today: date) -> date | None:
    """The day of the next card, today if that one is still to be made. None while the template does not recur."""
    recurrence = template.recurrence
    if recurrence is None or template.is_paused:
        return None
    if due_day(template, today) is not None:
        return today
    # The day before `since`, which may be the first day of the calendar.
    before_since = date.fromordinal(max(1, template.since.toordinal() - 1))
    return recurrence.next_after(max(today, before_since, *_plausible(template, today)))


def make_due_cards(service: BoardService, today: date) -> RecurringResult:
    """Makes what is due. Never raises what one card meets: the others are made all the same."""
    made: list[RecurringCard] = []
    failed: list[tuple[Template, KanbertError]] = []
    templates = Templates(service)
    for template in templates.all():
        day = due_day(template, today)
        if day is None:
            continue
        request = f"template:{template.id}:{day.isoformat()}"
        if service.is_request_done(request):
            # Made, and forgotten with an older state of the template.
            templates.mark_made(template.title, day)
            continue
        try:
            _require_possible(service, template)
            card = CardKey(service.run_once(request, partial(_make, service, templates, template, day)))
            made.append(RecurringCard(template, day, card))
        except KanbertError as error:
            log.info("A recurring card cannot be made: %s", error.key)
            failed.append((template, error))
    return RecurringResult(made, failed)


def publish_due_cards(service: BoardService, bus: EventBus) -> RecurringResult:
    """Makes what is due now and publishes it. A template that cannot make its card is published once a day."""
    today = service.today()
    result = make_due_cards(service, today)
    notified = service.notified_templates
    # Before the first sync its board may only be missing here.
    failed = result.failed if service.has_synced() else []
    unnotified = [template for template, _error in failed if (template.id, today) not in notified]
    notified.update((template.id, today) for template in unnotified)
    if result.made or unnotified:
        cards = tuple(one.card for one in result.made)
        bus.publish(RecurringCardsMade(cards, tuple(template.title for template in unnotified)))
        bus.publish(TemplatesChanged())
    return result


def _make(service: BoardService, templates: Templates, template: Template, day: date) -> str:
    """Called in one transaction: card and day are saved together."""
    templates.mark_made(template.title, day)
    return add_card_of(service, template, BoardId(template.board), template.column, day).card


def _require_possible(service: BoardService, template: Template) -> None:
    """Raises `Refused` before anything is marked as made."""
    if not service.sync.can_write:
        raise Refused("read_only")
    if not service.board(template.board).is_running:
        raise Refused("unknown_board", board=template.board)


def _plausible(template: Template, today: date) -> tuple[date, ...]:
    return tuple(day for day in template.made if day - today <= CLOCK_TOLERANCE)
