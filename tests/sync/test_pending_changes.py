"""What is shown is the projection of the server's cards and the pending changes (I4), whatever happens in whatever order."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanbert_desktop.domain.board import Card, CardKey, Comment, CommentKey, Mark
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Field,
    Reason,
    State,
    inverse,
)
from kanbert_desktop.domain.projection import project_card
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.local_cards import LocalCards
from support.plain_cards import OWN, card, entry
from support.strategies import BOARDS, KEYS, cards, entries


def assert_view_equation(local_cards: LocalCards) -> None:
    expected = {}
    for key in KEYS:
        shown = project_card(local_cards.base_card(key), local_cards.pending.entries_of(key))
        if shown is not None:
            expected[key] = shown
    shown_cards = {one.key: one for one in local_cards.cards()}
    assert shown_cards.keys() == expected.keys()
    for key, one in expected.items():
        assert shown_cards[key].title == one.title
        assert shown_cards[key].column == one.column
        assert shown_cards[key].mark == one.mark
        assert shown_cards[key] in list(local_cards.cards_of(one.board))
    assert sum(len(list(local_cards.cards_of(board))) for board in BOARDS) == len(expected)
    for person in {one.assignee for one in shown_cards.values()} - {None}:
        assigned = {one.key: one for one in shown_cards.values() if one.assignee == person}
        assert {one.key: one for one in local_cards.assigned_to(person)} == assigned


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Stays empty: what is put and not submitted is in memory only."""
    store = open_store(tmp_path_factory.mktemp("empty") / "store.db").store
    yield store
    store.close()


@settings(max_examples=150)
@given(data=st.data())
def test_what_is_shown_is_always_the_projection(empty_store: Store, data: st.DataObject) -> None:
    local_cards = LocalCards(empty_store)
    for seq in range(1, data.draw(st.integers(1, 12)) + 1):
        step = data.draw(st.sampled_from(["base", "remove", "wish", "drop"]))
        if step == "base":
            local_cards.put_cards(data.draw(st.lists(cards(), max_size=3)))
        elif step == "remove":
            local_cards.remove_cards(data.draw(st.sets(st.sampled_from(KEYS))))
        elif step == "wish":
            local_cards.put_entries([data.draw(entries(seq))])
        else:
            local_cards.drop_entries(
                [entry.id for entry in local_cards.pending.entries()[: data.draw(st.integers(0, 2))]]
            )
        assert_view_equation(local_cards)


@given(rows=st.lists(cards(), max_size=6, unique_by=lambda card: card.key), order=st.randoms())
def test_pages_may_come_twice_and_in_any_order(empty_store: Store, rows: list[Card], order: object) -> None:
    straight, shuffled = LocalCards(empty_store), LocalCards(empty_store)
    straight.put_cards(rows)
    again = [*rows, *rows]
    order.shuffle(again)  # type: ignore[attr-defined]  # hypothesis types st.randoms() as object here
    for row in again:
        shuffled.put_cards([row])
    assert {c.key: c for c in straight.cards()} == {c.key: c for c in shuffled.cards()}


def test_a_deleted_card_disappears_at_once_and_returns_when_the_change_is_withdrawn(
    local_cards: LocalCards,
) -> None:
    local_cards.put_cards([card("1")])
    local_cards.put_entries([entry(1, DeleteCard(CardKey("1")))])
    assert local_cards.card("1") is None
    assert local_cards.pending.is_deleted_locally(CardKey("1"))
    local_cards.drop_entries([ChangeId("e1")])
    assert local_cards.card("1") is not None


def test_an_unsent_comment_is_listed_once_when_the_server_has_it_too(local_cards: LocalCards) -> None:
    local_cards.put_cards([card("1")])
    local_cards.put_entries([entry(1, AddComment(CommentKey("kd-c"), CardKey("1"), "<p>Ja</p>"))])
    assert [comment.mark for comment in local_cards.comments(CardKey("1"))] == [Mark.PENDING]
    record = Comment(
        key=CommentKey("kd-c"), card=CardKey("1"), text="<p>Ja</p>", server_id="9", external_id="kd-c"
    )
    local_cards.put_comments(CardKey("1"), [record])
    assert local_cards.comments(CardKey("1")) == [record]


def test_the_same_row_again_touches_nothing(local_cards: LocalCards) -> None:
    assert local_cards.put_cards([card("1", due=date(2026, 12, 1))]) == {"1"}
    assert local_cards.put_cards([card("1", due=date(2026, 12, 1))]) == set()


RENAMED = EditCard(CardKey("1"), {Field.TITLE: "Logo"}, {Field.TITLE: "Logos"})
COMMENT = AddComment(CommentKey("kd-c"), CardKey("1"), "<p>Ja</p>")
NEW_CARD = CreateCard(CardKey(OWN), BOARDS[0], {Field.TITLE: "Neu"})


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ([RENAMED, COMMENT], 2),
        ([RENAMED, inverse(RENAMED)], 0),
        ([COMMENT, RENAMED, inverse(RENAMED)], 1),
        ([RENAMED, DeleteCard(CardKey("1"))], 1),
        ([NEW_CARD, DeleteCard(CardKey(OWN))], 0),
        ([NEW_CARD, RENAMED], 2),
    ],
    ids=["both", "taken back", "comment kept", "deleted after an edit", "created and deleted", "two cards"],
)
def test_only_changes_that_reach_the_server_count_as_to_be_sent(
    local_cards: LocalCards, changes: list[Change], count: int
) -> None:
    local_cards.put_entries([entry(seq, change) for seq, change in enumerate(changes, 1)])
    assert local_cards.pending.to_send_count() == count
    assert local_cards.pending.pending_count() == len(changes)


def test_a_change_on_its_way_counts_until_the_response_although_it_was_taken_back(
    local_cards: LocalCards,
) -> None:
    sent = replace(entry(1, NEW_CARD), state=State.IN_FLIGHT)
    local_cards.put_entries([sent, entry(2, DeleteCard(CardKey(OWN)))])
    assert local_cards.pending.to_send_count() == 2
    local_cards.put_entries([replace(sent, state=State.PARKED, reason=Reason.REJECTED)])
    assert local_cards.pending.to_send_count() == 1


@given(data=st.data())
def test_the_number_to_be_sent_depends_on_the_changes_alone(empty_store: Store, data: st.DataObject) -> None:
    changed, fresh = LocalCards(empty_store), LocalCards(empty_store)
    for seq in range(1, data.draw(st.integers(1, 8)) + 1):
        changed.put_entries([data.draw(entries(seq))])
        assert changed.pending.to_send_count() <= changed.pending.pending_count()
    changed.drop_entries(data.draw(st.sets(st.sampled_from([one.id for one in changed.pending.entries()]))))
    fresh.put_entries(changed.pending.entries())
    assert changed.pending.to_send_count() == fresh.pending.to_send_count()
