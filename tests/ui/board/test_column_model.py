"""Column model: rows change by small differences and always end as requested."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_model import KEY_ROLE, ColumnModel
from kanbert_desktop.ui.cards.delegate import CardPixmaps, GroupHeader
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style.theme import Theme

KEYS = st.lists(st.sampled_from([f"k{number}" for number in range(12)]), unique=True)


def card(key: str, title: str = "") -> CardViewModel:
    return CardViewModel(key=CardKey(key), title=title or f"Card {key}", accessible_text=f"Card {key}, To do")


def rows(theme: Theme) -> ColumnModel:
    made = ColumnModel(CardPixmaps(theme))
    made.set_width(216)
    return made


def keys_in(shown: ColumnModel) -> list[str]:
    return [shown.item_model.index(row, 0).data(KEY_ROLE) for row in range(shown.item_model.rowCount())]


@settings(deadline=None)
@given(before=KEYS, after=KEYS)
def test_rows_become_exactly_what_is_requested(theme: Theme, before: list[str], after: list[str]) -> None:
    shown = rows(theme)
    for expected in (before, after):
        shown.set_rows([card(key) for key in expected])
        assert keys_in(shown) == expected == shown.keys


def test_many_moves_end_in_the_right_order(theme: Theme) -> None:
    shown = rows(theme)
    expected = [f"k{number}" for number in range(300)]
    shown.set_rows([card(key) for key in expected])
    shown.set_rows([card(key) for key in reversed(expected)])
    assert keys_in(shown) == expected[::-1]


def test_a_change_of_one_card_resets_nothing(theme: Theme) -> None:
    shown = rows(theme)
    shown.set_rows([card("a"), card("b"), card("c")])
    reported: list[str] = []
    shown.item_model.modelReset.connect(lambda: reported.append("reset"))
    shown.item_model.rowsRemoved.connect(lambda *_: reported.append("removed"))
    shown.item_model.rowsInserted.connect(lambda *_: reported.append("inserted"))
    shown.set_rows([card("a"), card("b", "Another title"), card("c")])
    assert reported == []
    assert shown.item_model.index(1, 0).data() == "Another title"


def test_a_moved_card_is_removed_and_inserted_once(theme: Theme) -> None:
    shown = rows(theme)
    shown.set_rows([card("a"), card("b"), card("c")])
    reported: list[str] = []
    shown.item_model.rowsRemoved.connect(lambda *_: reported.append("removed"))
    shown.item_model.rowsInserted.connect(lambda *_: reported.append("inserted"))
    shown.set_rows([card("c"), card("a"), card("b")])
    assert reported == ["removed", "inserted"]


def test_the_model_holds_heights_and_accessible_texts(theme: Theme) -> None:
    shown = rows(theme)
    short, long = card("a", "Short"), card("b", "A title that certainly needs more than one line to stand in")
    shown.set_rows([short, replace(long, due="Today")])
    heights = [shown.item_model.index(row, 0).data(Qt.ItemDataRole.SizeHintRole).height() for row in range(2)]
    assert heights[1] > heights[0] + 18
    assert shown.height() == sum(heights)
    assert shown.item_model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Card a, To do"


def test_a_wider_column_needs_less_height(theme: Theme) -> None:
    shown = rows(theme)
    shown.set_rows([card("a", "A title that certainly needs more than one line to stand in")])
    narrow = shown.height()
    shown.set_width(640)
    assert shown.height() < narrow


def test_the_end_of_a_lane_is_measured_once_when_it_comes_and_again_with_later_rows(theme: Theme) -> None:
    shown, measured = rows(theme), []

    def space_after(name: str, _width: int) -> int:
        measured.append(name)
        return 10 * len(measured)

    shown.space_after = space_after
    end = GroupHeader(CardKey("end"), "lane", "Lane", 0, is_folded=False, is_end=True)
    shown.set_rows([card("a"), end])
    assert measured == ["lane"]
    shown.set_rows([card("a"), card("b"), end])
    assert shown.heights()[-1] == 10 * len(measured) > 10
