"""A card keeps its key, whichever of its ids the server names."""

from kanbert_desktop.domain.board import BoardId, CardKey, Column, Mark
from kanbert_desktop.domain.changes import ChangeId, CreateCard, Field
from kanbert_desktop.sync.local_cards import LocalCards
from support.plain_cards import OWN, card, entry


def test_a_created_card_keeps_its_key_when_the_server_names_it(local_cards: LocalCards) -> None:
    create = CreateCard(CardKey(OWN), BoardId("p1"), {Field.TITLE: "Neu", Field.COLUMN: Column.WIP})
    local_cards.put_entries([entry(1, create)])
    assert local_cards.card(OWN) is not None
    local_cards.put_cards([card("77", external_id=OWN, title="Neu", column=Column.WIP)])
    local_cards.drop_entries([ChangeId("e1")])
    shown = local_cards.card(OWN)
    assert shown is not None
    assert (shown.id, shown.mark) == ("77", Mark.NONE)
    assert local_cards.card("77") == shown


def test_a_server_that_drops_the_external_id_still_gets_the_card_it_belongs_to(
    local_cards: LocalCards,
) -> None:
    local_cards.bind("77", CardKey(OWN))
    local_cards.put_cards([card("77")])
    assert local_cards.card(OWN) == local_cards.card("77")


def test_two_rows_with_one_external_id_stay_two_cards(local_cards: LocalCards) -> None:
    local_cards.put_cards([card("77", external_id=OWN), card("78", external_id=OWN)])
    assert {shown.server_id for shown in local_cards.cards()} == {"77", "78"}


def test_a_foreign_external_id_is_never_taken_for_an_id(local_cards: LocalCards) -> None:
    local_cards.put_cards([card("77", external_id="JIRA-5")])
    assert local_cards.card("JIRA-5") is None


def test_what_only_looks_like_an_id_of_ours_is_foreign(local_cards: LocalCards) -> None:
    for number, foreign in enumerate(("kd-1", "JIRA-7", "kd-", OWN.upper(), f"{OWN}0")):
        local_cards.put_cards([card(str(number), external_id=foreign)])
        assert local_cards.card(foreign) is None
        assert local_cards.card(str(number)) is not None


def test_sub_tasks_are_found_whether_the_parent_comes_before_or_after(local_cards: LocalCards) -> None:
    local_cards.put_cards([card("2", parent=CardKey("77"))])
    local_cards.put_cards([card("77", external_id=OWN)])
    local_cards.put_cards([card("3", parent=CardKey("77"))])
    assert {child.key for child in local_cards.children(CardKey(OWN))} == {"2", "3"}
