"""Details beside the names in the palette give way before the names do."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.boards.quick_open import Match, MatchQuality, QuickOpenTarget, TargetKind
from kanbert_desktop.ui.palette.palette import results_by_kind
from kanbert_desktop.ui.palette.results import Detail, shortened_detail

LEAST = 20.0
DETAIL = Detail("A board with a long name", "In progress · 3 Dec")


@pytest.fixture
def metrics(qapp: QApplication) -> QFontMetricsF:
    return QFontMetricsF(qapp.font())


def test_all_of_it_is_shown_where_there_is_room(metrics: QFontMetricsF) -> None:
    assert (
        shortened_detail(DETAIL, metrics, 10_000, LEAST) == "A board with a long name · In progress · 3 Dec"
    )
    assert shortened_detail(Detail("Ctrl+K"), metrics, 10_000, LEAST) == "Ctrl+K"


def test_the_board_is_cut_before_column_and_date(metrics: QFontMetricsF) -> None:
    facts = metrics.horizontalAdvance(f" · {DETAIL.facts}")
    shown = shortened_detail(DETAIL, metrics, facts + metrics.horizontalAdvance("A board…"), LEAST)
    assert shown.startswith("A ")
    assert shown.endswith("… · In progress · 3 Dec")
    assert shortened_detail(DETAIL, metrics, facts, LEAST) == DETAIL.facts


def test_nothing_is_shown_where_the_name_needs_the_row(metrics: QFontMetricsF) -> None:
    assert shortened_detail(DETAIL, metrics, LEAST - 1, LEAST) == ""
    assert shortened_detail(DETAIL, metrics, -300, LEAST) == ""


def match(kind: TargetKind, title: str, quality: MatchQuality) -> Match:
    return Match(QuickOpenTarget(kind, title, title), (), quality)


BOARD, COMMAND, CARD = TargetKind.BOARD, TargetKind.COMMAND, TargetKind.CARD


def sections(*matches: Match) -> list[tuple[str, list[str]]]:
    return [
        (heading, [one.target.title for one in group]) for heading, group in results_by_kind(matches) if group
    ]


def test_letters_within_words_come_after_all_other_matches() -> None:
    shown = sections(
        match(COMMAND, "Undo", MatchQuality.PREFIX),
        match(COMMAND, "Round up", MatchQuality.PART),
        match(CARD, "Undo it", MatchQuality.PREFIX),
        match(CARD, "Foundation", MatchQuality.PART),
    )
    assert shown == [
        ("Commands", ["Undo"]),
        ("Cards", ["Undo it"]),
        ("Other matches", ["Round up", "Foundation"]),
    ]


def test_a_card_of_that_very_title_comes_first() -> None:
    shown = sections(match(BOARD, "Plan B", MatchQuality.PREFIX), match(CARD, "Plan", MatchQuality.EXACT))
    assert [heading for heading, _titles in shown] == ["Cards", "Boards"]


def test_without_better_matches_the_kinds_keep_their_headings() -> None:
    shown = sections(
        match(COMMAND, "Round up", MatchQuality.PART), match(CARD, "Foundation", MatchQuality.PART)
    )
    assert shown == [("Commands", ["Round up"]), ("Cards", ["Foundation"])]


def test_commands_leave_room_for_cards_among_the_other_matches() -> None:
    commands = [match(COMMAND, f"Round {number}", MatchQuality.PART) for number in range(9)]
    cards = [match(CARD, f"Found {number}", MatchQuality.PART) for number in range(9)]
    *_, (_heading, titles) = sections(match(BOARD, "Und", MatchQuality.EXACT), *commands, *cards)
    assert titles == [f"Round {number}" for number in range(4)] + [f"Found {number}" for number in range(4)]
