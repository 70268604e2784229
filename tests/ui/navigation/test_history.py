"""Navigation history."""

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.ui.navigation.history import MAX_ENTRIES, Location, NavigationHistory, PageKind

WEB, HEAT = Location(PageKind.BOARD, BoardId("b1")), Location(PageKind.BOARD, BoardId("b3"))
CARD = Location(PageKind.BOARD, BoardId("b1"), CardKey("7"))
ATTENTION = Location(PageKind.ATTENTION)


def visits(*locations: Location) -> NavigationHistory:
    made = NavigationHistory()
    for location in locations:
        made.visit(location)
    return made


def test_a_new_history_is_empty() -> None:
    assert NavigationHistory().current is None
    assert NavigationHistory().move(-1) is None


def test_it_moves_back_and_forward() -> None:
    made = visits(WEB, CARD, HEAT)
    assert made.move(-1) == (CARD, None)
    assert made.move(-1) == (WEB, None)
    assert made.move(-1) is None
    assert made.move(1) == (CARD, None)
    assert made.current == CARD


def test_the_same_location_twice_is_one_entry() -> None:
    assert visits(WEB, WEB).move(-1) is None


def test_opening_another_page_removes_the_forward_entries() -> None:
    made = visits(WEB, HEAT)
    made.move(-1)
    made.visit(ATTENTION)
    assert made.move(1) is None
    assert made.move(-1) == (WEB, None)


def test_a_location_returns_with_its_view_state() -> None:
    made = visits(WEB)
    made.save_view_state("half way down")
    made.visit(HEAT)
    assert made.move(-1) == (WEB, "half way down")


def test_closing_a_card_adds_no_entry() -> None:
    made = visits(HEAT, WEB, CARD)
    made.replace_current(WEB)
    assert made.current == WEB
    assert made.move(-1) == (HEAT, None)


def test_a_missing_location_is_skipped_in_both_directions() -> None:
    made = visits(HEAT, ATTENTION, WEB)
    made.move(-1)
    made.remove_unavailable(-1)
    assert made.current == WEB
    assert made.move(-1) == (HEAT, None)
    made = visits(HEAT, ATTENTION, WEB)
    made.move(-1)
    made.move(-1)
    made.move(1)
    made.remove_unavailable(1)
    assert made.current == HEAT
    assert made.move(1) == (WEB, None)


def test_the_oldest_entries_are_removed() -> None:
    made = visits(*(Location(PageKind.BOARD, BoardId(f"n{number}")) for number in range(MAX_ENTRIES + 10)))
    steps = 0
    while made.move(-1) is not None:
        steps += 1
    assert steps == MAX_ENTRIES - 1
