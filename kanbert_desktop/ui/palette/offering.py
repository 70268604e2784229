"""What the palette offers: commands with their keys, recent boards, boards, people, cards."""

from collections.abc import Iterator, Sequence

from kanbert_desktop.app.boards.favourites import Places
from kanbert_desktop.app.boards.quick_open import (
    Jumping,
    Match,
    Target,
    TargetKind,
    board_target,
    boards_and_people,
    cards,
)
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.untrusted_text import shortened
from kanbert_desktop.ui.actions import COMMANDS, Name, native
from kanbert_desktop.ui.board.board_keys import BOARD_KEYS, Act
from kanbert_desktop.ui.key_groups import keys_of
from kanbert_desktop.ui.palette.palette import Section
from kanbert_desktop.ui.single_keys import single_keys

RECENT = 5
ON_CARD = "card:"
"""Before the name of what is done to the card that has the focus."""
UNTEMPLATE = "untemplate:"
"""Before the title of the template to remove."""
# Walking and choosing are keys, not commands; the palette itself is open already.
_ONLY_KEYS = frozenset({Act.LEFT, Act.RIGHT, Act.SELECT, Act.BACK, Act.OPEN})
_LEFT_OUT = frozenset({Name.PALETTE, Name.REGION})


def jumping(desk: Desk, *, on_card: bool) -> Jumping:
    """`on_card`: a card has the focus, so what can be done to it is offered as well."""
    own = [*commands(), *(card_commands() if on_card else ()), *templates(desk)]
    return Jumping([*own, *boards_and_people(desk)], cards(desk))


def at_rest(desk: Desk, places: Places, here: BoardId | None) -> Sequence[Section]:
    """Before anything is typed: the boards one was on, then the commands."""
    recent = [board for board in places.recent() if board != here][:RECENT]
    boards = [Match(board_target(desk, desk.board(board))) for board in recent]
    kept = [Match(target) for target in templates(desk) if target.kind is TargetKind.TEMPLATE]
    return [
        (tr("Recent boards"), boards),
        (tr("New from template"), kept[:RECENT]),
        (tr("Commands"), [Match(target) for target in commands()]),
    ]


def commands() -> Iterator[Target]:
    for command in COMMANDS:
        if command.name not in _LEFT_OUT:
            keys = next((native(key) for key in single_keys.still_acting(command.keys)), "")
            yield Target(TargetKind.COMMAND, command.name, command.words(), keys)


def templates(desk: Desk) -> Iterator[Target]:
    """Each can be used, and removed."""
    for template in Templates(desk).all():
        yield Target(TargetKind.TEMPLATE, template.title, shortened(template.title), tr("Template"))
        words = tr("Remove template “{title}”", title=template.title)
        yield Target(TargetKind.COMMAND, f"{UNTEMPLATE}{template.title}", words)


def card_commands() -> Iterator[Target]:
    for entry in BOARD_KEYS:
        if entry.act not in _ONLY_KEYS:
            yield Target(TargetKind.COMMAND, f"{ON_CARD}{entry.act}", entry.words(), keys_of(entry))
