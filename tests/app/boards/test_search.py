"""Search finds what is shown on every board, sent or not."""

import json
import random
import sqlite3
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from kanbert_desktop.app.boards.search import MatchField, SearchHit
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, Card, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.query.text_match import fold_text, html_to_plain_text
from kanbert_desktop.store import base, card_queries, search
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import Store
from support.offline_service import OpenAccount, ReopenAccount, row

START = datetime(2027, 3, 1, tzinfo=UTC)
TEXTS = [
    row(
        Kind.CARD,
        id="t5",
        project_id="b2",
        title="Farben",
        description="<p>Die Größe der <b>Lo</b>gos &amp; mehr</p>",
        status="WIP",
        assignee={"id": "p2"},
        due_date="2026-11-25",
        updated_at="2026-11-20T10:00:00Z",
    ),
    row(
        Kind.CARD, id="t6", project_id="b2", title="Schrift", status="New", updated_at="2026-11-21T10:00:00Z"
    ),
    row(Kind.CARD, id="t7", project_id="b3", title="Logo des alten Projekts", status="New"),
    row(
        Kind.CARD, id="t8", project_id="b1", title="Logo rot", status="New", updated_at="2026-11-19T10:00:00Z"
    ),
    row(
        Kind.CARD,
        id="t9",
        project_id="b1",
        title="Logo blau",
        status="New",
        updated_at="2026-11-22T10:00:00Z",
    ),
    BaseRow(
        Kind.COMMENT,
        "c1",
        "c1",
        "t6",
        json.dumps({"id": "c1", "comment": "<p>Passt das zum Logo?</p>"}).encode(),
    ),
]


@pytest.fixture
def offline_service(open_offline_service: ReopenAccount) -> OpenAccount:
    first = open_offline_service()
    first.store.write(lambda db: base.put_rows(db, TEXTS)).result(60)
    first.store.write(search.reset).result(60)
    first.close()
    again = open_offline_service()
    indexed(again.store)
    return again


def indexed(store: Store) -> None:
    while not search.is_complete(store.read()):
        assert store.flush(10)


def titles(board_service: BoardService, text: str) -> list[str]:
    return [found.card.title for found in board_service.search.find(text)]


def marked(found: SearchHit) -> list[str]:
    return [found.text[start:end] for start, end in found.highlights]


def test_titles_come_before_descriptions_and_those_before_comments(service: BoardService) -> None:
    found = service.search.find("logo")
    assert [(one.card.title, one.field, marked(one)) for one in found] == [
        ("Logo blau", MatchField.TITLE, ["Logo"]),
        ("Logo rot", MatchField.TITLE, ["Logo"]),
        ("Farben", MatchField.DESCRIPTION, ["Logo"]),
        ("Schrift", MatchField.COMMENT, ["Logo"]),
    ]
    assert found[2].text == "Die Größe der Logos & mehr"
    assert found[3].comment == "c1"


def test_no_more_than_was_asked_for(service: BoardService) -> None:
    assert [one.card.title for one in service.search.find("logo", 2)] == ["Logo blau", "Logo rot"]


MANY = 3000


@pytest.fixture
def many(open_offline_service: ReopenAccount) -> BoardService:
    """A board with very many cards, each newer than the last; every second one has a due date."""
    first = open_offline_service()
    cards = [
        row(
            Kind.CARD,
            id=f"m{number}",
            project_id="b1",
            title=f"Karte {number}",
            status="New",
            due_date="2026-11-25" if number % 2 else None,
            updated_at=(START + timedelta(minutes=number)).isoformat(),
        )
        for number in random.Random(1).sample(range(MANY), MANY)  # noqa: S311 - repeatable, not secret
    ]
    first.store.write(lambda db: base.put_rows(db, cards)).result(60)
    first.store.write(search.reset).result(60)
    first.close()
    again = open_offline_service()
    indexed(again.store)
    return again.service


@pytest.mark.parametrize(
    ("text", "newest"),
    [
        ("due:none", [2998, 2996, 2994]),
        ("-2999 -2998", [2997, 2996, 2995]),
        ("due:none karte", [2998, 2996, 2994]),
    ],
)
def test_a_search_among_many_comes_in_steps_to_the_same_answer(
    many: BoardService, text: str, newest: list[int]
) -> None:
    count, steps = 0, many.search.find_in_steps(text, 3)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            found = done.value
            break
        count += 1
    assert found == many.search.find(text, 3)
    assert [one.card.key for one in found] == [f"m{number}" for number in newest]
    assert count >= 1


def test_a_step_of_a_search_for_words_reads_few_cards(
    many: BoardService, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    by_keys = card_queries.by_keys

    def counted(db: sqlite3.Connection, keys: Collection[str]) -> Sequence[card_queries.StoredCard]:
        read.append(len(keys))
        return by_keys(db, keys)

    monkeypatch.setattr(card_queries, "by_keys", counted)
    most = 0
    for _ in many.search.find_in_steps("karte", 100):
        most, read[:] = max(most, sum(read)), []
    assert 0 < most <= 10


def test_a_search_that_finds_nothing_looks_at_all_cards_in_steps(many: BoardService) -> None:
    assert sum(1 for _ in many.search.find_in_steps("due:1999-01-01")) >= MANY // 500


def test_an_abandoned_search_leaves_nothing_open(many: BoardService) -> None:
    steps = many.search.find_in_steps("karte -nichts", 50)
    for _ in range(3):
        next(steps)
    steps.close()
    assert len(many.search.find("karte -nichts", 50)) == 50


def test_umlauts_are_found_both_ways(service: BoardService) -> None:
    assert titles(service, "grosse") == titles(service, "groesse") == titles(service, "GRÖSSE") == ["Farben"]
    service.add_card(BoardId("b1"), "Uebersicht der Straßen")
    assert titles(service, "über strasse") == ["Uebersicht der Straßen"]


def test_an_unsent_title_is_found_at_once_and_the_old_one_no_longer(offline_service: OpenAccount) -> None:
    board_service = offline_service.service
    board_service.edit_card("t9", {Field.TITLE: "Wappen"})
    assert titles(board_service, "wappen") == ["Wappen"]
    assert titles(board_service, "blau") == []
    assert titles(board_service, "logo") == ["Logo rot", "Farben", "Schrift"]
    board_service.undo()
    assert titles(board_service, "blau") == ["Logo blau"]


def test_parts_of_words_are_found_last_sent_or_not(service: BoardService) -> None:
    service.add_card(BoardId("b1"), "Firmenlogos", description="<p>wie gehabt</p>")
    service.add_card(BoardId("b1"), "Zeile", description="<p>Kopflogo</p>")
    found = service.search.find("logo")
    assert [(one.card.title, marked(one)) for one in found[-3:]] == [
        ("Schrift", ["Logo"]),
        ("Firmenlogos", ["logo"]),
        ("Zeile", ["logo"]),
    ]
    assert titles(service, "rift") == ["Schrift"]
    assert titles(service, "-rift board:app") == ["Farben"]


def test_a_new_card_and_its_unsent_comment_are_found(service: BoardService) -> None:
    queued = service.add_card(BoardId("b1"), "Ganz neu", description="<p>mit Beschreibung</p>")
    service.add_comment(queued.card, "<p>und Bemerkung</p>")
    assert [one.field for one in service.search.find("bemerkung neu")] == [MatchField.COMMENT]
    assert [one.field for one in service.search.find("beschreib")] == [MatchField.DESCRIPTION]


def test_a_deleted_card_is_found_only_after_undo(service: BoardService) -> None:
    service.delete_card("t9")
    assert titles(service, "blau") == []
    service.undo()
    assert titles(service, "blau") == ["Logo blau"]


def test_closed_boards_are_left_out(service: BoardService) -> None:
    assert "Logo des alten Projekts" not in titles(service, "logo")
    assert titles(service, "alten") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("logo -rot", ["Logo blau", "Farben", "Schrift"]),
        ("logo assignee:jonas", ["Farben"]),
        ("logo board:web", ["Logo blau", "Logo rot"]),
        ("board:app -logo", []),
        ("board:app", ["Schrift", "Farben"]),
        ("due:<7d", ["Farben"]),
        ('"logo rot"', ["Logo rot"]),
        ('"rot logo"', []),
        ("fällig:diese-woche ist:offen", ["Farben"]),
        ("", []),
        ("due:", []),
    ],
)
def test_the_language_works_on_all_boards(service: BoardService, text: str, expected: list[str]) -> None:
    assert titles(service, text) == expected


def test_an_unsent_change_is_pending(service: BoardService) -> None:
    service.move_card("t8", Column.WIP)
    assert titles(service, "is:pending") == ["Logo rot"]
    assert titles(service, "-is:pending logo") == ["Logo blau", "Farben", "Schrift"]


def test_it_says_what_it_covers_and_what_it_did_not_understand(offline_service: OpenAccount) -> None:
    scope = offline_service.service.search.scope()
    assert (scope.cards, scope.with_comments, scope.is_complete) == (9, 1, True)
    assert [hint.value for hint in offline_service.service.search.hints("colour:red assignee:zoe")] == [
        "red",
        "zoe",
    ]


def test_a_broken_index_is_rebuilt_and_unsent_cards_are_found_in_the_meantime(
    offline_service: OpenAccount,
) -> None:
    board_service = offline_service.service
    board_service.edit_card("t8", {Field.TITLE: "Logo grün"})
    offline_service.wait_until_saved()
    spoil = "UPDATE search_titles_data SET block = x'00000000ffffffff' WHERE id >= 10"
    offline_service.store.write(lambda db: db.execute(spoil).rowcount).result(60)
    assert titles(board_service, "logo") == ["Logo grün"]
    assert offline_service.store.flush(10)
    indexed(offline_service.store)
    assert titles(board_service, "logo") == ["Logo grün", "Logo blau", "Farben", "Schrift"]


WORDS_OF_A_FILTER = [
    "logo",
    "ogo",
    "logo rot",
    "größe",
    '"logo rot"',
    "lo",
    "is:open",
    "-logo",
    "&",
    "quitten-mus",
]


@pytest.mark.parametrize("text", WORDS_OF_A_FILTER)
def test_a_listing_by_the_index_has_every_card_that_the_filter_matches(
    offline_service: OpenAccount, text: str
) -> None:
    service = offline_service.service
    service.edit_card("t9", {Field.TITLE: "Quitten-Mus im Firmenlogo"})
    service.add_card(BoardId("b1"), "Neues Logo rot")
    choice = service.search.card_filter(text)
    boards = {board.id for board in service.boards()}
    matching = [card.key for card in service.listing("all") if choice.matches(card, more=plain(card))]
    found = service.search.listed(text, boards)
    if found is not None:
        assert [card.key for card in found if choice.matches(card, more=plain(card))] == matching
    assert (found is None) == (text in {"lo", "is:open", "-logo", "&"})


def plain(card: Card) -> str:
    return fold_text(html_to_plain_text(card.description))


def test_without_an_index_every_card_is_listed(open_offline_service: ReopenAccount) -> None:
    unindexed = open_offline_service()
    unindexed.store.write(lambda db: db.execute("UPDATE search_state SET built = 0").rowcount).result(60)
    assert unindexed.service.search.listed("logo", {BoardId("b1")}) is None


def test_a_broken_index_lists_every_card(offline_service: OpenAccount) -> None:
    spoil = "UPDATE search_titles_data SET block = x'00000000ffffffff' WHERE id >= 10"
    offline_service.store.write(lambda db: db.execute(spoil).rowcount).result(60)
    assert offline_service.service.search.listed("logo", {BoardId("b1")}) is None
    cards = offline_service.service.view_cards
    assert [card.key for card in cards.listing(cards.query("logo -blau"), None)] == ["t8", "t6", "t5"]


@pytest.mark.parametrize("text", ["logo", "ogo board:web", "-rot logo", "rift", "schrift passt"])
def test_a_view_is_listed_by_the_index_as_without_it(offline_service: OpenAccount, text: str) -> None:
    offline_service.service.edit_card("t8", {Field.TITLE: "Firmenlogos"})
    cards = offline_service.service.view_cards
    query = cards.query(text)
    by_index = [card.key for card in cards.listing(query, None)]
    every = offline_service.service.listing("all")
    assert by_index == [card.key for card in every if cards.accepts(query, card)] != []
