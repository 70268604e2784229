"""What the commands on cards do that mean the same on every page."""

from collections.abc import Callable, Mapping
from functools import partial

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.commands.board_shortcuts import NUMBERED_PRIORITIES, BoardCommand

CardHandler = Callable[[CardKey, list[CardKey]], object]
"""Takes the focused card and all chosen ones."""


def card_handlers(
    commands: CardCommands, open_card: Callable[[CardKey, str], object]
) -> Mapping[BoardCommand, CardHandler]:
    """`open_card` takes a card and the part of its panel to focus."""
    return {
        BoardCommand.OPEN: lambda card, _keys: open_card(card, ""),
        BoardCommand.COMMENT: lambda card, _keys: open_card(card, "comment"),
        BoardCommand.DUE_TOMORROW: lambda _card, keys: commands.set_due_tomorrow(keys),
        **{
            command: partial(_set_priority, commands, number)
            for number, command in enumerate((BoardCommand.NO_PRIORITY, *NUMBERED_PRIORITIES))
        },
        BoardCommand.ASSIGN_ME: lambda _card, keys: commands.assign_me(keys),
        BoardCommand.DUPLICATE: lambda _card, keys: commands.duplicate(keys),
        BoardCommand.COPY_TO_BOARD: lambda _card, keys: commands.copy_to_board_requested.emit(keys),
        BoardCommand.COPY: lambda _card, keys: commands.copy(keys),
        BoardCommand.FOLLOW: lambda _card, keys: commands.toggle_followed(keys),
        BoardCommand.COPY_LINK: lambda _card, keys: commands.copy_links(keys),
        BoardCommand.TEMPLATE: lambda card, _keys: commands.template_requested.emit(card),
        BoardCommand.PRINT: lambda card, _keys: commands.print_requested.emit(card),
        BoardCommand.OPEN_IN_BROWSER: lambda card, _keys: commands.open_in_browser(card),
    }


def _set_priority(commands: CardCommands, number: int, _card: CardKey, keys: list[CardKey]) -> None:
    commands.set_numbered_priority(keys, number)
