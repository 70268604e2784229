"""The desk: every question from memory, every wish checked, saved and told."""

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
from support.offline_service import NOON, OfflineService, OpenOfflineService

WEB, T1 = BoardId("b1"), CardKey("t1")


def test_boards_stand_by_client_and_title(desk: BoardService) -> None:
    assert [board.shortcode for board in desk.boards()] == ["APP", "app", "WEB"]


def test_a_board_is_found_by_id_and_by_shortcode(desk: BoardService) -> None:
    assert desk.board("b1") == desk.board("web") == desk.board(" WEB ")


@pytest.mark.parametrize(
    ("reference", "key"), [("nope", "unknown_board"), ("app", "ambiguous_board"), ("", "unknown_board")]
)
def test_a_wrong_board_is_refused(desk: BoardService, reference: str, key: str) -> None:
    with pytest.raises(Refused) as caught:
        desk.board(reference)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("words", "person"),
    [("p2", "p2"), ("JONAS@x.test", "p2"), ("me", "p1"), ("none", None), ("Mira Kessler", "p1")],
)
def test_people_are_found(desk: BoardService, words: str, person: str | None) -> None:
    assert desk.find_person(words) == person


@pytest.mark.parametrize(
    ("words", "key"), [("Jonas Brandt", "ambiguous_person"), ("nobody", "unknown_person")]
)
def test_people_are_not_guessed(desk: BoardService, words: str, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        desk.find_person(words)
    assert caught.value.key == key


def test_a_change_of_a_missing_card_waits_for_the_answer_about_it(office: OfflineService) -> None:
    assert office.service.edit_card("t1", {Field.TITLE: "Wished meanwhile"}) is not None
    assert office.service.why_card_unsent(T1, NOON) == ""
    office.replica.apply(Batch(meta={MISSING_CARDS: "t1 t2"}))
    assert office.service.why_card_unsent(T1, NOON) == "Waits until you have decided about the missing cards"
    office.wait_until_saved()


def test_sub_tasks_are_counted_and_stand_under_their_parent(desk: BoardService) -> None:
    assert desk.sub_task_count(T1) == (1, 2)
    assert [card.key for card in desk.sub_tasks(T1)] == ["t2", "t3"]
    assert [card.key for card in desk.columns(WEB)[Column.NEW]] == []
    assert desk.open_card_count(WEB) == 1


def test_a_new_card_shows_at_once_and_is_told(office: OfflineService, changed: list[CardsChanged]) -> None:
    wish = office.service.add_card(WEB, "  Neue \n Karte ", due=date(2026, 12, 24), assignee=PersonId("p2"))
    card = office.service.require_card(wish.card)
    assert (card.title, card.column, card.mark, card.is_public) == (
        "Neue Karte",
        Column.NEW,
        Mark.PENDING,
        False,
    )
    assert changed[-1].boards == {WEB}
    assert office.sync_control.calls == ["edit"]
    wish.saved.result(10)


def test_a_move_is_kept_over_a_restart(office: OfflineService, open_office: OpenOfflineService) -> None:
    assert office.service.move_card("t1", Column.COMPLETED) is not None
    office.close()
    later = open_office().service
    assert later.require_card("t1").column is Column.COMPLETED
    assert later.require_card("t1").mark is Mark.PENDING


def test_a_wish_that_changes_nothing_is_none(desk: BoardService) -> None:
    assert desk.move_card("t1", Column.WIP) is None
    assert desk.edit_card("t1", {Field.TITLE: " Navigation "}) is None


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        (lambda desk: desk.add_card(WEB, "   "), "title_empty"),
        (lambda desk: desk.add_card(WEB, "x" * 256), "title_too_long"),
        (lambda desk: desk.add_card(WEB, "x", column=Column.OTHER), "unknown_column"),
        (lambda desk: desk.add_card(WEB, "x", assignee=PersonId("p9")), "unknown_person"),
        (lambda desk: desk.add_card(WEB, "x", parent=CardKey("t9")), "unknown_card"),
        (lambda desk: desk.add_card(BoardId("b9"), "x"), "unknown_board"),
        (lambda desk: desk.edit_card("t1", {Field.TITLE: ""}), "title_empty"),
        (lambda desk: desk.edit_card("t9", {Field.TITLE: "x"}), "unknown_card"),
        (lambda desk: desk.comment("t1", " "), "comment_empty"),
        (lambda desk: desk.comment("t1", "x" * 65536), "comment_too_long"),
        (lambda desk: desk.comment("t9", "x"), "unknown_card"),
        (lambda desk: desk.delete_card("t9"), "unknown_card"),
    ],
)
def test_a_bad_wish_is_refused_and_leaves_nothing(
    office: OfflineService, wish: Callable[[BoardService], object], key: str
) -> None:
    with pytest.raises(KanbertError) as caught:
        wish(office.service)
    assert caught.value.key == key
    assert office.replica.mirror.entries() == []
    assert office.service.undo_text() is None


def test_who_may_only_read_cannot_wish(office: OfflineService) -> None:
    office.sync_control.can_write = False
    with pytest.raises(Refused) as caught:
        office.service.move_card("t1", Column.NEW)
    assert caught.value.key == "read_only"


def test_a_comment_shows_at_once_with_its_author(desk: BoardService) -> None:
    desk.add_comment("t1", "<p>Hallo</p>")
    (comment,) = desk.comments(T1)
    assert (comment.text, comment.mark, comment.is_public) == ("<p>Hallo</p>", Mark.PENDING, False)
    assert comment.author is not None
    assert comment.author.id == "p1"
    assert desk.comment_count(T1) is None
    assert desk.comments_state(T1) == "loading"


def test_a_held_delete_waits_until_it_is_released(office: OfflineService) -> None:
    wish = office.service.delete_card("t1", hold=True)
    assert office.service.card("t1") is None
    (entry,) = office.replica.mirror.entries()
    assert entry.not_before is not None
    office.service.release_hold(wish)
    (entry,) = office.replica.mirror.entries()
    assert entry.not_before is None


def test_drafts_and_local_choices_survive_a_restart(
    office: OfflineService, open_office: OpenOfflineService
) -> None:
    office.service.save_draft("comment:t1", "Angefangen …")
    office.service.save_draft("comment:t2", "weg")
    office.service.save_draft("comment:t2", "")
    office.service.save_local_value("last_board", "b1")
    office.close()
    later = open_office().service
    assert later.draft("comment:t1") == "Angefangen …"
    assert later.drafts() == {"comment:t1": "Angefangen …"}
    assert later.local_value("last_board") == "b1"
    assert later.local_value("never", "default") == "default"


def test_a_card_that_is_only_here_has_all_its_comments(office: OfflineService) -> None:
    key = office.service.add_card(BoardId("b1"), "Neu").card
    assert office.service.comment_count(key) == 0
    office.service.add_comment(key, "<p>Hm</p>")
    assert office.service.comment_count(key) == 1
    assert office.service.comments_state(key) == "known"
