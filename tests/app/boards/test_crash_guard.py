"""The record of what is being drawn."""

from pathlib import Path

import pytest

from kanbert_desktop.app.boards.crash_guard import Opening, OpeningRecord
from kanbert_desktop.domain.board import BoardId, CardKey

BOARD, CARD = Opening(BoardId("b1")), Opening(BoardId("b1"), CardKey("7"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "opening.json"


@pytest.mark.parametrize("what", [BOARD, CARD])
def test_what_was_begun_and_never_ended_is_told_once(path: Path, what: Opening) -> None:
    OpeningRecord(path).begin(what)
    assert OpeningRecord(path).left == what
    assert OpeningRecord(path).left is None


def test_it_is_on_disk_before_begin_returns(path: Path) -> None:
    record = OpeningRecord(path)
    record.begin(CARD)
    assert path.exists()
    record.end(CARD)
    assert not path.exists()


def test_the_end_of_something_else_does_not_end_it(path: Path) -> None:
    record = OpeningRecord(path)
    record.begin(BOARD)
    record.begin(CARD)
    record.end(BOARD)
    assert OpeningRecord(path).left == CARD


def test_an_orderly_end_leaves_nothing(path: Path) -> None:
    record = OpeningRecord(path)
    record.begin(CARD)
    record.close()
    assert OpeningRecord(path).left is None


@pytest.mark.parametrize("text", ["", "{", "[]", "[1, 2]", '["b1"]', '["b1", 3]', "null", '"ab"', "[[], []]"])
def test_a_damaged_record_is_none(path: Path, text: str) -> None:
    path.write_text(text)
    assert OpeningRecord(path).left in (None, Opening(BoardId("a"), CardKey("b")))


def test_a_folder_that_takes_nothing_keeps_nothing_from_being_drawn(tmp_path: Path) -> None:
    record = OpeningRecord(tmp_path / "missing" / "opening.json")
    record.begin(CARD)
    record.end(CARD)
    assert record.left is None
