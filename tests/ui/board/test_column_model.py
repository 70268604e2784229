"""Rows change by small differences and always end as wished."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_model import KEY_ROLE, ColumnModel
from kanbert_desktop.ui.cards.delegate import CardPixmaps
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style.theme import Theme

KEYS = st.lists(st.sampled_from([f"k{number}" for number in range(12)]), unique=True)


def face(key: str, title: str = "") -> CardViewModel:
    return CardViewModel(key=CardKey(key), title=title or f"Card {key}", accessible_text=f"Card {key}, To do")


def rows(theme: Theme) -> ColumnModel:
    made = ColumnModel(CardPixmaps(theme))
    made.set_width(216)
    return made


def keys_in(shown: ColumnModel) -> list[str]:
    return [shown.item_model.index(row, 0).data(KEY_ROLE) for row in range(shown.item_model.rowCount())]


@settings(deadline=None)
@given(before=KEYS, after=KEYS)
def test_rows_become_exactly_what_is_wished(theme: Theme, before: list[str], after: list[str]) -> None:
    shown = rows(theme)
    for wished in (before, after):
        shown.set_rows([face(key) for key in wished])
        assert keys_in(shown) == wished == shown.keys


def test_many_moves_end_right_as_well(theme: Theme) -> None:
    shown = rows(theme)
    wished = [f"k{number}" for number in range(300)]
    shown.set_rows([face(key) for key in wished])
    shown.set_rows([face(key) for key in reversed(wished)])
    assert keys_in(shown) == wished[::-1]


def test_a_change_of_one_card_resets_nothing(theme: Theme) -> None:
    shown = rows(theme)
    shown.set_rows([face("a"), face("b"), face("c")])
    told: list[str] = []
    shown.item_model.modelReset.connect(lambda: told.append("reset"))
    shown.item_model.rowsRemoved.connect(lambda *_: told.append("removed"))
    shown.item_model.rowsInserted.connect(lambda *_: told.append("inserted"))
    shown.set_rows([face("a"), face("b", "Another title"), face("c")])
    assert told == []
    assert shown.item_model.index(1, 0).data() == "Another title"


def test_a_moved_card_is_taken_and_put_once(theme: Theme) -> None:
    shown = rows(theme)
    shown.set_rows([face("a"), face("b"), face("c")])
    told: list[str] = []
    shown.item_model.rowsRemoved.connect(lambda *_: told.append("removed"))
    shown.item_model.rowsInserted.connect(lambda *_: told.append("inserted"))
    shown.set_rows([face("c"), face("a"), face("b")])
    assert told == ["removed", "inserted"]


def test_heights_and_spoken_words_lie_in_the_model(theme: Theme) -> None:
    shown = rows(theme)
    short, long = face("a", "Short"), face("b", "A title that certainly needs more than one line to stand in")
    shown.set_rows([short, replace(long, due="Today")])
    heights = [shown.item_model.index(row, 0).data(Qt.ItemDataRole.SizeHintRole).height() for row in range(2)]
    assert heights[1] > heights[0] + 18
    assert shown.height() == sum(heights)
    assert shown.item_model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Card a, To do"


def test_a_wider_column_needs_less_height(theme: Theme) -> None:
    shown = rows(theme)
    shown.set_rows([face("a", "A title that certainly needs more than one line to stand in")])
    narrow = shown.height()
    shown.set_width(640)
    assert shown.height() < narrow
