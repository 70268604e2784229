"""Commands that copy cards report once, and one undo takes all copies back."""

import pytest

from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.ui.cards.commands import CardCommands
from support.board_fixture import BoardFixture, card

OTHER = BoardId("b2")
pytestmark = pytest.mark.usefixtures("qapp")


def test_200_cards_are_copied_while_offline_and_undone_at_once(board_fixture: BoardFixture) -> None:
    service = board_fixture.service
    board_fixture.local_cards.put_cards([card(1000 + n, f"Card {n}", Column.NEW) for n in range(200)])
    reported: list[str] = []
    commands = CardCommands(service)
    commands.change_queued.connect(lambda _change, text: reported.append(text))
    commands.copy_to_board([CardKey(str(1000 + n)) for n in range(200)], OTHER)
    assert reported == ["200 cards copied to Filialfinder."]
    assert len(list(service.cards(OTHER))) == 200
    assert board_fixture.replica.status.current().pending == 200
    service.undo()
    assert list(service.cards(OTHER)) == []
    assert service.undo_text() is None
    assert board_fixture.replica.status.current().pending == 0
    service.redo()
    assert len(list(service.cards(OTHER))) == 200


def test_a_card_that_cannot_be_copied_does_not_stop_the_others(board_fixture: BoardFixture) -> None:
    board_fixture.local_cards.put_cards([card(92, "y" * 300, Column.NEW)])
    reported: list[str] = []
    commands = CardCommands(board_fixture.service)
    commands.change_queued.connect(lambda _change, text: reported.append(text))
    commands.copy_to_board([CardKey("92"), CardKey("1")], OTHER)
    assert reported[0].startswith("1 card copied to Filialfinder. 1 card could not be changed")
