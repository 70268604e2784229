"""A list that holds some rows looks and behaves like one that holds all."""

import random
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.card_list import sliced_list
from kanbert_desktop.ui.card_list.layout import GroupLayout
from kanbert_desktop.ui.card_list.model import CardRow, Gap, RowGroup
from kanbert_desktop.ui.card_list.sliced_list import SlicedCardList
from kanbert_desktop.ui.card_list.view import GroupedCardList
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style.theme import Theme
from support.idle_events import process_until_idle

Names = dict[str, list[str]]
KEYS = (
    *(Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space),
)
HELD = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


def row(key: str) -> CardRow:
    face = CardViewModel(key=CardKey(key), title=key, accessible_text=key)
    return CardRow(card=face, column=Column.NEW, location="Board")


class Source:
    """Counts the rows that were read."""

    def __init__(self, names: Names) -> None:
        self.cards = [key for keys in names.values() for key in keys]
        self.groups = [RowGroup(name, others=len(keys)) for name, keys in names.items()]
        self.read = 0

    def at(self, index: int, count: int) -> Sequence[CardRow]:
        self.read += count
        return [row(key) for key in self.cards[index : index + count]]

    def index(self, key: CardKey) -> int | None:
        return self.cards.index(key) if key in self.cards else None


class Pair:
    """The same cards in both lists."""

    def __init__(self, theme: Theme, page: QWidget, names: Names) -> None:
        self.names = names
        self.whole = GroupedCardList(theme, page, multi_select=True)
        self.sliced = SlicedCardList(theme, page)
        for view, left in ((self.whole, 0), (self.sliced, 420)):
            view.setGeometry(left, 0, 400, 500)
        self.show()

    def show(self) -> None:
        self.whole.show_groups([RowGroup(name, tuple(map(row, keys))) for name, keys in self.names.items()])
        self.source = Source(self.names)
        self.sliced.show_source(self.source)
        process_until_idle()

    def press(self, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = HELD[0]) -> None:
        for view in (self.whole, self.sliced):
            view.setFocus()
            if key is Qt.Key.Key_Space:
                view.toggle_current()
            else:
                qtbot.keyClick(view, key, held)
            process_until_idle()

    def scroll(self, value: int) -> None:
        for view in (self.whole, self.sliced):
            view.verticalScrollBar().setValue(value)
        process_until_idle()

    def check(self) -> None:
        bars = [view.verticalScrollBar() for view in (self.whole, self.sliced)]
        assert (bars[0].value(), bars[0].maximum()) == (bars[1].value(), bars[1].maximum())
        assert seen(self.sliced) == seen(self.whole)
        assert self.sliced.current_key() == self.whole.current_key()
        assert self.sliced.selected_keys() == self.whole.selected_keys()


def seen(view: GroupedCardList) -> dict[str, tuple[int, int]]:
    """Text, upper edge and height of each visible row."""
    found = {}
    model = view.grouped_model.item_model
    for place in range(model.rowCount()):
        rect = view.visualRect(model.index(place, 0))
        if rect.intersects(view.viewport().rect()):
            text = model.item(place).data(Qt.ItemDataRole.AccessibleTextRole)
            found[text] = (rect.top(), rect.height())
    return found


def named(*sizes: int) -> Names:
    return {f"Group {n}": [f"{n}-{number}" for number in range(size)] for n, size in enumerate(sizes)}


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(840, 500)
    with qtbot.waitExposed(page):
        page.show()
    yield page
    page.hide()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def pair(theme: Theme, page: QWidget) -> Pair:
    pair = Pair(theme, page, named(3, 0, 400, 1, 300))
    for view in (pair.whole, pair.sliced):
        view.show()
        view.focus_card()
    process_until_idle()
    return pair


def test_few_cards_are_all_held(theme: Theme, page: QWidget) -> None:
    pair = Pair(theme, page, named(2, 3))
    assert pair.sliced.grouped_model.item_model.rowCount() == 7


def test_of_many_cards_only_those_around_the_viewport_are_held_and_read(pair: Pair) -> None:
    pair.check()
    assert pair.source.read < 100
    assert len(pair.sliced.grouped_model.card_rows()) < 100
    pair.scroll(12_000)
    pair.check()
    assert len(pair.sliced.grouped_model.card_rows()) < 100


def test_the_end_key_reaches_the_last_card_without_reading_all(pair: Pair, qtbot: QtBot) -> None:
    pair.press(qtbot, Qt.Key.Key_End)
    assert pair.sliced.current_key() == "4-299"
    pair.check()
    pair.press(qtbot, Qt.Key.Key_Up)
    pair.check()
    assert pair.source.read < 200


def test_the_focused_card_is_held_wherever_the_list_is_scrolled(pair: Pair, qtbot: QtBot) -> None:
    pair.press(qtbot, Qt.Key.Key_Down)
    pair.scroll(20_000)
    assert pair.sliced.current_key() == "0-1"
    pair.press(qtbot, Qt.Key.Key_Down)
    pair.check()


def test_a_range_is_selected_over_cards_that_were_not_held(pair: Pair, qtbot: QtBot) -> None:
    pair.press(qtbot, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert len(pair.sliced.selected_keys()) == 704
    pair.check()


def test_select_all_selects_cards_that_were_not_held(pair: Pair) -> None:
    for view in (pair.whole, pair.sliced):
        view.selectAll()
    assert len(pair.sliced.selected_keys()) == 704
    pair.show()
    pair.check()


def test_shift_and_a_click_select_from_the_focused_card(pair: Pair, qtbot: QtBot) -> None:
    pair.scroll(15_000)
    for view in (pair.whole, pair.sliced):
        spot = view.viewport().rect().center()
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, spot)
        qtbot.mouseRelease(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, spot
        )
    process_until_idle()
    assert len(pair.sliced.selected_keys()) > 250
    pair.check()


def test_a_removed_focused_card_gives_the_focus_to_the_next_one(pair: Pair) -> None:
    for view in (pair.whole, pair.sliced):
        view.focus_card(CardKey("2-200"))
    pair.names["Group 2"].remove("2-200")
    pair.show()
    assert pair.sliced.current_key() == "2-201"
    pair.check()


@pytest.mark.parametrize("seed", range(6))
def test_random_scrolling_keys_and_changes(
    pair: Pair, qtbot: QtBot, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sliced_list, "_FEW", 2)
    chance = random.Random(seed)  # noqa: S311  chooses actions, guards nothing
    for step in range(40):
        match chance.randrange(4):
            case 0:
                pair.scroll(chance.randrange(pair.whole.verticalScrollBar().maximum() + 1))
            case 1 | 2:
                pair.press(qtbot, chance.choice(KEYS), chance.choice(HELD))
            case _:
                group = pair.names[chance.choice(list(pair.names))]
                if group and chance.random() < 1 / 2:
                    del group[chance.randrange(len(group))]
                else:
                    group.insert(chance.randint(0, len(group)), f"new-{step}")
                pair.show()
        pair.check()


def test_every_row_is_where_the_rows_above_it_end() -> None:
    groups = [RowGroup("One", others=2), RowGroup("None"), RowGroup("Two", others=3)]
    layout = GroupLayout(groups, 40, 50)
    tops = [layout.top(number) for number in range(layout.row_count)]
    assert tops == [0, 40, 90, 140, 180, 230, 280]
    assert layout.height == 330
    assert [layout.row_at(y) for y in (0, 39, 40, 89, 139, 140, 329, 999)] == [0, 0, 1, 1, 2, 3, 6, 6]
    assert [layout.row_of_card(index) for index in range(5)] == [1, 2, 4, 5, 6]
    assert [layout.card_at(number) for number in range(7)] == [0, 0, 1, 2, 2, 3, 4]
    items = list(layout.items([5], {5: row("a")}))
    assert [item.height if isinstance(item, Gap) else 0 for item in items] == [0, 100, 0, 50, 0, 50]
