"""Cards dropped in a lane get the person or the priority of that lane."""

from collections.abc import Sequence

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, PersonId
from kanbert_desktop.domain.sorting import Grouping
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.texts import priority_title


def put_in_lane(
    service: BoardService, commands: CardCommands, grouping: Grouping, keys: Sequence[CardKey], name: str
) -> str:
    """Returns the title of the lane if a card was in another one, else ""."""
    cards = [card for key in keys if (card := service.card(key)) is not None]
    match grouping:
        case Grouping.ASSIGNEE:
            return _assign(service, commands, cards, PersonId(name) if name else None)
        case Grouping.PRIORITY:
            return _prioritise(service, commands, cards, name)
    return ""


def _assign(
    service: BoardService, commands: CardCommands, cards: Sequence[Card], person: PersonId | None
) -> str:
    others = [card.key for card in cards if card.assignee != person]
    if not others or not commands.assign_all(others, person):
        return ""
    known = service.person(person) if person is not None else None
    return known.name if known is not None else tr("Unknown person") if person else tr("Unassigned")


def _prioritise(service: BoardService, commands: CardCommands, cards: Sequence[Card], name: str) -> str:
    priority = next((one for one in service.priorities() if one.id == name), None)
    others = [card.key for card in cards if card.priority != priority]
    if not others or (priority is None and name) or not commands.set_priority(others, priority):
        return ""
    return priority_title(priority) if priority is not None else tr("No priority")
