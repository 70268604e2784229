"""The crash guard: a record of what is being drawn."""

from pathlib import Path

import pytest

from kanbert_desktop.app.boards.crash_guard import CrashGuard, DrawTarget
from kanbert_desktop.domain.board import BoardId, CardKey

BOARD, CARD = DrawTarget(BoardId("b1")), DrawTarget(BoardId("b1"), CardKey("7"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "opening.json"


@pytest.mark.parametrize("what", [BOARD, CARD])
def test_an_unfinished_record_is_reported_once(path: Path, what: DrawTarget) -> None:
    CrashGuard(path).begin(what)
    assert CrashGuard(path).interrupted == what
    assert CrashGuard(path).interrupted is None


def test_it_is_on_disk_before_begin_returns(path: Path) -> None:
    record = CrashGuard(path)
    record.begin(CARD)
    assert path.exists()
    record.end(CARD)
    assert not path.exists()


def test_the_end_of_something_else_does_not_end_it(path: Path) -> None:
    record = CrashGuard(path)
    record.begin(BOARD)
    record.begin(CARD)
    record.end(BOARD)
    assert CrashGuard(path).interrupted == CARD


def test_an_orderly_end_leaves_nothing(path: Path) -> None:
    record = CrashGuard(path)
    record.begin(CARD)
    record.close()
    assert CrashGuard(path).interrupted is None


@pytest.mark.parametrize("text", ["", "{", "[]", "[1, 2]", '["b1"]', '["b1", 3]', "null", '"ab"', "[[], []]"])
def test_a_damaged_record_is_none(path: Path, text: str) -> None:
    path.write_text(text)
    assert CrashGuard(path).interrupted in (None, DrawTarget(BoardId("a"), CardKey("b")))


def test_a_read_only_folder_does_not_prevent_drawing(tmp_path: Path) -> None:
    record = CrashGuard(tmp_path / "missing" / "opening.json")
    record.begin(CARD)
    record.end(CARD)
    assert record.interrupted is None
