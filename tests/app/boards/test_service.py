"""The board service: reads from memory; validates, saves and announces changes."""

from collections.abc import Callable
from datetime import date

import pytest

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, CardKey, Column, Mark, PersonId
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import InvalidInput, KanbertError, Refused
from kanbert_desktop.domain.events import CardsChanged
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.deletions import MISSING_CARDS
from support.listed_columns import listed_columns
from support.offline_service import NOON, OpenAccount, ReopenAccount

WEB, T1 = BoardId("b1"), CardKey("t1")


def test_boards_are_sorted_by_client_and_title(service: BoardService) -> None:
    assert [board.shortcode for board in service.boards()] == ["APP", "app", "WEB"]


def test_a_board_is_found_by_id_and_by_shortcode(service: BoardService) -> None:
    assert service.board("b1") == service.board("web") == service.board(" WEB ")


@pytest.mark.parametrize(
    ("reference", "key"), [("nope", "unknown_board"), ("app", "ambiguous_board"), ("", "unknown_board")]
)
def test_an_unknown_board_is_rejected(service: BoardService, reference: str, key: str) -> None:
    with pytest.raises(Refused) as caught:
        service.board(reference)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("words", "person"),
    [("p2", "p2"), ("JONAS@x.test", "p2"), ("me", "p1"), ("none", None), ("Mira Kessler", "p1")],
)
def test_people_are_found(service: BoardService, words: str, person: str | None) -> None:
    assert service.find_person(words) == person


@pytest.mark.parametrize(
    ("words", "key"), [("Jonas Brandt", "ambiguous_person"), ("nobody", "unknown_person")]
)
def test_people_are_not_guessed(service: BoardService, words: str, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        service.find_person(words)
    assert caught.value.key == key


def test_a_change_of_a_missing_card_waits_for_the_decision_about_it(offline_service: OpenAccount) -> None:
    assert offline_service.service.edit_card("t1", {Field.TITLE: "Wished meanwhile"}) is not None
    assert offline_service.service.why_card_unsent(T1, NOON) == ""
    offline_service.replica.apply(Batch(meta={MISSING_CARDS: "t1 t2"}))
    assert (
        offline_service.service.why_card_unsent(T1, NOON)
        == "Waiting for your decision about the missing cards"
    )
    offline_service.wait_until_saved()


def test_sub_tasks_are_counted_and_shown_under_their_parent(service: BoardService) -> None:
    assert service.sub_task_count(T1) == (1, 2)
    assert [card.key for card in service.sub_tasks(T1)] == ["t2", "t3"]
    assert [card.key for card in listed_columns(service, WEB)[Column.NEW]] == []
    assert service.open_card_count(WEB) == 1
    assert service.open_card_counts()[WEB] == 1


def test_a_new_card_is_shown_at_once_and_published(
    offline_service: OpenAccount, card_changes: list[CardsChanged]
) -> None:
    queued = offline_service.service.add_card(
        WEB, "  Neue \n Karte ", due=date(2026, 12, 24), assignee=PersonId("p2")
    )
    card = offline_service.service.require_card(queued.card)
    assert (card.title, card.column, card.mark, card.is_public) == (
        "Neue Karte",
        Column.NEW,
        Mark.PENDING,
        False,
    )
    assert card_changes[-1].boards == {WEB}
    assert offline_service.sync_control.edit_count == 1
    queued.saved.result(60)


def test_a_move_is_kept_over_a_restart(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    assert offline_service.service.move_card("t1", Column.COMPLETED) is not None
    offline_service.close()
    later = open_offline_service().service
    assert later.require_card("t1").column is Column.COMPLETED
    assert later.require_card("t1").mark is Mark.PENDING


def test_an_edit_that_changes_nothing_is_not_queued(service: BoardService) -> None:
    assert service.move_card("t1", Column.WIP) is None
    assert service.edit_card("t1", {Field.TITLE: " Navigation "}) is None


@pytest.mark.parametrize(
    ("queued", "key"),
    [
        (lambda board_service: board_service.add_card(WEB, "   "), "title_empty"),
        (lambda board_service: board_service.add_card(WEB, "x" * 256), "title_too_long"),
        (lambda board_service: board_service.add_card(WEB, "x", column=Column.OTHER), "unknown_column"),
        (lambda board_service: board_service.add_card(WEB, "x", assignee=PersonId("p9")), "unknown_person"),
        (lambda board_service: board_service.add_card(WEB, "x", parent=CardKey("t9")), "unknown_card"),
        (lambda board_service: board_service.add_card(BoardId("b9"), "x"), "unknown_board"),
        (lambda board_service: board_service.edit_card("t1", {Field.TITLE: ""}), "title_empty"),
        (lambda board_service: board_service.edit_card("t9", {Field.TITLE: "x"}), "unknown_card"),
        (lambda service: service.add_comment("t1", " "), "comment_empty"),
        (lambda service: service.add_comment("t1", "x" * 65536), "comment_too_long"),
        (lambda service: service.add_comment("t9", "x"), "unknown_card"),
        (lambda board_service: board_service.delete_card("t9"), "unknown_card"),
    ],
)
def test_an_invalid_edit_is_rejected_and_leaves_nothing(
    offline_service: OpenAccount, queued: Callable[[BoardService], object], key: str
) -> None:
    with pytest.raises(KanbertError) as caught:
        queued(offline_service.service)
    assert caught.value.key == key
    assert offline_service.replica.local_cards.pending.entries() == []
    assert offline_service.service.undo_text() is None


def test_read_only_access_rejects_edits(offline_service: OpenAccount) -> None:
    offline_service.sync_control.can_write = False
    with pytest.raises(Refused) as caught:
        offline_service.service.move_card("t1", Column.NEW)
    assert caught.value.key == "read_only"


def test_a_comment_shows_at_once_with_its_author(service: BoardService) -> None:
    service.add_comment("t1", "<p>Hallo</p>")
    (comment,) = service.comments(T1)
    assert (comment.text, comment.mark, comment.is_public) == ("<p>Hallo</p>", Mark.PENDING, False)
    assert comment.author is not None
    assert comment.author.id == "p1"
    assert service.comment_count(T1) is None
    assert service.comments_state(T1) == "loading"


def test_a_held_delete_waits_until_it_is_released(offline_service: OpenAccount) -> None:
    queued = offline_service.service.delete_card("t1", hold=True)
    assert offline_service.service.card("t1") is None
    (entry,) = offline_service.replica.local_cards.pending.entries()
    assert entry.not_before is not None
    offline_service.service.release_hold(queued)
    (entry,) = offline_service.replica.local_cards.pending.entries()
    assert entry.not_before is None


def test_drafts_and_local_values_survive_a_restart(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    offline_service.service.local.save_draft("comment:t1", "Angefangen …")
    offline_service.service.local.save_draft("comment:t2", "weg")
    offline_service.service.local.save_draft("comment:t2", "")
    offline_service.service.local.save_value("last_board", "b1")
    offline_service.close()
    later = open_offline_service().service
    assert later.local.draft("comment:t1") == "Angefangen …"
    assert later.local.drafts() == {"comment:t1": "Angefangen …"}
    assert later.local.value("last_board") == "b1"
    assert later.local.value("never", "default") == "default"


def test_a_local_card_has_all_its_comments(offline_service: OpenAccount) -> None:
    key = offline_service.service.add_card(BoardId("b1"), "Neu").card
    assert offline_service.service.comment_count(key) == 0
    offline_service.service.add_comment(key, "<p>Hm</p>")
    assert offline_service.service.comment_count(key) == 1
    assert offline_service.service.comments_state(key) == "known"
