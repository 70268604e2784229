"""What a view's text means: where its cards can be, what it depends on, and where it is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from kanbert_desktop.app.boards.view_query import ViewQuery
from kanbert_desktop.domain.board import (
    Board,
    BoardId,
    Client,
    ClientId,
    Column,
    Person,
    PersonId,
    Priority,
)
from kanbert_desktop.domain.query import FilterContext
from support.fake_service import CATALOGUE, HEAT, ME, WEB, card

LEA = Person(PersonId("u2"), "Lea Sommer", "lea@nordlicht.example")
CONTEXT = FilterContext(
    today=date(2026, 11, 24),
    me=ME.id,
    people=[ME, LEA],
    boards=[
        Board(WEB, "Website-Relaunch", "WEB", ClientId("k1")),
        Board(CATALOGUE, "Frühjahrskatalog", "KAT", ClientId("k1")),
        Board(HEAT, "Fernwärme", "FERN", ClientId("k2")),
        Board(BoardId("b9"), "Alt", "ALT", ClientId("k2"), is_running=False),
    ],
    clients=[Client(ClientId("k1"), "Bergmann"), Client(ClientId("k2"), "Stadtwerke")],
    is_parent=lambda _key: False,
    priorities=[Priority("p1", "High")],
)
OPEN = {Column.BACKLOG, Column.NEW, Column.WIP, Column.OTHER}


def query(text: str) -> ViewQuery:
    return ViewQuery(text, CONTEXT)


@pytest.mark.parametrize(
    ("text", "columns", "boards"),
    [
        ("", set(Column) - {Column.CLOSED}, {WEB, CATALOGUE, HEAT}),
        ("is:open", OPEN, {WEB, CATALOGUE, HEAT}),
        ("-is:open", {Column.COMPLETED, Column.APPROVED}, {WEB, CATALOGUE, HEAT}),
        ("column:new board:WEB", {Column.NEW}, {WEB}),
        ("column:closed", {Column.CLOSED}, {WEB, CATALOGUE, HEAT}),
        ("-column:closed client:Bergmann", set(Column) - {Column.CLOSED}, {WEB, CATALOGUE}),
        ("client:Stadtwerke -board:FERN", set(Column) - {Column.CLOSED}, set()),
    ],
)
def test_only_columns_and_boards_that_can_hold_its_cards_are_read(
    text: str, columns: set[Column], boards: set[BoardId]
) -> None:
    assert (query(text).columns, query(text).boards) == (columns, boards)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("assignee:me", (ME.id,)),
        ("is:mine due:today", (ME.id,)),
        ("assignee:Lea -assignee:me", (LEA.id,)),
        ("assignee:me assignee:lea", ()),
        ("assignee:none", None),
        ("-assignee:me", None),
        ("due:today", None),
        ("assignee:nobody-here", ()),
    ],
)
def test_a_view_of_few_people_reads_their_cards_alone(text: str, people: object) -> None:
    assert query(text).people == people


def test_archived_cards_and_cards_of_closed_boards_are_left_out() -> None:
    accepted = card(1, "A", Column.NEW)
    assert query("").accepts(accepted)
    assert not query("").accepts(replace(accepted, column=Column.CLOSED))
    assert not query("").accepts(replace(accepted, board=BoardId("b9")))
    assert query("column:closed").accepts(replace(accepted, column=Column.CLOSED))


@pytest.mark.parametrize(
    ("text", "changes_with"),
    [
        ("due:today", {"today"}),
        ("-is:overdue", {"today"}),
        ("updated:today", {"today"}),
        ("is:open", set()),
        ("has:due word", set()),
        ("assignee:lea", {"people"}),
        ("client:Bergmann", {"people"}),
        ("priority:high", {"priorities"}),
    ],
)
def test_a_view_is_counted_again_only_for_what_it_depends_on(text: str, changes_with: set[str]) -> None:
    others = {
        "today": replace(CONTEXT, today=date(2026, 11, 25)),
        "people": replace(CONTEXT, people=[ME]),
        "priorities": replace(CONTEXT, priorities=[]),
    }
    before = query(text).signature
    assert {
        name for name, other in others.items() if ViewQuery(text, other).signature != before
    } == changes_with


def test_a_closed_board_concerns_every_view() -> None:
    other = replace(CONTEXT, boards=[board._replace(is_running=False) for board in CONTEXT.boards])
    assert ViewQuery("word", other).signature != query("word").signature


def test_a_broken_query_says_where() -> None:
    found = query('angebot farbe:rot -due:irgendwann board:"Kein Brett" due:').problems
    assert [problem.text for problem in found] == [
        "At character 9: “farbe:” is not a search keyword; it was searched for as text.",
        "At character 19: “due:” does not accept “irgendwann”; it was searched for as text.",
        "At character 35: “board:Kein Brett” matches no name.",
    ]
    assert [(problem.start, problem.end) for problem in found] == [(8, 17), (18, 33), (34, 52)]


def test_equal_mistakes_are_named_at_each_place() -> None:
    assert [problem.start for problem in query("due:x due:x board:y board:y").problems] == [0, 6, 12, 20]


def test_an_empty_text_has_no_problem() -> None:
    assert query("  ").problems == []
