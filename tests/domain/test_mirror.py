"""The mirror stays equal to the projection of base and outbox (I4), whatever happens in whatever order."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kanbert_desktop.domain.board import Board, BoardId, Card, CardKey, Column, Comment, CommentKey, Mark
from kanbert_desktop.domain.changes import (
    AddComment,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
)
from kanbert_desktop.domain.projection import project_card
from support.mirror import Mirror
from support.strategies import BOARDS, KEYS, MOMENT, cards, entries

OWN = "kd-00000000-0000-4000-8000-000000000001"


def assert_view_equation(mirror: Mirror) -> None:
    expected = {}
    for key in KEYS:
        shown = project_card(mirror.base_card(key), mirror.pending.entries_of(key))
        if shown is not None:
            expected[key] = shown
    shown_cards = {card.key: card for card in mirror.cards()}
    assert shown_cards.keys() == expected.keys()
    for key, card in expected.items():
        assert shown_cards[key].title == card.title
        assert shown_cards[key].column == card.column
        assert shown_cards[key].mark == card.mark
        assert shown_cards[key] in mirror.cards_of(card.board)
    assert sum(len(mirror.cards_of(board)) for board in BOARDS) == len(expected)
    for person in {card.assignee for card in shown_cards.values()} - {None}:
        assigned = {card.key: card for card in shown_cards.values() if card.assignee == person}
        assert mirror.assigned_to(person) == assigned


@settings(max_examples=150)
@given(data=st.data())
def test_what_is_shown_is_always_the_projection(data: st.DataObject) -> None:
    mirror = Mirror()
    for seq in range(1, data.draw(st.integers(1, 12)) + 1):
        step = data.draw(st.sampled_from(["base", "remove", "wish", "drop"]))
        if step == "base":
            mirror.put_cards(data.draw(st.lists(cards(), max_size=3)))
        elif step == "remove":
            mirror.remove_cards(data.draw(st.sets(st.sampled_from(KEYS))))
        elif step == "wish":
            mirror.put_entries([data.draw(entries(seq))])
        else:
            mirror.drop_entries(
                [entry.id for entry in mirror.pending.entries()[: data.draw(st.integers(0, 2))]]
            )
        assert_view_equation(mirror)


@given(rows=st.lists(cards(), max_size=6, unique_by=lambda card: card.key), order=st.randoms())
def test_pages_may_come_twice_and_in_any_order(rows: list[Card], order: object) -> None:
    straight, shuffled = Mirror(), Mirror()
    straight.put_cards(rows)
    again = [*rows, *rows]
    order.shuffle(again)  # type: ignore[attr-defined]  # hypothesis types st.randoms() as object here
    for row in again:
        shuffled.put_cards([row])
    assert {c.key: c for c in straight.cards()} == {c.key: c for c in shuffled.cards()}


def entry(seq: int, change: CreateCard | EditCard | AddComment | DeleteCard) -> Entry:
    return Entry(id=ChangeId(f"e{seq}"), seq=seq, change=change, made_at=MOMENT)


def card(key: str = "1", **fields: object) -> Card:
    values: dict[str, object] = {
        "board": BoardId("p1"),
        "title": "Logo",
        "column": Column.NEW,
        "server_id": key,
    }
    return Card(key=CardKey(key), **{**values, **fields})  # type: ignore[arg-type]  # test-made fields


def test_a_created_card_keeps_its_key_when_the_server_names_it() -> None:
    mirror = Mirror()
    create = CreateCard(CardKey(OWN), BoardId("p1"), {Field.TITLE: "Neu", Field.COLUMN: Column.WIP})
    mirror.put_entries([entry(1, create)])
    assert mirror.card(OWN) is not None
    mirror.put_cards([card("77", external_id=OWN, title="Neu", column=Column.WIP)])
    mirror.drop_entries([ChangeId("e1")])
    shown = mirror.card(OWN)
    assert shown is not None
    assert (shown.id, shown.mark) == ("77", Mark.NONE)
    assert mirror.card("77") == shown


def test_a_server_that_drops_the_external_id_still_gets_the_card_it_belongs_to() -> None:
    mirror = Mirror()
    mirror.bind("77", CardKey(OWN))
    mirror.put_cards([card("77")])
    assert mirror.card(OWN) == mirror.card("77")


def test_two_rows_with_one_external_id_stay_two_cards() -> None:
    mirror = Mirror()
    mirror.put_cards([card("77", external_id=OWN), card("78", external_id=OWN)])
    assert {shown.server_id for shown in mirror.cards()} == {"77", "78"}


def test_a_foreign_external_id_is_never_taken_for_an_id() -> None:
    mirror = Mirror()
    mirror.put_cards([card("77", external_id="JIRA-5")])
    assert mirror.card("JIRA-5") is None


def test_sub_tasks_are_found_whether_the_parent_comes_before_or_after() -> None:
    mirror = Mirror()
    mirror.put_cards([card("2", parent=CardKey("77"))])
    mirror.put_cards([card("77", external_id=OWN)])
    mirror.put_cards([card("3", parent=CardKey("77"))])
    assert {child.key for child in mirror.children(CardKey(OWN))} == {"2", "3"}


def test_a_deleted_card_disappears_at_once_and_returns_when_the_change_is_withdrawn() -> None:
    mirror = Mirror()
    mirror.put_cards([card("1")])
    mirror.put_entries([entry(1, DeleteCard(CardKey("1")))])
    assert mirror.card("1") is None
    assert mirror.pending.is_deleted_locally(CardKey("1"))
    mirror.drop_entries([ChangeId("e1")])
    assert mirror.card("1") is not None


def test_an_unsent_comment_is_listed_once_when_the_server_has_it_too() -> None:
    mirror = Mirror()
    mirror.put_cards([card("1")])
    mirror.put_entries([entry(1, AddComment(CommentKey("kd-c"), CardKey("1"), "<p>Ja</p>"))])
    assert [comment.mark for comment in mirror.comments(CardKey("1"))] == [Mark.PENDING]
    record = Comment(
        key=CommentKey("kd-c"), card=CardKey("1"), text="<p>Ja</p>", server_id="9", external_id="kd-c"
    )
    mirror.put_comments(CardKey("1"), [record])
    assert mirror.comments(CardKey("1")) == [record]


def test_the_same_row_again_touches_nothing() -> None:
    mirror = Mirror()
    assert mirror.put_cards([card("1", due=date(2026, 12, 1))]) == {"1"}
    assert mirror.put_cards([card("1", due=date(2026, 12, 1))]) == set()


def test_what_only_looks_like_an_id_of_ours_is_foreign() -> None:
    mirror = Mirror()
    for number, foreign in enumerate(("kd-1", "JIRA-7", "kd-", OWN.upper(), f"{OWN}0")):
        mirror.put_cards([card(str(number), external_id=foreign)])
        assert mirror.card(foreign) is None
        assert mirror.card(str(number)) is not None


RUNNING, OTHER, OVER, UNKNOWN = (BoardId(name) for name in ("p1", "p2", "p3", "p4"))


def base_of_four_boards() -> Mirror:
    """Two boards run, one is over, and one is not known yet; every card is older than the one before."""
    mirror = Mirror()
    for board in (RUNNING, OTHER, OVER):
        mirror.boards[board] = Board(board, board, "", None, board != OVER)
    places = [RUNNING, OTHER, OVER, UNKNOWN, RUNNING, OTHER]
    mirror.put_cards(
        card(str(number), board=board, created_at=MOMENT + hours(number), updated_at=MOMENT - hours(number))
        for number, board in enumerate(places)
    )
    return mirror


def hours(count: int) -> timedelta:
    return timedelta(hours=count)


def test_the_base_is_counted_by_board() -> None:
    mirror = base_of_four_boards()
    assert mirror.has_cards()
    assert not Mirror().has_cards()
    assert mirror.running_boards() == {RUNNING, OTHER}
    assert mirror.boards_with_cards() == {RUNNING, OTHER, OVER, UNKNOWN}
    counts = [
        mirror.base_count(),
        mirror.base_count(mirror.running_boards()),
        mirror.base_count({OVER}),
        mirror.base_count(set()),
    ]
    assert counts == [6, 4, 1, 0]
    assert mirror.server_ids_on({RUNNING}) == {"0", "4"}


def test_only_the_base_is_counted_not_what_the_user_changed() -> None:
    mirror = base_of_four_boards()
    own = CardKey(OWN)
    mirror.put_entries(
        [entry(1, CreateCard(own, RUNNING, {Field.TITLE: "Neu"})), entry(2, DeleteCard(CardKey("0")))]
    )
    assert mirror.base_count({RUNNING}) == 2
    assert mirror.server_ids_on({RUNNING}) == {"0", "4"}
    assert own not in {one.key for one in mirror.last_changed(RUNNING, 10)}
    mirror.remove_cards([CardKey("0"), CardKey("4")])
    assert RUNNING not in mirror.boards_with_cards()


def test_cards_created_between_two_times_are_found_without_the_ends() -> None:
    mirror = base_of_four_boards()
    mirror.put_cards([card("no time", created_at=None)])
    between = mirror.created_between(MOMENT + hours(1), MOMENT + hours(4))
    assert {one.key for one in between} == {"2", "3"}


def test_the_last_changed_are_open_cards_on_running_boards_newest_first() -> None:
    mirror = base_of_four_boards()
    mirror.put_cards(
        [
            card("done", board=RUNNING, column=Column.CLOSED, updated_at=MOMENT + hours(1)),
            card("no time", board=RUNNING, updated_at=None),
            card("same time", board=RUNNING, updated_at=MOMENT),
        ]
    )
    assert [one.key for one in mirror.last_changed(None, 4)] == ["same time", "0", "1", "4"]
    assert [one.key for one in mirror.last_changed(OTHER, 10)] == ["1", "5"]
    assert mirror.last_changed(OVER, 10) == mirror.last_changed(UNKNOWN, 10) == []
