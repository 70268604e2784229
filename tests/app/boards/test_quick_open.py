"""Quick open: fuzzy matching of targets."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.app.boards.quick_open import (
    LOADED_AT_ONCE,
    Match,
    MatchQuality,
    QuickOpenIndex,
    QuickOpenTarget,
    TargetKind,
    card_targets,
)
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.changes import Field


def board(title: str) -> QuickOpenTarget:
    return QuickOpenTarget(TargetKind.BOARD, title, title)


def card(title: str) -> QuickOpenTarget:
    return QuickOpenTarget(TargetKind.CARD, title, title)


def index(*cards: str, boards: tuple[str, ...] = ()) -> QuickOpenIndex:
    made = QuickOpenIndex([board(title) for title in boards], iter([card(title) for title in cards]))
    while made.load_next_slice():
        pass
    return made


def titles(matches: list[Match]) -> list[str]:
    return [match.target.title for match in matches]


def marked(match: Match) -> list[str]:
    return [match.target.title[start:end] for start, end in match.highlights]


def alike(made: QuickOpenIndex, text: str) -> list[Match]:
    return [match for slice_ in made.find_similar(text) for match in slice_]


def test_a_title_that_begins_so_comes_before_a_word_and_that_before_a_part() -> None:
    made = index("Einkarten", "Alle Karten", "Kartenspiel")
    assert titles(made.find("kart")) == ["Kartenspiel", "Alle Karten", "Einkarten"]


def test_every_word_must_match_in_any_order() -> None:
    made = index("Plakat drucken", "Plakat entwerfen")
    assert titles(made.find("druck plak")) == ["Plakat drucken"]
    assert marked(made.find("druck plak")[0]) == ["Plak", "druck"]


@pytest.mark.parametrize("typed", ["müll", "MÜLL", "mull"])
def test_case_and_diacritics_do_not_matter(typed: str) -> None:
    (match,) = index("Die Müller AG").find(typed)
    assert marked(match) == ["Müll"]


def test_marks_stay_in_place_where_one_letter_becomes_two() -> None:
    (match,) = index("Große Straße Ost").find("ost")
    assert marked(match) == ["Ost"]


def test_boards_come_before_cards_and_one_letter_finds_no_card() -> None:
    made = index("Website texten", boards=("Website-Relaunch",))
    assert titles(made.find("web")) == ["Website-Relaunch", "Website texten"]
    assert titles(made.find("w")) == ["Website-Relaunch"]


def test_a_board_comes_before_a_command_and_commands_keep_their_order() -> None:
    names = ("Karte verschieben", "Karte löschen")
    commands = [QuickOpenTarget(TargetKind.COMMAND, name, name) for name in names]
    made = QuickOpenIndex([*commands, board("Kartenspiel")], iter(()))
    assert titles(made.find("kar")) == ["Kartenspiel", *names]


def test_one_more_letter_and_one_less_find_the_same_as_typed_at_once() -> None:
    made = index("Katalog", "Kater", "Kanu")
    typed = [titles(made.find(text)) for text in ("ka", "kat", "kata", "kat", "ka")]
    fresh = [
        titles(index("Katalog", "Kater", "Kanu").find(text)) for text in ("ka", "kat", "kata", "kat", "ka")
    ]
    assert typed == fresh


def test_a_typing_error_still_finds() -> None:
    made = index("Checkout: guest order", "Newsletter", boards=("Filialfinder",))
    assert made.find("chekout") == []
    assert titles(alike(made, "chekout")) == ["Checkout: guest order"]
    assert titles(alike(made, "filailfinder")) == ["Filialfinder"]
    assert alike(made, "ch") == []


def test_cards_come_in_by_slices() -> None:
    made = QuickOpenIndex([], iter([card(f"Seite {number}") for number in range(LOADED_AT_ONCE + 1)]))
    assert made.load_next_slice()
    assert titles(made.find(f"seite {LOADED_AT_ONCE}")) == []
    assert not made.load_next_slice()
    assert titles(made.find(f"seite {LOADED_AT_ONCE}")) == [f"Seite {LOADED_AT_ONCE}"]


@given(st.text(max_size=12), st.lists(st.text(max_size=20), max_size=8))
def test_any_text_and_any_titles_give_marks_inside_the_title(text: str, names: list[str]) -> None:
    made = index(*names, boards=tuple(names))
    for match in (*made.find(text), *alike(made, text)):
        ends = [place for mark in match.highlights for place in mark]
        assert ends == sorted(ends)
        assert all(0 <= place <= len(match.target.title) for place in ends)


def test_cards_are_offered_with_their_titles_as_shown_here(service: BoardService) -> None:
    service.edit_card("t1", {Field.TITLE: "Umbenannt"})
    service.delete_card("t4")
    new = service.add_card(BoardId("b2"), "Neu").card
    shown = [card for board in service.boards() for card in service.iter_cards(board.id)]
    offered = [(target.id, target.title) for target in card_targets(service)]
    assert offered == [(card.key, card.title) for card in shown]
    assert {("t1", "Umbenannt"), (new, "Neu")} <= set(offered)


def test_however_many_cards_match_the_best_come_in_the_same_order() -> None:
    names = [f"{before}kart{number}" for number in range(40) for before in ("", "Alle ", "Ein")]
    made = index(*names)
    expected = sorted((name for name in names if name.startswith("kart")), key=lambda name: (len(name), name))
    assert titles(made.find("kart")) == expected[:12]
    assert titles(made.find("kart3 alle")) == [
        "Alle kart3",
        *sorted(f"Alle kart3{digit}" for digit in range(10)),
    ]
    assert titles(made.find("ein kart39")) == ["Einkart39"]


def test_the_whole_title_comes_first_and_the_beginning_next() -> None:
    names = ("Plan B neu", "Der Plan B", "Planung B", "Airplan B", "Plan B")
    made = index(*names)
    found = made.find("plan b")
    assert titles(found) == ["Plan B", "Plan B neu", "Planung B", "Der Plan B", "Airplan B"]
    assert [match.quality for match in found] == [
        MatchQuality.EXACT,
        MatchQuality.PREFIX,
        MatchQuality.START,
        MatchQuality.WORD,
        MatchQuality.PART,
    ]


def test_boards_follow_the_same_order() -> None:
    made = index(boards=("Der Plan", "Plan", "Airplan", "Planung"))
    assert titles(made.find("plan")) == ["Plan", "Planung", "Der Plan", "Airplan"]


@given(st.lists(st.text("ab ", min_size=1, max_size=6), max_size=40), st.text("ab ", min_size=2, max_size=4))
def test_the_quick_order_of_cards_is_that_of_the_ranks(names: list[str], text: str) -> None:
    found = index(*names).find(text)
    ranks = [(match.quality, len(match.target.title), match.target.title) for match in found]
    assert ranks == sorted(ranks)


def test_a_card_is_found_as_it_was_given_whatever_its_title_holds() -> None:
    given_cards = [
        QuickOpenTarget(TargetKind.CARD, f"key {number}", title, f"Board {number}")
        for number, title in enumerate(("Erste\nZeile", "", "Größe \ud83d", "Zeile zwei"))
    ]
    made = QuickOpenIndex([], iter(given_cards))
    assert not made.load_next_slice()
    assert {match.target for match in made.find("zeile")} == {given_cards[0], given_cards[3]}
    assert [match.target for match in made.find("große")] == [given_cards[2]]


@pytest.mark.parametrize("boards", [("One",), ("One", "Two", "Three")])
def test_each_card_is_offered_with_its_board(boards: tuple[str, ...]) -> None:
    numbers = range(LOADED_AT_ONCE * 2)
    cards = [
        QuickOpenTarget(TargetKind.CARD, str(number), f"Card {number}", boards[number % len(boards)])
        for number in numbers
    ]
    made = QuickOpenIndex([], iter(cards))
    while made.load_next_slice():
        pass
    for number in (0, 1, 2, LOADED_AT_ONCE - 1, LOADED_AT_ONCE, numbers[-1]):
        assert made.find(f"Card {number}")[0].target == cards[number]


def test_cards_that_are_not_shown_take_little_memory() -> None:
    """A hundred thousand cards may be known: as objects each took 400 bytes."""
    cards = (card(f"Zeile {number} von irgendeiner längeren Liste") for number in range(20 * LOADED_AT_ONCE))
    made = QuickOpenIndex([], cards)
    made.load_next_slice()
    tracemalloc.start()
    while made.load_next_slice():
        pass
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 19 * LOADED_AT_ONCE * 120
