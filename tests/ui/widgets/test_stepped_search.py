"""One search at a time, in parts of a frame."""

from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.widgets import stepped_search
from kanbert_desktop.ui.widgets.stepped_search import SteppedSearch


def steps(count: int, result: object) -> Generator[None, None, object]:
    for _ in range(count):
        yield
    return result


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


def reports(search: SteppedSearch) -> list[object]:
    found: list[object] = []
    search.found.connect(found.append)
    return found


def test_the_result_of_few_steps_is_reported_at_once(owner: QObject) -> None:
    search = SteppedSearch(owner, few=3)
    found = reports(search)
    search.start(steps(2, ["a"]))
    assert found == [["a"]]
    assert not search.is_running


def test_the_result_of_many_steps_is_reported_in_a_turn_of_its_own(owner: QObject, qtbot: QtBot) -> None:
    search = SteppedSearch(owner)
    found = reports(search)
    search.start(steps(2, ["a"]))
    assert (found, search.is_running) == ([], True)
    qtbot.waitUntil(lambda: not search.is_running)
    assert found == [["a"]]


def test_a_turn_without_time_goes_one_step(
    owner: QObject, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stepped_search, "_FRAME_SECONDS", 0)
    search = SteppedSearch(owner)
    found = reports(search)
    search.start(steps(20, ["a"]))
    qtbot.waitUntil(lambda: not search.is_running)
    assert found == [["a"]]


def test_a_new_search_replaces_the_one_before(owner: QObject, qtbot: QtBot) -> None:
    search = SteppedSearch(owner)
    found = reports(search)
    search.start(steps(5, "old"))
    search.start(steps(5, "new"))
    qtbot.waitUntil(lambda: not search.is_running)
    assert found == ["new"]


def test_finishing_reports_the_result_now_and_once(owner: QObject, qtbot: QtBot) -> None:
    search = SteppedSearch(owner)
    found = reports(search)
    search.start(steps(5, "all"))
    search.finish()
    search.finish()
    assert found == ["all"]
    qtbot.waitUntil(lambda: not search.is_running)
    assert found == ["all"]


def test_a_stopped_search_reports_nothing(owner: QObject) -> None:
    search = SteppedSearch(owner)
    found = reports(search)
    started = steps(5, "all")
    search.start(started)
    search.stop()
    assert (found, search.is_running) == ([], False)
    assert next(started, "closed") == "closed"
