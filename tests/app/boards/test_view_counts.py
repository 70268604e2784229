"""Live counts: as many as a search of all cards finds, whatever happens and in whatever order."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest

from kanbert_desktop.app.boards.view_cards import ViewCards
from kanbert_desktop.app.boards.view_counts import ViewCounts
from kanbert_desktop.domain.board import Card, CardKey, Column, Comment, CommentKey, PersonId, Priority
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import CardsChanged, EventBus
from support.fake_service import CATALOGUE, HEAT, ME, NOW, WEB, OpenAccount, card, open_fake_account

TEXTS = [
    "",
    "is:open",
    "assignee:me",
    "katalog",
    "idee -3",
    "due:<7d is:open",
    "is:overdue",
    "column:closed",
    "client:Bergmann is:pending",
    "is:parent",
    "has:comments",
    "priority:high",
    "lieferung",
]


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    yield opened
    opened.store.close()


@pytest.fixture
def counts(desktop: OpenAccount) -> ViewCounts:
    made = ViewCounts(desktop.service.view_cards)
    desktop.bus.subscribe(CardsChanged, lambda event: made.note_changed(event.cards))
    made.watch(TEXTS)
    return made


def settle(counts: ViewCounts) -> None:
    while not counts.advance(0.0):
        pass


def expected(desktop: OpenAccount) -> dict[str, int]:
    """Every card tested by every query."""
    cards = desktop.service.view_cards
    everything = list(desktop.local_cards.cards())
    queries = {text: cards.query(text) for text in TEXTS}
    return {text: sum(cards.accepts(one, card) for card in everything) for text, one in queries.items()}


def counted(counts: ViewCounts) -> dict[str, int | None]:
    return {text: counts.count(text) for text in TEXTS}


def test_nothing_is_known_before_the_cards_were_counted_once(
    desktop: OpenAccount, counts: ViewCounts
) -> None:
    assert set(counted(counts).values()) == {None}
    settle(counts)
    assert counted(counts) == expected(desktop)
    assert counts.count("is:open") == 57
    assert counts.count("katalog") == 18
    assert counts.count("not watched") is None


def test_counts_follow_each_change_of_a_card(desktop: OpenAccount, counts: ViewCounts) -> None:
    settle(counts)
    service = desktop.service
    service.edit_card("1", {Field.ASSIGNEE: ME.id, Field.TITLE: "Lieferung prüfen"})
    added = service.add_card(HEAT, "Neue Lieferung", due=NOW.date())
    service.move_card("40", Column.CLOSED)
    service.delete_card("70")
    service.add_comment("71", "<p>Die Lieferung ist da</p>")
    settle(counts)
    assert counted(counts) == expected(desktop)
    assert counts.count("lieferung") == 3
    assert counts.count("column:closed") == 1
    service.delete_card(added.card)
    service.undo()
    service.undo()
    settle(counts)
    assert counted(counts) == expected(desktop)


def test_a_card_is_a_parent_as_long_as_it_has_sub_tasks(desktop: OpenAccount, counts: ViewCounts) -> None:
    settle(counts)
    desktop.receive_cards(card(900, "Teil", Column.NEW, parent=CardKey("1")))
    settle(counts)
    assert counts.count("is:parent") == 1
    desktop.receive_cards(
        card(900, "Teil", Column.NEW, parent=CardKey("2"), due=NOW.date() + timedelta(days=1))
    )
    settle(counts)
    assert counts.count("is:parent") == 1
    desktop.receive_deletions(CardKey("900"))
    settle(counts)
    assert counts.count("is:parent") == 0


def test_a_card_is_a_parent_whoever_has_its_sub_tasks(desktop: OpenAccount) -> None:
    """The view reads my cards alone, and its columns alone."""
    mine = card(1, "Meine", Column.NEW, assignee=ME.id)
    desktop.receive_cards(
        mine, card(900, "Teil", Column.COMPLETED, parent=CardKey("1"), assignee=PersonId("u2"))
    )
    counts = ViewCounts(desktop.service.view_cards)
    counts.watch(["assignee:me column:new is:parent", "assignee:me column:new -is:parent"])
    desktop.bus.subscribe(CardsChanged, lambda event: counts.note_changed(event.cards))
    settle(counts)
    assert counts.count("assignee:me column:new is:parent") == 1
    desktop.receive_cards(card(900, "Teil", Column.COMPLETED, parent=CardKey("2"), assignee=PersonId("u2")))
    settle(counts)
    assert counts.count("assignee:me column:new is:parent") == 0
    assert counts.count("assignee:me column:new -is:parent") == 1


def test_a_priority_is_known_as_soon_as_a_card_has_it(desktop: OpenAccount, counts: ViewCounts) -> None:
    settle(counts)
    assert counts.count("priority:high") == 0
    desktop.receive_cards(card(1, "Eilig", Column.NEW, priority=Priority("p1", "High", None, 1)))
    settle(counts)
    assert counts.count("priority:high") == 1


def test_a_new_day_counts_again_what_depends_on_it_and_shows_the_old_count_meanwhile(
    desktop: OpenAccount, counts: ViewCounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(counts)
    assert counts.count("is:overdue") == 0
    later = NOW + timedelta(days=30)
    monkeypatch.setattr(desktop.service.search, "_now", lambda: later)
    counts.note_names_or_day()
    assert counts.count("is:overdue") == 0
    settle(counts)
    assert counted(counts) == expected(desktop)
    assert counts.count("is:overdue") == 4


def test_a_closed_board_takes_its_cards_out_of_every_view(desktop: OpenAccount, counts: ViewCounts) -> None:
    settle(counts)
    boards = desktop.local_cards.boards
    boards[HEAT] = boards[HEAT]._replace(is_running=False)
    counts.note_names_or_day()
    settle(counts)
    assert counted(counts) == expected(desktop)
    assert counts.count("is:open") == 26


def test_at_rest_nothing_is_read(
    desktop: OpenAccount, counts: ViewCounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(counts)
    counts.note_names_or_day()
    for name in ("cards", "slices", "text_of", "query"):
        monkeypatch.setattr(ViewCards, name, None)
    assert counts.is_up_to_date
    assert counts.advance(perf_counter() + 1)


def test_a_changed_card_is_read_and_no_other(
    desktop: OpenAccount, counts: ViewCounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(counts)
    read: list[CardKey] = []
    whole = ViewCards.cards

    def noting(self: ViewCards, keys: list[CardKey]) -> list[Card]:
        read.extend(keys)
        return whole(self, keys)

    monkeypatch.setattr(ViewCards, "cards", noting)
    monkeypatch.setattr(ViewCards, "slices", None)
    desktop.service.edit_card("5", {Field.TITLE: "Anderes"})
    settle(counts)
    assert read == ["5"]


def test_views_that_are_no_longer_watched_leave_nothing_behind(
    desktop: OpenAccount, counts: ViewCounts
) -> None:
    settle(counts)
    counts.watch(["is:open", "idee"])
    assert counts.count("") is None
    settle(counts)
    assert (counts.count("is:open"), counts.count("idee")) == (57, 4)
    counts.watch([])
    assert counts._accepted == {}
    desktop.service.edit_card("5", {Field.TITLE: "Anderes"})
    assert counts.is_up_to_date


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_right_whatever_changes_while_they_are_made(
    desktop: OpenAccount, counts: ViewCounts, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    desktop.receive_cards(
        *(
            card(1000 + n, f"Idee {n}", chance.choice(list(Column)[:6]), chance.choice([WEB, HEAT]))
            for n in range(700)
        )
    )
    for number in range(120):
        counts.advance(0.0)
        key = chance.choice(["1", "2", "40", "1003", "1200", "1650"])
        known = desktop.service.card(key)
        match chance.randrange(7):
            case 0 if known is not None:
                desktop.service.move_card(key, chance.choice(list(Column)[:6]))
            case 1 if known is not None:
                desktop.service.edit_card(key, {Field.ASSIGNEE: chance.choice([ME.id, None, PersonId("u2")])})
            case 2 if known is not None:
                desktop.receive_cards(replace(known, title=f"Lieferung {number}", parent=CardKey("3")))
            case 3:
                desktop.service.add_card(CATALOGUE, f"Katalog {number}")
            case 4 if known is not None:
                desktop.receive_deletions(CardKey(key))
            case 5:
                counts.watch(chance.sample(TEXTS, 8))
                counts.watch(TEXTS)
            case 6:
                boards = desktop.local_cards.boards
                boards[HEAT] = boards[HEAT]._replace(is_running=chance.random() < 0.5)
                counts.note_names_or_day()
    settle(counts)
    assert counted(counts) == expected(desktop)


def test_while_the_index_is_incomplete_every_card_is_read(
    desktop: OpenAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kanbert_desktop.store.search.is_complete", lambda _db: False)
    desktop.local_cards.put_comments(
        CardKey("1"), [Comment(CommentKey("c1"), CardKey("1"), "<p>Lieferung</p>")]
    )
    counts = ViewCounts(desktop.service.view_cards)
    counts.watch(TEXTS)
    settle(counts)
    assert counted(counts) == expected(desktop)
    assert counts.count("lieferung") == 1
