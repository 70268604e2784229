"""The window of a column: whatever is read, changed or moved, it is a slice of the column around one row."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.card_sequence import ListedCards
from kanbert_desktop.domain.sorting import Sort, sort_key_for
from kanbert_desktop.ui.board.row_source import CardRows
from kanbert_desktop.ui.board.row_window import RowWindow, row_key
from support.board_fixture import BOARD, TODAY

BY_DUE = sort_key_for(Sort.DUE)


def made(number: int, day: int | None = None) -> Card:
    return Card(
        key=CardKey(f"k{number:04}"),
        board=BOARD,
        title=f"Card {number}",
        column=Column.NEW,
        due=TODAY + timedelta(days=number if day is None else day),
    )


class Listed:
    """The cards of a column, changed one by one."""

    def __init__(self, count: int) -> None:
        self.cards = {card.key: card for card in map(made, range(count))}

    def nth(self, number: int) -> CardKey:
        return list(self.cards)[number % len(self.cards)]

    def change(self, step: str, chosen: int, number: int, day: int) -> None:
        if step == "insert":
            self.cards[CardKey(f"k{1000 + number:04}")] = made(1000 + number, day)
        elif step == "delete" and self.cards:
            del self.cards[self.nth(chosen)]
        elif step == "move" and self.cards:
            key = self.nth(chosen)
            self.cards[key] = replace(self.cards[key], due=TODAY + timedelta(days=day))

    def source(self) -> CardRows:
        return CardRows(ListedCards(sorted(self.cards.values(), key=BY_DUE), BY_DUE), self.cards.get)

    def keys(self) -> list[CardKey]:
        return list(self.source().card_keys())


def held(window: RowWindow) -> list[CardKey]:
    return [row_key(row) for row in window.rows]


def check(window: RowWindow, column: Listed) -> None:
    keys = column.keys()
    assert held(window) == keys[window.start : window.start + len(window.rows)]
    assert window.total == len(keys)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["below", "above", "trim", "insert", "delete", "move", "first", "last", "at", "around"]
        ),
        st.integers(0, 499),
        st.integers(-20, 520),
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=200)
@given(count=st.integers(0, 400), steps=STEPS)
def test_the_window_is_always_a_slice_of_the_column(count: int, steps: list[tuple[str, int, int]]) -> None:
    column, window = Listed(count), RowWindow()
    window.open(column.source())
    for number, (step, chosen, day) in enumerate(steps):
        if step in ("insert", "delete", "move"):
            before, anchor = held(window), chosen % max(1, len(window.rows))
            column.change(step, chosen, number, day)
            row = window.refresh(column.source(), anchor)
            if step != "move" and before and before[anchor] in column.cards:
                assert held(window)[row] == before[anchor]
        else:
            scroll(window, column, step, chosen)
        check(window, column)


def scroll(window: RowWindow, column: Listed, step: str, chosen: int) -> None:
    match step:
        case "below":
            assert window.extend_below()
        case "above":
            assert window.extend_above()
        case "trim":
            window.trim(min(3, len(window.rows)), min(chosen % 5, max(0, len(window.rows) - 3)))
        case "first":
            window.show_first()
        case "last":
            window.show_last()
        case "at":
            window.show_at(chosen)
        case "around" if column.cards:
            key = column.nth(chosen)
            row = window.show_around(column.cards[key])
            assert held(window)[row] == key


def test_a_followed_row_takes_the_window_with_it() -> None:
    column, window = Listed(2000), RowWindow()
    window.open(column.source(), 100)
    key = held(window)[10]
    column.cards[key] = replace(column.cards[key], due=TODAY + timedelta(days=1500))
    row = window.refresh(column.source(), 10, follows=True)
    assert held(window)[row] == key
    check(window, column)


def test_a_read_beside_a_change_asks_for_a_refresh() -> None:
    """The database may already hold what no event has told yet."""
    column, window = Listed(400), RowWindow()
    window.open(column.source(), 100)
    moved = held(window)[5]
    column.cards[moved] = replace(column.cards[moved], due=TODAY + timedelta(days=105))
    window.source = column.source()
    assert not window.extend_below()
    window.refresh(column.source(), 50)
    check(window, column)


def test_a_wrong_count_ends_where_the_rows_end() -> None:
    column, window = Listed(60), RowWindow()
    window.open(column.source(), 24)
    window.total = 500
    for _ in range(4):
        assert window.extend_below()
    check(window, column)
    window.show_last()
    window.start, window.total = window.start + 30, 90
    while window.has_above:
        assert window.extend_above()
    check(window, column)


def test_what_is_read_does_not_grow_with_the_column() -> None:
    counts = []
    for size in (1_000, 20_000):
        column, read = Listed(size), [0]
        window = RowWindow()
        source = Counting(ListedCards(sorted(column.cards.values(), key=BY_DUE), BY_DUE), read)
        rows = CardRows(source, column.cards.get)
        window.open(rows)
        window.show_at(500)
        for _ in range(3):
            assert window.extend_below()
            assert window.extend_above()
        window.refresh(rows, 100)
        counts.append(read[0])
    assert counts[0] == counts[1] < 1_000


class Counting(ListedCards):
    """Counts the cards that are read."""

    def __init__(self, cards: ListedCards, read: list[int]) -> None:
        super().__init__(cards.cards, BY_DUE)
        self._read = read

    def at(self, index: int, count: int) -> list[Card]:
        return self._counted(list(super().at(index, count)))

    def first(self, count: int) -> list[Card]:
        return self._counted(list(super().first(count)))

    def after(self, card: Card, count: int) -> list[Card]:
        return self._counted(list(super().after(card, count)))

    def before(self, card: Card, count: int) -> list[Card]:
        return self._counted(list(super().before(card, count)))

    def _counted(self, cards: list[Card]) -> list[Card]:
        self._read[0] += len(cards)
        return cards


def test_a_refresh_leaves_out_rows_far_from_the_anchor() -> None:
    """A column that was scrolled holds up to 300; a move of the user reads two columns in one frame."""
    column, window = Listed(400), RowWindow()
    window.open(column.source(), 300)
    anchor = held(window)[150]
    number = window.refresh(column.source(), 150)
    check(window, column)
    assert held(window)[number] == anchor
    assert number == 30
    assert len(window.rows) == 130
