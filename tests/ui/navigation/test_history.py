"""Back and forward over places."""

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.ui.navigation.history import LONGEST, Kind, Place, Visits

WEB, HEAT = Place(Kind.BOARD, BoardId("b1")), Place(Kind.BOARD, BoardId("b3"))
CARD = Place(Kind.BOARD, BoardId("b1"), CardKey("7"))
ATTENTION = Place(Kind.ATTENTION)


def visits(*places: Place) -> Visits:
    made = Visits()
    for place in places:
        made.arrive(place)
    return made


def test_nobody_was_anywhere() -> None:
    assert Visits().here is None
    assert Visits().step(-1) is None


def test_one_walks_back_and_forward() -> None:
    made = visits(WEB, CARD, HEAT)
    assert made.step(-1) == (CARD, None)
    assert made.step(-1) == (WEB, None)
    assert made.step(-1) is None
    assert made.step(1) == (CARD, None)
    assert made.here == CARD


def test_the_same_place_again_is_no_step() -> None:
    assert visits(WEB, WEB).step(-1) is None


def test_a_new_step_forgets_what_lay_ahead() -> None:
    made = visits(WEB, HEAT)
    made.step(-1)
    made.arrive(ATTENTION)
    assert made.step(1) is None
    assert made.step(-1) == (WEB, None)


def test_how_a_place_was_left_comes_back_with_it() -> None:
    made = visits(WEB)
    made.leave("half way down")
    made.arrive(HEAT)
    assert made.step(-1) == (WEB, "half way down")


def test_closing_a_card_adds_no_step() -> None:
    made = visits(HEAT, WEB, CARD)
    made.correct(WEB)
    assert made.here == WEB
    assert made.step(-1) == (HEAT, None)


def test_a_place_that_is_gone_is_passed_over_in_both_directions() -> None:
    made = visits(HEAT, ATTENTION, WEB)
    made.step(-1)
    made.drop(-1)
    assert made.here == WEB
    assert made.step(-1) == (HEAT, None)
    made = visits(HEAT, ATTENTION, WEB)
    made.step(-1)
    made.step(-1)
    made.step(1)
    made.drop(1)
    assert made.here == HEAT
    assert made.step(1) == (WEB, None)


def test_the_oldest_steps_are_forgotten() -> None:
    made = visits(*(Place(Kind.BOARD, BoardId(f"n{number}")) for number in range(LONGEST + 10)))
    steps = 0
    while made.step(-1) is not None:
        steps += 1
    assert steps == LONGEST - 1
